"""Orders whose calls wait for their time, and who comes first: the person that changes one, or its time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.domain.calls import CallState
from bot.domain.orders import CallbackTerms, Order, OrderState
from bot.domain.phones import Duty
from bot.domain.sayings import Saying
from bot.ports import UnitOfWork
from bot.services.records.views import planned_calls
from storage.engine import SqlDatabase
from tests.integration.storage.make import ADMIN, FULL_MENU, NOW, PHONE, add_call, add_order, plan, read_order, seconds
from tests.integration.storage.racing import half_done
from tests.support.orders import changed

SOON, LATER, LATEST = NOW + seconds(60), NOW + seconds(3600), NOW + seconds(7200)
OTHER = Saying("Передумали")


def reworded(order: Order) -> Order:
    return changed(order, saying=OTHER)


async def test_a_planned_order_and_its_calls_change_together(db: SqlDatabase) -> None:
    order, other = await db.transact(lambda uow: (plan(uow, "1", SOON, LATER), plan(uow, "2", SOON)))
    terms = CallbackTerms("79990000001", at=LATEST)
    wanted: dict[str, Any] = {"saying": OTHER, "caller_id": Duty.ANY, "need_recording": True, "callback": terms}
    wanted |= {"menu": FULL_MENU, "at": LATEST, "attempts": 2, "interval": 10, "repeats": 2, "provider": "obzvonov"}
    assert await db.transact(lambda uow: uow.orders.change_planned(order, changed(order, **wanted), LATEST))
    moved = tuple(replace(call, start_at=LATEST, need_recording=True, provider="obzvonov") for call in order.calls)
    assert await read_order(db, order.id) == changed(order, **wanted, calls=moved)
    assert await read_order(db, other.id) == other


async def test_without_a_time_the_calls_go_when_they_were_to_go(db: SqlDatabase) -> None:
    order = await db.transact(lambda uow: plan(uow, "1", SOON, LATER))
    assert await db.transact(lambda uow: uow.orders.change_planned(order, reworded(order), None))
    assert await read_order(db, order.id) == reworded(order)
    assert await db.transact(lambda uow: uow.orders.change_planned(order, order, None))


async def test_phones_that_are_calls_already_do_not_change(db: SqlDatabase) -> None:
    order = await db.transact(lambda uow: plan(uow, "1", SOON))
    await db.transact(lambda uow: uow.orders.change_planned(order, replace(order, phones=(PHONE,)), None))
    assert await read_order(db, order.id) == order


@pytest.mark.parametrize("state", [CallState.SUBMITTING, CallState.CANCELED])
async def test_nothing_changes_once_one_call_waits_no_more(db: SqlDatabase, state: CallState) -> None:
    order = await db.transact(lambda uow: plan(uow, "1", SOON, LATER))
    assert await db.transact(lambda uow: uow.calls.leave_waiting(order.calls[0].id, state, SOON))
    left = await read_order(db, order.id)
    assert not await db.transact(
        lambda uow: uow.orders.change_planned(order, changed(order, saying=OTHER, at=LATEST), LATEST)
    )
    assert await read_order(db, order.id) == left


async def test_only_a_placed_order_is_planned(db: SqlDatabase) -> None:
    draft, sent_id = await db.transact(lambda uow: (add_order(uow, "1"), add_call(uow, "2").order_id))
    sent = await read_order(db, sent_id)
    odd = await db.transact(lambda uow: add_order(uow, "3"))
    await db.transact(lambda uow: uow.calls.add(odd, PHONE, 1, NOW, SOON))

    def change(uow: UnitOfWork) -> list[bool]:
        return [uow.orders.change_planned(one, reworded(one), LATER) for one in (draft, sent, odd, replace(odd, id=0))]

    assert await db.transact(change) == [False] * 4
    assert (await read_order(db, draft.id)).state is OrderState.DRAFT
    assert [call.start_at for call in (await read_order(db, odd.id)).calls] == [SOON]


async def test_planned_orders_come_soonest_first(db: SqlDatabase) -> None:
    def work(uow: UnitOfWork) -> list[Order]:
        add_call(uow, "sent")
        add_order(uow, "draft")
        late = plan(uow, "1", LATEST)
        first_of_two = plan(uow, "2", LATEST, SOON, author_id=ADMIN.id)
        later = plan(uow, "3", LATER)
        same = plan(uow, "4", LATER, author_id=ADMIN.id)
        gone = plan(uow, "5", SOON)
        uow.calls.leave_waiting(gone.calls[0].id, CallState.CANCELED, NOW)
        return [first_of_two, later, same, late]

    orders = await db.transact(work)

    async def planned(author_id: int | None, limit: int = 10) -> list[Order]:
        return await db.transact(lambda uow: uow.orders.planned(author_id, limit))

    assert await planned(None) == orders
    assert await planned(None, limit=2) == orders[:2]
    assert await planned(ADMIN.id) == [orders[0], orders[2]]
    assert await planned(100, limit=1) == [orders[1]]
    assert await planned(5) == []


async def test_a_call_put_off_since_it_was_read_as_due_does_not_go(db: SqlDatabase) -> None:
    order = await db.transact(lambda uow: plan(uow, "1", SOON))
    (due,) = await db.transact(lambda uow: uow.calls.waiting_due(SOON, 5))
    assert await db.transact(lambda uow: uow.orders.change_planned(order, reworded(order), LATER))
    assert not await db.transact(lambda uow: uow.calls.leave_waiting(due.id, CallState.SUBMITTING, SOON))
    assert [call.state for call in (await read_order(db, order.id)).calls] == [CallState.WAITING]
    assert await db.transact(lambda uow: uow.calls.leave_waiting(due.id, CallState.SUBMITTING, LATER))


async def test_whoever_comes_first_wins_and_the_other_changes_nothing(db: SqlDatabase) -> None:
    orders = await db.transact(lambda uow: [plan(uow, str(n), SOON, SOON) for n in range(30)])

    def release(uow: UnitOfWork, order: Order) -> bool:
        return [uow.calls.leave_waiting(call.id, CallState.SUBMITTING, SOON) for call in order.calls] == [True, True]

    async def race(number: int, order: Order) -> tuple[bool, bool]:
        works = [
            db.transact(lambda uow: uow.orders.change_planned(order, reworded(order), LATER)),
            db.transact(lambda uow: release(uow, order)),
        ]
        if number % 2:
            released, changed = await asyncio.gather(*reversed(works))
        else:
            changed, released = await asyncio.gather(*works)
        return changed, released

    for order, (is_changed, released) in zip(
        orders, await asyncio.gather(*(race(n, order) for n, order in enumerate(orders))), strict=True
    ):
        kept = await read_order(db, order.id)
        assert is_changed is not released
        assert kept.terms.saying == (OTHER if is_changed else order.terms.saying)
        assert {call.start_at for call in kept.calls} == {LATER if is_changed else SOON}
        assert {call.state for call in kept.calls} == {CallState.WAITING if is_changed else CallState.SUBMITTING}


async def moved(db: SqlDatabase, order: Order, start_at: datetime | None) -> bool:
    return await db.transact(lambda uow: uow.orders.change_planned(order, reworded(order), start_at))


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_change_waits_for_a_call_that_is_about_to_go(db: SqlDatabase) -> None:
    order = await db.transact(lambda uow: plan(uow, "1", SOON, LATER))
    async with half_done(db) as sweep:
        assert await sweep.do(lambda uow: uow.calls.leave_waiting(order.calls[1].id, CallState.SUBMITTING, LATER))
        change = asyncio.create_task(moved(db, order, LATEST))
        await sweep.until_it_waits(change)
    assert not await change
    kept = await read_order(db, order.id)
    assert kept.terms.saying == order.terms.saying
    assert [call.start_at for call in kept.calls] == [SOON, LATER]


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("state", [CallState.SUBMITTING, CallState.CANCELED])
async def test_a_call_read_as_due_is_nobody_elses_until_it_is_decided(db: SqlDatabase, state: CallState) -> None:
    order = await db.transact(lambda uow: plan(uow, "1", SOON))
    async with half_done(db) as sweep:
        (due,) = await sweep.do(lambda uow: uow.calls.waiting_due(SOON, 5))
        change = asyncio.create_task(moved(db, order, LATER))
        await sweep.until_it_waits(change)
        assert await db.transact(lambda uow: uow.calls.waiting_due(SOON, 5)) == []
        assert await sweep.do(lambda uow: uow.calls.leave_waiting(due.id, state, SOON))
    assert not await change
    kept = await read_order(db, order.id)
    assert [(call.state, call.start_at) for call in kept.calls] == [(state, SOON)]


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_call_that_is_being_changed_is_not_due_and_holds_no_others_up(db: SqlDatabase) -> None:
    order, other = await db.transact(lambda uow: (plan(uow, "1", SOON), plan(uow, "2", SOON)))
    async with half_done(db) as change:
        assert await change.do(lambda uow: uow.orders.change_planned(order, order, None))
        assert await db.transact(lambda uow: uow.calls.waiting_due(SOON, 5)) == list(other.calls)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_call_about_to_go_waits_for_the_change_and_says_the_new_text(db: SqlDatabase) -> None:
    order = await db.transact(lambda uow: plan(uow, "1", SOON))
    said: list[Saying] = []

    def go(uow: UnitOfWork) -> bool:
        gone = uow.calls.leave_waiting(order.calls[0].id, CallState.SUBMITTING, SOON)
        said.append(uow.orders.many([order.id])[order.id].terms.saying)
        return gone

    async with half_done(db) as change:
        assert await change.do(lambda uow: uow.orders.change_planned(order, reworded(order), None))
        sweep = asyncio.create_task(db.transact(go))
        await change.until_it_waits(sweep)
    assert await sweep
    assert said == [OTHER]


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_a_call_about_to_go_stays_when_the_change_puts_it_off(db: SqlDatabase) -> None:
    order = await db.transact(lambda uow: plan(uow, "1", SOON))
    call = order.calls[0]
    async with half_done(db) as change:
        assert await change.do(lambda uow: uow.orders.change_planned(order, order, LATER))
        sweep = asyncio.create_task(
            db.transact(lambda uow: uow.calls.leave_waiting(call.id, CallState.SUBMITTING, SOON))
        )
        await change.until_it_waits(sweep)
    assert not await sweep
    assert [call.state for call in (await read_order(db, order.id)).calls] == [CallState.WAITING]


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_looking_where_a_record_is_used_hides_no_call_from_the_sweep(
    db: SqlDatabase,
) -> None:
    await db.transact(lambda uow: plan(uow, "1", SOON, LATER))
    async with half_done(db) as looking:
        assert await looking.do(lambda uow: planned_calls(uow, "calldog", "77")) == 0
        assert len(await db.transact(lambda uow: uow.calls.waiting_due(LATEST, 10))) == 2
