"""Figures of calls: what they came to, how long people talked, what it cost."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.access import Person
from bot.domain.calls import CallState
from bot.domain.history import Outcome
from bot.domain.menus import Branch
from bot.domain.spans import Days, Span
from bot.domain.subscriptions import Subscription, Whose

_OUTCOMES = {state: one for one in Outcome if one is not Outcome.UNREACHED for state in one.states}
"""Each state is one of them; `unreached` is several together."""


def outcome_of(state: CallState) -> Outcome:
    return _OUTCOMES[state]


PERIODS = (Span.TODAY, Span.WEEK, Span.MONTH)
"""Of which figures are offered."""


def moments_before(days: Days, now: datetime, zone: ZoneInfo) -> list[datetime]:
    """Of the days before `days`, as many and in their order: where each begins, and the end. Where those are not over,
    as much of the last as of today: by two in the afternoon nobody has called as often as yesterday.
    """
    back = timedelta(days=days.count)
    moments = Days(days.first - back, days.last - back).edges(zone)
    so_far = now.astimezone(zone) - back  # by the clock, whatever happened to it in between
    begun = [moment for moment in moments[:-1] if moment < so_far]
    return [*begun, min(moments[len(begun)], so_far)] if begun else []


@dataclass(frozen=True, slots=True)
class CountedFor:
    """Whose calls, through which provider, of which list are counted; what is None or empty says nothing.

    `people`: who wrote the order, whoever placed it: so each call is one person's. `tags` as they are written.
    """

    people: tuple[int, ...] = ()
    provider: str | None = None
    order_id: int | None = None
    ends: tuple[CallState, ...] = ()
    keys: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()

    @classmethod
    def of(cls, one: Subscription) -> "CountedFor":
        """The calls that it is about."""
        wanted = one.wanted
        people = {Whose.MINE: (one.owner_id,), Whose.CHOSEN: wanted.people}.get(wanted.whose, ())
        return cls(people, None, wanted.order_id, wanted.ends, wanted.keys, wanted.tags)


EVERYTHING = CountedFor()


@dataclass(frozen=True, slots=True)
class Tally:
    """Calls that are alike in what they are counted by. `part`: of the time, the first is 0. `spent` in roubles.

    `ring_seconds`: from the request to the first ring, of `rang` calls of which that is known, together.
    """

    part: int
    person_id: int
    provider: str
    outcome: Outcome
    digit: int | None
    calls: int
    spent: Decimal
    talk_seconds: float
    rang: int = 0
    ring_seconds: float = 0
    order_id: int | None = None
    """Where lists are told apart."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of calls whose request was sent. `keys`: how often each was pressed; −1, stayed on the line."""

    placed: int = 0
    outcomes: Mapping[Outcome, int] = field(default_factory=Counter)
    keys: Mapping[int, int] = field(default_factory=Counter)
    spent: Decimal = Decimal(0)
    talk_seconds: int = 0
    rang: int = 0
    ring_seconds: float = 0

    @classmethod
    def of(cls, tallies: Iterable[Tally]) -> "Figures":
        outcomes: Counter[Outcome] = Counter()
        keys: Counter[int] = Counter()
        spent, talk, rang, ringing = Decimal(0), 0.0, 0, 0.0
        for one in tallies:
            outcomes[one.outcome] += one.calls
            if one.digit is not None:
                keys[one.digit] += one.calls
            spent += one.spent
            talk += one.talk_seconds
            rang += one.rang
            ringing += one.ring_seconds
        return cls(outcomes.total(), outcomes, keys, spent, round(talk), rang, ringing)

    def kept(self) -> dict[str, Any]:
        """As JSON holds it; `read` reads it."""
        plain = {"outcomes": dict(self.outcomes), "keys": dict(self.keys), "spent": str(self.spent)}
        return {field.name: plain.get(field.name, getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Figures":
        outcomes = Counter({Outcome(one): count for one, count in kept["outcomes"].items()})
        keys = Counter({int(digit): count for digit, count in kept["keys"].items()})  # JSON's are texts
        return cls(**{**kept, "outcomes": outcomes, "keys": keys, "spent": Decimal(kept["spent"])})

    @property
    def reached(self) -> int:
        return self.outcomes.get(Outcome.REACHED, 0)

    @property
    def over(self) -> int:
        return self.placed - self.outcomes.get(Outcome.GOING, 0)

    @property
    def share(self) -> float | None:
        """Of the calls that are over, the part that reached somebody."""
        return self.reached / self.over if self.over else None

    @property
    def price(self) -> Decimal | None:
        """What reaching one person cost, all calls in vain with it."""
        return self.spent / self.reached if self.reached and self.spent else None

    @property
    def first_ring(self) -> float | None:
        """Seconds from the request to the first ring, on average."""
        return self.ring_seconds / self.rang if self.rang else None


@dataclass(frozen=True, slots=True)
class Bar:
    """Calls of one day, or of one hour of the day."""

    placed: int = 0
    reached: int = 0

    def __add__(self, other: "Bar") -> "Bar":
        return Bar(self.placed + other.placed, self.reached + other.reached)


@dataclass(frozen=True, slots=True)
class Compared:
    """`before`: the same of as long before."""

    figures: Figures
    before: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Compared):
    """Of days. `by_hour` by the clock. `meanings`: what keys do, where menus agree.

    `people` and `providers`: those with most calls first; `people` is empty for whoever sees only their own calls.
    """

    days: Days
    wanted: CountedFor
    by_day: Mapping[date, Bar]
    by_hour: Mapping[int, Bar]
    people: Sequence[tuple[str, Figures]]
    providers: Sequence[tuple[str, Figures]]
    meanings: Mapping[int, Branch]
    everybody: bool
    person: Person | None = None


BEST = 3
FEWEST = 5
"""Calls within an hour that say something of it."""


def best_hours(by_hour: Mapping[int, Bar]) -> list[int]:
    """The hours at which people are reached most often, the best first; none where all are alike or too few."""
    all_ = sum(by_hour.values(), Bar())
    least = max(FEWEST, all_.placed // 50)
    known = {hour: bar.reached / bar.placed for hour, bar in by_hour.items() if bar.placed >= least}
    if len(known) < 2 or not all_.reached:
        return []
    usual = all_.reached / all_.placed
    found = sorted((hour for hour, share in known.items() if share > usual), key=lambda hour: (-known[hour], hour))
    return found[:BEST]
