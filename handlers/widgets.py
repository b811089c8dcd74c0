"""What our dialogs add to aiogram-dialog's widgets."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager
from aiogram_dialog import Window as DialogWindow
from aiogram_dialog.widgets.text import Text

from bot.telegram.html import MESSAGE_LIMIT
from handlers.here import here


class Say(Text):
    """A text by its key. `args` name the getter's values that the text needs; `plain` for buttons."""

    def __init__(self, key: str, *args: str, plain: bool = False) -> None:
        super().__init__()
        self.key = key
        self.args = args
        self.plain = plain

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        tr = here(manager).tr
        args = {name: data[name] for name in self.args}
        return tr.plain(self.key, **args) if self.plain else tr(self.key, **args)


def label(key: str, *args: str) -> Say:
    """A button's label."""
    return Say(key, *args, plain=True)


class Window(DialogWindow):
    """In a group a bot hears replies to itself and nothing else: a window that waits for words says so there."""

    async def render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        text = await super().render_text(data, manager)
        look = here(manager).look
        if self.on_message is None or not look.in_group:
            return text
        hint = look.tr("window-group-reply")
        return f"{text}\n\n{hint}" if len(text) + len(hint) < MESSAGE_LIMIT else text
