"""Figures: how calls went in some days. Operators see their own, managers and admins everybody's."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import TypeVar

from bot.domain.access import Person, Right, Role
from bot.domain.menus import Branch
from bot.domain.spans import Days
from bot.domain.stats import EVERYTHING, Bar, CountedFor, Figures, Report, Tally, moments_before
from bot.ports import Database, UnitOfWork
from bot.ports.history import KeyAnswers
from bot.services.access import Noun, needs

LISTS = 8
"""To choose from, the largest first."""
DAYS_AT_ONCE, CALLS_AT_ONCE = 7, 2000
"""In one transaction, so that nobody waits for it."""

Key = TypeVar("Key")
Moments = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Offered:
    """What figures may be counted for. `people` is empty for those who see only their own calls.

    `lists`: the order's id, the day it began on, and its figures.
    """

    people: Sequence[Person]
    lists: Sequence[tuple[int, date, Figures]]


@dataclass(frozen=True, slots=True)
class _Day:
    tallies: Sequence[Tally]
    bars: Sequence[tuple[datetime, Bar]] = ()
    answers: Sequence[KeyAnswers] = ()


Count = Callable[[UnitOfWork, Moments, CountedFor], _Day]


class Stats(Noun):
    """Whose calls are counted is decided here, whatever is asked for."""

    @needs(Right.SEE_OWN_CALLS)
    async def report(self, actor: Person, days: Days, wanted: CountedFor = EVERYTHING) -> Report:
        wanted = within_rights(actor, wanted)
        zone = self._deps.hours.zone
        found = await self._counted(self._moments(days), wanted, _whole)
        earlier = await self._counted(moments_before(days, self._deps.clock.now(), zone), wanted, _in_short)
        tallies = [one for day in found for one in day.tallies]
        by_hour: defaultdict[int, Bar] = defaultdict(Bar)
        for at, bar in (bar for day in found for bar in day.bars):
            by_hour[at.astimezone(zone).hour] += bar
        everybody = actor.may(Right.SEE_ALL_CALLS)
        ids = {one.person_id for one in tallies} | {wanted.person_id or actor.id}
        known = await self._deps.database.transact(lambda uow: uow.people.many(ids))
        people = _by(tallies, lambda one: one.person_id) if everybody else []
        return Report(
            days=days,
            wanted=wanted,
            figures=Figures.of(tallies),
            before=Figures.of(one for day in earlier for one in day.tallies),
            by_day={
                date_: sum((bar for _, bar in day.bars), Bar()) for date_, day in zip(days.each(), found, strict=True)
            },
            by_hour=by_hour,
            people=[(known[id_].name if id_ in known else str(id_), figures) for id_, figures in people],
            providers=_by(tallies, lambda one: one.provider),
            meanings=_meanings(one for day in found for one in day.answers),
            everybody=everybody,
            person=known.get(wanted.person_id) if everybody and wanted.person_id is not None else None,
        )

    @needs(Right.SEE_OWN_CALLS)
    async def offered(self, actor: Person, days: Days) -> Offered:
        """Colleagues, and the lists that were called in these days."""
        found = await self._counted(self._moments(days), within_rights(actor, EVERYTHING), _lists)
        began: dict[int | None, date] = {}
        for day, of_day in zip(days.each(), found, strict=True):
            for one in of_day.tallies:
                began.setdefault(one.order_id, day)
        lists = _by((one for day in found for one in day.tallies), lambda one: one.order_id)[:LISTS]
        people: list[Person] = []
        if actor.may(Right.SEE_ALL_CALLS):
            people = await self._deps.database.transact(lambda uow: uow.people.having_roles(list(Role)))
        return Offered(people, [(id_, began[id_], figures) for id_, figures in lists if id_ is not None])

    def _moments(self, days: Days) -> list[Moments]:
        return [Days(day, day).moments(self._deps.hours.zone) for day in days.each()]

    async def _counted(self, moments: Sequence[Moments], wanted: CountedFor, count: Count) -> list[_Day]:
        return await _counted(self._deps.database, moments, wanted, count)


async def _counted(database: Database, moments: Sequence[Moments], wanted: CountedFor, count: Count) -> list[_Day]:
    found: list[_Day] = []
    while rest := moments[len(found) :]:
        found += await database.transact(partial(_some, rest, wanted, count))
    return found


async def figures_between(
    database: Database, since: datetime, until: datetime, wanted: CountedFor
) -> tuple[Figures, dict[int, Branch]]:
    """Of the calls sent from `since` until before `until`, for a digest; and what the keys mean that were pressed."""
    days = [since + timedelta(days=day) for day in range((until - since) // timedelta(days=1) + 1)]
    moments = list(pairwise([*days, until])) if days[-1] < until else list(pairwise(days))
    found = await _counted(database, moments, wanted, _with_answers)
    return Figures.of(one for day in found for one in day.tallies), _meanings(
        one for day in found for one in day.answers
    )


def _some(moments: Sequence[Moments], wanted: CountedFor, count: Count, uow: UnitOfWork) -> list[_Day]:
    """The first days, one at least."""
    found: list[_Day] = []
    calls = 0
    for one in moments[:DAYS_AT_ONCE]:
        found.append(count(uow, one, wanted))
        calls += sum(tally.calls for tally in found[-1].tallies)
        if calls >= CALLS_AT_ONCE:
            break
    return found


def _whole(uow: UnitOfWork, moments: Moments, wanted: CountedFor) -> _Day:
    found = _with_answers(uow, moments, wanted)
    return replace(found, bars=uow.stats.bars(*moments, wanted)) if found.tallies else found


def _with_answers(uow: UnitOfWork, moments: Moments, wanted: CountedFor) -> _Day:
    tallies = uow.stats.tallies(*moments, wanted)
    has_keys = any(one.digit is not None for one in tallies)
    return _Day(tallies, answers=uow.stats.answers(*moments, wanted) if has_keys else ())


def _in_short(uow: UnitOfWork, moments: Moments, wanted: CountedFor) -> _Day:
    return _Day(uow.stats.tallies(*moments, wanted))


def _lists(uow: UnitOfWork, moments: Moments, wanted: CountedFor) -> _Day:
    return _Day(uow.stats.by_list(*moments, wanted))


def within_rights(person: Person, wanted: CountedFor) -> CountedFor:
    """Who may not see others' calls gets their own, whatever was asked for."""
    return wanted if person.may(Right.SEE_ALL_CALLS) else replace(wanted, person_id=person.id)


def _by(tallies: Iterable[Tally], key: Callable[[Tally], Key]) -> list[tuple[Key, Figures]]:
    """The largest first."""
    parts: defaultdict[Key, list[Tally]] = defaultdict(list)
    for one in tallies:
        parts[key(one)].append(one)
    found = [(name, Figures.of(part)) for name, part in parts.items()]
    return sorted(found, key=lambda part: -part[1].placed)


def _meanings(answers: Iterable[KeyAnswers]) -> dict[int, Branch]:
    """What a key does, where it did the same in every menu in which it was pressed."""
    found: defaultdict[int, list[Branch | None]] = defaultdict(list)
    for one in answers:
        found[one.digit].append(one.menu.answered(one.digit))
    return {digit: does[0] for digit, does in found.items() if does[0] and all(one == does[0] for one in does)}
