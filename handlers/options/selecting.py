"""Lists of buttons."""

from __future__ import annotations

from typing import Any

from aiogram_dialog.widgets.kbd import ScrollingGroup, Select
from aiogram_dialog.widgets.text import Format

ON_A_PAGE = 8


def select(id_: str, items: str, on_click: Any) -> Select[str]:
    """Items are (id, label)."""
    return Select(Format("{item[1]}"), id=id_, item_id_getter=lambda item: item[0], items=items, on_click=on_click)


def pages(id_: str, chosen: Select[str], width: int = 1) -> ScrollingGroup:
    return ScrollingGroup(chosen, id=id_, width=width, height=ON_A_PAGE, hide_on_single_page=True)
