"""Texts for Telegram's HTML mode: outside texts made harmless, long ones cut to what a message holds."""

from __future__ import annotations

import re
import unicodedata

from bot.telegram.breaks import MOST_ENTITIES, Breaks, utf16_length
from bot.telegram.markup import Markup, escape, parse

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
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def clean(text: str) -> str:
    """An outside text that can stand amid ours: what runs from right to left cannot reorder what is around.

    Not for texts that go on to a telephony service: lines with such letters get U+2068 and U+2069 around.
    """
    text = _SURROGATE_PAIR.sub(_joined, _LINE_ENDS.sub("\n", text))
    text = _UNWANTED.sub("", text)
    if text.isascii():
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


def shorten(text: str, longest: int) -> str:
    """A plain text of at most so many characters; what is missing is an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1] + _ELLIPSIS


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _isolated(line: str) -> str:
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in line):
        return f"{_ISOLATE}{line}{_END_ISOLATE}"
    return line


def _is_blank(text: str) -> bool:
    return all(char.isspace() or unicodedata.category(char) in ("Cc", "Cf") for char in text)
