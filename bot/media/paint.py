"""The child process that draws: a picture as JSON on stdin, a PNG on stdout.

It bounds itself before the drawing library is loaded, so that no text makes it take more than its share.
"""

import json
import resource
import sys
from typing import Any

from bot.ports.media import ChartBar, ChartPicture, ChartRow, ChartSection, MenuPicture, PictureKey

LARGEST_MEMORY = 1 << 30
"""Bytes of address space."""
LONGEST_WORK = 20
"""Seconds of processor time."""


def bound_itself() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_WORK, LONGEST_WORK))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    bound_itself()
    asked = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(_chart(asked["chart"]) if "chart" in asked else _menu(asked["menu"]))


def _menu(asked: dict[str, Any]) -> bytes:
    from bot.media.menu_picture import draw

    keys = [PictureKey(**key) for key in asked.pop("keys")]
    return draw(MenuPicture(**asked, keys=keys))


def _chart(asked: dict[str, Any]) -> bytes:
    from bot.media.chart_picture import draw

    bars = [ChartBar(**bar) for bar in asked.pop("bars")]
    sections = [
        ChartSection(section["title"], [ChartRow(**row) for row in section["rows"]])
        for section in asked.pop("sections")
    ]
    return draw(ChartPicture(**asked, bars=bars, sections=sections))


if __name__ == "__main__":
    main()
