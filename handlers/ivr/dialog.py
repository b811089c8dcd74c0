"""The dialog of `/ivr`."""

from __future__ import annotations

from aiogram_dialog import Dialog

from handlers.ivr import all_menus, key, key_parts, one_menu, records


def build() -> Dialog:
    """A dialog belongs to one router tree, so each application builds its own."""
    return Dialog(*all_menus.WINDOWS, *one_menu.WINDOWS, *key.WINDOWS, *key_parts.WINDOWS, *records.WINDOWS)
