from __future__ import annotations

from bot.domain.errors import NoPicture
from bot.ports.media import ChartPicture, MenuPicture

PICTURE = b"\x89PNG\r\n\x1a\n-a-menu"


class FakePainter:
    """Answers at once with `result`, or raises `problem`. `asked` keeps what was to be drawn."""

    def __init__(self, result: bytes = PICTURE) -> None:
        self.result = result
        self.problem: NoPicture | None = None
        self.asked: list[MenuPicture] = []
        self.charts: list[ChartPicture] = []

    async def menu(self, picture: MenuPicture) -> bytes:
        self.asked.append(picture)
        if self.problem is not None:
            raise self.problem
        return self.result

    async def chart(self, picture: ChartPicture) -> bytes:
        self.charts.append(picture)
        if self.problem is not None:
            raise self.problem
        return self.result + repr(picture).encode()
