"""Whose phone a callback rings first, as people write it."""

from __future__ import annotations

from bot.domain.phones import Phone, masked, parse_extended, pretty


def parse_manager(written: str) -> str:
    """`+7 495 123-45-67^123` and «8 495 123-45-67 доб. 123» → `74951234567^123`; without an extension the phone alone.

    Raises BadPhone.
    """
    phone, extension = parse_extended(written)
    return f"{phone}^{extension}" if extension else phone


def split_manager(manager: str) -> tuple[Phone, str]:
    """The phone, and the extension or an empty text."""
    phone, _, extension = manager.partition("^")
    return Phone(phone), extension


def shown_manager(manager: str, *, mask: bool) -> str:
    """`+7 495 123-45-67^123`."""
    phone, extension = split_manager(manager)
    number = masked(phone) if mask else pretty(phone)
    return f"{number}^{extension}" if extension else number
