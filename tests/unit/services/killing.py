"""Stories in which the bot is killed at each of its transactions, once before it and once after its COMMIT."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bot.domain.orders import Place
from bot.domain.views import Card, Notice, NoticeKind, Subject
from bot.ports import Shown, UnitOfWork
from bot.ports.watching import Unwritable
from bot.use_cases import WatchedDatabase
from storage.sqlite import driver_of
from tests.fakes.messenger import FakeMessenger
from tests.fakes.provider import FakeProvider
from tests.support.world import World, open_world
from tests.unit.services.watching import Post

T = TypeVar("T")
Said = tuple[Place, NoticeKind | str, str]
"""Where, what, and which one of its kind. A card that is new in a chat is said there too."""
CARD = "card"


class Killed(BaseException):
    """No handler of errors takes it."""


class Mortal(WatchedDatabase):
    """A database whose process is killed at its transaction number `at`, before it or after its COMMIT.

    `wrote`: the numbers of the transactions that changed something.
    """

    def __init__(self, database: WatchedDatabase, at: int | None, *, committed: bool) -> None:
        self._database = database
        self._at = at
        self._committed = committed
        self._count = 0
        self.wrote: list[int] = []
        self.is_dead = False

    async def transact(self, work: Callable[[UnitOfWork], T]) -> T:
        if self.is_dead:
            raise Killed
        number, self._count = self._count, self._count + 1
        self.is_dead = number == self._at
        if self.is_dead and not self._committed:
            raise Killed
        value = await self._database.transact(lambda uow: self._noted(uow, work, number))
        if self.is_dead:
            raise Killed
        return value

    def _noted(self, uow: UnitOfWork, work: Callable[[UnitOfWork], T], number: int) -> T:
        driver: Any = driver_of(uow.calls._connection)  # type: ignore[attr-defined]  # it is SQLite's
        before = driver.total_changes
        value = work(uow)
        if driver.total_changes != before:
            self.wrote.append(number)
        return value

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        if self.is_dead:
            raise Killed
        return await self._database.read(work)

    def free_bytes(self) -> int | None:
        return self._database.free_bytes()

    async def why_unwritable(self) -> Unwritable | None:
        return await self._database.why_unwritable()


class Ears(FakeMessenger):
    """What people heard, each with its event; a new card as well."""

    def __init__(self) -> None:
        super().__init__()
        self.deaf: set[int] = set()
        """They have blocked the bot."""
        self.heard: list[tuple[Said, str]] = []

    async def say(self, notice: Notice, subject: Subject | None) -> Shown:
        shown = await super().say(notice, subject)
        if shown.message_id:
            self.heard.append(((notice.place, notice.kind, _word(notice)), notice.event))
        return shown

    async def show_card(self, card: Card, subject: Subject) -> Shown:
        shown = await super().show_card(card, subject)
        if shown.message_id and card.message_id is None:
            self.heard.append(((card.place, CARD, card.kind.value), str(card.id)))
        return shown

    def _answer(self, place: Place, message_id: int, digest: str) -> Shown:
        return Shown() if place.chat_id in self.deaf else super()._answer(place, message_id, digest)


@dataclass
class Scene:
    """The bot of now: after a kill another one, in the same world. `ids`: what a story keeps in mind."""

    world: World
    post: Post
    ears: Ears
    ids: dict[str, int] = field(default_factory=dict)

    def start(self, database: WatchedDatabase | None = None) -> None:
        self.world.core = self.world.restarted(database)
        self.post.start()

    async def start_anew(self) -> None:
        """As the composition root does it after a crash."""
        self.start()
        await self.world.database.transact(lambda uow: uow.release_all())
        await self.world.core.stranded.at_start()

    async def a_while(self) -> None:
        """Five minutes pass, and each job of the timetable is done."""
        core = self.world.core
        await self.post.passes(300, polls=self.post.polls, heard=self.post.hears)
        for job in (core.track.poll, core.webhooks.settle, core.find_lost.ask_people, core.overdue.sweep):
            await job()
        for sweep in (core.stranded, core.waiting, core.find_lost, core.record_watch, core.balances, core.forget):
            await sweep.sweep()
        await core.deliveries.settle()  # what was folded is told after its own
        await core.gathered.end_lists()
        await core.gathered.sweep()
        await core.deliveries.settle()


Happening = Callable[[Scene], Awaitable[object]]


def _word(notice: Notice) -> str:
    payload = notice.payload
    word = str(payload.get("trouble") or payload.get("news") or "")
    return f"{word} over" if "since" in payload and word else word


@dataclass(frozen=True)
class Story:
    """`given` comes before the bot that is killed; each of `happens` is gone on with after the kill.

    `remembered`: what only a process tells that has seen the beginning, because nothing could be written down.
    """

    given: Happening
    happens: Sequence[Happening]
    told: Mapping[Said, int]
    service: type[FakeProvider] = FakeProvider
    low_balance: int = 100
    remembered: frozenset[Said] = frozenset()


async def tell(story: Story, folder: Path, at: int | None, *, committed: bool) -> Mortal:
    """The story with one kill, or none; what was told is what was to be told."""
    async with open_world(World, folder, story.service(), low_balance=story.low_balance) as world:
        world.messenger = ears = Ears()
        world.core = world.restarted()
        scene = Scene(world, Post(world), ears)
        await story.given(scene)
        await world.settle()
        ears.heard.clear()
        mortal = Mortal(world.database, at, committed=committed)
        scene.start(mortal)
        for happening in story.happens:
            try:
                await happening(scene)
                await scene.a_while()
            except Killed:
                await scene.start_anew()
                await happening(scene)
                await scene.a_while()
        told = Counter(ears.heard)
        once = Counter(said for said, _ in told)
        expected = Counter(dict(story.told))
        lost = expected - once
        assert once - expected == Counter(), (at, committed, once)
        assert not lost or (mortal.is_dead and lost.keys() <= story.remembered), (at, committed, lost)
        assert max(told.values()) <= (2 if mortal.is_dead else 1), (at, committed, told)
        return mortal
