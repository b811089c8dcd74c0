"""The history: one index leads to each page, and no more than some thousands of rows are looked at for it."""

from collections.abc import Sequence
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal_column, select, text, tuple_

from bot.domain.calls import Call
from bot.domain.history import CallFilter, Outcome, stems_of
from bot.domain.orders import Order, OrderState
from bot.domain.stats import CountedFor
from bot.ports.history import Entry, Found, Wanted
from storage.columns import EPOCH
from storage.looked_for import ENDED, TAGGED, TAIL
from storage.order_columns import as_order
from storage.repositories.stats import SqlStats
from storage.rows import CALL_COLUMNS, PERSON_COLUMNS, AnyRow, as_call, as_person
from storage.statements import Repository
from storage.tables import calls, order_words, orders, people

LOOKED_AT = 1200
"""Rows of the leading index for one page. What a rarer mixture of filters needs comes with the next page."""
STEPS = (30, 300, LOOKED_AT)
"""Orders that hold a word are taken up in such portions."""
RECENT = 500
"""Rows in which the last tags and lists are looked for."""

Condition = ColumnElement[bool]
_POSITION = (calls.c.at, calls.c.id)
_IN_ORDER = (calls.c.order_id, calls.c.id)
"""How calls found by their order stand: by words, or in a list."""
_ENTRIES = (
    select(*CALL_COLUMNS, calls.c.at, *orders.c, *PERSON_COLUMNS)
    .join(orders, orders.c.id == calls.c.order_id)
    .join(people, people.c.id == orders.c.author_id)
)
_PLACES = select(*_POSITION)
_LISTS = select(orders).where(orders.c.state == OrderState.PLACED.value).order_by(orders.c.id.desc()).limit(RECENT)
_TAGS = select(calls.c.tag, calls.c.author_id).where(text(TAGGED)).order_by(calls.c.at.desc(), calls.c.id.desc())


class SqlHistory(Repository):
    def page(self, wanted: Wanted, limit: int, beyond: int | None = None, *, newer: bool = False) -> Found:
        look = _Look(self, wanted, limit, newer=newer)
        pages = look.by_words(beyond) if wanted.filter.text else look.by_index(beyond)
        return Found(pages.entries if not newer else pages.entries[::-1], pages.looked_to)

    def tags(self, person_id: int | None, limit: int) -> list[str]:
        found = self._connection.execute(_TAGS.limit(RECENT))
        own = (tag for tag, author_id in found if person_id in (None, author_id))
        return list(islice(dict.fromkeys(own), limit))

    def lists(self, person_id: int | None, limit: int) -> list[Order]:
        mine = _LISTS if person_id is None else _LISTS.where(orders.c.author_id == person_id)
        found = (as_order(row, []) for row in self._connection.execute(mine))
        return list(islice((order for order in found if len(order.phones) > 1), limit))

    def counted(self, wanted: Wanted, counted: CountedFor) -> list[Condition]:
        moments = [wanted.since or EPOCH, wanted.until]
        return [calls.c.submitted_at.is_not(None), *SqlStats(self._connection).fitting(moments, counted)]

    def rows(self, statement: Select[Any]) -> Sequence[AnyRow]:
        return self._connection.execute(statement).all()

    @property
    def is_sqlite(self) -> bool:
        return self._connection.dialect.name == "sqlite"


