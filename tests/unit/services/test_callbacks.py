"""Callbacks and changes of drafts: what a provider cannot do is refused, and a planned one keeps its time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.access import Defaults
from bot.domain.calls import CallState
from bot.domain.errors import OrderProblem
from bot.domain.hours import OutsideWindow
from bot.domain.orders import CallbackTerms, Order, Place
from bot.domain.phones import Duty, Phone
from bot.domain.sayings import Record, RecordKind, Saying
from bot.services.draft_orders import Written
from tests.fakes.clock import NOON
from tests.fakes.services import HavingPhrases, JoiningPeople
from tests.support.orders import draft_change
from tests.support.people import OLEG
from tests.support.world import World


@pytest.fixture
def keeper(world: World) -> JoiningPeople:
    provider = JoiningPeople()
    world.add(provider)
    return provider


@pytest.fixture
def phrases(world: World) -> HavingPhrases:
    provider = HavingPhrases()
    world.add(provider)
    return provider


async def callback(world: World, at: datetime | None = None) -> Order:
    draft = await world.api.callbacks.draft(OLEG, Written("89991234567 текст", Place(OLEG.id), "callback"))
    assert draft is not None
    order = draft.order
    if at is not None:
        await change(world, order, callback=CallbackTerms(at=at))
    return order


async def change(world: World, order: Order, **what: Any) -> Order:
    return (await world.api.orders.change(OLEG, draft_change(order.id, **what))).order


@pytest.mark.parametrize(
    "what",
    [
        {"fallback": "calldog"},
        {"fallback": "callkeeper"},
        {"saying": Saying(Record("12"))},
        {"saying": Saying(Record("12", RecordKind.PHRASE))},
        {"saying": Saying("текст", language="en-US")},
        {"need_recording": True},
        {"caller_id": "74951234567"},
        {"caller_id": Duty.ANY},
    ],
)
async def test_what_a_service_that_joins_people_cannot_do(
    world: World, keeper: JoiningPeople, what: dict[str, Any]
) -> None:
    order = await callback(world)
    with pytest.raises(OrderProblem, match="cannot-"):
        await change(world, order, **what)
    assert await world.order(order.id) == order


async def test_what_a_service_that_reads_texts_cannot_do(
    world: World, keeper: JoiningPeople, phrases: HavingPhrases
) -> None:
    order = await world.draft("89991234567 текст")
    for what in ({"fallback": "callkeeper"}, {"callback": CallbackTerms()}):
        with pytest.raises(OrderProblem, match="cannot-"):
            await change(world, order, **what)
    with pytest.raises(OrderProblem, match="order-same-service"):
        await change(world, order, fallback="calldog")
    assert (await change(world, order, fallback="mobilgroup")).terms.fallback == "mobilgroup"
    assert (await change(world, order, fallback=None)).terms.fallback is None
    await change(world, order, saying=Saying(Record("8812")))
    with pytest.raises(OrderProblem, match="order-record-is-apart"):
        await change(world, order, fallback="mobilgroup")


async def test_a_text_has_to_fit_the_second_service_too(world: World, phrases: HavingPhrases) -> None:
    order = await world.draft("89991234567 " + "а" * 1500)
    await change(world, order, provider="mobilgroup", fallback=None)
    await change(world, order, fallback="calldog")
    with pytest.raises(OrderProblem, match="order-text-too-long"):
        await world.press_call_now(order)
    await change(world, order, fallback=None)
    assert await world.press_call_now(order)


async def test_moving_leaves_behind_what_is_the_first_services_own(
    world: World, keeper: JoiningPeople, phrases: HavingPhrases
) -> None:
    order = await world.draft("89991234567 текст")
    await change(world, order, caller_id="74951234567", need_recording=True, fallback="mobilgroup")
    moved = await change(world, order, provider="mobilgroup")
    assert (moved.terms.caller_id, moved.terms.need_recording, moved.terms.fallback, moved.terms.saying.text) == (
        None,
        False,
        None,
        "текст",
    )
    await change(world, order, saying=Saying(Record("12", RecordKind.PHRASE)))
    moved = await change(world, order, provider="calldog")
    assert moved.terms.saying == Saying()


async def test_a_callback_that_is_planned_is_told_the_service(world: World, keeper: JoiningPeople) -> None:
    at = NOON + timedelta(hours=3)
    order = await callback(world, at)
    assert await world.press_call_now(order)
    await world.core.submitter.drain()
    assert [joined.at for joined in keeper.joined] == [at]


async def test_a_time_that_passed_while_the_draft_waited(world: World, keeper: JoiningPeople) -> None:
    order = await callback(world, NOON + timedelta(minutes=5))
    world.clock.advance(600)
    with pytest.raises(OrderProblem, match="order-time-passed"):
        await world.press_call_now(order)
    assert keeper.joined == []


async def test_the_window_counts_when_it_rings(world: World, keeper: JoiningPeople) -> None:
    night = await callback(world, NOON + timedelta(hours=11))
    with pytest.raises(OutsideWindow):
        await world.press_call_now(night)
    assert await world.press_call_now(night, anyway=True)
    world.clock.set(NOON + timedelta(hours=12))
    tomorrow = await world.again(night)
    await change(world, tomorrow.order, callback=CallbackTerms(at=NOON + timedelta(hours=24)))
    assert await world.press_call_now(tomorrow.order), "it is night now, but not then"


async def test_a_planned_callback_is_not_given_up_before_its_time(world: World, keeper: JoiningPeople) -> None:
    order = await callback(world, NOON + timedelta(days=3))
    await world.press_call_now(order)
    await world.core.submitter.drain()
    world.clock.advance(2 * 86_400)
    await world.core.overdue.sweep()
    assert (await world.call(order.id)).state is CallState.PLACED
    world.clock.advance(2 * 86_400 + 60)
    await world.core.overdue.sweep()
    assert (await world.call(order.id)).state is CallState.EXPIRED


async def test_a_copy_keeps_who_rings_but_not_a_time_that_passed(world: World, keeper: JoiningPeople) -> None:
    order = await callback(world)
    await change(world, order, callback=CallbackTerms("74951234567^1", 0, "заметка", NOON + timedelta(hours=1)))
    world.clock.advance(7200)
    again = await world.again(order)
    assert again.order.terms.callback == CallbackTerms("74951234567^1", 0, "заметка")


async def test_a_default_of_a_service_that_is_gone(world: World) -> None:
    gone = replace(OLEG, defaults=Defaults(provider="callkeeper", caller_id=Phone("74951234567"), language="en-US"))
    view = await world.api.orders.draft(gone, Written("89991234567 текст", Place(OLEG.id), "message:gone"))
    assert (view.order.provider, view.order.terms.callback) == ("calldog", None)
