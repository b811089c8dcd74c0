"""Each subscriber is told of each event, once: wherever between two of its transactions the bot is killed."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest

from bot.domain.calls import CallState, Report
from bot.domain.orders import CallingWindow, Place
from bot.domain.subscriptions import Rhythm, Schedule, Subscription
from bot.domain.views import NoticeKind
from bot.ports import UnitOfWork
from bot.ports.watching import Unwritable
from bot.use_cases import Core, WatchedDatabase
from tests.support.people import ANNA, MARIA, NUMBER, OLEG
from tests.support.world import World, open_world

T = TypeVar("T")

GROUP, TOPIC, DIGEST = Place(-100), Place(-100, 7), Place(-100, 8)
QUIET = CallingWindow(time(11), time(13))
"""Noon in Moscow, when the tests begin, is within it."""
EXPECTED = {
    (Place(OLEG.id), NoticeKind.RESULT): 2,
    (Place(ANNA.id), NoticeKind.RESULT): 2,
    (Place(ANNA.id), NoticeKind.LOW_BALANCE): 1,
    (Place(MARIA.id), NoticeKind.RESULT): 2,
    (TOPIC, NoticeKind.RESULT): 2,
    (GROUP, NoticeKind.SUMMARY): 1,
    (DIGEST, NoticeKind.SUMMARY): 1,
}
DAILY = Schedule(Rhythm.DAILY, at=time(13, 30))
MOST_TRANSACTIONS = 60


class Killed(BaseException):
    """No handler of errors takes it."""


class Mortal(WatchedDatabase):
    """A database whose process is killed at its transaction number `at`, before it or after its COMMIT."""

    def __init__(self, database: WatchedDatabase, at: int, *, committed: bool) -> None:
        self._database = database
        self._left = at
        self._committed = committed
        self.is_dead = False

    async def transact(self, work: Callable[[UnitOfWork], T]) -> T:
        if self.is_dead:
            raise Killed
        self._left -= 1
        if self._left >= 0:
            return await self._database.transact(work)
        self.is_dead = True
        if self._committed:
            await self._database.transact(work)
        raise Killed

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        if self.is_dead:
            raise Killed
        return await self._database.read(work)

    def free_bytes(self) -> int | None:
        return self._database.free_bytes()

    async def why_unwritable(self) -> Unwritable | None:
        return await self._database.why_unwritable()


async def story(core: Core, world: World) -> None:
    """Two calls have ended, and money runs out. It is heard of twice, and told; then the quiet hours are over, and the
    digest is due.
    """
    for _ in range(2):
        world.clock.advance(1)
        await core.track.poll()
        await core.balances.sweep()
        await core.deliveries.settle()
    world.clock.advance(2 * 3600)
    await core.gathered.sweep()
    await core.deliveries.settle()


def new(folder: Path) -> Path:
    folder.mkdir()
    return folder


async def tell(folder: Path, at: int, *, committed: bool) -> bool:
    """Whether the bot was killed."""
    async with open_world(World, new(folder), low_balance=Decimal(1000)) as world:
        for place in (GROUP, TOPIC):
            await world.api.subscriptions.subscribe(MARIA, Subscription(place, MARIA.id))
        await world.api.subscriptions.subscribe(MARIA, Subscription(DIGEST, MARIA.id, schedule=DAILY))
        await world.api.subscriptions.keep_quiet(MARIA, GROUP, QUIET)
        for number in (1, 2):
            await world.place(f"{NUMBER} текст {number}")
            world.provider.reports[f"10{number}"] = Report(CallState.COMPLETED)
        mortal = Mortal(world.database, at, committed=committed)
        with contextlib.suppress(Killed):
            await story(world.restarted(mortal), world)
        if mortal.is_dead:
            world.clock.advance(61)  # what the dead process had in hand is free
            await story(world.restarted(), world)
        told = Counter((notice.place, notice.event, notice.kind) for notice, _ in world.messenger.notices)
        once = Counter((place, kind) for place, _, kind in told)
        assert once == EXPECTED, (at, committed)
        assert max(told.values()) <= (2 if mortal.is_dead else 1), (at, committed)
        return mortal.is_dead


@pytest.mark.parametrize("committed", [False, True], ids=["before it", "after its COMMIT"])
async def test_killed_at_each_transaction(tmp_path: Path, committed: bool) -> None:
    kills = 0
    for at in range(MOST_TRANSACTIONS):
        if not await tell(tmp_path / str(at), at, committed=committed):
            break
        kills += 1
    assert 8 < kills < MOST_TRANSACTIONS
