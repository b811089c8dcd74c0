"""Telegram's MarkdownV2 mode (https://core.telegram.org/bots/api#markdownv2-style)."""

from dataclasses import dataclass

from bot.sandbox.telegram.text.formatted import Entity, Formatted, MarkupError, Parser, sorted_entities
from bot.sandbox.telegram.text.links import link_entity

RESERVED = "_*[]()~`>#+-=|{}.!"
MARKS = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "`": "code",
    "```": "pre",
    "[": "text_link",
    "![": "custom_emoji",
}
NAMES = {
    "bold": "Bold", "italic": "Italic", "underline": "Underline", "strikethrough": "Strikethrough",
    "spoiler": "Spoiler", "code": "Code", "pre": "Pre", "text_link": "TextUrl", "custom_emoji": "CustomEmoji",
}  # fmt: skip
ENDS = {"[": "]", "![": "]"}


@dataclass(slots=True)
class _Open:
    mark: str
    offset: int
    begin: int
    part: int
    language: str = ""


class MarkdownV2Parser(Parser):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._open: list[_Open] = []
        self._quote: int | None = None

    def parse(self) -> Formatted:
        """Raises `MarkupError`."""
        while self._at < len(self._source):
            self._step()
        self._end_quote()
        self._check_closed()
        return Formatted("".join(self._parts), sorted_entities(self._entities))

    def _check_closed(self) -> None:
        if self._open:
            kind, place = NAMES[MARKS[self._open[-1].mark]], self._bytes(self._open[-1].begin)
            raise MarkupError(f"Can't find end of {kind} entity at byte offset {place}")

    def _step(self) -> None:
        char = self._source[self._at]
        if self._escapes():
            self._append(self._source[self._at + 1])
            self._at += 2
        elif self._in_code():
            self._code(char)
        elif self._at_line_start() and char == ">":
            self._at += 1
            self._quote = self._offset if self._quote is None else self._quote
        elif char == "\n":
            self._line_end()
        elif char in RESERVED:
            self._mark()
        else:
            self._append(char)
            self._at += 1

    def _escapes(self) -> bool:
        following = self._source[self._at + 1 : self._at + 2]
        return self._source[self._at] == "\\" and bool(following) and 0 < ord(following) < 127

    def _in_code(self) -> bool:
        return bool(self._open) and self._open[-1].mark in ("`", "```")

    def _code(self, char: str) -> None:
        opened = self._open[-1]
        if self._source.startswith(opened.mark, self._at):
            self._at += len(opened.mark)
            self._close()
        else:
            self._append(char)
            self._at += 1

    def _at_line_start(self) -> bool:
        return self._at == 0 or self._source[self._at - 1] == "\n"

    def _line_end(self) -> None:
        if self._quote is not None and self._source[self._at + 1 : self._at + 2] != ">":
            self._check_closed()
            self._end_quote()
        self._append("\n")
        self._at += 1

    def _mark(self) -> None:
        mark = self._mark_here()
        if self._open and mark == ENDS.get(self._open[-1].mark, self._open[-1].mark):
            self._at += len(mark)
            self._close()
        elif mark == "||" and self._quote is not None and self._ends_line(self._at + 2):
            self._at += 2
            self._end_quote("expandable_blockquote")
        elif mark in MARKS:
            self._begin(mark)
        else:
            raise MarkupError(f"Character '{mark}' is reserved and must be escaped with the preceding '\\'")

    def _mark_here(self) -> str:
        """The longest mark here: `__` is never two italics."""
        for mark in ("```", "__", "||", "!["):
            if self._source.startswith(mark, self._at):
                return mark
        return self._source[self._at]

    def _begin(self, mark: str) -> None:
        opened = _Open(mark, self._offset, self._at, len(self._parts))
        self._at += len(mark)
        if mark == "```":
            opened.language = self._language()
        self._open.append(opened)

    def _language(self) -> str:
        """What follows the three back quotes up to white space; one line break after it is dropped."""
        end = self._at
        while end < len(self._source) and not self._source[end].isspace() and self._source[end] != "`":
            end += 1
        language = ""
        if end < len(self._source) and self._source[end] != "`":
            language, self._at = self._source[self._at : end], end
        if self._source.startswith("\n", self._at):
            self._at += 1
        return language

    def _close(self) -> None:
        opened = self._open.pop()
        kind = MARKS[opened.mark]
        place: Entity = {"offset": opened.offset, "length": self._offset - opened.offset}
        extra: Entity | None = {"language": opened.language} if opened.language else {}
        if opened.mark in ENDS:
            extra = self._target(opened)
        if extra is not None and place["length"] > 0:
            self._entities.append({"type": kind, **extra, **place})

    def _target(self, opened: _Open) -> Entity | None:
        """What stands in round brackets after a link or an emoji."""
        is_link, url = opened.mark == "[", ""
        if self._source.startswith("(", self._at):
            url = self._address()
        elif is_link:
            url = "".join(self._parts[opened.part :])
        else:
            raise MarkupError("The entity must contain a tg://emoji or tg://time URL")
        if is_link:
            return link_entity(url)
        number = url.removeprefix("tg://emoji?id=")
        if not number.isdigit():
            raise MarkupError("Invalid tg://emoji or tg://time URL specified")
        return {"custom_emoji_id": number}

    def _address(self) -> str:
        begin = end = self._at + 1
        url = ""
        while end < len(self._source) and self._source[end] != ")":
            if self._source[end] == "\\" and end + 1 < len(self._source):
                end += 1
            url += self._source[end]
            end += 1
        if end >= len(self._source):
            raise MarkupError(f"Can't find end of a URL at byte offset {self._bytes(begin)}")
        self._at = end + 1
        return url

    def _ends_line(self, position: int) -> bool:
        return self._source[position : position + 1] in ("", "\n")

    def _end_quote(self, kind: str = "blockquote") -> None:
        if self._quote is not None and self._offset > self._quote:
            length = self._offset - self._quote
            self._entities.append({"type": kind, "offset": self._quote, "length": length})
        self._quote = None
