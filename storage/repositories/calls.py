"""Calls: one row a phone and attempt. A change of state is guarded by the state that stands in the table."""

import secrets
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, literal_column, select, text, update

from bot.domain.calls import Call, CallState, Report, as_step, read_steps
from bot.domain.orders import Order
from bot.domain.phones import Phone
from bot.ports.storage import Beside
from storage.looked_for import TAIL
from storage.process_lock import is_dead
from storage.reported import RANK, Ends, ends_of, tagged
from storage.repositories.polling import SqlPolling
from storage.rows import CALL_COLUMNS
from storage.statements import in_batches, per_dialect
from storage.tables import IN_LINE, SUBMITTING, UNKNOWN, WAITING, call_reports, calls

_rank_now: ColumnElement[int] = literal_column(
    "CASE state " + " ".join(f"WHEN '{state}' THEN {rank}" for state, rank in RANK.items()) + " END"
)
_LEADS_ON = (calls.c.id == bindparam("call_id")) & (
    (calls.c.state == bindparam("to_state")) | (_rank_now < bindparam("to_rank"))
)
"""A stale copy never leads backwards: final is final, `placed` never replaces `talking`."""


def _kept(column: str) -> ColumnElement[Any]:
    """A fact once known stays known."""
    return func.coalesce(bindparam(f"new_{column}", type_=calls.c[column].type), calls.c[column])


_STEPS = case(
    (calls.c.state == bindparam("to_state"), calls.c.steps),
    else_=func.coalesce(calls.c.steps, "") + bindparam("step", type_=calls.c.steps.type),
)
"""With the state that the call comes to now."""

