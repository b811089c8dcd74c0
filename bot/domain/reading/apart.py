"""Lines that each begin with a number and say something of their own: one call says the same to everybody."""

import re
from collections.abc import Iterator

from bot.domain.errors import TextsApart
from bot.domain.reading.figures import MAX_WRITTEN
from bot.domain.reading.reader import Number, Reader, Where

_ADDRESSED = re.compile(
    r"(?:[A-ZА-ЯЁ]\w+(?:[ ][A-ZА-ЯЁ]\w+){0,2}[,!][ ]*)?"
    r"(?i:ваш[аеиу]?|вас|вам|вы|здравствуйте|добр(?:ый|ое)|уважаем\w*|напомина\w*|your?|hello|hi|dear|good)\b"
)
"""How words begin that are said to a callee, behind a name or without one."""
_OPENING = " \t,;:-—"
FREE_OF_CHARGE = ("7800", "7804")
"""Codes of numbers that callees are told to ring; nobody rings them."""


def same_words(reader: Reader, at: int) -> tuple[Number, ...]:
    """The numbers of the lines below, when each has one and says the same as the line from `at` on.

    Raises TextsApart when one of them says something else to somebody else.
    """
    end = _end_of_line(reader.text, at)
    said = reader.text[at:end].strip(_OPENING)
    rows = list(_rows(reader, end))
    if said and rows and all(number and words == said for number, words in rows):
        return tuple(number for number, _ in rows if number)
    for number, words in rows:
        if number and not number.digits.startswith(FREE_OF_CHARGE) and _is_for_callee(words, said):
            raise TextsApart("phone-texts-apart", written=reader.text[number.start : number.end].strip()[:MAX_WRITTEN])
    return ()


def _rows(reader: Reader, at: int) -> Iterator[tuple[Number | None, str]]:
    """The number by which each line begins, and its words."""
    while at < len(reader.text):
        begin, at = at + 1, _end_of_line(reader.text, at + 1)
        if reader.text[begin:at].strip():
            read = reader.item(begin, Where.HARD)
            number = read if isinstance(read, Number) and read.end <= at else None
            yield number, reader.text[number.end if number else begin : at].strip(_OPENING)


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _is_for_callee(words: str, said: str) -> bool:
    first = [re.match(r"[^\W\d_]{3,}", one.casefold()) for one in (words, said)]
    begins_alike = first[0] and first[1] and first[0][0] == first[1][0]
    return bool(begins_alike or _ADDRESSED.match(words))
