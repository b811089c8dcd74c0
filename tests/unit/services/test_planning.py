"""Planned calls: they go at their time, can be changed and withdrawn until then, and never late into the night."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.access import Person
from bot.domain.calls import CallState
from bot.domain.errors import Forbidden, OrderChanged, OrderProblem
from bot.domain.history import CallFilter
from bot.domain.hours import OutsideWindow
from bot.domain.orders import Order, OrderState
from bot.domain.phones import Duty
from bot.domain.sayings import Saying, Voice
from bot.domain.views import OrderView
from bot.ports import UnitOfWork
from bot.services.change_draft import DraftChange, Plan, change_order
from bot.services.deps import Deps
from bot.services.draft_orders import Press
from bot.services.history import Turned
from tests.fakes.clock import NOON
from tests.fakes.services import JoiningPeople
from tests.support.orders import changed, draft_change, tap
from tests.support.people import MARIA, NUMBER, OLEG, OLGA
from tests.support.world import World

SIBERIAN = "+7 383 212-34-56"
LIST = f"{NUMBER}, 8 999 123-45-68"
EVENING = NOON + timedelta(hours=6)
"""Six o'clock in Moscow, ten in Novosibirsk."""
NIGHT = NOON + timedelta(hours=14)


async def change(world: World, order: Order, *, actor: Any = OLEG, **what: Any) -> Order:
    return (await world.api.orders.change(actor, draft_change(order.id, **what))).order


async def planned(world: World, text: str = f"{NUMBER} текст", at: datetime = EVENING) -> Order:
    order = await world.draft(text)
    await change(world, order, plan=Plan(at))
    assert await world.press_call_now(order)
    return await world.order(order.id)


async def release(world: World, at: datetime) -> None:
    world.clock.set(at)
    await world.core.waiting.sweep()
    await world.core.submitter.drain()


async def test_it_goes_at_its_time_and_once(world: World) -> None:
    order = await planned(world)
    assert (order.is_planned, order.calls[0].start_at) == (True, EVENING)
    await release(world, EVENING - timedelta(seconds=1))
    assert world.provider.placed == []

    world.clock.set(EVENING)
    await asyncio.gather(*(world.core.waiting.sweep() for _ in range(3)))
    await world.core.submitter.drain()
    assert len(world.provider.placed) == 1
    assert (await world.call(order.id)).state is CallState.PLACED


async def test_a_second_time_that_was_chosen_above_the_same_card_moves_nothing(world: World) -> None:
    """Two people choose one in the same moment."""
    order = await world.draft(f"{NUMBER} текст")
    press = tap(await change(world, order, plan=Plan(EVENING)))
    assert await world.api.calls.place(OLEG, press, plan=Plan(EVENING))
    assert not await world.api.calls.place(MARIA, press, plan=Plan(EVENING + timedelta(hours=1)))
    assert (await world.call(order.id)).start_at == EVENING


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=st.integers(1, 30 * 24 * 60))
async def test_chosen_kept_and_sent_are_the_same_moment(world: World, minutes: int) -> None:
    world.clock.set(NOON)
    at = NOON + timedelta(minutes=minutes)
    order = await world.draft(f"{SIBERIAN} текст")
    assert (await change(world, order, plan=Plan(at))).terms.at == at
    assert await world.press_call_now(order, anyway=True)
    assert (await world.call(order.id)).start_at == at
    before = len(world.provider.placed)
    await release(world, at - timedelta(seconds=1))
    assert len(world.provider.placed) == before
    await release(world, at)
    assert len(world.provider.placed) == before + 1


async def test_a_time_that_passed_before_it_was_placed(world: World) -> None:
    order = await world.draft(f"{NUMBER} текст")
    await change(world, order, plan=Plan(EVENING))
    world.clock.set(EVENING)
    with pytest.raises(OrderProblem, match="order-time-passed"):
        await world.press_call_now(order)
    assert (await world.order(order.id)).state is OrderState.DRAFT