_ADD = per_dialect(
    calls,
    lambda insert: insert.on_conflict_do_nothing(
        index_elements=[calls.c.order_id, calls.c.phone, calls.c.attempt]
    ).returning(calls.c.id),
)
_MANY = select(*CALL_COLUMNS).where(calls.c.id.in_(bindparam("call_ids", expanding=True)))
_WAITING_DUE = (
    select(*CALL_COLUMNS)
    .where(text(WAITING), calls.c.start_at <= bindparam("now"), calls.c.queued_at.is_(None))
    .order_by(calls.c.start_at, calls.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)  # SQLite has one writer: its compiler leaves this out
)
_IN_LINE = (
    select(*CALL_COLUMNS)
    .where(text(IN_LINE), calls.c.provider == bindparam("of_provider"))
    .order_by(calls.c.queued_at, calls.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_LINES = select(calls.c.provider).where(text(IN_LINE)).distinct()
_SUBMITTING = select(*CALL_COLUMNS).where(text(SUBMITTING)).order_by(calls.c.submitted_at, calls.c.id)
_TOO_LONG = calls.c.submitted_at <= bindparam("before")
# On SQLite there is no other process to ask about.
_STRANDED = {
    "sqlite": _SUBMITTING.where(_TOO_LONG),
    "postgresql": _SUBMITTING.where(_TOO_LONG | is_dead(calls.c.holder)),
}
_SENT_WITH = select(*CALL_COLUMNS).where(calls.c.sent_with == bindparam("first_id")).order_by(calls.c.id)
_BY_REFERENCE = select(*CALL_COLUMNS).where(calls.c.reference == bindparam("reference"))
_LOST = (
    select(*CALL_COLUMNS)
    .where(text(UNKNOWN), calls.c.provider == bindparam("of_provider"), calls.c.submitted_at > bindparam("after"))
    .order_by(calls.c.submitted_at)
    .limit(bindparam("limit"))
)
_LOOKED_FOR = (
    select(*CALL_COLUMNS)
    .where(text(UNKNOWN), calls.c.looked_for_until <= bindparam("until"))
    .order_by(calls.c.id)
    .with_for_update(skip_locked=True)
)
_JUDGE = update(calls).where(calls.c.id == bindparam("call_id"), calls.c.code.is_not(None), calls.c.matched.is_(None))
_BY_HANDLE = (
    select(*CALL_COLUMNS)
    .where(calls.c.provider == bindparam("of_provider"), calls.c.provider_call_id == bindparam("handle_id"))
    .order_by(calls.c.id.desc())
)  # a provider may know its further attempts by the first one's id: the last one counts
_LEAVE_WAITING = (
    update(calls)
    .where(calls.c.id == bindparam("call_id"), text(WAITING))
    .values(state=bindparam("to_state"), steps=_STEPS)
)
# It may have been put off since its time was read.
_HAS_COME = calls.c.start_at.is_(None) | (calls.c.start_at <= bindparam("now"))
_GO = _LEAVE_WAITING.where(_HAS_COME)
_QUEUE = (
    update(calls)
    .where(calls.c.id == bindparam("call_id"), text(WAITING), calls.c.queued_at.is_(None), _HAS_COME)
    .values(queued_at=calls.c.start_at)
)
_RESOLVED = ("submitted_at", "answered_at", "ended_at")
_NEW_HANDLE = bindparam("new_provider_call_id", type_=calls.c.provider_call_id.type)
_RESOLVE = (
    update(calls)
    .where(_LEADS_ON)
    .values(
        {
            "state": bindparam("to_state"),
            "steps": _STEPS,
            "provider_call_id": func.coalesce(_NEW_HANDLE, calls.c.provider_call_id),
            "provider_call_detail": case(
                (_NEW_HANDLE.is_(None), calls.c.provider_call_detail),
                else_=bindparam("new_provider_call_detail", type_=calls.c.provider_call_detail.type),
            ),
            **{column: _kept(column) for column in _RESOLVED},
        }
    )
)
_FACTS = ("digit", "answer", "cost", "recording_url", "hangup_cause", "answered_at", "ended_at", "tag")
_RECORD = (
    update(calls)
    .where(_LEADS_ON)
    .values({"state": bindparam("to_state"), "steps": _STEPS, **{column: _kept(column) for column in _FACTS}})
)
_REPORT = per_dialect(
    call_reports,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[call_reports.c.call_id],
        set_={"raw": insert.excluded.raw, "received_at": insert.excluded.received_at},
    ),
)
_RAW_REPORT = select(call_reports.c.raw).where(call_reports.c.call_id == bindparam("of_call"))
_BESIDE = select(calls.c.steps, calls.c.recording_file).where(calls.c.id == bindparam("of_call"))
_BY_ID = update(calls).where(calls.c.id == bindparam("of_call"))
_FIRST_REPORT = per_dialect(
    call_reports, lambda insert: insert.on_conflict_do_nothing(index_elements=[call_reports.c.call_id])
)


class SqlCalls(SqlPolling):
    def __init__(self, connection: Connection, process: int = 0, ended: Ends | None = None) -> None:
        """`ended` gathers the calls that come to an end."""
        super().__init__(connection, process)
        self.ended = Counter() if ended is None else ended

    def add(
        self,
        order: Order,
        phone: Phone,
        attempt: int,
        at: datetime,
        start_at: datetime | None = None,
        provider: str | None = None,
        *,
        in_line: bool = False,
        sent_with: int | None = None,
    ) -> Call | None:
        waits = in_line or start_at is not None
        new: dict[str, Any] = {
            "order_id": order.id,
            "phone": phone,
            "attempt": attempt,
            "provider": provider or order.provider,
            "state": CallState.WAITING if waits else CallState.SUBMITTING,
            "need_recording": order.terms.need_recording,
            "start_at": start_at,
            "queued_at": at if in_line else None,
            "submitted_at": None if waits else at,
            "reference": secrets.token_urlsafe(18),
            "sent_with": sent_with,
        }
        row = {**new, **_looked_for(order, phone, start_at or at, new["state"], at), "changed_at": at}
        row["holder"] = None if waits else self._process
        id_ = self._put(_ADD, row).scalar()
        return None if id_ is None else Call(id=id_, **new)

    def waiting_due(self, now: datetime, limit: int) -> list[Call]:
        return self._read(_WAITING_DUE, now=now, limit=limit)

    def queue(self, call_id: int, at: datetime) -> bool:
        return self._connection.execute(_QUEUE, {"call_id": call_id, "now": at, "changed_at": at}).rowcount == 1

    def in_line(self, provider: str, limit: int) -> list[Call]:
        return self._read(_IN_LINE, of_provider=provider, limit=limit)

    def lines(self) -> list[str]:
        return list(self._connection.execute(_LINES).scalars())

    def leave_waiting(self, call_id: int, state: CallState, at: datetime, sent_with: int | None = None) -> bool:
        left = {"call_id": call_id, "to_state": state, "step": as_step(state, at), "at": at, "changed_at": at}
        if state is CallState.SUBMITTING:
            gone = {**left, "submitted_at": at, "now": at, "holder": self._process, "sent_with": sent_with}
            return self._connection.execute(_GO, gone).rowcount == 1
        self.ended += ends_of(self._connection, {call_id: state})
        return self._connection.execute(_LEAVE_WAITING, {**left, "ended_at": at}).rowcount == 1

    def get(self, call_id: int) -> Call | None:
        return self.many([call_id]).get(call_id)

    def many(self, call_ids: Collection[int]) -> dict[int, Call]:
        found = (call for batch in in_batches(call_ids) for call in self._read(_MANY, call_ids=batch))
        return {call.id: call for call in found}

    def resolve(self, call: Call, next_poll_at: datetime | None, at: datetime) -> None:
        """Nothing happens when the call in the table is further on than `call`."""
        self.ended += ends_of(self._connection, {call.id: call.state})
        self._connection.execute(
            _RESOLVE,
            {
                **_moved_to(call, at),
                **{f"new_{name}": getattr(call, name) for name in _RESOLVED},
                "new_provider_call_id": call.handle and call.handle.id,
                "new_provider_call_detail": call.handle and call.handle.detail,
                "vendor_status": call.vendor_status,
                "reason_key": call.reason_key,
                "reason_words": call.reason_words,
                "looked_for_until": call.looked_for_until,
                "code": call.code,
                "next_poll_at": next_poll_at,
                "changed_at": at,
            },
        )

    def sent_with(self, call_id: int) -> list[Call]:
        return self._read(_SENT_WITH, first_id=call_id)

    def by_reference(self, reference: str) -> Call | None:
        return next(iter(self._read(_BY_REFERENCE, reference=reference)), None)

    def lost(self, provider: str, submitted_after: datetime, limit: int) -> list[Call]:
        return self._read(_LOST, of_provider=provider, after=submitted_after, limit=limit)

    def looked_for(self, until: datetime) -> list[Call]:
        return self._read(_LOOKED_FOR, until=until)

    def judge(self, call_id: int, at: datetime, *, matched: bool) -> bool:
        judged = {"call_id": call_id, "matched": matched, "changed_at": at}
        return self._connection.execute(_JUDGE, judged).rowcount == 1

    def by_handle(self, provider: str, id_: str) -> Call | None:
        found = self._read(_BY_HANDLE, of_provider=provider, handle_id=id_)
        return found[0] if found else None

    def stranded(self, submitted_before: datetime) -> list[Call]:
        dialect = self._connection.dialect.name
        own = {} if dialect == "sqlite" else {"own": self._process}
        return self._read(_STRANDED[dialect], before=submitted_before, **own)

    def record(self, changes: Iterable[tuple[Call, Report, str]], at: datetime) -> None:
        # In the order of their ids, so that two replicas never lock the same rows crosswise.
        told = tagged(self._connection, sorted(changes, key=lambda change: change[0].id))
        if not told:
            return
        self.ended += ends_of(self._connection, {call.id: call.state for call, _, _ in told})
        self._connection.execute(_RECORD, [_recorded(call, fingerprint, at) for call, _, fingerprint in told])
        for statements, disputed in ((_REPORT, False), (_FIRST_REPORT, True)):
            reports = [
                {"call_id": call.id, "raw": report.raw, "received_at": at}
                for call, report, _ in told
                if report.raw and call.is_contradicted_by(report) is disputed
            ]
            if reports:
                self._put(statements, reports)

    def raw_report(self, call_id: int) -> dict[str, Any]:
        found = self._connection.execute(_RAW_REPORT, {"of_call": call_id}).scalar()
        return found if isinstance(found, dict) else {}

    def kept_beside(self, call_id: int) -> Beside:
        steps, recording_file = self._connection.execute(_BESIDE, {"of_call": call_id}).one()
        return Beside(read_steps(steps or ""), recording_file)

    def keep_beside(self, call_id: int, **kept: str) -> None:
        self._connection.execute(_BY_ID, {"of_call": call_id, **kept})


def _looked_for(order: Order, phone: Phone, at: datetime, state: CallState, now: datetime) -> dict[str, Any]:
    return {"author_id": order.author_id, "at": at, "tail": phone[-TAIL:], "steps": as_step(state, now)}


def _moved_to(call: Call, at: datetime) -> dict[str, Any]:
    to = call.state
    return {"call_id": call.id, "to_state": to, "to_rank": RANK[to], "step": as_step(to, at)}


def _recorded(call: Call, fingerprint: str, at: datetime) -> dict[str, Any]:
    return {
        **_moved_to(call, at),
        **{f"new_{name}": getattr(call, name) for name in _FACTS},
        "vendor_status": call.vendor_status,
        "unrecognised": call.unrecognised,
        "their_attempt": call.their_attempt,
        "fingerprint": fingerprint,
        "changed_at": at,
    }
