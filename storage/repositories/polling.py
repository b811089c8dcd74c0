"""Which open calls are asked about, and when: all of it reads one partial index and never sees history."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Executable, bindparam, case, func, literal, null, select, text, update

from bot.domain.calls import AT_PROVIDER, FINAL, Call, CallState, Handle
from bot.ports import Claimed
from storage.claims import Claims, claiming
from storage.columns import Utc
from storage.rows import CALL_COLUMNS, as_call
from storage.statements import in_batches
from storage.tables import POLLED, SUBMITTING, UNKNOWN, WAITING, calls

_POLLED = text(POLLED)
_HANDLE = (calls.c.provider_call_id, calls.c.provider_call_detail)
_DUE = (
    select(calls.c.id)
    .where(
        _POLLED,
        calls.c.provider == bindparam("of_provider"),
        calls.c.next_poll_at <= bindparam("now"),
        calls.c.provider_call_id.is_not(None),
    )
    .order_by(calls.c.next_poll_at)
)
_CLAIM = claiming(calls, _DUE, calls.c.id, calls.c.order_id, *_HANDLE, calls.c.fingerprint)
_IN_HAND = (
    update(calls)
    .where(
        _POLLED,
        calls.c.provider == bindparam("of_provider"),
        calls.c.holder == bindparam("own"),
        calls.c.held_until.is_not(None),
    )
    .values(held_until=null())
)
_STOP = (
    update(calls)
    .where(calls.c.id.in_(bindparam("call_ids", expanding=True)))
    .values(next_poll_at=null(), held_until=null())
)
_ENDED_FIRST = case((calls.c.state.in_(sorted(FINAL - {CallState.UNKNOWN})), 0), else_=1)
_OVERDUE = (
    select(*CALL_COLUMNS)
    .where(_POLLED, calls.c.submitted_at < bindparam("before"))
    .order_by(_ENDED_FIRST, calls.c.submitted_at)
    .limit(bindparam("limit"))
)
_AT_PROVIDER_COUNT = select(func.count()).select_from(calls).where(_POLLED, calls.c.state.in_(sorted(AT_PROVIDER)))
_SUBMITTING_COUNT = select(func.count()).select_from(calls).where(text(SUBMITTING))

_UNDER_WAY = [
    select(calls.c.provider, calls.c.state, func.count())
    .where(text(waits), calls.c.state.in_(states))
    .group_by(calls.c.provider, calls.c.state)
    for waits, states in (
        (POLLED, sorted(AT_PROVIDER)),
        (SUBMITTING, [CallState.SUBMITTING]),
        (WAITING, [CallState.WAITING]),
        (UNKNOWN, [CallState.UNKNOWN]),
    )
]


class SqlPolling(Claims):
    """The part of SqlCalls that a poll needs."""

    _table = calls

    def claim(self, provider: str, now: datetime, until: datetime, limit: int) -> list[Claimed]:
        taken = self._claim(_CLAIM, of_provider=provider, now=now, until=until, limit=limit)
        return [Claimed(id_, order_id, Handle(*handle), seen) for id_, order_id, *handle, seen in taken]

    def give_back(self, provider: str) -> None:
        self._connection.execute(_IN_HAND, {"of_provider": provider, "own": self._process})

    def reschedule(self, provider: str, now: datetime, steps: Sequence[tuple[float, float]]) -> None:
        *younger, (_, longest) = steps
        by_age = [
            (calls.c.submitted_at > now - timedelta(seconds=age), _after(now, seconds)) for age, seconds in younger
        ]
        pause = case(*by_age, else_=_after(now, longest)) if by_age else _after(now, longest)
        self._connection.execute(_IN_HAND.values(next_poll_at=pause), {"of_provider": provider, "own": self._process})

    def stop_polling(self, call_ids: Collection[int]) -> None:
        for batch in in_batches(sorted(call_ids)):
            self._connection.execute(_STOP, {"call_ids": batch})

    def overdue(self, submitted_before: datetime, limit: int) -> list[Call]:
        """Calls still asked about though submitted so long ago: the ended ones first, then the oldest."""
        return self._read(_OVERDUE, before=submitted_before, limit=limit)

    def open_count(self) -> int:
        """Calls under way: being submitted or at a provider."""
        counts = (_AT_PROVIDER_COUNT, _SUBMITTING_COUNT)
        return sum(self._connection.execute(count).scalar_one() for count in counts)

    def under_way(self) -> dict[tuple[str, CallState], int]:
        rows = [row for counting in _UNDER_WAY for row in self._connection.execute(counting)]
        return {(provider, CallState(state)): count for provider, state, count in rows}

    def _read(self, statement: Executable, **parameters: Any) -> list[Call]:
        return [as_call(row) for row in self._connection.execute(statement, parameters)]


def _after(now: datetime, seconds: float) -> BindParameter[datetime]:
    return literal(now + timedelta(seconds=seconds), Utc())
