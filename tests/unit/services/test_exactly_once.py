"""Each end is told once to each subscriber, in whatever order, by whatever way and how often it is heard of."""

from __future__ import annotations

import contextlib
import json
import random
from collections import Counter
from pathlib import Path

import pytest

from bot.domain.calls import CallState, Report
from bot.domain.orders import Place
from bot.domain.subscriptions import Subscription, Wanted
from bot.domain.views import Notice, Subject
from bot.ports import Capability, Shown, Sighting
from bot.ports.abilities import WebhookKind
from tests.fakes.messenger import FakeMessenger
from tests.fakes.provider import FakeProvider
from tests.support.people import ANNA, MARIA, NUMBER, OLEG
from tests.support.world import World, open_world
from tests.unit.services.killing import Killed, Mortal
from tests.unit.services.subscribing import EVENING

GROUP, SUPERGROUP = -100, -1001
PRIVATE, GENERAL, TOPIC, DIGEST = Place(MARIA.id), Place(GROUP), Place(GROUP, 7), Place(GROUP, 8)
CALLS, STEPS = 6, 50
ENDS = (CallState.COMPLETED, CallState.BUSY, CallState.NO_ANSWER)


class Telling(FakeProvider):
    """Tells of its calls when it is asked, and by webhooks."""

    capabilities = FakeProvider.capabilities | {Capability.WEBHOOKS}

    def read_webhook(self, kind: WebhookKind, body: bytes) -> list[Sighting]:
        said = json.loads(body)
        facts = {**said["report"], "state": CallState(said["report"]["state"])}
        return [Sighting(said["id"], str(facts), lambda: Report(**facts))]


class Moving(FakeMessenger):
    """One person has blocked the bot; the group becomes a supergroup."""

    def __init__(self) -> None:
        super().__init__()
        self.has_moved = False
        self.taken: list[Notice] = []

    async def say(self, notice: Notice, subject: Subject | None) -> Shown:
        shown = await super().say(notice, subject)
        if shown.message_id:
            self.taken.append(notice)
        return shown

    def _answer(self, place: Place, message_id: int, digest: str) -> Shown:
        if place.chat_id == ANNA.id:
            return Shown()
        if self.has_moved and place.chat_id == GROUP:
            return Shown(moved_to=SUPERGROUP, retry=True)
        return super()._answer(place, message_id, digest)


class Story:
    """Webhooks, polls, restarts and kills in any order, and each report again and again."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, random.Random(seed)
        self.messenger = Moving()
        world.messenger = self.messenger
        self.core, self.kills = world.restarted(), 0
        self.reports: dict[str, list[dict[str, object]]] = {}

    async def begin(self) -> None:
        """Of Maria's private chat two subscriptions match each call, and of one topic too."""
        subscribe = self.world.api.subscriptions.subscribe
        for place in (GENERAL, TOPIC, DIGEST):
            await subscribe(MARIA, Subscription(place, MARIA.id))
        await subscribe(MARIA, Subscription(PRIVATE, MARIA.id, wanted=Wanted(ends=ENDS)))
        await subscribe(MARIA, Subscription(DIGEST, MARIA.id, schedule=EVENING))
        for number in range(CALLS):
            await self.world.place(f"{NUMBER} текст {number}")
            digit, end = self.chance.choice((None, 1, 2)), self.chance.choice(ENDS)
            states = (CallState.RINGING, CallState.TALKING, end)
            told: list[dict[str, object]] = [{"state": str(state)} for state in states]
            self.reports[str(101 + number)] = [*told, {"state": str(end), "digit": digit, "cost": 1}]

    async def go_on(self) -> None:
        for _ in range(STEPS):
            self.world.clock.advance(self.chance.choice((0, 1, 40)))
            await self._step()
        for id_, reports in self.reports.items():
            await self._poll(id_, reports[-1])
        self.core = self.world.restarted()
        for _ in range(4):
            self.world.clock.advance(24 * 3600)
            await self.core.track.poll()
            await self.core.webhooks.settle()
            await self.core.gathered.sweep()
            await self.core.deliveries.settle()

    async def _step(self) -> None:
        id_ = self.chance.choice(list(self.reports))
        does = self.chance.choice((self._webhook, self._webhook, self._poll, self._tell, self._move))
        report = self.chance.choice(self.reports[id_])
        if self.chance.random() > 0.3:
            await does(id_, report)
            return
        mortal = Mortal(self.world.database, self.chance.randrange(6), committed=self.chance.random() < 0.5)
        self.core = self.world.restarted(mortal)
        with contextlib.suppress(Killed):
            await does(id_, report)
            await self.core.deliveries.settle()
        self.kills += mortal.is_dead
        self.world.clock.advance(61)  # what a dead process had in hand is free
        self.core = self.world.restarted()

    async def _webhook(self, id_: str, report: dict[str, object]) -> None:
        order = await self.world.order(int(id_) - 100)
        body = json.dumps({"id": id_, "report": report}).encode()
        assert await self.core.receiver.receive("calldog", order.calls[0].reference, body)
        await self.core.webhooks.settle()

    async def _poll(self, id_: str, report: dict[str, object]) -> None:
        self.world.provider.reports[id_] = Report(**{**report, "state": CallState(str(report["state"]))})  # type: ignore[arg-type]  # as above
        await self.core.track.poll()

    async def _tell(self, *_: object) -> None:
        await self.core.gathered.sweep()
        await self.core.deliveries.settle()

    async def _move(self, *_: object) -> None:
        """Telegram says so when something is sent, and by a message."""
        self.messenger.has_moved = True
        if self.chance.random() < 0.5:
            await self.core.chats.moved(GROUP, SUPERGROUP)

    def told(self, place: Place) -> Counter[tuple[str, int]]:
        """Each event that this place took: how often, and of how many calls it tells."""
        new = Place(SUPERGROUP, place.thread_id) if place.is_group else place
        said = [one for one in self.messenger.taken if one.place in (place, new)]
        return Counter((one.event, sum(one.payload.get("ends", {"": 1}).values())) for one in said)


@pytest.mark.parametrize("seed", range(8))
async def test_whatever_happens(tmp_path: Path, seed: int) -> None:
    async with open_world(World, tmp_path, Telling(), public_url="https://bot.example") as world:
        story = Story(world, seed)
        await story.begin()
        await story.go_on()
        assert len(world.provider.placed) == CALLS
        for place in (PRIVATE, GENERAL, TOPIC, DIGEST, Place(OLEG.id)):
            told = story.told(place)
            assert sum(calls for _, calls in told) == CALLS, (place, told)
            assert sum(told.values()) - len(told) <= story.kills, (place, told)
