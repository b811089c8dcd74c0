"""Calls that are looked for, by any filter, page by page; and their figures. The cost does not grow with history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.access import Person
from bot.domain.calls import Call
from bot.domain.history import CallFilter
from bot.domain.menus import Menu
from bot.domain.orders import Order
from bot.domain.stats import Bar, CountedFor, Tally


@dataclass(frozen=True, slots=True)
class Entry:
    """A call in the history: its order has no other call here. `at`: when its time came."""

    call: Call
    order: Order
    author: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter between two moments, `since` among them, `until` not. `counted`: as figures count them, those alone."""

    filter: CallFilter
    until: datetime
    since: datetime | None = None
    counted: CountedFor | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The newest first. `looked_to` is the call up to which was looked when that is not the end of it."""

    entries: Sequence[Entry]
    looked_to: int | None = None


class History(Protocol):
    def page(self, wanted: Wanted, limit: int, beyond: int | None = None, *, newer: bool = False) -> Found:
        """Calls older than the call `beyond`, or `newer` ones, next to it; from the newest on when it is None.

        Some thousands are looked through at most.
        """

    def tags(self, person_id: int | None, limit: int) -> list[str]:
        """The tags that were given last, of one person's calls or of everybody's."""

    def lists(self, person_id: int | None, limit: int) -> list[Order]:
        """The newest placed orders to several numbers, without their calls."""


@dataclass(frozen=True, slots=True)
class KeyAnswers:
    """How often a key was pressed in this menu."""

    digit: int
    menu: Menu
    calls: int


Moments = Sequence[datetime]


class Stats(Protocol):
    """Between moments, the first among them, the last not. The cost is that of the calls between them."""

    def tallies(self, moments: Moments, wanted: CountedFor) -> list[Tally]:
        """For each part of the time, from one of the moments until before the next one."""

    def by_list(self, moments: Moments, wanted: CountedFor) -> list[Tally]:
        """Of orders to several numbers only, order by order."""

    def bars(self, moments: Moments, wanted: CountedFor) -> Sequence[tuple[datetime, Bar]]:
        """Ten minutes each, in UTC; without those that have no call."""

    def answers(self, moments: Moments, wanted: CountedFor) -> list[KeyAnswers]: ...
