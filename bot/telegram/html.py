"""Texts for Telegram's HTML mode: outside texts made harmless, long ones cut to what a message holds."""

import re
import unicodedata
from collections.abc import Callable

from bot.telegram.markup import Markup, escape, parse

MOST_ENTITIES = 100

_JOINER = "\u200d"
_NICE_SHARE = 2
"""A part is never shorter than the limit's half for the sake of a nicer place."""


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


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


__all__ = ["CAPTION_LIMIT", "MESSAGE_LIMIT", "clean", "cut", "escape", "fit"]

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024
"""Both in UTF-16 code units of the text that is shown, tags not counted."""

_ELLIPSIS = "…"
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SURROGATE_PAIR = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")
_UNWANTED = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters but tab and line feed
    r"\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides and isolates of direction
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # what is no character
)
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_THEIR_BLOCKS = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Where all of these stand: most texts have nothing from there, and need no look at each letter."""
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def clean(text: str) -> str:
    """An outside text that can stand amid ours: what runs from right to left cannot reorder what is around.

    Not for texts that go on to a provider: lines with such letters get U+2068 and U+2069 around.
    """
    text = _SURROGATE_PAIR.sub(_joined, _LINE_ENDS.sub("\n", text))
    text = _UNWANTED.sub("", text)
    if _THEIR_BLOCKS.search(text) is None:
        return text
    return "\n".join(_isolated(line) for line in text.split("\n"))


def cut(html: str, limit: int = MESSAGE_LIMIT) -> list[str]:
    """Messages of at most `limit` UTF-16 code units and 100 entities each, which together say all of `html`.

    Tags open at a cut are closed there and opened again. White space at a cut stays in its part, where
    Telegram trims it; a part of white space alone is left out, since Telegram would refuse it.
    """
    markup = parse(html)
    breaks = Breaks(markup)
    parts: list[str] = []
    at = 0
    while at < len(markup.text):
        end = breaks.nicest(at, max(at + 1, min(breaks.reach(at, limit), breaks.entities_reach(at))))
        if not _is_blank(markup.text[at:end]):
            parts.append(markup.write(at, end))
        at = end
    return parts


def fit(html: str, limit: int = MESSAGE_LIMIT) -> str:
    """One message: a text too long ends in «…», entities beyond the hundredth are left out."""
    parsed = parse(html)
    markup = Markup(parsed.text, parsed.spans[:MOST_ENTITIES])
    if utf16_length(markup.text) <= limit:
        return markup.write(0, len(markup.text))
    breaks = Breaks(markup)
    end = breaks.word_end(0, breaks.reach(0, limit - 1))
    return markup.write(0, len(markup.text[:end].rstrip())) + _ELLIPSIS


def surely_fits(html: str) -> bool:
    """Whether valid HTML is short enough for one message, without a look at each of its letters."""
    return 2 * len(html) <= MESSAGE_LIMIT and html.count("</") <= MOST_ENTITIES


def shorten(text: str, longest: int) -> str:
    """A plain text of at most so many characters; what is missing is an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1] + _ELLIPSIS


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _isolated(line: str) -> str:
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in set(_THEIR_BLOCKS.findall(line))):
        return f"{_ISOLATE}{line}{_END_ISOLATE}"
    return line


def _is_blank(text: str) -> bool:
    return all(char.isspace() or unicodedata.category(char) in ("Cc", "Cf") for char in text)
