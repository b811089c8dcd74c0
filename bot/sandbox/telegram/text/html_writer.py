"""Text with entities as HTML that is safe to put into a page."""

from html import escape
from itertools import pairwise, takewhile

from bot.sandbox.telegram.text.formatted import Entity, Formatted, utf16_cut, utf16_length

_TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "spoiler": ('<span class="tg-spoiler">', "</span>"),
    "code": ("<code>", "</code>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ("<blockquote expandable>", "</blockquote>"),
    "bot_command": ('<span class="tg-command">', "</span>"),
    "mention": ('<span class="tg-mention">', "</span>"),
    "text_mention": ('<span class="tg-mention">', "</span>"),
    "hashtag": ('<span class="tg-hashtag">', "</span>"),
}
_SAFE = ("http://", "https://", "tg://", "mailto:")


def to_html(formatted: Formatted) -> str:
    """Line breaks stay line breaks. Entities that cross are closed and opened again, so tags always nest."""
    if not formatted.entities:
        return escape(formatted.text)
    return "".join(_pieces(formatted))


def _pieces(formatted: Formatted) -> list[str]:
    length = utf16_length(formatted.text)
    entities = [entity for entity in formatted.entities if entity["offset"] < length]
    marks = {0, length}
    for entity in entities:
        marks.update((entity["offset"], min(entity["offset"] + entity["length"], length)))
    places = sorted(marks)
    pieces: list[str] = []
    opened: list[Entity] = []
    for start, end in pairwise(places):
        wanted = [entity for entity in entities if entity["offset"] <= start < entity["offset"] + entity["length"]]
        kept = _common(opened, wanted)
        pieces.extend(_tags(formatted.text, entity)[1] for entity in reversed(opened[kept:]))
        pieces.extend(_tags(formatted.text, entity)[0] for entity in wanted[kept:])
        pieces.append(escape(utf16_cut(formatted.text, start, end)))
        opened = wanted
    pieces.extend(_tags(formatted.text, entity)[1] for entity in reversed(opened))
    return pieces


def _common(first: list[Entity], second: list[Entity]) -> int:
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], pairs))


def _tags(text: str, entity: Entity) -> tuple[str, str]:
    kind = entity["type"]
    if kind == "pre":
        language = entity.get("language")
        opening = f'<pre><code class="language-{escape(language)}">' if language else "<pre><code>"
        return opening, "</code></pre>"
    if kind in ("text_link", "url", "email"):
        url = _address(text, entity)
        if not url.startswith(_SAFE):
            return "", ""
        return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">', "</a>"
    return _TAGS.get(kind, ("", ""))


def _address(text: str, entity: Entity) -> str:
    if entity["type"] == "text_link":
        return str(entity["url"])
    shown = utf16_cut(text, entity["offset"], entity["offset"] + entity["length"])
    if entity["type"] == "email":
        return f"mailto:{shown}"
    return shown if "://" in shown else f"http://{shown}"
