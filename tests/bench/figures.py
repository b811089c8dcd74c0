"""The measured figures and their table."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Ratio:
    """`target` is None for a figure that is only shown. With `at_least` more is better."""

    what: str
    value: float
    ours: str
    other: str
    target: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target

    def row(self) -> tuple[str, ...]:
        wanted = "" if self.target is None else f"{'≥' if self.at_least else '≤'} {self.target:g}"
        return (
            self.what,
            f"{self.value:.2f}",
            self.ours,
            self.other,
            wanted,
            {True: "yes", False: "NO", None: ""}[self.met],
        )


HEAD = ("", "ratio", "ours", "compared with", "target", "met")


def table(ratios: list[Ratio], notes: list[str]) -> str:
    rows = [HEAD, *(ratio.row() for ratio in ratios)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*lines, *(f"  {note}" for note in notes)])


def middle(values: list[float]) -> float:
    return median(values)
