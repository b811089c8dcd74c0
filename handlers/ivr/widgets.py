"""What the windows of menus have alike."""

from __future__ import annotations

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.kbd.button import OnClick
from aiogram_dialog.widgets.text import Format

from handlers.widgets import label

BODY = Format("{body}")
"""The whole text, as the getter makes it."""


def to(state: State, id_: str = "back") -> SwitchTo:
    """The button «Back» that leads to this window."""
    return SwitchTo(label("button-back"), id=id_, state=state)


def turning(kept: str, before: str, after: str, *between: Button) -> Row:
    """Two buttons, with these ids, that turn the page which the dialog's data has under `kept`."""

    def turned(by: int) -> OnClick:
        async def on_press(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
            manager.dialog_data[kept] = max(0, manager.dialog_data.get(kept, 0) + by)

        return on_press

    return Row(
        Button(Format("◀️"), id=before, on_click=turned(-1), when="has_before"),
        *between,
        Button(Format("▶️"), id=after, on_click=turned(1), when="has_after"),
    )
