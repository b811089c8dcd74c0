"""Where the dialog is: which menu is open, and which of its keys. All that is in the menu itself is in the database."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from bot.domain.menu_content import as_content, from_content
from bot.domain.menu_edits import Edit, drop_branch
from bot.domain.menus import Branch, Menu
from bot.services.menus.changing import MenuChange
from bot.services.menus.views import MenuView

NEW_WORDS = "new"
"""In place of a slot: key words that have no slot before they are written."""


class Desk:
    def __init__(self, manager: DialogManager) -> None:
        self._manager = manager
        self._data: dict[str, Any] = manager.dialog_data

    @property
    def menu_id(self) -> int:
        """0: none is open."""
        return int(self._data.get("menu", 0))

    @property
    def slot(self) -> str:
        return str(self._data.get("slot", ""))

    @slot.setter
    def slot(self, slot: str) -> None:
        self._data["slot"] = slot

    def open_menu(self, menu_id: int, said: str = "") -> None:
        """`said` is the key of what is told above it, once."""
        self._data.update(menu=menu_id, slot="", said=said)
        self._data.pop("undo", None)

    def take_said(self) -> str:
        return str(self._data.pop("said", ""))

    async def view(self) -> MenuView:
        """As it is now, whoever has changed it. Raises NotFound."""
        data = self._manager.middleware_data
        view: MenuView = await data["read_menu"](data["actor"], self.menu_id)
        return view

    async def change(self, edit: Edit) -> MenuView:
        data = self._manager.middleware_data
        view: MenuView = await data["change_menu"](data["actor"], MenuChange(self.menu_id, edit))
        return view

    async def change_slot(self, edit: Edit) -> MenuView:
        """A key from which the last thing is taken is as free as if nobody had ever touched it."""
        slot = self.slot
        return await self.change(lambda menu: _without_empty(edit(menu), slot))

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
