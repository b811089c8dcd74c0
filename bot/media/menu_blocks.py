"""The parts of a menu's picture. Each knows how high it is once its width is set, and draws itself at a place."""

from functools import cached_property
from typing import Protocol

from bot.media.canvas import Box, Sheet
from bot.media.icons import BY_SIGN, KEYPAD, PLAY, Icon
from bot.media.lettering import UNKNOWN, Face, rows, spelled, width
from bot.ports.media import MenuPicture, PictureKey

TITLE = Face(27, bold=True)
SUBTITLE = Face(17)
LABEL = Face(16, bold=True)
HEARD = Face(18)
LINE = Face(17)
SIGN = Face(25, bold=True)
WORDS = Face(17, bold=True)

ON_DARK, ON_DARK_SOFT = "#FFFFFF", "#A9C4E4"
INK, SOFT = "#14202E", "#4B5B70"
CARD, SAID, BLUE, GREEN = "#FFFFFF", "#DCEBFB", "#2878D0", "#1F9254"
GREEN_CARD = "#EAF7EF"

EDGE = 14.0
"""Between the border of a card and what is in it."""
KEY = 44.0
"""A phone's key."""
MARK = 21.0
"""The disc before a line."""

MOST_TITLE, MOST_SUBTITLE, MOST_HEARD = 2, 2, 12
MOST_LINES, MOST_SIGN = 10, 2
"""Rows of a title and of what is heard; things that one key does, rows of its sign."""
SHORT, WHOLE = 90, 6
"""Characters of a text that is never cut, such as who the manager is, and the rows that it takes at most."""


class Block(Protocol):
    @property
    def height(self) -> float: ...
    def draw(self, sheet: Sheet, left: float, top: float) -> None: ...


class Header:
    """The menu's name and its provider's, on the dark ground."""

    def __init__(self, picture: MenuPicture, wide: float) -> None:
        room = wide - KEY - EDGE
        self._title = rows(picture.title, TITLE, room, MOST_TITLE)
        self._subtitle = rows(picture.subtitle, SUBTITLE, room, MOST_SUBTITLE)
        self._text_height = len(self._title) * TITLE.row + len(self._subtitle) * SUBTITLE.row

    @property
    def height(self) -> float:
        return max(KEY, self._text_height)

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        badge = Box(left, top + (self.height - KEY) / 2, KEY, KEY)
        sheet.box(badge, BLUE, 13)
        sheet.icon(KEYPAD, badge.middle, 30)
        across, down = badge.right + EDGE, top + (self.height - self._text_height) / 2
        down = sheet.rows(self._title, TITLE, ON_DARK, across, down)
        sheet.rows(self._subtitle, SUBTITLE, ON_DARK_SOFT, across, down)


class Heard:
    """What the callee hears first, as a speech bubble."""

    def __init__(self, picture: MenuPicture, wide: float) -> None:
        self._wide = wide
        self._title = rows(picture.heard_title, LABEL, wide - 2 * EDGE - MARK - 10, 1)
        self._text = rows(picture.heard, HEARD, wide - 2 * EDGE, MOST_HEARD)

    @property
    def height(self) -> float:
        return 2 * EDGE + MARK + 8 + len(self._text) * HEARD.row

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        card = Box(left, top, self._wide, self.height)
        tail = left + 34
        sheet.shape([(tail, card.bottom - 1), (tail + 26, card.bottom - 1), (tail + 2, card.bottom + 13)], SAID)
        sheet.box(card, SAID, 18)
        _mark(sheet, PLAY, left + EDGE, top + EDGE)
        sheet.rows(self._title, LABEL, "#1D5FAE", left + EDGE + MARK + 10, top + EDGE)
        sheet.rows(self._text, HEARD, INK, left + EDGE, top + EDGE + MARK + 8)


