"""Who wants to be told of what, where and when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.access import Person, Right
from bot.domain.calls import Call, CallState
from bot.domain.orders import CallingWindow, Order, OrderState, Place

NOWHERE = ZoneInfo("UTC")
"""The clock of a place that needs none: it is told at once, at all hours."""
FOLDED_EVERY = timedelta(seconds=15)
"""How often a place is told of what comes too thick for single notices."""


class Topic(StrEnum):
    """What is told. `records`: what a moderator decided. `providers`: one is out, or back."""

    RESULTS = "results"
    RECORDS = "records"
    BALANCE = "balance"
    PROVIDERS = "providers"


class Whose(StrEnum):
    """`mine`: written or placed by whoever subscribed. `chosen`: by some colleagues, a team. `list`: of one order."""

    MINE = "mine"
    EVERYBODY = "everybody"
    CHOSEN = "chosen"
    LIST = "list"


class Rhythm(StrEnum):
    AT_ONCE = "at_once"
    HOURS = "hours"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When it is told. `hours` divides the day, counted from midnight; `weekday` 0 is Monday."""

    rhythm: Rhythm = Rhythm.AT_ONCE
    hours: int = 1
    at: time = time(9)
    weekday: int = 0

    @property
    def is_digest(self) -> bool:
        return self.rhythm is not Rhythm.AT_ONCE

    def after(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The next moment after `now`, in UTC; `now` itself when it is told at once.

        An hour that the clock leaves out is the one after it; of an hour that comes twice the first counts.
        """
        return min(moment for moment in self._around(now, zone) if moment > now) if self.is_digest else now

    def before(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The last moment that is not after `now`."""
        return max(moment for moment in self._around(now, zone) if moment <= now) if self.is_digest else now

    def _around(self, now: datetime, zone: ZoneInfo) -> Iterator[datetime]:
        """One at least both ways."""
        today, far = now.astimezone(zone).date(), 8 if self.rhythm is Rhythm.WEEKLY else 2
        for ahead in range(-far, far + 1):
            day = today + timedelta(days=ahead)
            if self.rhythm is not Rhythm.WEEKLY or day.weekday() == self.weekday:
                yield from (by_clock(day, clock, zone) for clock in self._clocks())

    def _clocks(self) -> Iterable[time]:
        return [time(hour) for hour in range(0, 24, self.hours)] if self.rhythm is Rhythm.HOURS else [self.at]

    def kept(self) -> dict[str, Any]:
        """As JSON holds it; `of` reads it."""
        return {**asdict(self), "at": self.at.isoformat("minutes")}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Schedule":
        return cls(**{**kept, "rhythm": Rhythm(kept["rhythm"]), "at": time.fromisoformat(kept.get("at", "09:00"))})


def by_clock(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """In UTC, also where the zone's clock does not show it that day."""
    return datetime.combine(day, clock.replace(fold=0), zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which calls results are told; what is empty narrows nothing. `keys`: −1 is a callee who stayed on the line.

    `people`: whose calls they are, where some are chosen; of a list, its author.
    """

    whose: Whose = Whose.EVERYBODY
    people: tuple[int, ...] = ()
    ends: tuple[CallState, ...] = ()
    keys: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    order_id: int | None = None
    """Of a list."""

    def kept(self) -> dict[str, Any]:
        """As JSON holds it; `of` reads it."""
        return {name: value for name, value in asdict(self).items() if value not in ((), None)}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Wanted":
        read = {"ends": CallState, "people": int, "keys": int, "tags": str}
        many = {name: tuple(kind(one) for one in kept.get(name, ())) for name, kind in read.items()}
        return cls(Whose(kept.get("whose", Whose.EVERYBODY)), **many, order_id=kept.get("order_id"))

    @property
    def may_come_late(self) -> bool:
        """A provider may tell the key after the end, and a tag is written after it."""
        return bool(self.keys or self.tags)

    def fits(self, order: Order, owner_id: int) -> bool:
        """Whether one of the order's calls is wanted by this person."""
        authors = {order.author_id, order.placed_by}
        whose = {
            Whose.MINE: owner_id in authors,
            Whose.EVERYBODY: True,
            Whose.CHOSEN: bool(authors & set(self.people)),
            Whose.LIST: order.id == self.order_id,
        }
        return whose[self.whose] and any(self._takes(call) for call in order.latest_calls())

    def _takes(self, call: Call) -> bool:
        if self.ends and call.state not in self.ends:
            return False
        if self.keys and call.digit not in self.keys:
            return False
        return not self.tags or (call.tag or "").casefold() in {tag.casefold() for tag in self.tags}


def is_going_list(order: Order) -> bool:
    """Placed to several numbers, and not over: somebody is still to be called, or to say what became of a call."""
    calls = order.latest_calls()
    goes_on = any(not call.state.is_final or call.state is CallState.UNKNOWN or call.is_missed for call in calls)
    return order.state is OrderState.PLACED and len(order.phones) > 1 and goes_on


@dataclass(frozen=True, slots=True)
class Subscription:
    """`owner_id`: who made it. In a group it lasts whatever becomes of them; in private their rights count."""

    place: Place
    owner_id: int
    topic: Topic = Topic.RESULTS
    wanted: Wanted = field(default_factory=Wanted)
    schedule: Schedule = field(default_factory=Schedule)
    created_at: datetime | None = None
    id: int = 0

    @property
    def right(self) -> Right:
        """Which of its owner's rights it takes."""
        if self.topic is Topic.RECORDS:
            return Right.MANAGE_RECORDS
        wanted = self.wanted
        is_own = wanted.whose is Whose.MINE or (wanted.whose is Whose.LIST and wanted.people == (self.owner_id,))
        is_private = self.topic is Topic.RESULTS and not self.place.is_group
        return Right.SEE_OWN_CALLS if is_own and is_private else Right.RECEIVE_RESULTS


@dataclass(frozen=True, slots=True)
class Digest:
    """A summary's part that counts what was sent from `since` until before `until`; before that from `earlier` on.

    `names`: of the colleagues whose calls are chosen.
    """

    subscription: Subscription
    earlier: datetime
    since: datetime
    until: datetime
    names: Mapping[int, str] = field(default_factory=dict)

    def of_others(self, owner: str) -> "Digest":
        """As whoever has not subscribed to it reads it: «mine» are its owner's, who has this name."""
        one = self.subscription
        if one.wanted.whose is not Whose.MINE:
            return self
        wanted = replace(one.wanted, whose=Whose.CHOSEN, people=(one.owner_id,))
        return replace(self, subscription=replace(one, wanted=wanted), names={one.owner_id: owner})

    def kept(self) -> dict[str, Any]:
        """As JSON holds it; `of` reads it, but for what the subscription is told beside results, and its place."""
        one = self.subscription
        moments = {name: getattr(self, name).isoformat() for name in ("earlier", "since", "until")}
        names = {str(id_): name for id_, name in self.names.items()}
        told = {"owner_id": one.owner_id, "wanted": one.wanted.kept(), "schedule": one.schedule.kept(), "names": names}
        return told | moments

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Digest":
        wanted, schedule = Wanted.of(kept["wanted"]), Schedule.of(kept["schedule"])
        one = Subscription(Place(0), kept["owner_id"], wanted=wanted, schedule=schedule)
        earlier, since, until = (datetime.fromisoformat(kept[name]) for name in ("earlier", "since", "until"))
        return cls(one, earlier, since, until, {int(id_): name for id_, name in kept["names"].items()})


def usual(person_id: int) -> Subscription:
    """What a manager begins with: everybody's results, at once."""
    return Subscription(Place(person_id), person_id)


@dataclass(frozen=True, slots=True)
class Habits:
    """A place's clock, and when it wants to hear nothing: what comes meanwhile is told after it."""

    place: Place
    zone: ZoneInfo = NOWHERE
    quiet: CallingWindow | None = None
    muted_until: datetime | None = None

    def free_from(self, at: datetime) -> datetime:
        """`at`, unless nothing may be told then: the next moment when it may."""
        at = max(at, self.muted_until or at)
        if self.quiet is None or not self.quiet.is_open(at, self.zone):
            return at
        return Schedule(Rhythm.DAILY, at=self.quiet.end).after(at, self.zone)


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A subscription with what it depends on."""

    subscription: Subscription
    owner: Person
    habits: Habits

    @property
    def place(self) -> Place:
        return self.subscription.place

    @property
    def is_digest(self) -> bool:
        return self.subscription.schedule.is_digest

    @property
    def is_entitled(self) -> bool:
        return self.place.is_group or self.owner.may(self.subscription.right)

    def due(self, now: datetime) -> datetime:
        """When it is told of what happens now."""
        return self.habits.free_from(self.subscription.schedule.after(now, self.habits.zone))


def next_fold(now: datetime) -> datetime:
    """When what came too thick is told: the same moment for all of a while."""
    step = FOLDED_EVERY.total_seconds()
    return datetime.fromtimestamp((now.timestamp() // step + 1) * step, UTC)
