"""What Telegram finds in a plain text by itself: commands, mentions, hashtags, addresses."""

import re

from bot.sandbox.telegram.text.formatted import Entity, utf16_length

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
