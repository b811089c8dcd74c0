"""Phone numbers as people write them, and as the services take them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NewType

import phonenumbers

from bot.domain.errors import BadPhone

Phone = NewType("Phone", str)
"""Eleven digits, `7XXXXXXXXXX`."""

_SEPARATORS = " \t\u00a0\u202f()[]-‐‑‒–—.\u200e\u200f\u202a\u202c\u2066\u2068\u2069"
_SEPARATED = re.escape(_SEPARATORS)
_NUMBERISH = re.compile(rf"[{_SEPARATED}]*\+?[{_SEPARATED}]*[0-9][0-9{_SEPARATED}]*")
_BETWEEN = re.compile(r"[\s,;]*")
_GLUED = re.compile(r"\w|[-‐‑–.]\d")
_ATTEMPT_DIGITS = 7
MAX_WRITTEN = 40


@dataclass(frozen=True, slots=True)
class Dictation:
    """What a person wrote after `/call`: numbers in their order, each once, and the text that follows them."""

    phones: tuple[Phone, ...]
    text: str


def parse_phone(written: str) -> Phone:
    """One number and nothing else. Raises BadPhone with the reason."""
    written = written.strip()
    found = _NUMBERISH.match(written)
    if not found:
        raise BadPhone("phone-not-a-number", written=written[:MAX_WRITTEN])
    end = _complete(written)
    if end is None or written[end:].strip(_SEPARATORS):
        if not written[found.end() :].strip(_SEPARATORS):
            raise _wrong_length(found.group())
        raise BadPhone("phone-not-a-number", written=written[:MAX_WRITTEN])
    return _checked(written[:end])


def parse_dictation(written: str) -> Dictation:
    """Numbers first, separated by commas, semicolons or lines; what follows the last complete number is the text.

    Raises BadPhone for a number that is not one, with the reason.
    """
    phones: dict[Phone, None] = {}
    at = _skip(written, 0)
    while at < len(written):
        end = _complete(written[at:])
        if end is None:
            _refuse_broken_number(written[at:], first=not phones)
            break
        phones[_checked(written[at : at + end])] = None
        at += end
        rest = _skip(written, at)
        if not re.search(r"[,;\n]", written[at:rest]):
            at = rest
            break
        at = rest
    if not phones:
        raise BadPhone("phone-missing")
    return Dictation(tuple(phones), written[at:].strip())


def find_phones(text: str) -> tuple[Phone, ...]:
    """Every callable number in a free text, each once: for a message that somebody else wrote."""
    found: dict[Phone, None] = {}
    for match in phonenumbers.PhoneNumberMatcher(text, "RU"):
        if match.number.country_code == 7:
            found[Phone(f"7{match.number.national_number}")] = None
    return tuple(found)


def _skip(written: str, at: int) -> int:
    found = _BETWEEN.match(written, at)
    return found.end() if found else at


def _refuse_broken_number(rest: str, *, first: bool) -> None:
    """Raise when `rest` starts with what was meant as a number; a text that opens with «12 orders» was not."""
    found = _NUMBERISH.match(rest)
    segment = re.split(r"[,;\n]", rest, maxsplit=1)[0]
    if not found:
        if first:
            raise BadPhone("phone-not-a-number", written=segment.strip()[:MAX_WRITTEN])
        return
    digits = re.sub(r"\D", "", found.group())
    alone = not segment[found.end() :].strip()
    if first or len(digits) >= _ATTEMPT_DIGITS or (alone and found.group().lstrip(_SEPARATORS).startswith("+")):
        raise _wrong_length(found.group())


def _complete(written: str) -> int | None:
    """Where the number at the start of `written` ends, or None when no complete one stands there."""
    found = _NUMBERISH.match(written)
    if not found:
        return None
    places = [i for i, char in enumerate(found.group()) if char.isdigit()]
    digits = "".join(found.group()[i] for i in places)
    for length in _lengths(found.group(), digits):
        if len(places) < length:
            continue
        end = places[length - 1] + 1
        if not _GLUED.match(written, end):
            return end
    return None


def _lengths(written: str, digits: str) -> tuple[int, ...]:
    """How many digits a complete number may have, the likelier first.

    A 7 or 8 standing apart («8 999 …») is the country or trunk prefix, so ten digits then mean that one is missing.
    """
    bare = written.lstrip(_SEPARATORS)
    if bare.startswith("+"):
        return (11,) if digits.startswith("7") else (len(digits),)
    if digits[0] not in "78":
        return (10,)
    stands_apart = len(bare) > 1 and not bare[1].isdigit()
    return (11,) if stands_apart else (11, 10)


def _checked(written: str) -> Phone:
    digits = re.sub(r"\D", "", written)
    if written.lstrip(_SEPARATORS).startswith("+") and not digits.startswith("7"):
        raise BadPhone("phone-other-country", written=written.strip()[:MAX_WRITTEN])
    national = digits[1:] if len(digits) == 11 else digits
    number = phonenumbers.parse("+7" + national)
    if not phonenumbers.is_valid_number(number):
        if len(digits) == 10 and digits[0] in "78":
            raise _wrong_length(written)
        raise BadPhone("phone-no-such-code", written=written.strip()[:MAX_WRITTEN])
    return Phone("7" + national)


def _wrong_length(written: str) -> BadPhone:
    digits = re.sub(r"\D", "", written)
    if written.lstrip(_SEPARATORS).startswith("+") and not digits.startswith("7"):
        return BadPhone("phone-other-country", written=written.strip()[:MAX_WRITTEN])
    expected = 11 if digits[:1] in ("7", "8") else 10
    if len(digits) == expected:
        return BadPhone("phone-not-a-number", written=written.strip()[:MAX_WRITTEN])
    key = "phone-too-short" if len(digits) < expected else "phone-too-long"
    return BadPhone(key, written=written.strip()[:MAX_WRITTEN], digits=len(digits), expected=expected)


def pretty(phone: Phone) -> str:
    """`+7 999 123-45-67`."""
    return f"+{phone[0]} {phone[1:4]} {phone[4:7]}-{phone[7:9]}-{phone[9:11]}"


def masked(phone: Phone) -> str:
    """`+7 999 ***-**-67`: for groups and logs."""
    return f"+{phone[0]} {phone[1:4]} ***-**-{phone[9:11]}"
