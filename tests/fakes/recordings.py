from __future__ import annotations

from bot.domain.errors import ZvonarError


class FakeRecordings:
    """Answers with `content`, or raises the next of `problems`. `asked` keeps (provider, address)."""

    def __init__(self) -> None:
        self.content = b"ID3 a talk"
        self.problems: list[ZvonarError] = []
        self.asked: list[tuple[str, str]] = []

    async def fetch(self, provider: str, address: str) -> bytes:
        self.asked.append((provider, address))
        if self.problems:
            raise self.problems.pop(0)
        return self.content
