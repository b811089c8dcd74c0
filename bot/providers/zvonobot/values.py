"""Our values as the engine writes them."""

from __future__ import annotations

from bot.domain.sayings import Voice

_GENDER = {Voice.FEMALE: 0, Voice.MALE: 1}


def gender(voice: Voice) -> int:
    return _GENDER[voice]


def record_number(record_id: str) -> int | str:
    """As it is when it is no number: `dialect.create` says what is wrong with it."""
    return int(record_id) if record_id.isdecimal() and len(record_id) <= 18 else record_id
