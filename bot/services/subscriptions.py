"""What people, groups and topics are told of: choosing it, and when they want to hear nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.access import Person, Right, Role
from bot.domain.errors import Forbidden, NotFound, OrderProblem
from bot.domain.orders import CallingWindow, Place
from bot.domain.subscriptions import Habits, Subscription, Whose
from bot.ports import UnitOfWork
from bot.services.access import Noun, needs

MOST = 20
"""Subscriptions of one place: as many as its window shows."""
COUNTED_OVER = timedelta(days=7)
MUTED_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Told:
    """A subscription, and how many notices it made in the last seven days."""

    subscription: Subscription
    notices: int


@dataclass(frozen=True, slots=True)
class Subscribed:
    """`names`: of the colleagues whose calls are chosen."""

    told: Sequence[Told]
    habits: Habits
    names: dict[int, str]


class Subscriptions(Noun):
    """In private everybody chooses for themselves; for a group and its topics those who may hear of all calls."""

    @needs(Right.SEE_OWN_CALLS)
    async def of(self, actor: Person, place: Place) -> Subscribed:
        _check(actor, place)

        def work(uow: UnitOfWork) -> Subscribed:
            made = uow.subscriptions.told_since(place, self._deps.clock.now() - COUNTED_OVER)
            found = uow.subscriptions.of(place)
            people = uow.people.many({id_ for one in found for id_ in one.wanted.people})
            told = [Told(one, made.get(one.id, 0)) for one in found]
            return Subscribed(told, self._habits(uow, place), {id_: person.name for id_, person in people.items()})

        return await self._deps.database.transact(work)

    @needs(Right.RECEIVE_RESULTS)
    async def colleagues(self, actor: Person) -> list[Person]:
        """Whose calls may be chosen."""
        return await self._deps.database.transact(lambda uow: uow.people.having_roles(list(Role)))

    @needs(Right.SEE_OWN_CALLS)
    async def subscribe(self, actor: Person, wanted: Subscription) -> None:
        """The same twice is one. Raises Forbidden, and OrderProblem when the place has too many."""
        _check(actor, wanted.place)
        if not actor.may(wanted.right):
            raise Forbidden("access-forbidden")
        own = replace(wanted, owner_id=actor.id, id=0, created_at=None)

        def work(uow: UnitOfWork) -> None:
            there = uow.subscriptions.of(own.place)
            if any(_same(one, own) for one in there):
                return
            if len(there) >= MOST:
                raise OrderProblem("notify-too-many", limit=MOST)
            now = self._deps.clock.now()
            id_ = uow.subscriptions.add(own, now)
            uow.subscriptions.keep(self._habits(uow, own.place))
            uow.audit.add(actor.id, "subscriptions.add", f"{id_} {own.place.chat_id} {own.topic}", now)

        await self._deps.database.transact(work)

    @needs(Right.SEE_OWN_CALLS)
    async def unsubscribe(self, actor: Person, place: Place, subscription_id: int) -> None:
        """What was gathered for it by now is told at once. Raises NotFound when it is gone, or another place's."""
        _check(actor, place)

        def work(uow: UnitOfWork) -> None:
            found = uow.subscriptions.get(subscription_id)
            if found is None or found.place != place:
                raise NotFound("notify-gone")
            now = self._deps.clock.now()
            uow.subscriptions.remove(subscription_id)
            uow.gathered.tell_at(place, subscription_id, self._habits(uow, place).free_from(now))
            uow.audit.add(actor.id, "subscriptions.remove", f"{subscription_id} {place.chat_id}", now)

        await self._deps.database.transact(work)

    @needs(Right.SEE_OWN_CALLS)
    async def mute(self, actor: Person, place: Place) -> datetime:
        """Until when nothing is told there; what comes meanwhile is told after that."""
        until = self._deps.clock.now() + MUTED_FOR
        await self._change(actor, place, lambda habits: replace(habits, muted_until=until))
        return until

    @needs(Right.SEE_OWN_CALLS)
    async def unmute(self, actor: Person, place: Place) -> None:
        await self._change(actor, place, lambda habits: replace(habits, muted_until=None))

    @needs(Right.SEE_OWN_CALLS)
    async def keep_quiet(self, actor: Person, place: Place, quiet: CallingWindow | None) -> None:
        """None: at all hours something may be told. Raises OrderProblem for quiet hours without an end."""
        if quiet is not None and quiet.start == quiet.end:
            raise OrderProblem("notify-quiet-endless")
        await self._change(actor, place, lambda habits: replace(habits, quiet=quiet))

    @needs(Right.SEE_OWN_CALLS)
    async def live_in(self, actor: Person, place: Place, zone: ZoneInfo) -> None:
        """By which clock quiet hours and digests go."""
        await self._change(actor, place, lambda habits: replace(habits, zone=zone))

    async def _change(self, actor: Person, place: Place, changed: Callable[[Habits], Habits]) -> None:
        """What is gathered already is told when it would be if it happened now; if its digest's time is past, now."""
        _check(actor, place)

        def work(uow: UnitOfWork) -> None:
            habits = changed(self._habits(uow, place))
            uow.subscriptions.keep(habits)
            now = self._deps.clock.now()
            for one in uow.subscriptions.of(place):
                due = habits.free_from(one.schedule.after(now, habits.zone))
                uow.gathered.tell_at(place, one.id, due)
                if one.schedule.is_digest:
                    past = one.schedule.before(now, habits.zone)
                    uow.gathered.tell_at(place, one.id, habits.free_from(now), before=past)

        await self._deps.database.transact(work)

    def _habits(self, uow: UnitOfWork, place: Place) -> Habits:
        return uow.subscriptions.habits(place) or Habits(place, self._deps.hours.zone)


def _same(one: Subscription, other: Subscription) -> bool:
    """`mine` is each owner's own."""
    is_own = Whose.MINE in (one.wanted.whose, other.wanted.whose)
    parts = (one.topic, one.wanted, one.schedule) == (other.topic, other.wanted, other.schedule)
    return parts and (not is_own or one.owner_id == other.owner_id)


def _check(actor: Person, place: Place) -> None:
    """Raises Forbidden where the place is not theirs to choose for."""
    may = actor.may(Right.RECEIVE_RESULTS) if place.is_group else place.chat_id == actor.id
    if not may:
        raise Forbidden("notify-group-managers" if place.is_group else "access-forbidden")
