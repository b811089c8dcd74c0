"""Telegram's HTML mode, refusing what Telegram refuses (https://core.telegram.org/bots/api#html-style).

It is not an HTML parser: only its own tags exist, an unknown named reference such as `&nbsp;` stays as it is
written, and offsets in the refusals count bytes of the UTF-8 text.
"""

import re
from dataclasses import dataclass

from bot.sandbox.telegram.text.formatted import Entity, Formatted, MarkupError, Parser, sorted_entities
from bot.sandbox.telegram.text.links import link_entity

SIMPLE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler",
}  # fmt: skip
TAGS = {*SIMPLE, "a", "tg-emoji", "tg-time", "pre", "code", "blockquote"}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_PLAIN = re.compile(r"[^<&]+")
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<dec>[0-9]*)|(?P<name>[a-zA-Z]*));?")
_SPACE = re.compile(r"\s*")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NAME_TOKEN = re.compile(r"[a-zA-Z0-9.-]*")


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    begin: int


def decoded(reference: re.Match[str]) -> str:
    """The character a reference stands for, or the reference itself where Telegram knows none."""
    if reference["name"] is not None:
        return NAMED.get(reference["name"], reference[0])
    digits, base = (reference["hex"], 16) if reference["hex"] is not None else (reference["dec"], 10)
    code = int(digits, base) if digits and len(digits) < 9 else 0
    return chr(code) if 0 < code < 0x10FFFF else reference[0]


class HtmlParser(Parser):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._open: list[_Open] = []

    def parse(self) -> Formatted:
        """Raises `MarkupError`."""
        source = self._source
        while self._at < len(source):
            if source[self._at] == "<":
                self._tag()
            elif reference := _REFERENCE.match(source, self._at):
                self._append(decoded(reference))
                self._at = reference.end()
            else:
                plain = _PLAIN.match(source, self._at)
                end = plain.end() if plain else self._at + 1
                self._append(source[self._at : end])
                self._at = end
        if self._open:
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        text = "".join(self._parts)
        if _SURROGATE.search(text):
            raise MarkupError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return Formatted(text, sorted_entities(self._entities))

    def _tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._peek() == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)
        self._at += 1

    def _start_tag(self, begin: int) -> None:
        tag = self._take(_TAG_NAME).lower()
        if not self._peek():
            raise MarkupError(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in TAGS:
            raise MarkupError(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        self._open.append(_Open(tag, attributes, self._offset, len(self._parts)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._take(_SPACE)
            if self._peek() == ">":
                return attributes
            name = self._take(_ATTRIBUTE_NAME)
            if not name:
                raise MarkupError(f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}')
            self._take(_SPACE)
            if self._peek() == "=":
                self._at += 1
                self._take(_SPACE)
                attributes[name] = self._value()
            elif self._peek():
                attributes[name] = ""
            if not self._peek():
                raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {self._bytes(begin)}')

    def _value(self) -> str:
        quote = self._peek()
        if quote not in ("'", '"') or not quote:
            begin = self._at
            value = self._take(_NAME_TOKEN).lower()
            following = self._peek()
            if following and following != ">" and not following.isspace():
                raise MarkupError(f"Unexpected end of name token at byte offset {self._bytes(begin)}")
            return value
        end = self._source.find(quote, self._at + 1)
        if end < 0:
            end = len(self._source)
        value = self._source[self._at + 1 : end]
        self._at = min(end + 1, len(self._source))
        return _REFERENCE.sub(decoded, value)

    def _end_tag(self, begin: int) -> None:
        if not self._open:
            raise MarkupError(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        self._at += 1
        name = self._take(_TAG_NAME).lower()
        self._take(_SPACE)
        if self._peek() != ">":
            raise MarkupError(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        opened = self._open.pop()
        if name and name != opened.tag:
            raise MarkupError(
                f'Unmatched end tag at byte offset {self._bytes(begin)}, expected "</{opened.tag}>", found "</{name}>"'
            )
        if self._offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        place: Entity = {"offset": opened.offset, "length": self._offset - opened.offset}
        tag, attributes = opened.tag, opened.attributes
        if tag in SIMPLE:
            self._entities.append({"type": SIMPLE[tag], **place})
        elif tag == "a":
            url = attributes.get("href") or "".join(self._parts[opened.begin :])
            if entity := link_entity(url):
                self._entities.append({**entity, **place})
        elif tag in ("pre", "code"):
            self._close_code(tag, attributes.get("class", ""), place)
        elif tag == "blockquote":
            kind = "expandable_blockquote" if "expandable" in attributes else "blockquote"
            self._entities.append({"type": kind, **place})
        elif tag == "tg-emoji":
            self._close_emoji(attributes.get("emoji-id", ""), place)
        elif attributes.get("unix", "").isdigit():
            moment = {"unix_time": int(attributes["unix"]), "date_time_format": attributes.get("format", "")}
            self._entities.append({"type": "date_time", **moment, **place})

    def _close_code(self, tag: str, css: str, place: Entity) -> None:
        """`<pre><code class="language-x">` is one entity with a language, whichever of the two is outside."""
        language = css.removeprefix("language-") if css.startswith("language-") else ""
        inner = self._entities[-1] if self._entities else {}
        same = all(inner.get(key) == value for key, value in place.items())
        if tag == "pre" and same and inner.get("type") == "code":
            self._entities.pop()
            language = inner.get("language", "")
        elif tag == "code" and same and inner.get("type") == "pre" and language:
            inner["language"] = language
            return
        entity = {"type": tag, **place}
        if language:
            entity["language"] = language
        self._entities.append(entity)

    def _close_emoji(self, emoji: str, place: Entity) -> None:
        if not emoji.isdigit() or int(emoji) == 0:
            raise MarkupError("Invalid custom emoji identifier specified")
        self._entities.append({"type": "custom_emoji", "custom_emoji_id": emoji, **place})

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._source, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found[0]

    def _peek(self) -> str:
        return self._source[self._at] if self._at < len(self._source) else ""
