"""What a provider's script reads aloud where its author left room: a sum of money, and dates or digits."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.errors import OrderProblem

_SUM = re.compile(r"[0-9]{1,10}([.,][0-9]{1,2})?")
_DIGITS = re.compile(r"[0-9]{1,32}([.,][0-9]{1,8})?")
_DATES = ("%Y-%m-%d", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class Inserts:
    """Each is empty where nothing is said: `Inserts("17.25", "25.11.2026", "142")`."""

    amount: str = ""
    """Roubles, with a point."""
    first: str = ""
    second: str = ""
    third: str = ""

    def __bool__(self) -> bool:
        return self != Inserts()

    def checked(self) -> "Inserts":
        """The same as scripts read it. Raises OrderProblem."""
        return Inserts(
            *(CHECKS[name](value.strip()) if value.strip() else "" for name, value in as_written(self).items())
        )


def as_written(inserts: Inserts) -> Mapping[str, str]:
    return {name: getattr(inserts, name) for name in CHECKS}


def is_date_or_digits(written: str) -> bool:
    """`2026-11-25`, `25.11.2026`, `142`, `3,5`."""
    if _DIGITS.fullmatch(written):
        return True
    for pattern in _DATES:
        with suppress(ValueError):
            return bool(datetime.strptime(written, pattern).replace(tzinfo=UTC))
    return False


def _sum(written: str) -> str:
    if not _SUM.fullmatch(written):
        raise OrderProblem("order-bad-amount")
    return written.replace(",", ".")


def _value(written: str) -> str:
    if not is_date_or_digits(written):
        raise OrderProblem("order-bad-insert")
    return written


CHECKS: Mapping[str, Callable[[str], str]] = {"amount": _sum, "first": _value, "second": _value, "third": _value}
"""For each of them, in their order, what makes it readable."""
