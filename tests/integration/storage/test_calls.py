from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.domain.calls import Call, CallState, Handle, Report
from bot.ports import UnitOfWork
from storage.engine import SqlDatabase
from storage.tables import call_reports
from tests.integration.storage.make import NOW, PHONE, add_call, add_order, place, read_call, seconds
from tests.integration.storage.racing import half_done


async def resolve(db: SqlDatabase, call: Call) -> None:
    await db.transact(lambda uow: uow.calls.resolve(call, None, NOW))


async def record(db: SqlDatabase, *changes: tuple[Call, Report, str]) -> None:
    await db.transact(lambda uow: uow.calls.record(changes, NOW))


async def test_an_attempt_exists_once_whoever_comes_first(db: SqlDatabase) -> None:
    order = await db.transact(lambda uow: add_order(uow, need_recording=True))
    added = await asyncio.gather(*(db.transact(lambda uow: uow.calls.add(order, PHONE, 1, NOW)) for _ in range(8)))
    (call,) = [call for call in added if call]
    assert call == await read_call(db, call.id)
    assert call.state is CallState.SUBMITTING
    assert (call.submitted_at, call.need_recording, call.provider) == (NOW, True, "calldog")
    again = await db.transact(lambda uow: uow.calls.add(order, PHONE, 2, NOW))
    assert again is not None
    assert again.id != call.id


async def test_a_waiting_call_goes_once_when_its_time_has_come(db: SqlDatabase) -> None:
    order = await db.transact(add_order)
    later = NOW + seconds(60)
    call = await db.transact(lambda uow: uow.calls.add(order, PHONE, 1, NOW, later))
    assert call is not None
    assert (call.state, call.start_at, call.submitted_at) == (CallState.WAITING, later, None)
    assert await db.transact(lambda uow: uow.calls.waiting_due(later - seconds(1), 10)) == []
    assert await db.transact(lambda uow: uow.calls.waiting_due(later, 10)) == [call]

    leaving = await asyncio.gather(
        *(db.transact(lambda uow: uow.calls.leave_waiting(call.id, CallState.SUBMITTING, later)) for _ in range(3))
    )
    assert sorted(leaving) == [False, False, True]
    left = await read_call(db, call.id)
    assert (left.state, left.submitted_at) == (CallState.SUBMITTING, later)
    assert await db.transact(lambda uow: uow.calls.waiting_due(later, 10)) == []


async def test_a_waiting_call_is_canceled(db: SqlDatabase) -> None:
    order = await db.transact(add_order)
    call = await db.transact(lambda uow: uow.calls.add(order, PHONE, 1, NOW, NOW))
    assert call is not None
    assert await db.transact(lambda uow: uow.calls.leave_waiting(call.id, CallState.CANCELED, NOW))
    left = await read_call(db, call.id)
    assert (left.state, left.submitted_at, left.ended_at) == (CallState.CANCELED, None, NOW)


async def test_calls_in_line_are_taken_in_their_order(db: SqlDatabase) -> None:
    order = await db.transact(add_order)
    later, first = await db.transact(
        lambda uow: [uow.calls.add(order, PHONE, n, NOW + seconds(10 - n), in_line=True) for n in (1, 2)]
    )
    assert later is not None
    assert first is not None
    assert (first.state, first.is_in_line, first.submitted_at) == (CallState.WAITING, True, None)
    assert await db.transact(lambda uow: uow.calls.lines()) == ["calldog"]
    assert await db.transact(lambda uow: uow.calls.in_line("calldog", 1)) == [first]
    assert await db.transact(lambda uow: uow.calls.in_line("obzvonov", 1)) == []
    assert await db.transact(lambda uow: uow.calls.waiting_due(NOW + seconds(3600), 10)) == []
    assert await db.transact(lambda uow: uow.calls.leave_waiting(first.id, CallState.SUBMITTING, NOW))
    assert await db.transact(lambda uow: uow.calls.in_line("calldog", 10)) == [later]


async def test_a_planned_call_gets_in_line_once_and_is_not_changed_there(db: SqlDatabase) -> None:
    order = await db.transact(add_order)
    await db.transact(lambda uow: uow.orders.leave_draft(order.id, placed=True))
    call = await db.transact(lambda uow: uow.calls.add(order, PHONE, 1, NOW, NOW))
    assert call is not None
    before = NOW - seconds(1)
    assert not await db.transact(lambda uow: uow.calls.queue(call.id, before)), "its time has not come"
    assert await db.transact(lambda uow: uow.calls.queue(call.id, NOW))
    assert not await db.transact(lambda uow: uow.calls.queue(call.id, NOW))
    assert (await read_call(db, call.id)).queued_at == NOW
    assert not await db.transact(lambda uow: uow.orders.change_planned(order, order, NOW + seconds(60)))
    assert await db.transact(lambda uow: uow.orders.planned(None, 10)) == []


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_two_processes_take_different_calls_of_a_line(db: SqlDatabase) -> None:
    order = await db.transact(add_order)
    await db.transact(lambda uow: [uow.calls.add(order, PHONE, n, NOW, in_line=True) for n in (1, 2)])
    async with half_done(db) as first:
        (mine,) = await first.do(lambda uow: uow.calls.in_line("calldog", 1))
        (theirs,) = await db.transact(lambda uow: uow.calls.in_line("calldog", 1))
        assert mine.id != theirs.id