class _Look:
    """One page. `newer`: it is read upwards, and its first entry is the oldest."""

    def __init__(self, tables: SqlHistory, wanted: Wanted, limit: int, *, newer: bool) -> None:
        self._tables = tables
        self._wanted = wanted
        self._limit = limit
        self._newer = newer
        self._rest = _conditions(wanted.filter, tables)
        if wanted.counted is not None:
            self._rest["counted"] = and_(*tables.counted(wanted, wanted.counted))

    def by_index(self, beyond: int | None) -> Found:
        """Of the conditions that have an index of their own the rarest leads; each state of several has a walk."""
        f = self._wanted.filter
        leading = _leading(f)
        led = self._rest.pop(leading, None)
        start, end = self._ends(beyond)
        if leading == "outcome" and f.outcome is not None:
            led_by: list[Any] = [
                text(f"calls.{ENDED} AND calls.state = '{state}'") for state in sorted(f.outcome.states)
            ]
        else:
            led_by = [led]
        walks = [self._walk([leader, start], end) for leader in led_by]
        return self._merged(walks)

    def _ends(self, beyond: int | None) -> "tuple[Condition | None, Condition | None]":
        """Where to begin and where to end. One condition for each: of two SQLite uses one only, not the nearer."""
        wanted = self._wanted
        below = calls.c.at < wanted.until
        above = None if wanted.since is None else calls.c.at >= wanted.since
        start, end = (above, below) if self._newer else (below, above)
        place = self._place_of(_POSITION, beyond)
        if place is None:
            return start, end
        at = place[0]
        is_within = wanted.since is None or at >= wanted.since if self._newer else at < wanted.until
        return _compare(_POSITION, place, above=self._newer) if is_within else start, end

    def _walk(self, leading: list[Any], end: Condition | None) -> "tuple[list[AnyRow], tuple[Any, int] | None]":
        conditions = [condition for condition in leading if condition is not None]
        ends = [end] if end is not None else []
        order = self._order(_POSITION)
        bound: tuple[Any, int] | None = None
        if self._rest:
            ahead = _PLACES.where(*conditions, *ends).order_by(*order).offset(LOOKED_AT).limit(1)
            for row in self._tables.rows(ahead):
                bound = (row[0], row[1])
        if bound is not None:
            ends = [_compare(_POSITION, bound, above=not self._newer, also_equal=True)]
        found = _ENTRIES.where(*conditions, *ends, *self._rest.values()).order_by(*order).limit(self._limit)
        rows = list(self._tables.rows(found))
        return rows, bound if len(rows) < self._limit else None

    def _merged(self, walks: "list[tuple[list[AnyRow], tuple[Any, int] | None]]") -> Found:
        """Nothing is shown beyond where one of the walks stopped: the next page shows it in its turn."""
        bounds = [bound for _, bound in walks if bound is not None]
        nearest = (min if self._newer else max)(bounds) if bounds else None
        rows = islice(merge(*(rows for rows, _ in walks), key=_place, reverse=not self._newer), self._limit)
        entries = [_entry(row) for row in rows if nearest is None or self._is_before(_place(row), nearest)]
        cut = nearest is not None and len(entries) < self._limit
        return Found(entries, nearest[1] if cut and nearest else None)

    def _is_before(self, place: tuple[Any, int], bound: tuple[Any, int]) -> bool:
        return place <= bound if self._newer else place >= bound

    def by_words(self, beyond: int | None) -> Found:
        """Order by order: those that hold the words, in portions, until the page is full."""
        stems = stems_of(self._wanted.filter.text or "")
        place = self._place_of(_IN_ORDER, beyond)
        conditions = [*self._between(), *self._rest.values()]
        if place is not None:
            conditions.append(_compare(_IN_ORDER, place, above=self._newer))
        entries: list[Entry] = []
        last = None if place is None else place[0]
        for number, step in enumerate(STEPS if stems else ()):
            ids = self._holding(stems, last, step, also_equal=number == 0)
            if ids:
                last = ids[-1]
                found = _ENTRIES.where(calls.c.order_id.in_(ids), *conditions).order_by(*self._order(_IN_ORDER))
                entries += [_entry(row) for row in self._tables.rows(found.limit(self._limit - len(entries)))]
            if len(ids) < step or len(entries) == self._limit:
                return Found(entries)
        return Found(entries, self._edge_of(last) if last is not None else None)

    def _edge_of(self, order_id: int) -> int | None:
        """The last call of an order, in the direction of reading."""
        edge = calls.c.id if not self._newer else calls.c.id.desc()
        of = select(calls.c.id).where(calls.c.order_id == order_id).order_by(edge).limit(1)
        return next((row[0] for row in self._tables.rows(of)), None)

    def _holding(self, stems: list[str], last: int | None, limit: int, *, also_equal: bool) -> list[int]:
        """Orders that hold the longest word, as long as they hold the others too; from `last` on."""
        first, *others = sorted(stems, key=len, reverse=True)
        column = order_words.c.order_id
        found = select(column).where(order_words.c.word == first).order_by(column if self._newer else column.desc())
        for other in others:
            twin = order_words.alias()
            found = found.where(select(twin.c.word).where(twin.c.word == other, twin.c.order_id == column).exists())
        if last is not None and also_equal:
            found = found.where(column >= last if self._newer else column <= last)
        elif last is not None:
            found = found.where(column > last if self._newer else column < last)
        return [row[0] for row in self._tables.rows(found.limit(limit))]

    def _between(self) -> list[Condition]:
        wanted = self._wanted
        return [calls.c.at < wanted.until, *([calls.c.at >= wanted.since] if wanted.since else [])]

    def _place_of(self, columns: tuple[Any, ...], call_id: int | None) -> tuple[Any, ...] | None:
        if call_id is None:
            return None
        return next((tuple(row) for row in self._tables.rows(select(*columns).where(calls.c.id == call_id))), None)

    def _order(self, columns: tuple[Any, ...]) -> list[Any]:
        return [column if self._newer else column.desc() for column in columns]


