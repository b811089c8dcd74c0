"""Where a long text may be cut: how far a message reaches, and which place before that is the nicest."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from bot.telegram.markup import Markup

MOST_ENTITIES = 100

_JOINER = "\u200d"
_NICE_SHARE = 2
"""A part is never shorter than the limit's half for the sake of a nicer place."""


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


class Breaks:
    def __init__(self, markup: Markup) -> None:
        self._markup = markup
        self._inside = bytearray(len(markup.text) + 1)
        for span in markup.spans:
            self._inside[span.start + 1 : span.end] = b"\1" * (span.end - span.start - 1)

    def reach(self, start: int, units: int) -> int:
        """How far a part from `start` may go within so many UTF-16 code units."""
        text = self._markup.text
        end = start
        while end < len(text):
            units -= 2 if text[end] > "\uffff" else 1
            if units < 0:
                break
            end += 1
        return end

    def entities_reach(self, start: int) -> int:
        """How far a part from `start` may go with no more than 100 entities."""
        count = 0
        for span in self._markup.spans:
            if span.end > start:
                count += 1
                if count > MOST_ENTITIES:
                    return span.start
        return len(self._markup.text)

    def nicest(self, start: int, end: int) -> int:
        """A place between the middle and `end`: between lines, between words, at worst between characters."""
        if end == len(self._markup.text):
            return end
        low = start + (end - start) // _NICE_SHARE
        for fits in (
            self._between_lines_and_tags,
            self._between_lines,
            self._between_words,
            self._between_characters,
        ):
            place = self._last(low, end, fits)
            if place is not None:
                return place
        return end

    def word_end(self, start: int, end: int) -> int:
        """The end of the last whole word, if it is near, else of the last whole character."""
        place = self._last(max(start, end - 32), end, self._between_words)
        return place or self._last(start, end, self._between_characters) or end

    def _last(self, low: int, end: int, fits: Callable[[int], bool]) -> int | None:
        return next((place for place in range(end, low, -1) if fits(place)), None)

    def _between_lines_and_tags(self, place: int) -> bool:
        return self._between_lines(place) and not self._inside[place]

    def _between_lines(self, place: int) -> bool:
        return self._markup.text[place - 1] == "\n"

    def _between_words(self, place: int) -> bool:
        text = self._markup.text
        return (text[place - 1].isspace() or text[place].isspace()) and self._between_characters(place)

    def _between_characters(self, place: int) -> bool:
        """False inside what is shown as one: an emoji with modifiers, a flag, a letter with its accents."""
        before, after = self._markup.text[place - 1], self._markup.text[place]
        if _JOINER in (before, after) or unicodedata.category(after) in ("Mn", "Me", "Mc"):
            return False
        if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
            return False
        return not (_is_flag_half(after) and self._flag_halves_before(place) % 2)

    def _flag_halves_before(self, place: int) -> int:
        count = 0
        while count < place and _is_flag_half(self._markup.text[place - 1 - count]):
            count += 1
        return count


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
