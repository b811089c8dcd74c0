"""A sheet to draw on: boxes with round corners, rows of text and plain shapes, written out as PNG."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Polygon, Rectangle

from bot.media.icons import GRID, Icon
from bot.media.lettering import INCH, POINTS, Face

Point = tuple[float, float]
WHITE = "#FFFFFF"
BANDS = 40
"""Of a fade: neighbours differ by one step of a colour, which nobody sees."""


@dataclass(frozen=True, slots=True)
class Box:
    """`top` counts from the upper edge of the sheet."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> Point:
        return self.left + self.width / 2, self.top + self.height / 2


class Sheet:
    """All measures are in pixels at scale 1; the picture has `scale` times as many. What is drawn later lies above."""

    def __init__(self, width: float, height: float, scale: float) -> None:
        self._figure = Figure(figsize=(width / INCH, height / INCH), dpi=INCH * scale)
        self.canvas = FigureCanvasAgg(self._figure)
        self.axes = self._figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0), autoscale_on=False)
        self.axes.set_axis_off()
        self.whole = Box(0, 0, width, height)
        self._layer = 0

    def fade(self, above: str, below: str) -> None:
        """Paint the whole sheet, from one colour into another; in bands, because a smooth fade takes seconds."""
        ends = zip(to_rgb(above), to_rgb(below), strict=True)
        steps = [(start, (end - start) / (BANDS - 1)) for start, end in ends]
        high = self.whole.height / BANDS
        for band in range(BANDS):
            colour = tuple(start + band * step for start, step in steps)
            stripe = Rectangle((0, band * high), self.whole.width, high, facecolor=colour, linewidth=0)
            stripe.set_antialiased(False)
            self._add(stripe).set_zorder(self._next())

    def box(self, box: Box, colour: str, radius: float, edge: str = "none", dashed: bool = False) -> None:
        radius = min(radius, box.width / 2, box.height / 2)
        self._add(
            FancyBboxPatch(
                (box.left, box.top),
                box.width,
                box.height,
                f"round,pad=0,rounding_size={radius}",
                facecolor=colour,
                edgecolor=edge,
                linewidth=0 if edge == "none" else 1.5 * POINTS,
                linestyle=(0, (5, 4)) if dashed else "solid",
                zorder=self._next(),
            )
        )

    def shape(self, corners: Sequence[Point], colour: str) -> None:
        self._add(Polygon(corners, closed=True, facecolor=colour, linewidth=0, zorder=self._next()))

    def dot(self, middle: Point, radius: float, colour: str) -> None:
        self._add(Circle(middle, radius, facecolor=colour, linewidth=0, zorder=self._next()))

    def line(self, points: Sequence[Point], width: float, colour: str) -> None:
        across, down = zip(*points, strict=True)
        self._add(
            Line2D(
                across,
                down,
                linewidth=width * POINTS,
                color=colour,
                solid_capstyle="round",
                solid_joinstyle="round",
                zorder=self._next(),
            )
        )

    def icon(self, icon: Icon, middle: Point, size: float) -> None:
        """White. `size` is that of the square it lies in."""
        unit = size / GRID

        def at(point: Point) -> Point:
            return middle[0] + (point[0] - GRID / 2) * unit, middle[1] + (point[1] - GRID / 2) * unit

        for shape in icon.shapes:
            self.shape([at(point) for point in shape], WHITE)
        for line in icon.lines:
            self.line([at(point) for point in line], 2.2 * unit, WHITE)
        for point, radius in icon.dots:
            self.dot(at(point), radius * unit, WHITE)

    def text(self, at: Point, text: str, face: Face, colour: str, middle: bool = False) -> None:
        """`at` is where the row begins, or its middle, and the line that it stands on."""
        self.axes.text(
            *at,
            text,
            color=colour,
            fontproperties=face.properties,
            ha="center" if middle else "left",
            va="baseline",
            parse_math=False,
            zorder=self._next(),
        )

    def rows(self, text: Sequence[str], face: Face, colour: str, left: float, top: float) -> float:
        """Rows under each other, the first with its upper edge at `top`; where the next one would begin."""
        for row in text:
            self.text((left, top + face.row * 0.5 + face.size * 0.36), row, face, colour)
            top += face.row
        return top

    def png(self) -> bytes:
        """The same drawing gives the same bytes."""
        written = BytesIO()
        self.canvas.print_png(written, metadata={"Software": None})
        return written.getvalue()

    def _add(self, shape: Artist) -> Artist:
        """`add_patch` and `add_line` would stretch limits that are fixed: a tenth of a picture."""
        self.axes.add_artist(shape)
        return shape

    def _next(self) -> int:
        self._layer += 1
        return self._layer
