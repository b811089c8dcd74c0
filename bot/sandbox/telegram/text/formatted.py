"""A text and its entities, offsets counted in UTF-16 code units as Telegram counts them."""

from dataclasses import dataclass, field
from typing import Any

Entity = dict[str, Any]

BLOCKS = {"pre": 0, "blockquote": 0, "expandable_blockquote": 0}


@dataclass(frozen=True, slots=True)
class Formatted:
    text: str = ""
    entities: list[Entity] = field(default_factory=list)


class MarkupError(ValueError):
    """The refusal's words, to stand after «can't parse entities: »."""


class Parser:
    """What the readers of both mark-ups keep: where they are in the source, and what they have read so far."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._parts: list[str] = []
        self._offset = 0
        self._entities: list[Entity] = []

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._offset += utf16_length(text)

    def _bytes(self, position: int) -> int:
        return len(self._source[:position].encode("utf-8", "surrogatepass"))


def utf16_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_cut(text: str, start: int, end: int) -> str:
    """The part between two offsets in UTF-16 code units."""
    if text.isascii():
        return text[start:end]
    return text.encode("utf-16-le", "surrogatepass")[start * 2 : end * 2].decode("utf-16-le", "replace")


def sorted_entities(entities: list[Entity]) -> list[Entity]:
    """Outer ones first, as Telegram returns them."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"], BLOCKS.get(entity["type"], 1)))


def trimmed(formatted: Formatted) -> Formatted:
    """Without white space around; entities are moved and cut to match."""
    text = formatted.text.strip()
    if len(text) == len(formatted.text):
        return formatted
    cut = utf16_length(formatted.text) - utf16_length(formatted.text.lstrip())
    return Formatted(text, clipped(formatted.entities, utf16_length(text), cut))


def clipped(entities: list[Entity], length: int, shift: int = 0) -> list[Entity]:
    """Entities moved back by `shift` and cut to a text of `length`; those left empty are dropped."""
    result = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        end = min(entity["offset"] + entity["length"] - shift, length)
        if end > start:
            result.append({**entity, "offset": start, "length": end - start})
    return result