@pytest.mark.parametrize(
    ("away", "key"), [(timedelta(0), "time-passed"), (timedelta(days=30, minutes=1), "time-too-far")]
)
async def test_a_time_that_cannot_be_planned(world: World, away: timedelta, key: str) -> None:
    order = await world.draft(f"{NUMBER} текст")
    with pytest.raises(OrderProblem, match=key):
        await change(world, order, plan=Plan(NOON + away))
    assert (await world.order(order.id)).terms.at is None


async def test_the_callees_hours_count_when_it_rings(world: World) -> None:
    """Six in the evening is ten in Novosibirsk, where the hours are over."""
    order = await world.draft(f"{SIBERIAN} текст")
    await change(world, order, plan=Plan(EVENING))
    with pytest.raises(OutsideWindow, match="order-outside-window-then") as asked:
        await world.press_call_now(order)
    assert asked.value.args_ == {"time": "22:00"}
    assert await world.press_call_now(order, anyway=True)
    await release(world, EVENING)
    assert len(world.provider.placed) == 1, "on time: they insisted"


async def test_a_planned_list_waits_for_each_ones_hours(world: World) -> None:
    order = await planned(world, f"{NUMBER}, {SIBERIAN} текст")
    starts = {call.phone: call.start_at for call in order.calls}
    assert starts == {"79991234567": EVENING, "73832123456": datetime(2026, 11, 21, 2, 0, tzinfo=UTC)}


async def test_a_stale_press_after_its_time_is_no_problem(world: World) -> None:
    order = await planned(world)
    world.clock.set(EVENING + timedelta(hours=1))
    assert not await world.press_call_now(order)


async def test_everything_but_the_service_can_still_be_changed(world: World) -> None:
    order = await planned(world)
    saying = Saying("Новый текст", voice=Voice.MALE)
    changed = await change(
        world, order, saying=saying, need_recording=True, caller_id=Duty.ANY, plan=Plan(NIGHT), anyway=True
    )
    assert (changed.terms.saying, changed.terms.at, changed.calls[0].start_at) == (saying, NIGHT, NIGHT)

    await release(world, EVENING)
    assert world.provider.placed == []
    await release(world, NIGHT)
    (sent,) = world.provider.placed
    assert (sent.saying, sent.need_recording, sent.caller_id) == (saying, True, Duty.ANY)


async def test_to_at_once(world: World) -> None:
    order = await planned(world)
    changed = await change(world, order, plan=Plan(None))
    assert (changed.terms.at, changed.calls[0].start_at) == (None, NOON)
    await release(world, NOON)
    assert len(world.provider.placed) == 1


async def test_a_planned_call_is_moved_out_of_hours_only_when_asked_twice(world: World) -> None:
    order = await planned(world)
    with pytest.raises(OutsideWindow):
        await change(world, order, plan=Plan(NIGHT))
    assert (await world.call(order.id)).start_at == EVENING
    await change(world, order, plan=Plan(NIGHT), anyway=True)
    assert (await world.call(order.id)).start_at == NIGHT


async def test_a_planned_list_is_moved_together(world: World) -> None:
    order = await planned(world, f"{LIST} текст")
    moved = await change(world, order, plan=Plan(NIGHT))
    opens = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
    assert {call.start_at for call in moved.calls} == {opens}, "a list waits for the hours"

    far = await planned(world, f"{NUMBER}, {SIBERIAN} текст", NOON + timedelta(hours=1))
    with pytest.raises(OrderProblem, match="order-hours-differ"):
        await change(world, far, plan=Plan(EVENING))


async def test_a_planned_call_keeps_what_can_be_said(world: World) -> None:
    order = await planned(world)
    for saying, key in ((Saying("а" * 1025), "order-text-too-long"), (Saying(), "order-nothing-to-say")):
        with pytest.raises(OrderProblem, match=key):
            await change(world, order, saying=saying)
    assert (await world.order(order.id)).terms.saying.text == "текст"


async def test_the_service_of_a_planned_call_stays(world: World) -> None:
    order = await planned(world)
    other = world.provider
    world.providers["obzvonov"] = other
    with pytest.raises(OrderProblem, match="order-planned-service"):
        await change(world, order, provider="obzvonov")