async def test_how_placing_ended_is_kept(db: SqlDatabase) -> None:
    call = await db.transact(add_call)
    refused = replace(call, state=CallState.REJECTED, reason_key="refused", reason_words="нет \0 денег")
    await resolve(db, refused)
    assert await read_call(db, call.id) == replace(refused, reason_words="нет \ufffd денег")


async def test_calls_cut_off_while_submitting_are_found(db: SqlDatabase) -> None:
    call, other = await db.transact(lambda uow: (add_call(uow, "1"), place(uow, "2", "v2")))
    assert await db.transact(lambda uow: uow.calls.stranded(NOW - seconds(1))) == []
    assert await db.transact(lambda uow: uow.calls.stranded(NOW)) == [call]
    assert await db.transact(lambda uow: uow.calls.open_count()) == 2
    assert (await read_call(db, other.id)).state is CallState.PLACED


async def test_an_answer_that_came_late_settles_an_unknown_call_and_not_the_other_way_round(
    db: SqlDatabase,
) -> None:
    call = await db.transact(add_call)
    lost = replace(call, state=CallState.UNKNOWN)
    placed = replace(call, state=CallState.PLACED, handle=Handle("v1"))
    for ending in (lost, placed, lost):
        await resolve(db, ending)
    kept = await read_call(db, call.id)
    assert (kept.state, kept.handle) == (CallState.PLACED, Handle("v1"))


FACTS = {
    "digit": -1,
    "cost": Decimal("1.10"),
    "recording_url": "https://example.org/r.mp3",
    "hangup_cause": "NORMAL_CLEARING",
    "answered_at": NOW + seconds(3),
    "ended_at": NOW + seconds(9.5),
}


def told(call: Call, state: CallState, **facts: object) -> tuple[Call, Report, str]:
    report = Report(state=state, vendor_status=f"vendor {state}", raw={"state": state, "ы": "\0\ud800"})
    after = replace(call, state=state, vendor_status=report.vendor_status, **facts)  # type: ignore[arg-type]  # a dict
    return after, report, f"print of {state}"


async def test_a_report_is_kept_with_its_raw_words(db: SqlDatabase) -> None:
    call = await db.transact(lambda uow: place(uow, "1", "v1"))
    change = told(call, CallState.COMPLETED, unrecognised="?", **FACTS)
    await record(db, change)
    await record(db)
    kept = await read_call(db, call.id)
    assert kept == replace(change[0], fingerprint="print of completed")
    assert str(kept.cost) == "1.10"
    raw = select(call_reports.c.raw).where(call_reports.c.call_id == call.id)
    assert await db.run(lambda connection: connection.execute(raw).scalar()) == change[1].raw


@pytest.mark.parametrize("stale", [CallState.TALKING, CallState.FAILED, CallState.UNKNOWN, CallState.PLACED])
async def test_final_is_final_whatever_a_stale_copy_says(db: SqlDatabase, stale: CallState) -> None:
    call = await db.transact(lambda uow: place(uow, "1", "v1"))
    await record(db, told(call, CallState.COMPLETED, **FACTS))
    ended = await read_call(db, call.id)
    await record(db, told(call, stale, digit=5))
    await resolve(db, replace(call, state=stale))
    assert await read_call(db, call.id) == ended


async def test_a_stale_copy_never_leads_backwards(db: SqlDatabase) -> None:
    call = await db.transact(lambda uow: place(uow, "1", "v1"))
    for state in (CallState.RINGING, CallState.TALKING, CallState.RINGING):
        await record(db, told(call, state))
    assert (await read_call(db, call.id)).state is CallState.TALKING


async def test_facts_may_follow_the_end_and_are_never_lost(db: SqlDatabase) -> None:
    call = await db.transact(lambda uow: place(uow, "1", "v1"))
    for facts in ({"digit": 1}, {"cost": Decimal("0.5")}):
        await record(db, told(call, CallState.COMPLETED, **facts))
    kept = await read_call(db, call.id)
    assert (kept.digit, kept.cost) == (1, Decimal("0.5"))


async def test_many_calls_are_more_than_one_statement_takes(db: SqlDatabase) -> None:
    call = await db.transact(add_call)
    assert await db.transact(lambda uow: uow.calls.many(range(call.id - 20_000, call.id + 20_000))) == {call.id: call}


async def test_each_end_is_counted_once(db: SqlDatabase) -> None:
    before = dict(db.ended)
    ids = await db.transact(lambda uow: [add_call(uow, f"chat/{number}").id for number in range(4)])
    busy, lost, waiting = CallState.BUSY, CallState.UNKNOWN, CallState.RINGING

    def moved(uow: UnitOfWork, id_: int, state: CallState) -> None:
        call = uow.calls.get(id_)
        assert call is not None
        after = replace(call, state=state)
        if state is busy:
            uow.calls.record([(after, Report(state), "1")], NOW)
        else:
            uow.calls.resolve(after, None, NOW)

    for states in ([busy, busy], [lost, lost, busy], [waiting], [busy, CallState.COMPLETED]):
        id_ = ids.pop(0)
        for state in states:
            await db.transact(lambda uow, id_=id_, state=state: moved(uow, id_, state))  # type: ignore[misc]  # bound at once

    def fail(uow: UnitOfWork) -> None:
        moved(uow, add_call(uow, "chat/9").id, busy)
        raise KeyError

    with pytest.raises(KeyError):
        await db.transact(fail)
    counted = {key: count - before.get(key, 0) for key, count in db.ended.items()}
    assert counted == {("calldog", busy): 3, ("calldog", lost): 1}
