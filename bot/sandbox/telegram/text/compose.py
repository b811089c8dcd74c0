"""From what a request carries to the text as Telegram keeps it, with what Telegram finds in it by itself."""

import re
from collections.abc import Callable
from typing import Any

from bot.sandbox.telegram.refusal import bad_request
from bot.sandbox.telegram.text.formatted import (
    Entity,
    Formatted,
    MarkupError,
    clipped,
    sorted_entities,
    trimmed,
    utf16_length,
)
from bot.sandbox.telegram.text.html_parser import HtmlParser
from bot.sandbox.telegram.text.markdown_parser import MarkdownV2Parser

MOST_ENTITIES = 100
LONGEST_TEXT = 4_096
LONGEST_CAPTION = 1_024
LONGEST_SOURCE = 1 << 15  # bytes of a text with its mark-up

UserById = Callable[[int], dict[str, Any] | None]

_FOUND = re.compile(
    r"""
    (?P<url>(?<![\w@/])(?:https?://[^\s<>"]+[^\s<>".,;:!?)\]}'»]
        |(?:[a-zA-Z0-9-]+\.)+(?:com|org|net|ru|рф|io|me|dev|info|app)\b(?:/[^\s<>"]*[^\s<>".,;:!?)\]}'»])?))
    |(?P<email>(?<![\w.+-])[\w.+-]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,})
    |(?P<bot_command>(?<![\w/<>@])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/]))
    |(?P<mention>(?<![\w@])@[a-zA-Z0-9_]{3,32}(?!\w))
    |(?P<hashtag>(?<![\w#&])\#(?=\w*[^\W\d])\w{1,256})
    """,
    re.VERBOSE,
)
_MAY_HOLD = re.compile(r"[/@#.]")
_OPAQUE = {"pre", "code", "text_link", "text_mention", "custom_emoji", "date_time"}
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\u2028-\u202e]")


def message_text(source: str, parse_mode: str | None, entities: list[Entity], user: UserById) -> Formatted:
    """Raises `RefusalError`: empty, too long, or not to be parsed."""
    formatted = _composed(source, parse_mode, entities, user)
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return formatted


def message_caption(source: str, parse_mode: str | None, entities: list[Entity], user: UserById) -> Formatted:
    """Raises `RefusalError`: too long, or not to be parsed."""
    formatted = _composed(source, parse_mode, entities, user)
    if utf16_length(formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def person_text(source: str) -> Formatted:
    """What a person types: no mark-up, only what Telegram finds in it."""
    text = _cleaned(source).strip()
    return Formatted(text, find_entities(text)[:MOST_ENTITIES])


def _composed(source: str, parse_mode: str | None, entities: list[Entity], user: UserById) -> Formatted:
    if len(source) > LONGEST_SOURCE // 4 and len(source.encode("utf-8", "replace")) > LONGEST_SOURCE:
        raise bad_request("text is too long")
    parsed = _parsed(_cleaned(source), parse_mode, entities)
    parsed = trimmed(parsed)
    known = [resolved for entity in parsed.entities if (resolved := _resolved(entity, user))]
    found = find_entities(parsed.text, known)
    # Telegram keeps the first hundred and says nothing of the others.
    return Formatted(parsed.text, sorted_entities(known + found)[:MOST_ENTITIES])


def _parsed(source: str, parse_mode: str | None, entities: list[Entity]) -> Formatted:
    mode = (parse_mode or "none").lower()
    if mode == "none":
        return Formatted(source, clipped(entities, utf16_length(source)))
    if mode not in ("html", "markdownv2"):
        # The old «Markdown» mode is not there: nobody should begin with it any more.
        raise bad_request("unsupported parse_mode")
    try:
        return HtmlParser(source).parse() if mode == "html" else MarkdownV2Parser(source).parse()
    except MarkupError as error:
        raise bad_request(f"can't parse entities: {error}") from error


def _resolved(entity: Entity, user: UserById) -> Entity | None:
    """A mention of somebody the bot has never met is dropped, the text stays."""
    if entity["type"] != "text_mention":
        return entity
    found = user(entity["user"]["id"])
    return {**entity, "user": found} if found else None


def _cleaned(source: str) -> str:
    return _CONTROLS.sub(" ", source.replace("\r", ""))


def find_entities(text: str, known: list[Entity] | None = None) -> list[Entity]:
    """Entities beside the `known` ones; nothing is looked for in code and links."""
    if not _MAY_HOLD.search(text):
        return []
    taken = [
        (entity["offset"], entity["offset"] + entity["length"]) for entity in known or [] if entity["type"] in _OPAQUE
    ]
    found = []
    for match in _FOUND.finditer(text):
        start = utf16_length(text[: match.start()])
        length = utf16_length(match[0])
        if not any(start < end and begin < start + length for begin, end in taken):
            found.append({"type": match.lastgroup, "offset": start, "length": length})
    return found
