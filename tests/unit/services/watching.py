"""The bot on its watch, over a real database, with a clock that a test moves."""

from __future__ import annotations

import asyncio

from bot.domain.views import NoticeKind
from bot.ports.vitals import Vitals
from bot.ports.watching import Unwritable
from bot.providers.registry import watch
from bot.services.deps import Deps
from bot.services.watch import Watch
from tests.support.people import ANNA
from tests.support.world import World


class Keeping:
    """A database's side that is well unless told otherwise."""

    def __init__(self) -> None:
        self.why: Unwritable | None = None
        self.free: int | None = None
        self.asked = asyncio.Event()

    async def why_unwritable(self) -> Unwritable | None:
        self.asked.set()
        return self.why

    def free_bytes(self) -> int | None:
        return self.free


class Post:
    """The bot on its watch, and what admins are told."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.beats = 0
        self.polls = self.hears = True
        self.keeping = Keeping()
        self.start()

    def start(self) -> None:
        """As a process begins: nothing is remembered."""
        self.vitals = Vitals()
        watch(self.world.providers.values(), self.vitals, self.world.clock)
        self.watch = Watch(self.deps(), self.keeping, self.world.messenger, 1, self._beat)

    def deps(self) -> Deps:
        deps = self.world.core.watch._deps
        return type(deps)(**{name: getattr(deps, name) for name in deps.__slots__} | {"vitals": self.vitals})

    async def _beat(self) -> None:
        self.beats += 1

    async def passes(self, seconds: float, *, polls: bool = True, heard: bool = True) -> None:
        """Time passes, the bot looking every fifteen seconds, as it does when it runs."""
        for _ in range(int(seconds // 15)):
            self.world.clock.advance(15)
            if polls:
                self.vitals.polled(self.world.clock.now(), 0.1)
            if heard:
                self.vitals.telegram_answered_at = self.world.clock.now()
            await self.watch.look()

    def unwell(self) -> tuple[str, ...]:
        return self.vitals.unwell

    async def told(self) -> list[tuple[str, bool]]:
        """What admins were told since the last time: which trouble, and whether it is over."""
        await self.world.core.deliveries.settle()
        notices = [n for n, _ in self.world.messenger.notices if n.kind is NoticeKind.TROUBLE]
        self.world.messenger.notices.clear()
        assert {notice.place.chat_id for notice in notices} <= {ANNA.id}
        return [(notice.payload["trouble"], "since" in notice.payload) for notice in notices]
