"""Whose phone a callback rings first, as people write it."""

from __future__ import annotations

import re

from bot.domain.errors import BadPhone
from bot.domain.phones import MAX_WRITTEN, Phone, masked, parse_phone, pretty

_WITH_EXTENSION = re.compile(
    r"(?P<phone>.+?)(?:\^|,?\s*(?:доб(?:авочный)?|ext)\b\.?|#)(?P<extension>.*)", re.IGNORECASE
)
_EXTENSION = re.compile(r"[0-9]{1,10}")


def parse_manager(written: str) -> str:
    """`+7 495 123-45-67^123` and «8 495 123-45-67 доб. 123» → `74951234567^123`; without an extension the phone alone.

    Raises BadPhone.
    """
    found = _WITH_EXTENSION.fullmatch(written.strip())
    if found is None:
        return parse_phone(written)
    extension = found["extension"].strip()
    if not _EXTENSION.fullmatch(extension):
        raise BadPhone("phone-bad-extension", written=written.strip()[:MAX_WRITTEN])
    return f"{parse_phone(found['phone'])}^{extension}"


def split_manager(manager: str) -> tuple[Phone, str]:
    """The phone, and the extension or an empty text."""
    phone, _, extension = manager.partition("^")
    return Phone(phone), extension


def shown_manager(manager: str, *, mask: bool) -> str:
    """`+7 495 123-45-67^123`."""
    phone, extension = split_manager(manager)
    number = masked(phone) if mask else pretty(phone)
    return f"{number}^{extension}" if extension else number
