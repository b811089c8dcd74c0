"""Reads values as providers write them: a number in quotes, a comma for a point, a word instead of a number.

Every function returns None for what it cannot read, and raises nothing.
"""

import logging
import re
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict

from bot.domain.phones import Phone
from bot.providers.wire import storable_text

_MOST_ODDITIES = 500
_SPACES = re.compile(r"\s+")
_MONEY_LIMIT = Decimal(10**9)
_MONEY_STEP = Decimal("0.0001")
_YEAR_2100 = 4_102_444_800
_INTEGER_DIGITS = 18
_NAMES_NOTHING = re.compile(r"(-\d+|0)$")


def text(value: Any, limit: int = 200) -> str | None:
    """Strings and numbers as one line of at most `limit` characters; blank is None."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        written = str(value)
    except ValueError:  # an integer of thousands of digits
        return None
    return _SPACES.sub(" ", storable_text(written)).strip()[:limit] or None


def integer(value: Any) -> int | None:
    """`1`, `"1"`, `1.0`, `"-1"`."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 10**_INTEGER_DIGITS else None
    written = text(value, limit=_INTEGER_DIGITS + 2)
    if written is None or len(written) > _INTEGER_DIGITS or not written.isascii():
        return None
    return int(written) if written.removeprefix("-").isdigit() else None


def money(value: Any) -> Decimal | None:
    """Roubles: `"0.9"`, `0.9`, `"1 273,50"`; rounded to a hundredth of a kopeck."""
    written = text(value, limit=40)
    if written is None:
        return None
    try:
        amount = Decimal(written.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    if not amount.is_finite() or abs(amount) >= _MONEY_LIMIT:
        return None
    exponent = amount.as_tuple().exponent
    return amount.quantize(_MONEY_STEP) if isinstance(exponent, int) and exponent < -4 else amount


def moment(value: Any) -> datetime | None:
    """UNIX seconds, as a number or in quotes."""
    seconds = integer(value)
    if seconds is None or not 0 < seconds < _YEAR_2100:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def phone(value: Any) -> Phone | None:
    """`79991234567` as a number or a string, with `+`, spaces or brackets; ten digits lack the country."""
    digits = re.sub(r"[^0-9]", "", text(value) or "")
    if len(digits) == 11 and digits[0] in "78":
        return Phone("7" + digits[1:])
    return Phone("7" + digits) if len(digits) == 10 else None


def flag(value: Any) -> bool | None:
    """`true`, `1`, `"1"`, `"true"` and their opposites."""
    if isinstance(value, bool):
        return value
    return {"1": True, "true": True, "0": False, "false": False}.get((text(value) or "").casefold())


def identifier(value: Any) -> str | None:
    """A provider's id, an integer or a string. None for 0, negative numbers and blanks."""
    if isinstance(value, float):
        value = integer(value)
    written = text(value, limit=65)
    return written if written and len(written) <= 64 and not _NAMES_NOTHING.match(written) else None


def link(value: Any) -> str | None:
    return text(value, limit=2048) if isinstance(value, str) else None


def web_address(written: str | None) -> str | None:
    """An address that a browser can open."""
    try:
        parts = urlsplit(written or "")
    except ValueError:
        return None
    return written if parts.scheme in ("http", "https") and parts.hostname and " " not in (written or "") else None


def word(limit: int) -> BeforeValidator:
    """One line of at most so many characters. None when it is blank."""
    return BeforeValidator(lambda value: text(value, limit=limit))


def line(limit: int) -> BeforeValidator:
    """One line of at most so many characters. It may be empty."""
    return BeforeValidator(lambda value: text(value, limit=limit) or "")


Flag = Annotated[bool | None, BeforeValidator(flag)]
Id = Annotated[str | None, BeforeValidator(identifier)]
Link = Annotated[str | None, BeforeValidator(link)]
Moment = Annotated[datetime | None, BeforeValidator(moment)]
Money = Annotated[Decimal | None, BeforeValidator(money)]
Number = Annotated[Phone | None, BeforeValidator(phone)]
Whole = Annotated[int | None, BeforeValidator(integer)]


class Loose(BaseModel):
    """An object as a provider writes it. What we do not know of it is kept."""

    model_config = ConfigDict(extra="allow", frozen=True)


def loggable(word: str) -> str:
    """A provider's word as a log may hold it: short, and without what could be a phone number."""
    digits = sum(char.isdigit() for char in word)
    return repr(word[:40]) if digits < 7 else f"of {len(word)} characters, {digits} of them digits"


class Once:
    """Logs each oddity the first time, not at every poll. Logs nothing more after 500 different ones."""

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger
        self._seen: set[str] = set()

    def warn(self, oddity: str) -> None:
        if oddity in self._seen or len(self._seen) >= _MOST_ODDITIES:
            return
        self._seen.add(oddity)
        self._logger.warning("%s", oddity)