class Key:
    """A phone's key and what it does, long things in `most` rows. `beside`: a short sign stands there, not above."""

    def __init__(self, key: PictureKey, wide: float, most: int, beside: bool) -> None:
        self._wide, self._leads = wide, key.leads
        sign = spelled(key.sign, SIGN) or UNKNOWN
        is_short = beside and width(sign, SIGN) <= KEY - 8
        self._sign = sign if is_short else ""
        self._above = [] if is_short else rows(sign, WORDS, wide - 2 * EDGE - 24, MOST_SIGN)
        self._indent = KEY + 11 if self._sign else 0
        room = wide - 2 * EDGE - self._indent - MARK - 8
        self._things = [_thing(line, room, most) for line in key.lines[:MOST_LINES]]
        self._more = f"… +{len(key.lines) - MOST_LINES}" if len(key.lines) > MOST_LINES else ""

    @cached_property  # each way of splitting the keys into columns asks for it
    def height(self) -> float:
        return 2 * (EDGE - 2) + max(KEY if self._sign else 0, self._head + self._body)

    @property
    def _head(self) -> float:
        return len(self._above) * WORDS.row + 12 + 10 if self._above else 0

    @property
    def _body(self) -> float:
        listed = sum(len(text) * LINE.row for _, text in self._things) + 6 * max(0, len(self._things) - 1)
        return listed + (LINE.row if self._more else 0)

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        card = Box(left, top, self._wide, self.height)
        sheet.box(card, GREEN_CARD if self._leads else CARD, 16)
        inner = top + EDGE - 2
        if self._sign:
            self._draw_key(sheet, left + EDGE, inner)
        else:
            self._draw_words(sheet, left + EDGE, inner)
        # One short line stands beside the middle of its key.
        spare = (self.height - 2 * (EDGE - 2) - self._head - self._body) / 2
        self._draw_things(sheet, left + EDGE + self._indent, inner + self._head + spare)

    def _draw_key(self, sheet: Sheet, left: float, top: float) -> None:
        across, down = self._raised(sheet, Box(left, top, KEY, KEY)).middle
        sheet.text((across, down + SIGN.size * 0.36), self._sign, SIGN, ON_DARK, middle=True)

    def _draw_words(self, sheet: Sheet, left: float, top: float) -> None:
        wide = max(width(row, WORDS) for row in self._above) + 24
        key = self._raised(sheet, Box(left, top, wide, self._head - 8))
        sheet.rows(self._above, WORDS, ON_DARK, left + 12, key.top + 6)

    def _raised(self, sheet: Sheet, box: Box) -> Box:
        """A key of a phone; its upper side."""
        colour, shade = (GREEN, "#14683B") if self._leads else (BLUE, "#1B5697")
        upper = Box(box.left, box.top, box.width, box.height - 3)
        sheet.box(box, shade, 12)
        sheet.box(upper, colour, 12)
        return upper

    def _draw_things(self, sheet: Sheet, left: float, top: float) -> None:
        for icon, text in self._things:
            if icon is None:
                sheet.dot((left + MARK / 2, top + LINE.row / 2), 3, SOFT)
            else:
                _mark(sheet, icon, left, top)
            top = sheet.rows(text, LINE, INK, left + MARK + 8, top) + 6
        if self._more:
            sheet.rows([self._more], LINE, SOFT, left + MARK + 8, top - 6)


class Note:
    """Said in place of the keys."""

    def __init__(self, text: str, wide: float) -> None:
        self._wide = wide
        self._text = rows(text, LINE, wide - 2 * EDGE, MOST_HEARD)

    @property
    def height(self) -> float:
        return 2 * EDGE + len(self._text) * LINE.row

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        sheet.box(Box(left, top, self._wide, self.height), "#1B2F4C", 16, edge="#6C8AB0", dashed=True)
        sheet.rows(self._text, LINE, ON_DARK_SOFT, left + EDGE, top + EDGE)


def _thing(line: str, room: float, most: int) -> tuple[Icon | None, list[str]]:
    """A line that begins with an emoji gets its mark; the emoji itself is in no font here."""
    icon = BY_SIGN.get(line[:1])
    text = line[1:].lstrip("\ufe0f ") if icon else line
    return icon, rows(text, LINE, room, most if len(text) > SHORT else WHOLE) or [""]


def _mark(sheet: Sheet, icon: Icon, left: float, top: float) -> None:
    """Beside the first row of a text that begins at `top`."""
    middle = left + MARK / 2, top + LINE.row / 2
    sheet.dot(middle, MARK / 2, icon.colour)
    sheet.icon(icon, middle, MARK * 0.66)