def _compare(columns: tuple[Any, ...], place: tuple[Any, ...], *, above: bool, also_equal: bool = False) -> Condition:
    here = tuple_(*columns)
    there = tuple_(*place, types=[column.type for column in columns])
    if also_equal:
        return here >= there if above else here <= there
    return here > there if above else here < there


_LEADING = ("order_id", "number", "tag", "digit", "outcome", "person_id", "provider")
"""From the rarest on."""


def _leading(f: CallFilter) -> str:
    """The condition whose index leads to the calls. Those that are not over are the newest, and have none."""
    if f.text:
        return ""
    has_none = {"outcome"} if f.outcome is Outcome.GOING else set[str]()
    return next((name for name in _LEADING if getattr(f, name) is not None and name not in has_none), "")


_EQUAL = {"order_id": "order_id", "tag": "tag", "digit": "digit", "person_id": "author_id", "provider": "provider"}
"""Fields that are columns of a call."""


def _conditions(f: CallFilter, tables: SqlHistory) -> dict[str, Any]:
    """By the filter's field. On SQLite the plus keeps an index from leading that should not: see _plain."""
    leading = _leading(f)

    def of(name: str, column: Any) -> Any:
        return column if name == leading else _plain(column, tables)

    equal = {name: calls.c[column] for name, column in _EQUAL.items() if getattr(f, name) is not None}
    found: dict[str, Any] = {name: of(name, column) == getattr(f, name) for name, column in equal.items()}
    if f.number is not None:
        found["number"] = of("number", calls.c.tail) == f.number[-TAIL:]
        if len(f.number) > TAIL:
            found["digits"] = calls.c.phone.endswith(f.number)
    if f.outcome is not None:
        found["outcome"] = of("outcome", calls.c.state).in_(sorted(f.outcome.states))
    return found


def _plain(column: Any, tables: SqlHistory) -> Any:
    """SQLite chooses among indexes by their form alone; PostgreSQL by what it has counted."""
    return literal_column(f"+calls.{column.name}", column.type) if tables.is_sqlite else column


_ORDER_AT = len(CALL_COLUMNS) + 1
_PERSON_AT = _ORDER_AT + len(orders.c)
_AT = len(CALL_COLUMNS)
_CALL_ID = [column.name for column in CALL_COLUMNS].index("id")


def _place(row: AnyRow) -> tuple[Any, int]:
    return row[_AT], row[_CALL_ID]


def _entry(row: AnyRow) -> Entry:
    call: Call = as_call(row[: len(CALL_COLUMNS)])
    order = as_order(_Named(row[_ORDER_AT:_PERSON_AT]), [call])
    return Entry(call, order, as_person(row[_PERSON_AT:]), row[_AT])


class _Named:
    """Columns of an order that stand among others of the same names."""

    def __init__(self, values: Sequence[Any]) -> None:
        self._values = dict(zip(orders.c.keys(), values, strict=True))

    def __getattr__(self, name: str) -> Any:
        return self._values[name]

    def _asdict(self) -> dict[str, Any]:
        return self._values
