"""Letters of the drawing library's own font: which it has, how wide they run, where a text breaks into rows."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import matplotlib
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties, get_font

# Drawn as the outlines are: a row is then exactly as wide at every scale as it was measured.
matplotlib.rcParams["text.hinting"] = "none"

INCH = 100.0
"""The drawing's own pixels in an inch, at scale 1."""
POINTS = 72.0 / INCH
"""Typographers' points in one of these pixels."""
_FOLDER = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_MEASURE = RendererAgg(1, 1, INCH)

UNKNOWN = "▯"
"""Stands for a character that the font lacks."""
PLAIN = str.maketrans(
    {
        **dict.fromkeys("📞📱🤙👤👥🧑", "☎"),
        **dict.fromkeys("🔊🔉🎙🎤🗣🎧🎵🎶📢", "♫"),
        **dict.fromkeys("✉📩📨📧💬", "✉"),
        **dict.fromkeys("🚫⛔🛑", "⊘"),
        **dict.fromkeys("🏷🔖", "⚑"),
        **dict.fromkeys("🌐🔗📡", "↗"),
        **dict.fromkeys("📝✏🖊", "✎"),
        **dict.fromkeys("✅☑", "✔"),
        **dict.fromkeys("❌❎", "✘"),
        **dict.fromkeys("⏳⌛⏱⏰🕒", "…"),
        **dict.fromkeys("⭐🌟", "★"),
        **dict.fromkeys("❓❔", "?"),
        **dict.fromkeys("❗❕", "!"),
    }
)
"""Emoji that have a sign in the font."""
_GAP = re.compile(r"(?<![\d)№]) |(?<!№) (?![\d(*])")
"""Where a row may end: not within a phone number, which may be masked, and not after a numero sign."""
_JOINT = re.compile(r"[/?&=._,-]")
"""Where a long address may be broken."""
_JOINED = re.compile("[\ufe00-\ufe0f\u20e3\u200d\U0001f3fb-\U0001f3ff]")
"""What only changes the look of the emoji before it."""


@dataclass(frozen=True, slots=True)
class Face:
    """`size` in pixels at scale 1."""

    size: float
    bold: bool = False

    @property
    def properties(self) -> FontProperties:
        return FontProperties(fname=str(_file(self.bold)), size=self.size * POINTS)

    @property
    def row(self) -> float:
        """The height of one row of text."""
        return self.size * 1.36


def _file(bold: bool) -> Path:
    return _FOLDER / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")


@cache
def _known(bold: bool) -> frozenset[int]:
    return frozenset(get_font(_file(bold)).get_charmap())


@lru_cache(maxsize=1000)  # a menu is laid out in several ways, until one fits
def spelled(text: str, face: Face) -> str:
    """On one line, and only of what the font has: what it lacks is replaced, visibly."""
    text = " ".join(_JOINED.sub("", text).translate(PLAIN).split())
    known = _known(face.bold)
    letters = (letter if ord(letter) in known else UNKNOWN for letter in text if _is_shown(letter))
    return "".join(letters).strip()


def _is_shown(letter: str) -> bool:
    """What steers the direction of writing, and the like, is not."""
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs")


@lru_cache(maxsize=10_000)
def width(text: str, face: Face) -> float:
    """Pixels at scale 1."""
    wide: float = _MEASURE.get_text_width_height_descent(text, face.properties, ismath=False)[0]
    return wide


def rows(text: str, face: Face, room: float, most: int) -> list[str]:
    """`text` in rows no wider than `room`. Beyond `most` it is cut: the last row says how many letters are left out."""
    text = spelled(text, face)
    found: list[str] = []
    while text and len(found) < most:
        row, text = _first_row(text, face, room)
        found.append(row)
    if text:
        found[-1] = _cut(f"{found[-1]} {text}", face, room)
    return found


def _first_row(text: str, face: Face, room: float) -> tuple[str, str]:
    """What fits of `text`, and the rest. At least one letter always fits."""
    fits = _fitting(text, face, room)
    if fits < len(text):
        ends = [gap.end() for gap in _GAP.finditer(text, 0, fits + 2) if gap.start() <= fits] or [
            joint.end() for joint in _JOINT.finditer(text, fits // 2, fits)
        ]
        fits = max(ends, default=fits)
    return text[:fits].rstrip(), text[fits:].lstrip()


def _cut(text: str, face: Face, room: float) -> str:
    """As much of `text` as fits beside the word on how much more there is."""
    fits = len(text)
    while True:
        kept = text[:fits].rstrip(" ,;:")
        row = f"{kept}… +{len(text) - len(kept)}"
        if width(row, face) <= room or fits <= 1:
            return row
        fits = min(fits - 1, _fitting(text, face, room - width(row[len(kept) :], face)))


def _fitting(text: str, face: Face, room: float) -> int:
    """How many letters from the start stay within `room`; one at least."""
    fits, wide = 0, 0.0
    while fits < len(text) and wide <= room:
        wide += width(text[fits], face)
        fits += 1
    # Letters side by side may run a little wider or narrower than alone.
    while fits > 1 and width(text[:fits], face) > room:
        fits -= 1
    return max(fits, 1)
