"""What was gathered becomes one summary a place, when its time has come: with the figures of its digests."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.domain.menus import Menu, as_content
from bot.domain.orders import Place
from bot.domain.stats import CountedFor, Figures, Tally
from bot.domain.subscriptions import NOWHERE, Digest, Topic
from bot.domain.views import Notice, NoticeKind, Payload
from bot.ports import UnitOfWork
from bot.ports.subscribing import GatheredNotice
from bot.services.deps import Chore
from bot.services.results import end_lists
from bot.services.stats import bars_of, counted_between, days_between, grouped, meanings_of

SUMMED_AT_ONCE = 5000
MOST_PLACES = 100
MOST_OTHERS = 5
"""How many notices that are no results a summary repeats; the others are counted."""
MOST_NAMED = 10
"""Colleagues in a picture: it shows fewer."""
DRAWN_FROM = timedelta(days=2)
"""Of a digest of so long a time there is a picture."""
ENDS, KEYS = "ends", "keys"

Spans = tuple[CountedFor, datetime, datetime, datetime]
"""What is counted, and the digest's moments."""


def due_digests(uow: UnitOfWork, place: Place, now: datetime) -> list[Digest]:
    """Of calls. One that was missed counts from where the last one that was told had come to."""
    begun = uow.gathered.oldest(place, now)
    due = [one for one in uow.subscriptions.of(place) if one.id in begun and one.schedule.is_digest]
    habits = uow.subscriptions.habits(place)
    zone = habits.zone if habits else NOWHERE
    digests = []
    for one in due:
        if one.topic is not Topic.RESULTS:
            continue
        since, until = (one.schedule.before(at, zone).astimezone(zone) for at in (begun[one.id], now))
        earlier = since - (until - since)  # by the clock, whatever happened to it in between
        names = {id_: person.name for id_, person in uow.people.many(one.wanted.people).items()}
        digests.append(Digest(one, earlier, since, until, names))
    return digests


def tell_gathered(uow: UnitOfWork, place: Place, now: datetime, digests: Mapping[int | None, Payload]) -> None:
    """Promise what was gathered there and is due: as it is when it is one notice, else as one summary.

    `digests`: what those of its subscriptions have counted, by their ids.
    """
    summed = Summed(now, digests)
    while taken := uow.gathered.take(place, now, SUMMED_AT_ONCE):
        for one in taken:
            summed.add(one)
    if summed.first is not None:
        habits = uow.subscriptions.habits(place)
        uow.notices.add([summed.notice(summed.first, habits.zone.key if habits else "")], now)


class Summed:
    """Notices of one place, counted."""

    def __init__(self, now: datetime, digests: Mapping[int | None, Payload]) -> None:
        self.first: GatheredNotice | None = None
        self._now = now
        self._since = now
        self._digests = digests
        self._told: dict[int | None, Payload] = {}
        self._count = 0
        self._counts: dict[str, Counter[str]] = {ENDS: Counter(), KEYS: Counter()}
        self._others: list[Payload] = []
        self._more = 0

    def add(self, one: GatheredNotice) -> None:
        self.first = self.first or one
        payload, is_result = one.notice.payload, one.notice.kind is NoticeKind.RESULT
        subscription_id = one.notice.subscription_id
        if is_result and subscription_id in self._digests:
            self._count_beside(subscription_id, payload)
            return
        self._count += 1
        self._since = min(self._since, one.created_at)
        for name, counts in self._counts.items():
            counts.update(payload.get(name, {}))
        if is_result:
            return
        if len(self._others) < MOST_OTHERS:
            self._others.append({"kind": str(one.notice.kind), "payload": payload})
        else:
            self._more += 1

    def _count_beside(self, subscription_id: int | None, payload: Payload) -> None:
        """The digest's figures tell of it, unless it was sent before the digest's time, or never, or is the call of
        somebody else, which one of its people only placed.
        """
        counted = self._digests[subscription_id]
        digest = self._told.setdefault(subscription_id, {**counted, ENDS: Counter(), KEYS: Counter()})
        of = Digest.of(counted)
        people, sent = CountedFor.of(of.subscription).people, payload.get("sent_at")
        is_theirs = not people or payload.get("author_id") in people
        if sent is None or not is_theirs or not of.since <= datetime.fromisoformat(sent) < of.until:
            for name in (ENDS, KEYS):
                digest[name].update(payload.get(name, {}))

    def notice(self, first: GatheredNotice, zone: str) -> Notice:
        """Its event is new: what is taken once is never taken again. `zone`: whose clock the place goes by."""
        event = f"gathered:{first.id}:{first.notice.event}"
        if self._count == 1 and not self._told:
            return replace(first.notice, event=event)
        payload = {
            "since": self._since.isoformat(),
            "until": self._now.isoformat(),
            "zone": zone,
            **self._counts,
            "others": self._others,
            "more": self._more,
            "digests": list(self._told.values()),
        }
        return replace(first.notice, event=event, kind=NoticeKind.SUMMARY, payload=payload)


class TellGathered(Chore):
    """Tells what was gathered when its time has come. What was missed while the bot was down comes once."""

    async def sweep(self) -> None:
        now = self._deps.clock.now()
        due = await self._deps.database.transact(lambda uow: _due(uow, now))
        counted: dict[Spans, Payload] = {}
        for place, digests in due:
            told: dict[int | None, Payload] = {}
            for one in digests:
                spans = CountedFor.of(one.subscription), one.earlier, one.since, one.until
                if spans not in counted:
                    counted[spans] = await self._count(*spans)
                told[one.subscription.id] = {**one.kept(), **counted[spans]}
            await self._deps.database.transact(partial(tell_gathered, place=place, now=now, digests=told))

    async def end_lists(self) -> None:
        now = self._deps.clock.now()
        await self._deps.database.transact(lambda uow: end_lists(uow, now))

    async def _count(self, wanted: CountedFor, earlier: datetime, since: datetime, until: datetime) -> Payload:
        """Once for all who have subscribed to the same. A long time is counted in portions."""
        database = self._deps.database
        counted = await counted_between(database, since, until, wanted)
        before = await counted_between(database, earlier, since, wanted)
        told: Payload = {
            "figures": Figures.of(counted.tallies).kept(),
            "before": Figures.of(before.tallies).kept(),
            "menu": as_content(Menu("", "", branches=tuple(meanings_of(counted.answers).values()))),
        }
        if until - since < DRAWN_FROM:
            return told
        return {**told, **await self._drawn(counted.tallies, days_between(since, until))}

    async def _drawn(self, tallies: Sequence[Tally], days: int) -> Payload:
        """What a picture shows beside the figures: each day, colleagues and providers."""
        people = grouped(tallies, lambda one: one.person_id)
        known = await self._deps.database.read(lambda uow: uow.people.many([id_ for id_, _ in people]))
        named = [(known[id_].name if id_ in known else str(id_), figures) for id_, figures in people]
        providers = grouped(tallies, lambda one: one.provider)
        return {
            "days": [[day.placed, day.reached] for day in bars_of(tallies, days)],
            "people": [[name, figures.kept()] for name, figures in named[:MOST_NAMED]],
            "providers": [[name, figures.kept()] for name, figures in providers],
        }


def _due(uow: UnitOfWork, now: datetime) -> list[tuple[Place, list[Digest]]]:
    return [(place, due_digests(uow, place, now)) for place in uow.gathered.due(now, MOST_PLACES)]
