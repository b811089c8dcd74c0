"""Figures: how calls went in some days. Operators see their own, managers and admins everybody's."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from bot.domain.access import Person, Right, Role
from bot.domain.menus import Branch
from bot.domain.orders import Order
from bot.domain.spans import Days
from bot.domain.stats import EVERYTHING, Bar, CountedFor, Figures, Report, Tally, moments_before
from bot.ports import UnitOfWork
from bot.ports.stats import Answers
from bot.services.access import Noun, needs

LISTS = 8
"""To choose from, the largest first."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Offered:
    """What figures may be counted for. `people` is empty for those who see only their own calls."""

    people: Sequence[Person]
    lists: Sequence[tuple[Order, Figures]]


class Stats(Noun):
    """Whose calls are counted is decided here, whatever is asked for. A day is a transaction, so that nobody waits."""

    @needs(Right.SEE_OWN_CALLS)
    async def report(self, actor: Person, days: Days, wanted: CountedFor = EVERYTHING) -> Report:
        wanted = within_rights(actor, wanted)
        now, zone = self._deps.clock.now(), self._deps.hours.zone
        tallies: list[Tally] = []
        by_day: dict[date, Bar] = {}
        by_hour: defaultdict[int, Bar] = defaultdict(Bar)
        answers: list[Answers] = []
        for day in days.each():
            one, bars, pressed = await self._day(*Days(day, day).moments(zone), wanted)
            tallies += one
            answers += pressed
            by_day[day] = sum((bar for _, bar in bars), Bar())
            for at, bar in bars:
                by_hour[at.astimezone(zone).hour] += bar
        earlier: list[Tally] = []
        for since, until in moments_before(days, now, zone):
            earlier += await self._tallied(since, until, wanted)
        everybody = actor.may(Right.SEE_ALL_CALLS)
        known = await self._names({one.person_id for one in tallies} | {wanted.person_id or actor.id})
        names = {id_: person.name for id_, person in known.items()}
        people = _by(tallies, lambda one: one.person_id) if everybody else []
        return Report(
            days,
            wanted,
            Figures.of(tallies),
            Figures.of(earlier),
            by_day,
            by_hour,
            [(names.get(id_, str(id_)), figures) for id_, figures in people],
            _by(tallies, lambda one: one.provider),
            _meanings(answers),
            everybody,
            known.get(wanted.person_id) if everybody and wanted.person_id is not None else None,
        )

    @needs(Right.SEE_OWN_CALLS)
    async def offered(self, actor: Person, days: Days) -> Offered:
        """Colleagues, and the lists that were called in these days."""
        wanted, zone = within_rights(actor, EVERYTHING), self._deps.hours.zone
        tallies: list[Tally] = []
        for day in days.each():
            tallies += await self._deps.database.transact(partial(_by_list, Days(day, day).moments(zone), wanted))
        lists = _by(tallies, lambda one: one.order_id or 0)[:LISTS]

        def work(uow: UnitOfWork) -> Offered:
            people = uow.people.having_roles(list(Role)) if actor.may(Right.SEE_ALL_CALLS) else []
            found = uow.orders.many([id_ for id_, _ in lists])
            return Offered(people, [(found[id_], figures) for id_, figures in lists if id_ in found])

        return await self._deps.database.transact(work)

    async def _day(
        self, since: datetime, until: datetime, wanted: CountedFor
    ) -> tuple[list[Tally], Sequence[tuple[datetime, Bar]], list[Answers]]:
        def work(uow: UnitOfWork) -> tuple[list[Tally], Sequence[tuple[datetime, Bar]], list[Answers]]:
            tallies = uow.stats.tallies(since, until, wanted)
            has_keys = any(one.digit is not None for one in tallies)
            bars = uow.stats.bars(since, until, wanted) if tallies else []
            return tallies, bars, uow.stats.answers(since, until, wanted) if has_keys else []

        return await self._deps.database.transact(work)

    async def _tallied(self, since: datetime, until: datetime, wanted: CountedFor) -> list[Tally]:
        return await self._deps.database.transact(lambda uow: uow.stats.tallies(since, until, wanted))

    async def _names(self, ids: set[int]) -> dict[int, Person]:
        return await self._deps.database.transact(lambda uow: uow.people.many(ids))


def within_rights(person: Person, wanted: CountedFor) -> CountedFor:
    """Who may not see others' calls gets their own, whatever was asked for."""
    return wanted if person.may(Right.SEE_ALL_CALLS) else replace(wanted, person_id=person.id)


def figures_between(uow: UnitOfWork, person: Person, since: datetime, until: datetime) -> Figures:
    """For a digest: what this person may see of the calls sent from `since` until before `until`."""
    return Figures.of(uow.stats.tallies(since, until, within_rights(person, EVERYTHING)))


def _by_list(moments: tuple[datetime, datetime], wanted: CountedFor, uow: UnitOfWork) -> list[Tally]:
    return uow.stats.by_list(*moments, wanted)


def _by(tallies: Iterable[Tally], key: Callable[[Tally], Key]) -> list[tuple[Key, Figures]]:
    """The largest first."""
    parts: defaultdict[Key, list[Tally]] = defaultdict(list)
    for one in tallies:
        parts[key(one)].append(one)
    found = [(name, Figures.of(part)) for name, part in parts.items()]
    return sorted(found, key=lambda part: -part[1].placed)


def _meanings(answers: Iterable[Answers]) -> dict[int, Branch]:
    """What a key does, where it did the same in every menu in which it was pressed."""
    found: defaultdict[int, list[Branch | None]] = defaultdict(list)
    for one in answers:
        found[one.digit].append(one.menu.answered(one.digit))
    return {digit: does[0] for digit, does in found.items() if does[0] and all(one == does[0] for one in does)}
