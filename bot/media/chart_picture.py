"""The picture of figures: tiles with the sums, bars over time, and rows that compare.

Telegram shows a photo about 360 to 390 points wide on a phone, so the letters are as large as those of a menu's
picture. What was reached is blue and what was not is orange: told apart in every kind of colour blindness, and by
their places too.
"""

from dataclasses import dataclass

from bot.media.canvas import Box, Sheet
from bot.media.lettering import Face, rows, width
from bot.ports.media import ChartBar, ChartPicture, ChartSection

WIDE, MARGIN, GAP, EDGE = 430.0, 15.0, 10.0, 14.0
SCALE = 2.5
TITLE, SUBTITLE = Face(25, bold=True), Face(16)
HEAD, LABEL, VALUE = Face(17, bold=True), Face(15), Face(15, bold=True)
BIG, SMALL = Face(25, bold=True), Face(14)
BARS_HIGH = 150.0
ROW_BAR = 10.0
MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Colours:
    ground: str
    card: str
    ink: str
    soft: str
    line: str
    reached: str
    rest: str


LIGHT = Colours("#EEF2F7", "#FFFFFF", "#14202E", "#4B5B70", "#D5DDE8", "#0072B2", "#E69F00")
DARK = Colours("#101A28", "#1B2A40", "#F2F6FC", "#AEBED3", "#33475F", "#56B4E9", "#E69F00")


def draw(picture: ChartPicture) -> bytes:
    """A PNG within Telegram's limits for photos. The same picture gives the same bytes."""
    return composed(picture).png()


def composed(picture: ChartPicture) -> Sheet:
    colours = DARK if picture.dark else LIGHT
    room = WIDE - 2 * MARGIN
    parts: list[Head | Tiles | Bars | Section] = [Head(picture.title, picture.subtitle, room)]
    if picture.tiles:
        parts.append(Tiles(picture, room))
    if picture.bars:
        parts.append(Bars(picture, room))
    parts += [Section(section, room) for section in picture.sections if section.rows]
    height = 2 * MARGIN + sum(part.height for part in parts) + GAP * (len(parts) - 1)
    sheet = Sheet(WIDE, height, SCALE)
    sheet.box(Box(-1, -1, WIDE + 2, height + 2), colours.ground, 0)
    top = MARGIN
    for part in parts:
        part.draw(sheet, top, colours)
        top += part.height + GAP
    return sheet


class Head:
    def __init__(self, title: str, subtitle: str, room: float) -> None:
        self._title = rows(title, TITLE, room, 2)
        self._subtitle = rows(subtitle, SUBTITLE, room, 2)

    @property
    def height(self) -> float:
        return len(self._title) * TITLE.row + len(self._subtitle) * SUBTITLE.row

    def draw(self, sheet: Sheet, top: float, colours: Colours) -> None:
        top = sheet.rows(self._title, TITLE, colours.ink, MARGIN, top)
        sheet.rows(self._subtitle, SUBTITLE, colours.soft, MARGIN, top)


class Tiles:
    """Two in a row."""

    HIGH = 2 * 11 + SMALL.row + BIG.row + SMALL.row

    def __init__(self, picture: ChartPicture, room: float) -> None:
        self._tiles = picture.tiles
        self._wide = (room - GAP) / 2

    @property
    def height(self) -> float:
        count = (len(self._tiles) + 1) // 2
        return count * self.HIGH + (count - 1) * GAP

    def draw(self, sheet: Sheet, top: float, colours: Colours) -> None:
        room = self._wide - 2 * EDGE
        for number, (what, value, change) in enumerate(self._tiles):
            left = MARGIN + number % 2 * (self._wide + GAP)
            at = top + number // 2 * (self.HIGH + GAP)
            sheet.box(Box(left, at, self._wide, self.HIGH), colours.card, 14)
            down = at + 11
            for text, face, colour in (
                (what, SMALL, colours.soft),
                (value, BIG, colours.ink),
                (change, SMALL, colours.soft),
            ):
                sheet.rows(rows(text, face, room, 1), face, colour, left + EDGE, down)
                down += face.row


