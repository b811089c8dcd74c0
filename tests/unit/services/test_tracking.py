"""Following: few requests, nothing read twice, and a poll that fails leaves all as it was."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.domain.calls import CallState, Report
from bot.domain.errors import Unreachable
from bot.domain.reasons import Reason
from bot.services import track_calls
from storage.tables import call_reports, calls, notices
from tests.support.people import NUMBER
from tests.support.world import World


async def placed(world: World, count: int) -> list[int]:
    orders = [await world.place(f"+7 999 123-45-{index:02} текст") for index in range(count)]
    world.clock.advance(1)
    return [order.id for order in orders]


async def test_many_calls_are_as_few_requests_as_ids_allow(world: World) -> None:
    await placed(world, 7)

    await world.core.track.poll()

    assert [len(ids) for ids in world.provider.asked] == [3, 3, 1]
    assert len({id_ for ids in world.provider.asked for id_ in ids}) == 7


async def test_a_full_last_batch_asks_nothing_empty(world: World) -> None:
    await placed(world, 6)
    await world.core.track.poll()
    assert [len(ids) for ids in world.provider.asked] == [3, 3]


async def test_without_due_calls_nothing_is_asked(world: World) -> None:
    await world.place(f"{NUMBER} текст")
    await world.core.track.poll()
    assert world.provider.asked == []


async def test_a_report_moves_the_call_and_is_kept_as_it_came(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.TALKING, vendor_status="answered", raw={"status": "answered"})

    call = await world.call(order.id)
    assert (call.state, call.vendor_status) == (CallState.TALKING, "answered")
    ((_, raw, *_),) = await world.rows(call_reports)
    assert raw == {"status": "answered"}


async def test_an_unchanged_call_is_not_read(world: World) -> None:
    await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.RINGING)
    await world.hear("101", CallState.RINGING)
    assert len(world.provider.asked) == 2
    assert world.provider.read == ["101"]

    await world.hear("101", CallState.TALKING)
    assert world.provider.read == ["101", "101"]


async def test_the_poll_never_overlaps_itself(world: World) -> None:
    await placed(world, 1)
    world.provider.hold = asyncio.Event()
    first = asyncio.create_task(world.core.track.poll())
    await world.provider.fetching.wait()

    world.clock.advance(1000)  # its lease is over, only the lock stands between
    await world.core.track.poll()

    assert len(world.provider.asked) == 1
    world.provider.hold.set()
    await first


def break_reading(world: World, patch: pytest.MonkeyPatch) -> None:
    world.provider.read_error = Unreachable("provider-read-outage")


def break_storing(world: World, patch: pytest.MonkeyPatch) -> None:
    def promise_result(*_: object) -> None:
        raise RuntimeError("the disk is full")

    patch.setattr(track_calls, "promise_result", promise_result)


@pytest.mark.parametrize("broken", [break_reading, break_storing])
async def test_a_poll_that_fails_leaves_every_row_as_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch, broken: object
) -> None:
    await placed(world, 4)
    for id_ in ("101", "102", "103", "104"):
        world.provider.reports[id_] = Report(state=CallState.COMPLETED, cost=Decimal("1.80"))
    before = await world.rows(calls)
    assert callable(broken)
    broken(world, monkeypatch)

    try:
        await world.core.track.poll()
    except RuntimeError:
        assert broken is not break_reading

    assert await world.rows(calls) == before
    assert await world.rows(notices) == []
    assert await world.rows(call_reports) == []


async def test_a_report_that_cannot_be_read_stops_no_other(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.provider.unreadable = {"101"}
    odd, other = await placed(world, 2)
    world.provider.reports["101"] = Report(state=CallState.COMPLETED)
    await world.hear("102", CallState.COMPLETED)

    assert (await world.call(odd)).state is CallState.PLACED
    assert (await world.call(other)).state is CallState.COMPLETED
    assert "cannot be read" in caplog.text


async def test_after_a_failure_the_next_poll_finds_everything(world: World) -> None:
    (order_id,) = await placed(world, 1)
    world.provider.read_error = Unreachable("provider-read-outage")
    await world.core.track.poll()
    world.provider.read_error = None
    await world.hear("101", CallState.COMPLETED)
    assert (await world.call(order_id)).state is CallState.COMPLETED


async def test_a_poll_that_is_stopped_gives_its_calls_back(world: World) -> None:
    await placed(world, 1)
    before = await world.rows(calls)
    world.provider.hold = asyncio.Event()
    poll = asyncio.create_task(world.core.track.poll())
    await world.provider.fetching.wait()

    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    assert await world.rows(calls) == before


async def test_what_a_killed_process_had_claimed_is_given_back_at_start(world: World) -> None:
    await placed(world, 1)
    before = await world.rows(calls)
    now = world.clock.now()
    await world.database.transact(lambda uow: uow.calls.claim("calldog", now, now + track_calls.LEASE, 10))

    await world.database.transact(lambda uow: uow.release_all())
    assert await world.rows(calls) == before


async def test_a_failing_service_is_asked_less_and_less(world: World) -> None:
    await placed(world, 1)
    world.provider.read_error = Unreachable("provider-read-outage")
    pauses = []
    for _ in range(9):
        asked, waited = len(world.provider.asked), 0
        while len(world.provider.asked) == asked:
            await world.core.track.poll()
            if len(world.provider.asked) == asked:
                world.clock.advance(1)
                waited += 1
        pauses.append(waited)
    assert pauses == [0, 1, 2, 4, 8, 16, 32, 60, 60]

    world.provider.read_error = None
    world.clock.advance(60)
    await world.core.track.poll()
    world.provider.read_error = Unreachable("provider-read-outage")
    asked = len(world.provider.asked)
    world.clock.advance(2)
    await world.core.track.poll()
    world.clock.advance(1)
    await world.core.track.poll()
    assert len(world.provider.asked) == asked + 2, "a success forgets the failures before it"


async def test_an_unrecognised_status_is_kept_and_ends_nothing(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.RINGING)
    await world.hear("101", None, vendor_status="blorped", unrecognised="blorped")

    call = await world.call(order.id)
    assert (call.state, call.unrecognised) == (CallState.RINGING, "blorped")
    await world.hear("101", CallState.COMPLETED)
    assert (await world.call(order.id)).state is CallState.COMPLETED


async def test_a_call_that_ended_without_saying_when_has_ended_now(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.BUSY)
    assert (await world.call(order.id)).ended_at == world.clock.now()

    told = datetime(2026, 11, 20, 8, 59, tzinfo=UTC)
    other = await world.place(f"{NUMBER} текст")
    await world.hear("102", CallState.BUSY, ended_at=told)
    assert (await world.call(other.id)).ended_at == told


async def test_a_report_that_comes_late_leads_nothing_backwards(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.COMPLETED, digit=1)
    await world.hear("101", CallState.RINGING)
    call = await world.call(order.id)
    assert (call.state, call.digit) == (CallState.COMPLETED, 1)


async def test_a_call_that_sits_unstarted_says_why_it_may_until_it_begins(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.PLACED)
    await world.core.overdue.sweep()
    assert (await world.call(order.id)).reason is None, "it has only just been placed"
    world.clock.advance(16 * 60)
    for _ in range(2):
        await world.core.overdue.sweep()
        call = await world.call(order.id)
        assert (call.state, call.reason) == (CallState.PLACED, Reason.NOT_BEGUN)
    await world.hear("101", CallState.RINGING)
    assert (await world.call(order.id)).reason is None
    await world.core.overdue.sweep()
    await world.hear("101", CallState.COMPLETED)
    assert (await world.call(order.id)).reason is None


async def test_why_it_did_not_begin_gives_way_to_why_it_was_given_up(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    world.clock.advance(16 * 60)
    await world.core.overdue.sweep()
    world.clock.advance(25 * 3600)
    await world.core.overdue.sweep()
    call = await world.call(order.id)
    assert (call.state, call.reason) == (CallState.EXPIRED, Reason.NOT_STARTED)
