"""The picture of a menu: what the callee hears, then each key and where it leads.

Telegram shows a photo about 390 points wide on a phone, over a light or a dark ground; so the sheet brings its own
ground, and its letters stay readable at that width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import inf

from bot.media.canvas import Sheet
from bot.media.menu_blocks import Block, Header, Heard, Key, Note
from bot.ports.media import MenuPicture


@dataclass(frozen=True, slots=True)
class Plan:
    """`wide`: of the sheet. `most`: rows of one long text. A column above `tallest` asks for the next plan.

    `beside`: the signs of the keys stand beside what they do, not above.
    """

    columns: int
    wide: float
    most: int
    tallest: float
    beside: bool = True


PLANS = (
    Plan(1, 430, 4, 900),
    Plan(2, 610, 4, 1500),
    Plan(2, 610, 3, 2000),
    Plan(3, 860, 3, 2600, beside=False),
    Plan(4, 1140, 2, inf, beside=False),
)
"""The first that is not too tall is taken: letters as large as they can be, then as much text as there can be."""
MARGIN, GAP = 15.0, 10.0
AFTER_HEADER, AFTER_HEARD = 16.0, 24.0
MOST_KEYS = 24
SCALE = 2.5
LARGEST_SUM = 9_500.0
"""Pixels, width and height together: Telegram takes 10,000."""

Column = list[Block]


def draw(picture: MenuPicture) -> bytes:
    """A PNG within Telegram's limits for photos. The same picture gives the same bytes."""
    return composed(picture).png()


def composed(picture: MenuPicture) -> Sheet:
    for plan in PLANS:
        columns = _columns(picture, plan)
        if _height(columns) <= plan.tallest:
            break
    return _composed(picture, plan, columns)


def _composed(picture: MenuPicture, plan: Plan, columns: Sequence[Column]) -> Sheet:
    room = plan.wide - 2 * MARGIN
    header, heard = Header(picture, room), Heard(picture, room)
    first_key = MARGIN + header.height + AFTER_HEADER + heard.height + AFTER_HEARD
    height = first_key + _height(columns) + MARGIN
    sheet = Sheet(plan.wide, height, min(SCALE, LARGEST_SUM / (plan.wide + height)))
    sheet.fade("#203A60", "#12213A")
    header.draw(sheet, MARGIN, MARGIN)
    heard.draw(sheet, MARGIN, MARGIN + header.height + AFTER_HEADER)
    for number, column in enumerate(columns):
        left, top = MARGIN + number * (_column_width(plan) + GAP), first_key
        for block in column:
            block.draw(sheet, left, top)
            top += block.height + GAP
    return sheet


def _columns(picture: MenuPicture, plan: Plan) -> list[Column]:
    """The keys in their order, down one column and then down the next; all come out about as high."""
    room = _column_width(plan)
    blocks: Column = [Key(key, room, plan.most, plan.beside) for key in picture.keys[:MOST_KEYS]]
    if (more := len(picture.keys) - MOST_KEYS) > 0:
        blocks.append(Note(f"… +{more}", room))
    if not blocks and picture.empty:
        blocks.append(Note(picture.empty, room))
    return _split(blocks, plan.columns)


def _split(blocks: Column, count: int) -> list[Column]:
    """In the way whose highest column is the lowest."""
    inner = range(1, len(blocks))
    splits = [(0, *cuts, len(blocks)) for cuts in combinations(inner, min(count, max(1, len(blocks))) - 1)]
    return min(([blocks[start:end] for start, end in pairwise(cuts)] for cuts in splits), key=_height)


def _column_width(plan: Plan) -> float:
    return (plan.wide - 2 * MARGIN - GAP * (plan.columns - 1)) / plan.columns


def _height(columns: Sequence[Column]) -> float:
    return max(sum(block.height for block in column) + GAP * max(0, len(column) - 1) for column in columns)