class Bars:
    def __init__(self, picture: ChartPicture, room: float) -> None:
        self._bars = picture.bars
        self._legend = picture.legend
        self._title = picture.bars_title
        self._room = room

    @property
    def height(self) -> float:
        return 2 * EDGE + HEAD.row + 8 + SMALL.row + 14 + BARS_HIGH + 6 + SMALL.row

    def draw(self, sheet: Sheet, top: float, colours: Colours) -> None:
        sheet.box(Box(MARGIN, top, self._room, self.height), colours.card, 16)
        left, at = MARGIN + EDGE, top + EDGE
        sheet.rows(rows(self._title, HEAD, self._room - 2 * EDGE, 1), HEAD, colours.ink, left, at)
        at += HEAD.row + 8
        across = left
        for words, colour in zip(self._legend, (colours.reached, colours.rest), strict=True):
            sheet.box(Box(across, at + (SMALL.row - 12) / 2, 12, 12), colour, 3)
            sheet.rows([words], SMALL, colours.soft, across + 18, at)
            across += 18 + width(words, SMALL) + 18
        at += SMALL.row + 14
        self._draw_bars(sheet, left, at, colours)

    def _draw_bars(self, sheet: Sheet, left: float, top: float, colours: Colours) -> None:
        most = max(*(bar.placed for bar in self._bars), 1)
        number = f"{most}"
        scale_room = width(number, SMALL) + 8
        wide = self._room - 2 * EDGE - scale_room
        bottom = top + BARS_HIGH
        for part, words in ((0.0, "0"), (0.5, f"{most // 2}" if most % 2 == 0 else ""), (1.0, number)):
            down = bottom - part * BARS_HIGH
            sheet.line([(left + scale_room, down), (left + scale_room + wide, down)], 1, colours.line)
            sheet.text((left, down + SMALL.size * 0.36), words, SMALL, colours.soft)
        step = wide / len(self._bars)
        for number_, bar in enumerate(self._bars):
            self._draw_bar(sheet, bar, (left + scale_room + number_ * step, bottom), step, most, colours)

    def _draw_bar(
        self, sheet: Sheet, bar: ChartBar, at: tuple[float, float], step: float, most: int, colours: Colours
    ) -> None:
        left, bottom = at
        wide = max(min(step * 0.72, 44.0), 2.0)
        inner = left + (step - wide) / 2
        lower = bar.reached / most * BARS_HIGH
        upper = (bar.placed - bar.reached) / most * BARS_HIGH
        if lower:
            sheet.box(Box(inner, bottom - lower, wide, lower), colours.reached, 2)
        if upper:
            gap = 1.5 if lower and upper > 3 else 0.0
            sheet.box(Box(inner, bottom - lower - upper, wide, upper - gap), colours.rest, 2)
        if bar.label:
            middle = left + step / 2, bottom + 6 + SMALL.row * 0.5 + SMALL.size * 0.36
            sheet.text(middle, bar.label, SMALL, colours.soft, middle=True)


class Section:
    """Rows, each with a bar below its words."""

    HIGH = LABEL.row + 3 + ROW_BAR + 8

    def __init__(self, section: ChartSection, room: float) -> None:
        self._title = section.title
        self._rows = section.rows[:MOST_ROWS]
        self._room = room

    @property
    def height(self) -> float:
        return 2 * EDGE + HEAD.row + 6 + len(self._rows) * self.HIGH - 8

    def draw(self, sheet: Sheet, top: float, colours: Colours) -> None:
        sheet.box(Box(MARGIN, top, self._room, self.height), colours.card, 16)
        left, wide = MARGIN + EDGE, self._room - 2 * EDGE
        sheet.rows(rows(self._title, HEAD, wide, 1), HEAD, colours.ink, left, top + EDGE)
        at = top + EDGE + HEAD.row + 6
        for one in self._rows:
            value = "".join(rows(one.value, VALUE, wide * 0.6, 1))
            taken = width(value, VALUE)
            sheet.rows(rows(one.label, LABEL, wide - taken - 10, 1), LABEL, colours.ink, left, at)
            sheet.rows([value], VALUE, colours.ink, left + wide - taken, at)
            bar = Box(left, at + LABEL.row + 3, wide, ROW_BAR)
            sheet.box(bar, colours.line, 5)
            if one.part > 0:
                sheet.box(Box(bar.left, bar.top, max(ROW_BAR, wide * min(1.0, one.part)), ROW_BAR), colours.reached, 5)
            at += self.HIGH
