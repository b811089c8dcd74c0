"""The digits of one number: how many belong to it, and whose country it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from bot.domain.errors import BadPhone, NotOurNumber

MAX_WRITTEN = 40
LONGEST = 15
"""Digits of a number anywhere (ITU-T E.164)."""
LONGEST_CODE = 3
"""Digits of a country's code."""
_PREFIX_AND_CODE = re.compile(r"[78]|[78]?[3-9][0-9]{2}")
_RUN_AND_PREFIX = 2
_WITH_PLUS = ("7", "89")
"""No country's code begins with 89: «+8 916 …» is ours, written with the eight for the seven."""
_ORDINARY = ((3, 3, 2, 2), (3, 7), (3, 3, 4))
"""How the ten digits of a number are grouped at home."""


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that stand together, from `start` to `end`; `gap` stands before them."""

    digits: str
    start: int
    end: int
    gap: str


@dataclass(frozen=True, slots=True)
class Expression:
    """Digits with what stands between the digits of numbers, from `start` to `end`."""

    groups: tuple[Group, ...]
    start: int
    end: int
    plus: bool

    @property
    def digits(self) -> str:
        return digits_of(self.groups)


def digits_of(groups: Sequence[Group]) -> str:
    return "".join(group.digits for group in groups)


def first_cells(groups: Sequence[Group], *, plus: bool) -> tuple[Group, ...]:
    """Without the cells behind a number's own: only its prefix and its code may have cells of their own.

    Without a plus, a 7 or 8 in the cell before ten digits is a count as well, and so is «301» before a whole number.
    """
    before = ""
    for at, group in enumerate(groups):
        is_count = before in ("7", "8") and len(group.digits) == 10 and not plus
        if (
            at
            and "\t" in group.gap
            and (is_count or not _PREFIX_AND_CODE.fullmatch(before) or _is_prefixed(groups[at:]))
        ):
            return tuple(groups[:at])
        before += group.digits
    return tuple(groups)


def _is_prefixed(groups: Sequence[Group]) -> bool:
    """Whether they are a whole number with its own 7 or 8."""
    count = complete(groups, plus=False)
    return count is not None and len(digits_of(groups[:count])) == 11


def complete(groups: Sequence[Group], *, plus: bool) -> int | None:
    """How many of the groups make a number of ours, or None: the digits are never cut within a group."""
    if _is_before_another(groups):
        return None
    reached, length = {}, 0
    for count, group in enumerate(groups[:LONGEST], 1):
        if count == _RUN_AND_PREFIX and _begins_another(groups):
            break
        length += len(group.digits)
        reached[length] = count
    return next((reached[length] for length in _lengths(groups, plus=plus) if length in reached), None)


def _is_before_another(groups: Sequence[Group]) -> bool:
    """«89 8 999 123 45 68»: two digits, and a whole number with its own prefix."""
    if len(groups[0].digits) != 2 or len(groups) == 1 or groups[1].digits not in ("7", "8") or not groups[1].gap:
        return False
    return complete(groups[1:], plus=False) is not None


def _begins_another(groups: Sequence[Group]) -> bool:
    """Whether ten digits stand in a run, and the 8 behind them is the next number's."""
    run, prefix = groups[0], groups[1]
    if len(run.digits) != 10 or prefix.digits not in ("7", "8") or not prefix.gap:
        return False
    return complete(groups[1:], plus=False) is not None


def _lengths(groups: Sequence[Group], *, plus: bool) -> tuple[int, ...]:
    """How many digits a complete number may have, the likelier first.

    A 7 or 8 standing apart («8 999 …») is the country or trunk prefix, so ten digits then mean that one is missing.
    """
    first = groups[0].digits
    if plus:
        return (11,) if digits_of(groups).startswith(_WITH_PLUS) else ()
    if first[0] not in "78":
        return (10,)
    return (11,) if len(first) == 1 else (11, 10)


