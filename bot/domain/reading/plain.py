"""A text as people see it, with the way back to what was written."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_BLANKS = frozenset("\u2800\u3164\uffa0\u115f\u1160")
"""Letters and signs by their category, and empty on the screen."""
_UNSEEN = frozenset("\u034f\u20e3\u180b\u180c\u180d\u180f") | {chr(code) for code in range(0xFE00, 0xFE10)}
_LINE_ENDS = frozenset("\r\x0b\x0c\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` holds only ordinary blanks and hyphens and nothing invisible; lines end with a line feed.

    `origins` says where each of its characters, and its end, stands in `written`; before a character in `joints`
    something invisible was taken out.
    """

    written: str
    text: str
    origins: Sequence[int]
    joints: frozenset[int]

    def original(self, start: int, end: int | None = None) -> str:
        """What was written from there on, to the end or to `end`."""
        return self.written[self.origins[start] : None if end is None else self.origins[end]]

    def has_ordinary_blanks(self, start: int, end: int) -> bool:
        """Whether each blank there was written as one."""
        return all(self.written[self.origins[at]] == " " for at in range(start, end) if self.text[at] == " ")


def plain(written: str) -> Plain:
    if written.isascii() and written.isprintable():
        return Plain(written, written, range(len(written) + 1), frozenset())
    characters: list[str] = []
    origins: list[int] = []
    joints: set[int] = set()
    for place, char in enumerate(written):
        seen = _seen(char)
        if seen:
            characters.append(seen)
            origins.append(place)
        else:
            joints.add(len(characters))
    return Plain(written, "".join(characters), (*origins, len(written)), frozenset(joints))


@lru_cache(1024)
def _seen(char: str) -> str:
    """Empty for what nobody sees."""
    if char.isascii() and char.isprintable():
        return char
    if char in _LINE_ENDS:
        return "\n"
    if char in _UNSEEN:
        return ""
    if char in _BLANKS:
        return " "
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category == "Zs":
        return " "
    return "-" if category == "Pd" or char == "\u2212" else char
