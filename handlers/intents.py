"""Dialogs of one chat are told apart by an id that nobody else's dialog can have."""

from __future__ import annotations

import secrets

from aiogram_dialog.api.entities import stack

ID_BYTES = 6
"""Eight characters: a button carries them within Telegram's 64 bytes."""


def make_unique() -> None:
    """aiogram-dialog 2.6 makes an id of the second and of a number below a hundred, and keys a dialog by chat and id.

    Of two colleagues who open a dialog in one group in the same second, one in a hundred would get the other's order.
    It has no setting for that.
    """
    stack.new_id = _new_id


def _new_id() -> str:
    return secrets.token_urlsafe(ID_BYTES)
