"""Figures are counted when somebody asks: an index leads to the calls of a time, so that history costs nothing.

Running totals would have to be right after each late price and each repeated report; this is right by itself.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, literal_column, select, text

from bot.domain.calls import CallState
from bot.domain.history import Outcome
from bot.domain.menus import from_content
from bot.domain.orders import OrderKind
from bot.domain.stats import Bar, CountedFor, Tally, outcome_of
from bot.ports.history import KeyAnswers
from storage.statements import Repository
from storage.tables import calls, orders

SMALLEST = Decimal(10_000)
"""Parts of a rouble, in which prices are added up exactly."""
MOST_MENUS = 50

_OF_CALLS = calls.join(orders, calls.c.order_id == orders.c.id)
# A verification that the provider took is over for us, and reached somebody only where a person found so.
_STATE: ColumnElement[str] = case(
    (
        (orders.c.kind == literal_column(f"'{OrderKind.VERIFICATION}'"))
        & (calls.c.state == literal_column(f"'{CallState.COMPLETED}'"))
        & calls.c.matched.is_not(True),
        literal_column(f"'{CallState.UNKNOWN}'"),
    ),
    else_=calls.c.state,
)
_KEYS = (calls.c.author_id, calls.c.provider, _STATE.label("came_to"), calls.c.digit)
# `at` leads there by the history's indexes; what was sent has it from then.
_BETWEEN = (calls.c.at >= bindparam("since")) & (calls.c.at < bindparam("until")) & calls.c.submitted_at.is_not(None)
_MENU: ColumnElement[str] = literal_column("CAST(orders.menu AS TEXT)")
_IS_TOLD = calls.c.digit.is_not(None) & orders.c.menu.is_not(None)
_SPOKEN: dict[str, dict[str, str]] = {
    "sqlite": {
        "spent": "SUM(CAST(ROUND(CAST(calls.cost AS REAL) * 10000) AS INTEGER))",
        "talk": "SUM(MAX(0, (julianday(calls.ended_at) - julianday(calls.answered_at)) * 86400.0))",
        "rang": "COUNT(CASE WHEN instr(calls.steps, 'ringing@') > 0 THEN 1 END)",
        "ring": "SUM(CASE WHEN instr(calls.steps, 'ringing@') > 0 THEN"
        " MAX(0, CAST(substr(calls.steps, instr(calls.steps, 'ringing@') + 8, 13) AS INTEGER) / 1000.0"
        " - (julianday(calls.submitted_at) - 2440587.5) * 86400.0) END)",
        "ten_minutes": "substr(calls.submitted_at, 1, 15)",
    },
    "postgresql": {
        "spent": "CAST(ROUND(SUM(calls.cost) * 10000) AS bigint)",
        "talk": "SUM(GREATEST(0, EXTRACT(epoch FROM calls.ended_at - calls.answered_at)))",
        "rang": "COUNT(substring(calls.steps FROM 'ringing@'))",
        "ring": "SUM(GREATEST(0, CAST(substring(calls.steps FROM 'ringing@([0-9]+)') AS numeric) / 1000"
        " - EXTRACT(epoch FROM calls.submitted_at)))",
        "ten_minutes": "substr(to_char(calls.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), 1, 15)",
    },
}
"""What the two dialects say differently. When a call rang stands among its steps, see bot.domain.calls."""


Moments = Sequence[datetime]


class SqlStats(Repository):
    def tallies(self, moments: Moments, wanted: CountedFor) -> list[Tally]:
        return self._tallied(self._summed(moments, literal_column("NULL")), moments, wanted)

    def by_list(self, moments: Moments, wanted: CountedFor) -> list[Tally]:
        many = func.json_array_length(orders.c.phones) > 1
        summed = self._summed(moments, calls.c.order_id).where(many).group_by(calls.c.order_id)
        return self._tallied(summed, moments, wanted)

    def bars(self, moments: Moments, wanted: CountedFor) -> list[tuple[datetime, Bar]]:
        part: ColumnElement[str] = literal_column(self._spoken["ten_minutes"]).label("part")
        reached = func.count(case((_STATE.in_(sorted(Outcome.REACHED.states)), 1)))
        counted = select(part, func.count(), reached).select_from(_OF_CALLS).where(_BETWEEN).group_by(part)
        found = self._rows(counted, moments, wanted)
        return [(datetime.fromisoformat(f"{minutes}0").replace(tzinfo=UTC), Bar(*counts)) for minutes, *counts in found]

    def answers(self, moments: Moments, wanted: CountedFor) -> list[KeyAnswers]:
        pressed = select(calls.c.digit, _MENU, func.count().label("times")).select_from(_OF_CALLS)
        pressed = pressed.where(_BETWEEN, _IS_TOLD).group_by(calls.c.digit, _MENU)
        pressed = pressed.order_by(literal_column("times").desc())
        rows = self._rows(pressed.limit(MOST_MENUS), moments, wanted)
        return [KeyAnswers(digit, from_content(json.loads(content)), count) for digit, content, count in rows]

    def _tagged(self, moments: Moments, tags: Iterable[str]) -> ColumnElement[bool]:
        """However they are capitalised."""
        wanted = {tag.casefold() for tag in tags}
        there = select(calls.c.tag).where(_BETWEEN, calls.c.tag.is_not(None)).distinct()
        found = self._connection.execute(there, _ends(moments)).scalars()
        return calls.c.tag.in_([tag for tag in found if tag.casefold() in wanted])

    @property
    def _spoken(self) -> dict[str, str]:
        return _SPOKEN[self._connection.dialect.name]

    def _summed(self, moments: Moments, order_id: ColumnElement[Any]) -> Select[Any]:
        """All parts at once: a statement of its own for each would cost more than it counts."""
        parts: list[tuple[ColumnElement[bool], ColumnElement[int]]] = [
            (calls.c.at < moment, literal_column(str(part))) for part, moment in enumerate(moments[1:])
        ]
        sums: list[ColumnElement[Any]] = [
            literal_column(self._spoken[name]) for name in ("spent", "talk", "rang", "ring")
        ]
        summed = select(case(*parts).label("part"), order_id, *_KEYS, func.count(), *sums).select_from(_OF_CALLS)
        return summed.where(_BETWEEN).group_by(text("part"), *_KEYS)

    def _tallied(self, summed: Select[Any], moments: Moments, wanted: CountedFor) -> list[Tally]:
        return [_tally(row) for row in self._rows(summed, moments, wanted)]

    def _rows(self, counted: Select[*tuple[Any, ...]], moments: Moments, wanted: CountedFor) -> list[Any]:
        counted = counted.where(*self.fitting(moments, wanted))
        return list(self._connection.execute(counted, _ends(moments)).all())

    def fitting(self, moments: Moments, wanted: CountedFor) -> list[ColumnElement[bool]]:
        """What is asked of a call between these moments."""
        equal = {"provider": wanted.provider, "order_id": wanted.order_id}
        among = {"author_id": wanted.people, "state": wanted.ends, "digit": wanted.keys}
        found = [calls.c[column] == value for column, value in equal.items() if value is not None]
        found += [calls.c[column].in_(values) for column, values in among.items() if values]
        return [*found, self._tagged(moments, wanted.tags)] if wanted.tags else found


def _ends(moments: Moments) -> dict[str, datetime]:
    return {"since": moments[0], "until": moments[-1]}


def _tally(row: Any) -> Tally:
    part, order_id, person_id, provider, state, digit, count, spent, talk, rang, ring = row
    return Tally(
        part,
        person_id,
        provider,
        outcome_of(CallState(state)),
        digit,
        count,
        Decimal(spent or 0) / SMALLEST,
        float(talk or 0),
        rang,
        float(ring or 0),
        order_id,
    )
