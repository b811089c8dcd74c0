"""Telegram's HTML as a text with spans, so that it can be cut and written again.

What is not Telegram's HTML (an unknown tag, a stray `<`) is text, so what is written is always valid.
"""

import re
from dataclasses import dataclass

_ANYTHING = re.compile(r"(?s:.*)")
_ATTRIBUTES = {
    **dict.fromkeys(("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler"), _ANYTHING),
    **dict.fromkeys(("a", "blockquote", "code", "pre", "tg-time"), _ANYTHING),
    "span": re.compile(r'\s+class="tg-spoiler"'),
    "tg-emoji": re.compile(r'\s+emoji-id="[1-9]\d*"'),
}
"""Telegram's tags (https://core.telegram.org/bots/api#html-style) and what two of them must have."""
_DEEPEST = 20

_ATTRIBUTE = r"\s+[a-zA-Z-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[a-zA-Z0-9.-]+))?"
_TOKEN = re.compile(
    rf"<(?P<slash>/?)(?P<tag>[a-zA-Z-]+)(?P<attributes>(?:{_ATTRIBUTE})*)\s*>"
    r"|&(?:(?P<name>lt|gt|amp|quot)(?![a-zA-Z])|\#(?P<dec>\d{1,7})(?!\d)|\#x(?P<hex>[0-9a-fA-F]{1,6})(?![0-9a-fA-F]));?"
)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass(frozen=True, slots=True)
class Span:
    """`start` and `end` count characters of the text."""

    start: int
    end: int
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Markup:
    """`spans` are in the order in which they open; they never overlap otherwise than one inside the other."""

    text: str
    spans: tuple[Span, ...]

    def write(self, start: int, end: int) -> str:
        """This part as HTML: what is open at its ends is opened and closed there."""
        written: list[str] = []
        open_: list[tuple[int, str]] = []
        at = start

        def up_to(position: int) -> None:
            nonlocal at
            while open_ and open_[-1][0] <= position:
                closes_at, closing = open_.pop()
                written.append(escape(self.text[at:closes_at]) + closing)
                at = closes_at
            written.append(escape(self.text[at:position]))
            at = position

        for span in self.spans:
            begins, ends = max(span.start, start), min(span.end, end)
            if begins < ends:
                up_to(begins)
                written.append(span.opening)
                open_.append((ends, span.closing))
        up_to(end)
        return "".join(written)


def escape(text: str) -> str:
    """For text between tags and for attributes in double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def parse(html: str) -> Markup:
    return _Parser(html).parse()


class _Parser:
    def __init__(self, html: str) -> None:
        self._html = html
        self._parts: list[str] = []
        self._length = 0
        self._open: list[tuple[str, int]] = []
        self._spans: list[Span] = []

    def parse(self) -> Markup:
        at = 0
        for token in _TOKEN.finditer(self._html):
            self._append(self._html[at : token.start()])
            at = token.end()
            if token["tag"] is None:
                self._append(_decoded(token))
            elif not self._tag(token, token["tag"].lower()):
                self._append(token[0])
        self._append(self._html[at:])
        while self._open:
            self._close()
        return Markup("".join(self._parts), tuple(span for span in self._spans if span.start < span.end))

    def _tag(self, token: re.Match[str], tag: str) -> bool:
        """False when it is none of Telegram's, or out of place."""
        if token["slash"]:
            if token["attributes"] or not self._open or self._open[-1][0] != tag:
                return False
            self._close()
            return True
        allowed = _ATTRIBUTES.get(tag)
        if allowed is None or not allowed.fullmatch(token["attributes"]) or len(self._open) >= _DEEPEST:
            return False
        self._open.append((tag, len(self._spans)))
        self._spans.append(Span(self._length, self._length, f"<{tag}{token['attributes']}>", f"</{tag}>"))
        return True

    def _close(self) -> None:
        _, index = self._open.pop()
        opened = self._spans[index]
        self._spans[index] = Span(opened.start, self._length, opened.opening, opened.closing)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _decoded(reference: re.Match[str]) -> str:
    if reference["name"]:
        return _NAMED[reference["name"]]
    code = int(reference["dec"]) if reference["dec"] else int(reference["hex"], 16)
    is_character = 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_character else reference[0]
