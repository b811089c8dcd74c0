"""Numbers that stand elsewhere than in a person's own words: in a message of somebody else, in a contact."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.errors import BadPhone
from bot.domain.phones import Phone, find_phones, phone_of_contact
from bot.domain.reading.shapes import moments

MOST_IN_VCARD = 20
_FOLDED = re.compile(r"\r?\n[ \t]")
_TEL = re.compile(r'^(?:[\w-]+\.)?TEL(?:;(?:"[^"]*"|[^":])*)?:(?:tel:)?([^;\r\n]*)', re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """Callable numbers, each once. `in_doubt`: several, and nobody but the person knows which of them is meant."""

    phones: tuple[Phone, ...]
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of several numbers to call: none until it `is_made`. `one`: at most one of them."""

    candidates: tuple[Phone, ...]
    one: bool = False
    is_made: bool = False

    def picked(self, chosen: tuple[Phone, ...], phone: Phone, *, on: bool) -> tuple[Phone, ...]:
        """Who is called after this number is taken in, or struck out."""
        if self.one:
            return (phone,) if on else chosen
        return tuple(one for one in self.candidates if (on if one == phone else one in chosen))

    def joined(self, found: Found) -> "Choice":
        """The same with further numbers to choose from."""
        candidates = tuple(dict.fromkeys(self.candidates + found.phones))
        return replace(self, candidates=candidates, is_made=self.is_made and not found.in_doubt)


def found_in(text: str) -> Found | None:
    """None when there is none. Words or times beside several numbers say what each of them is: then it is in doubt."""
    phones = find_phones(text)
    says_more = any(char.isalpha() for char in text) or bool(moments(text))
    return Found(phones, in_doubt=len(phones) > 1 and says_more) if phones else None


def found_in_contact(number: str, vcard: str = "", *, of_account: bool = True) -> Found:
    """`number` is the one that Telegram shows, an account's or typed; the vCard may hold more of the same person.

    Raises BadPhone, with the reason of the first one, when none of them can be called.
    """
    phones, refused = _callable([(number, of_account), *((typed, False) for typed in _numbers_of(vcard))])
    if not phones and refused is not None:
        raise refused
    return Found(phones, in_doubt=len(phones) > 1)


def _numbers_of(vcard: str) -> list[str]:
    written = [found.strip() for found in _TEL.findall(_FOLDED.sub("", vcard))]
    return [one for one in written if one][:MOST_IN_VCARD]


def _callable(numbers: Iterable[tuple[str, bool]]) -> tuple[tuple[Phone, ...], BadPhone | None]:
    phones: dict[Phone, None] = {}
    refused: BadPhone | None = None
    for number, of_account in numbers:
        try:
            phones[phone_of_contact(number, of_account=of_account)] = None
        except BadPhone as error:
            refused = refused or error
    return tuple(phones), refused
