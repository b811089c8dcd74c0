from __future__ import annotations

import asyncio

from bot.domain.orders import Place
from bot.domain.views import Card, Notice, Subject
from bot.ports import Shown, Shut


class FakeMessenger:
    """Shows everything at once; `answers` are given instead, in turn, while there are any."""

    def __init__(self) -> None:
        self.cards: list[tuple[Card, Subject]] = []
        self.notices: list[tuple[Notice, Subject | None]] = []
        self.answers: list[Shown | Exception] = []
        self.speaking = asyncio.Event()
        """Set when something is to be shown or said."""
        self.hears = True
        """Whether Telegram answers when asked who we are."""
        self.shut: dict[Place, Shut] = {}
        """Places that take nothing."""
        self.hold: asyncio.Event | None = None
        """Unset: Telegram answers when it is set."""

    async def show_card(self, card: Card, subject: Subject) -> Shown:
        self.cards.append((card, subject))
        await self._wait()
        return self._answer(card.place, card.message_id or 500 + card.id, repr(subject))

    async def say(self, notice: Notice, subject: Subject | None) -> Shown:
        self.notices.append((notice, subject))
        await self._wait()
        return self._answer(notice.place, 900 + notice.id, "")

    async def is_heard(self) -> bool:
        return self.hears

    async def _wait(self) -> None:
        self.speaking.set()
        if self.hold is not None:
            await self.hold.wait()

    def _answer(self, place: Place, message_id: int, digest: str) -> Shown:
        if shut := self.shut.get(place):
            return Shown(shut=shut)
        if not self.answers:
            return Shown(message_id, digest)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer
