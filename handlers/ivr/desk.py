"""Where the dialog is: which menu is open, and which of its keys. The menu itself is in the database."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from aiogram_dialog import DialogManager

from bot.domain.menu_edits import Edit, drop_branch
from bot.domain.menus import Branch, Menu, as_content, from_content
from bot.services.menu_views import MenuView
from handlers.here import here

NEW_WORDS = "new"
"""In place of a slot: key words get theirs when they are written."""

Given = ParamSpec("Given")


def opened(menu_id: int, said: str = "") -> dict[str, Any]:
    """What the dialog knows while a menu is open. `said` is the key of a line that stands above the menu once."""
    return {"menu": menu_id, "slot": "", "said": said, "undo": None}


class Desk:
    def __init__(self, manager: DialogManager) -> None:
        self._here = here(manager)
        self._data: dict[str, Any] = manager.dialog_data

    @property
    def menu_id(self) -> int:
        """0 when none is open."""
        return int(self._data.get("menu", 0))

    @property
    def slot(self) -> str:
        return str(self._data.get("slot", ""))

    @slot.setter
    def slot(self, slot: str) -> None:
        self._data["slot"] = slot

    def open_menu(self, menu_id: int, said: str = "") -> None:
        self._data.update(opened(menu_id, said))

    def take_said(self) -> str:
        return str(self._data.pop("said", ""))

    async def view(self) -> MenuView:
        """The menu as it is now, whoever has changed it. Raises NotFound."""
        return await self._here.api.menus.read(self._here.actor, self.menu_id)

    async def change(self, edit: Edit) -> MenuView:
        return await self._here.api.menus.change(self._here.actor, self.menu_id, edit)

    async def change_slot(
        self, edit: Callable[Concatenate[Menu, str, Given], Menu], *args: Given.args, **fields: Given.kwargs
    ) -> MenuView:
        """Apply `edit(menu, slot, …)` to the open key. A key that has lost its last part becomes free again."""
        slot = self.slot
        return await self.change(lambda menu: _without_empty(edit(menu, slot, *args, **fields), slot))

    @property
    def undo(self) -> Branch | None:
        """What was cleared from the open key."""
        kept = self._data.get("undo")
        branch = from_content(kept).branches[0] if kept else None
        return branch if branch and branch.slot == self.slot else None

    def keep_for_undo(self, branch: Branch) -> None:
        self._data["undo"] = as_content(Menu("", "", branches=(branch,)))


def _without_empty(menu: Menu, slot: str) -> Menu:
    return drop_branch(menu, slot) if menu.branch(slot) == Branch(slot) else menu
