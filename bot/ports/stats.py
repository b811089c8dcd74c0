"""Calls that are counted: by the time at which their requests were sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.menus import Menu
from bot.domain.stats import Bar, CountedFor, Tally


@dataclass(frozen=True, slots=True)
class KeyAnswers:
    """How often a key was pressed in this menu."""

    digit: int
    menu: Menu
    calls: int


class Stats(Protocol):
    """Between two moments, `since` among them, `until` not. The cost is that of the calls between them."""

    def tallies(self, since: datetime, until: datetime, wanted: CountedFor) -> list[Tally]: ...

    def by_list(self, since: datetime, until: datetime, wanted: CountedFor) -> list[Tally]:
        """Of orders to several numbers only, order by order."""

    def bars(self, since: datetime, until: datetime, wanted: CountedFor) -> Sequence[tuple[datetime, Bar]]:
        """Ten minutes each, in UTC; without those that have no call."""

    def answers(self, since: datetime, until: datetime, wanted: CountedFor) -> list[KeyAnswers]: ...
