"""Small marks of what a key does, drawn by hand: the drawing library's font has no emoji."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, radians, sin

Point = tuple[float, float]
Line = Sequence[Point]

GRID = 24.0
"""Icons are drawn on a square of so many units."""


@dataclass(frozen=True, slots=True)
class Icon:
    """`lines` are drawn with a pen, `shapes` filled, `dots` are middles and radii. `colour` lies behind them."""

    colour: str
    lines: Sequence[Line] = ()
    shapes: Sequence[Line] = ()
    dots: Sequence[tuple[Point, float]] = field(default=())


def _arc(middle: Point, wide: float, high: float, start: float, end: float) -> list[Point]:
    """Degrees run clockwise from the right, because the sheet counts downwards."""
    steps = [start + (end - start) * part / 24 for part in range(25)]
    return [(middle[0] + wide * cos(radians(at)), middle[1] + high * sin(radians(at))) for at in steps]


MIDDLE = (12.0, 12.0)
CIRCLE = _arc(MIDDLE, 8, 8, 0, 360)

PLAY = Icon(
    "#2878D0",
    lines=[_arc((11.5, 12), 4.5, 4.5, -45, 45), _arc((11.5, 12), 8, 8, -45, 45)],
    shapes=[[(3.5, 9.5), (7, 9.5), (11.5, 5.5), (11.5, 18.5), (7, 14.5), (3.5, 14.5)]],
)
RECORD = Icon(
    "#2878D0",
    lines=[[(9.8, 16.5), (9.8, 6.5), (18.3, 4.8), (18.3, 14.8)]],
    dots=[((7.5, 16.8), 2.7), ((16, 15.1), 2.7)],
)
PERSON = Icon("#1F9254", shapes=[_arc((12, 19.5), 7, 6.5, 180, 360)], dots=[((12, 7.8), 3.7)])
LETTER = Icon(
    "#7A55C7", lines=[[(4, 6.5), (20, 6.5), (20, 17.5), (4, 17.5), (4, 6.5)], [(4.4, 7.2), (12, 13), (19.6, 7.2)]]
)
BLOCK = Icon("#CF3F46", lines=[CIRCLE, [(6.4, 6.4), (17.6, 17.6)]])
TAG = Icon("#B87400", lines=[[(4.5, 5), (12, 5), (20, 13), (13, 20), (5, 12), (4.5, 5)]], dots=[((8.8, 9.3), 1.6)])
WEB = Icon("#0E8290", lines=[CIRCLE, [(4, 12), (20, 12)], _arc(MIDDLE, 3.6, 8, 0, 360)])
LIST = Icon(
    "#5B6B80",
    lines=[[(9, height), (19.5, height)] for height in (7.0, 12.0, 17.0)],
    dots=[((5, height), 1.5) for height in (7.0, 12.0, 17.0)],
)
SPEECH = Icon(
    "#C2478E",
    lines=[[(4, 5.5), (20, 5.5), (20, 15.5), (12.5, 15.5), (8, 19.5), (8, 15.5), (4, 15.5), (4, 5.5)]],
    dots=[((8.3, 10.5), 1.3), ((12, 10.5), 1.3), ((15.7, 10.5), 1.3)],
)
PEN = Icon("#5B6B80", lines=[[(4.5, 19.5), (6, 14.8), (16, 4.8), (19.2, 8), (9.2, 18), (4.5, 19.5)]])
PHONE = Icon(
    "#1F9254",
    shapes=[[*_arc((19.5, 4.5), 15.4, 15.4, 95, 175), *_arc((19.5, 4.5), 11.4, 11.4, 175, 95)]],
    dots=[((6.6, 5.9), 2.9), ((18.1, 17.4), 2.9)],
)
KEYPAD = Icon(
    "#2878D0", dots=[((x, y), 1.9) for x in (6.0, 12.0, 18.0) for y in (4.2, 9.4, 14.6, 19.8) if y < 19 or x == 12]
)

BY_SIGN = {
    **dict.fromkeys("🔊🔉🗣", PLAY),
    **dict.fromkeys("🎵🎶🎧🎙", RECORD),
    **dict.fromkeys("👤👥👨👩", PERSON),
    **dict.fromkeys("✉📩💌", LETTER),
    **dict.fromkeys("🚫⛔", BLOCK),
    **dict.fromkeys("🏷🔖", TAG),
    **dict.fromkeys("🌐🔗", WEB),
    **dict.fromkeys("📎🧩", LIST),
    **dict.fromkeys("💬🗨", SPEECH),
    **dict.fromkeys("✍✏📝", PEN),
    **dict.fromkeys("📞📱☎", PHONE),
}
"""By the emoji that a line begins with."""
