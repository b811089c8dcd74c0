"""Figures: how calls went in some days. Operators see their own, managers and admins everybody's."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.access import Person, Right, Role
from bot.domain.history import Outcome
from bot.domain.menus import Branch
from bot.domain.spans import Days
from bot.domain.stats import EVERYTHING, Bar, CountedFor, Figures, Report, Tally, moments_before
from bot.ports import Database, UnitOfWork
from bot.ports.history import KeyAnswers, Moments
from bot.services.access import Noun, clock_of, needs

LISTS = 8
"""To choose from, the largest first."""
CALLS_AT_ONCE = 2000
"""Counted in one go, about, so that nobody waits for it."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Offered:
    """What figures may be counted for. `people` is empty for those who see only their own calls.

    `lists`: the order's id, the day it began on, and its figures.
    """

    people: Sequence[Person]
    lists: Sequence[tuple[int, date, Figures]]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of some time."""

    tallies: Sequence[Tally] = ()
    bars: Sequence[tuple[datetime, Bar]] = ()
    answers: Sequence[KeyAnswers] = ()


Count = Callable[[Moments, CountedFor, UnitOfWork], Counted]


class Stats(Noun):
    """Whose calls are counted is decided here, whatever is asked for."""

    @needs(Right.SEE_OWN_CALLS)
    async def report(self, actor: Person, days: Days, wanted: CountedFor = EVERYTHING) -> Report:
        wanted = within_rights(actor, wanted)
        zone = await self._clock(actor)
        found = await self._counted(days.edges(zone), wanted, _whole)
        earlier = await self._counted(moments_before(days, self._deps.clock.now(), zone), wanted, _in_short)
        tallies = found.tallies
        by_hour: defaultdict[int, Bar] = defaultdict(Bar)
        for at, bar in found.bars:
            by_hour[at.astimezone(zone).hour] += bar
        everybody = actor.may(Right.SEE_ALL_CALLS)
        ids = {one.person_id for one in tallies} | {*wanted.people}
        known = await self._deps.database.read(lambda uow: uow.people.many(ids))
        people = grouped(tallies, lambda one: one.person_id) if everybody else []
        return Report(
            days=days,
            wanted=wanted,
            figures=Figures.of(tallies),
            before=Figures.of(earlier.tallies),
            by_day=dict(zip(days.each(), bars_of(tallies, days.count), strict=True)),
            by_hour=by_hour,
            people=[(known[id_].name if id_ in known else str(id_), figures) for id_, figures in people],
            providers=grouped(tallies, lambda one: one.provider),
            meanings=meanings_of(found.answers),
            everybody=everybody,
            person=known.get(wanted.people[0]) if everybody and wanted.people else None,
        )

    @needs(Right.SEE_OWN_CALLS)
    async def offered(self, actor: Person, days: Days) -> Offered:
        """Colleagues, and the lists that were called in these days."""
        moments = days.edges(await self._clock(actor))
        found = await self._counted(moments, within_rights(actor, EVERYTHING), _lists)
        began: dict[int | None, date] = {}
        for one in found.tallies:
            day = days.first + timedelta(days=one.part)
            began[one.order_id] = min(day, began.get(one.order_id, day))
        lists = grouped(found.tallies, lambda one: one.order_id)[:LISTS]
        people: list[Person] = []
        if actor.may(Right.SEE_ALL_CALLS):
            people = await self._deps.database.read(lambda uow: uow.people.having_roles(list(Role)))
        return Offered(people, [(id_, began[id_], figures) for id_, figures in lists if id_ is not None])

    async def _clock(self, actor: Person) -> ZoneInfo:
        return await self._deps.database.read(lambda uow: clock_of(self._deps, uow, actor))

    async def _counted(self, moments: Moments, wanted: CountedFor, count: Count) -> Counted:
        return await _counted(self._deps.database, moments, wanted, count)


async def counted_between(database: Database, since: datetime, until: datetime, wanted: CountedFor) -> Counted:
    """The calls sent from `since` until before `until`. A part is a day from `since` on; the last may be shorter."""
    days = [since + timedelta(days=day) for day in range(days_between(since, until))]
    return await _counted(database, [*days, until], wanted, _with_answers)


def days_between(since: datetime, until: datetime) -> int:
    """Begun ones."""
    return -((since - until) // timedelta(days=1))


async def _counted(database: Database, moments: Moments, wanted: CountedFor, count: Count) -> Counted:
    """In portions: the fewer calls their days have, the more days the next one has."""
    tallies: list[Tally] = []
    bars: list[tuple[datetime, Bar]] = []
    answers: list[KeyAnswers] = []
    begin, step = 0, 1
    while len(some := moments[begin : begin + step + 1]) > 1:
        found = await database.read(partial(count, some, wanted))
        tallies += [replace(one, part=begin + one.part) for one in found.tallies]
        bars += found.bars
        answers += found.answers
        begin += step
        calls = sum(one.calls for one in found.tallies)
        step = max(1, min(2 * step, step * CALLS_AT_ONCE // max(1, calls)))
    return Counted(tallies, bars, answers)


def _whole(moments: Moments, wanted: CountedFor, uow: UnitOfWork) -> Counted:
    found = _with_answers(moments, wanted, uow)
    return replace(found, bars=uow.stats.bars(moments, wanted)) if found.tallies else found


def _with_answers(moments: Moments, wanted: CountedFor, uow: UnitOfWork) -> Counted:
    tallies = uow.stats.tallies(moments, wanted)
    has_keys = any(one.digit is not None for one in tallies)
    return Counted(tallies, answers=uow.stats.answers(moments, wanted) if has_keys else ())


def _in_short(moments: Moments, wanted: CountedFor, uow: UnitOfWork) -> Counted:
    return Counted(uow.stats.tallies(moments, wanted))


def _lists(moments: Moments, wanted: CountedFor, uow: UnitOfWork) -> Counted:
    return Counted(uow.stats.by_list(moments, wanted))


def bars_of(tallies: Iterable[Tally], parts: int) -> list[Bar]:
    """One for each part of the time."""
    bars = [Bar()] * parts
    for one in tallies:
        bars[one.part] += Bar(one.calls, one.calls if one.outcome is Outcome.REACHED else 0)
    return bars


def within_rights(person: Person, wanted: CountedFor) -> CountedFor:
    """Who may not see others' calls gets their own, whatever was asked for."""
    return wanted if person.may(Right.SEE_ALL_CALLS) else replace(wanted, people=(person.id,))


def grouped(tallies: Iterable[Tally], key: Callable[[Tally], Key]) -> list[tuple[Key, Figures]]:
    """The largest first."""
    parts: defaultdict[Key, list[Tally]] = defaultdict(list)
    for one in tallies:
        parts[key(one)].append(one)
    found = [(name, Figures.of(part)) for name, part in parts.items()]
    return sorted(found, key=lambda part: -part[1].placed)


def meanings_of(answers: Iterable[KeyAnswers]) -> dict[int, Branch]:
    """What a key does, where it did the same in every menu in which it was pressed."""
    found: defaultdict[int, list[Branch | None]] = defaultdict(list)
    for one in answers:
        found[one.digit].append(one.menu.answered(one.digit))
    return {digit: does[0] for digit, does in found.items() if does[0] and all(one == does[0] for one in does)}
