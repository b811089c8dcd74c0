"""What was gathered becomes one summary a place, when its time has come."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.domain.orders import Place
from bot.domain.views import Notice, NoticeKind, Payload
from bot.ports import UnitOfWork
from bot.ports.subscribing import GatheredNotice
from bot.services.deps import Chore

SUMMED_AT_ONCE = 5000
MOST_PLACES = 100
MOST_OTHERS = 5
"""How many notices that are no results a summary repeats; the others are counted."""


def tell_gathered(uow: UnitOfWork, place: Place, now: datetime) -> None:
    """Promise what was gathered there and is due: as it is when it is one notice, else as one summary."""
    summed = Summed(now)
    while taken := uow.gathered.take(place, now, SUMMED_AT_ONCE):
        for one in taken:
            summed.add(one)
    if summed.first is not None:
        habits = uow.subscriptions.habits(place)
        uow.notices.add([summed.notice(summed.first, habits.zone.key if habits else "")], now)


class Summed:
    """Notices of one place, counted."""

    def __init__(self, now: datetime) -> None:
        self.first: GatheredNotice | None = None
        self._since = now
        self._count = 0
        self._ends: Counter[str] = Counter()
        self._keys: Counter[str] = Counter()
        self._others: list[Payload] = []
        self._more = 0

    def add(self, one: GatheredNotice) -> None:
        self.first = self.first or one
        self._count += 1
        self._since = min(self._since, one.created_at)
        payload = one.notice.payload
        self._ends.update(payload.get("ends", {}))
        self._keys.update(payload.get("keys", {}))
        if one.notice.kind is NoticeKind.RESULT:
            return
        if len(self._others) < MOST_OTHERS:
            self._others.append({"kind": str(one.notice.kind), "payload": payload})
        else:
            self._more += 1

    def notice(self, first: GatheredNotice, zone: str) -> Notice:
        """Its event is new: what is taken once is never taken again. `zone`: whose clock the place goes by."""
        event = f"gathered:{first.id}:{first.notice.event}"
        if self._count == 1:
            return replace(first.notice, event=event)
        payload = {
            "since": self._since.isoformat(),
            "zone": zone,
            "ends": dict(self._ends),
            "keys": dict(self._keys),
            "others": self._others,
            "more": self._more,
        }
        return replace(first.notice, event=event, kind=NoticeKind.SUMMARY, payload=payload)


class TellGathered(Chore):
    """Tells what was gathered when its time has come. What was missed while the bot was down comes once."""

    async def sweep(self) -> None:
        now = self._deps.clock.now()
        places = await self._deps.database.transact(lambda uow: uow.gathered.due(now, MOST_PLACES))
        for place in places:
            await self._deps.database.transact(partial(tell_gathered, place=place, now=now))