@pytest.mark.parametrize("after", [timedelta(0), timedelta(minutes=30)])
async def test_when_it_has_gone_it_is_too_late(world: World, after: timedelta) -> None:
    order = await planned(world)
    await release(world, EVENING + after)
    with pytest.raises(OrderProblem, match="order-already-placed"):
        await change(world, order, saying=Saying("поздно"))
    assert [sent.saying.text for sent in world.provider.placed] == ["текст"]


async def test_a_change_and_the_release_at_once_agree(world: World) -> None:
    """Whichever is first: what is sent is what the order says."""
    order = await planned(world)
    world.clock.set(EVENING)
    results = await asyncio.gather(
        world.core.waiting.sweep(),
        change(world, order, saying=Saying("Новый текст")),
        world.core.waiting.sweep(),
        return_exceptions=True,
    )
    await world.core.waiting.sweep()
    await world.core.submitter.drain()
    (sent,) = world.provider.placed
    kept = (await world.order(order.id)).terms.saying
    assert sent.saying == kept
    assert isinstance(results[1], OrderProblem) is (kept.text == "текст")


async def test_only_the_author_and_managers_change_it(world: World) -> None:
    order = await planned(world)
    with pytest.raises(Forbidden):
        await change(world, order, actor=OLGA, saying=Saying("чужой"))
    assert (await change(world, order, actor=MARIA, saying=Saying("Поправлено"))).terms.saying.text == "Поправлено"


async def test_it_can_be_withdrawn_until_it_goes(world: World) -> None:
    order = await planned(world)
    assert await world.api.orders.withdraw(OLEG, Press(order.id, order.place, 77, "ru"))
    await release(world, EVENING)
    assert world.provider.placed == []
    with pytest.raises(OrderProblem, match="order-withdrawn"):
        await change(world, order, plan=Plan(NIGHT))


async def test_a_copy_drops_a_time_that_passed(world: World) -> None:
    order = await planned(world)
    early = await world.again(order)
    world.clock.set(EVENING)
    late = await world.again(order)
    assert (early.order.terms.at, late.order.terms.at) == (EVENING, None)


async def test_planned_ones_come_first_in_the_history(world: World) -> None:
    later = await planned(world, at=EVENING + timedelta(hours=1))
    sooner = await planned(world)
    done = await world.place(f"{NUMBER} текст")
    page = await world.api.history.page(OLEG, CallFilter())
    assert [view.order.id for view in page.planned] == [sooner.id, later.id]
    assert [entry.order.id for entry in page.entries] == [done.id], "what is planned is no history yet"
    assert (await world.api.history.page(OLEG, CallFilter(), Turned(done.calls[0].id))).planned == []
    assert (await world.api.history.page(OLGA, CallFilter())).planned == []
    assert await world.api.history.planned(OLGA) == []
    assert len(await world.api.history.planned(MARIA)) == 2


async def test_an_order_at_a_service_that_joins_people_keeps_its_time(world: World) -> None:
    keeper = JoiningPeople()
    world.add(keeper)
    order = await world.draft(f"{NUMBER} текст")
    await change(world, order, plan=Plan(EVENING))
    joined = await change(world, order, provider="callkeeper")
    assert (joined.terms.at, joined.terms.callback and joined.terms.callback.at) == (None, EVENING)
    back = await change(world, replace(order), provider="calldog")
    assert (back.terms.at, back.terms.callback) == (EVENING, None)


async def test_what_is_changed_while_a_time_is_stored_is_not_planned_unseen(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL lets another process change the draft between the look at it and the change of its time."""
    order = await world.draft(f"{NUMBER} текст")

    def with_an_edit(uow: UnitOfWork, deps: Deps, actor: Person, change: DraftChange) -> OrderView:
        view = change_order(uow, deps, actor, change)
        uow.orders.change_draft(view.order, changed(view.order, saying=Saying("другой текст")))
        return view

    monkeypatch.setattr("bot.services.calls.change_order", with_an_edit)
    with pytest.raises(OrderChanged):
        await world.api.calls.place(OLEG, tap(order), plan=Plan(EVENING))
    kept = await world.order(order.id)
    assert (kept.state, kept.terms.at, kept.terms.saying.text) == (OrderState.DRAFT, None, "текст")
    monkeypatch.undo()
    assert await world.api.calls.place(OLEG, tap(order), plan=Plan(EVENING))