def is_foreign(groups: Sequence[Group], ours: int | None, *, plus: bool) -> bool:
    """Whether people read these digits as another country's number, written without its plus or with it.

    `ours`: how many groups would make a number of our own. It gives way to another country's whole number unless it is
    grouped as numbers are at home and what follows is no part of it.
    """
    digits, groups = digits_of(groups), groups[: LONGEST + 1]
    if plus:
        return not digits.startswith(_WITH_PLUS)
    if digits[0] == "7" or groups[0].digits == "8":
        return False
    if ours is None:
        return any(_belongs_abroad(groups[:count]) for count in range(1, len(groups) + 1))
    least = ours if digits[0] == "8" and len(digits_of(groups[:ours])) == 11 else ours + 1
    return any(_gives_way(groups, ours, count) for count in range(least, len(groups) + 1))


def _gives_way(groups: Sequence[Group], ours: int, count: int) -> bool:
    number = _abroad(digits_of(groups[:count]))
    if number is None:
        return False
    is_valid = phonenumbers.is_valid_number(number)
    if groups[0].digits == str(number.country_code):
        shape = tuple(len(group.digits) for group in groups[:ours])
        return is_valid or (shape not in _ORDINARY and _is_possible(number))
    has_trunk_prefix = len(digits_of(groups[:ours])) == 11
    return is_valid and count > ours and len(str(number.country_code)) == 3 and not has_trunk_prefix


def _belongs_abroad(groups: Sequence[Group]) -> bool:
    number = _abroad(digits_of(groups))
    if number is None:
        return False
    code = str(number.country_code)
    if groups[0].digits == code or len(groups) == 1:
        return _is_possible(number) and len(digits_of(groups)) > 10
    return phonenumbers.is_valid_number(number) and len(digits_of(groups)) > 10


def is_abroad(before: str, ours: Sequence[Group]) -> bool:
    """Whether the cell before a number of ours is a country's code, and both are a number there."""
    number = _abroad(before + digits_of(ours))
    if number is None or str(number.country_code) != before:
        return False
    shape = tuple(len(group.digits) for group in ours)
    return bool(phonenumbers.is_valid_number(number)) or (shape not in _ORDINARY and _is_possible(number))


def is_valid_abroad(digits: str) -> bool:
    """With its country's code."""
    number = _abroad(digits)
    return number is not None and phonenumbers.is_valid_number(number)


@lru_cache(1024)  # as `is_given`; nobody changes what it returns
def _abroad(digits: str) -> phonenumbers.PhoneNumber | None:
    if not digits or len(digits) > LONGEST:
        return None
    try:
        number = phonenumbers.parse("+" + digits)
    except phonenumbers.NumberParseException:
        return None
    return number if number.country_code != 7 else None


def _is_possible(number: phonenumbers.PhoneNumber) -> bool:
    return bool(phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE)


@lru_cache(1024)  # a text is read at several places
def is_given(digits: str) -> bool:
    """Whether a number of ours, eleven digits from 7, exists in the numbering plan."""
    number = phonenumbers.PhoneNumber(country_code=7, national_number=int(digits[1:]))
    return bool(phonenumbers.is_valid_number(number))


def is_whole(digits: str) -> bool:
    """Whether they are a number of ours with its prefix."""
    return len(digits) == 11 and digits[0] in "78" and is_given("7" + digits[1:])


def wrong_length(written: str, digits: str, *, plus: bool) -> BadPhone:
    written = written.strip()[:MAX_WRITTEN]
    if (plus and not digits.startswith(_WITH_PLUS)) or (len(digits) > 11 and is_valid_abroad(digits)):
        return NotOurNumber("phone-other-country", written=written)
    expected = 11 if digits[:1] in ("7", "8") else 10
    if len(digits) == expected:
        return BadPhone("phone-not-a-number", written=written)
    key = "phone-too-short" if len(digits) < expected else "phone-too-long"
    return BadPhone(key, written=written, digits=len(digits), expected=expected)
