"""A call costs money and disturbs a person: never twice, and never said to be placed when it was not."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.domain.calls import CallState, Handle
from bot.domain.errors import Forbidden, NotFound, OrderProblem, Refused, Uncertain, Unreachable
from bot.domain.hours import OutsideWindow
from bot.domain.orders import OrderState, Place
from bot.services.draft_orders import Press, Written
from tests.fakes.clock import FakeClock
from tests.support.orders import tap
from tests.support.people import MARIA, NUMBER, OLEG, OLGA
from tests.support.world import World


@pytest.fixture
def night(world: World) -> FakeClock:
    """Two o'clock at night in Moscow."""
    world.clock.set(datetime(2026, 11, 20, 23, 0, tzinfo=UTC))
    return world.clock


async def test_a_placed_call_is_followed(world: World) -> None:
    order = await world.place(f"{NUMBER} Ваш заказ готов")

    (call,) = order.calls
    assert (order.state, call.state, call.handle) == (OrderState.PLACED, CallState.PLACED, Handle("101"))
    (request,) = world.provider.placed
    assert (request.phone, request.saying.text) == ("79991234567", "Ваш заказ готов")


async def test_many_presses_at_once_send_one_request(world: World) -> None:
    order = await world.draft(f"{NUMBER} текст")

    pressed = await asyncio.gather(*(world.press_call_now(order, actor) for actor in (OLEG, MARIA, OLEG)))
    await world.core.submitter.drain()

    assert sorted(pressed) == [False, False, True]
    assert len(world.provider.placed) == 1


async def test_the_call_is_saved_before_its_request(world: World) -> None:
    world.provider.hold = asyncio.Event()
    order = await world.draft(f"{NUMBER} текст")
    await world.press_call_now(order)

    assert (await world.call(order.id)).state is CallState.SUBMITTING
    world.provider.hold.set()


@pytest.mark.parametrize(("message_id", "shown"), [(77, 0), (None, 1)])
async def test_what_has_no_card_yet_gets_one_before_the_service_answers(
    world: World, message_id: int | None, shown: int
) -> None:
    """That of a tap is there, and has nothing new to show."""
    world.provider.hold = asyncio.Event()
    order = await world.draft(f"{NUMBER} текст")
    await world.settle()
    world.messenger.cards.clear()
    assert await world.api.calls.place(OLEG, tap(order, message_id=message_id))
    await world.settle()
    assert len(world.messenger.cards) == shown
    world.provider.hold.set()


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (Refused("provider-refused-money", "Недостаточно средств"), CallState.REJECTED),
        (Unreachable("provider-unreachable"), CallState.REJECTED),
        (Uncertain("provider-timeout"), CallState.UNKNOWN),
        (RuntimeError("a bug in the adapter"), CallState.UNKNOWN),
    ],
)
async def test_how_placing_ends(world: World, error: Exception, state: CallState) -> None:
    world.provider.error = error
    order = await world.place(f"{NUMBER} текст")

    call = order.calls[0]
    assert call.state is state
    assert call.reason_key is not None
    assert call.reason_words == (getattr(error, "words", "") or None)
    await world.core.track.poll()
    assert world.provider.asked == []
    assert len(world.provider.placed) == 1


async def test_an_answer_that_never_comes_leaves_the_call_unknown(world: World) -> None:
    world.core.submitter.answer_within = 0.01
    world.provider.hold = asyncio.Event()
    order = await world.place(f"{NUMBER} текст")
    assert order.calls[0].state is CallState.UNKNOWN


async def test_placing_again_is_one_new_attempt_however_often_it_is_pressed(world: World) -> None:
    world.provider.error = Uncertain("provider-cut")
    order = await world.place(f"{NUMBER} текст")
    world.provider.error = None
    unknown, again = order.calls[0], world.api.calls.place_again

    pressed = await asyncio.gather(again(OLEG, unknown.id), again(MARIA, unknown.id), again(OLEG, unknown.id))
    await world.core.submitter.drain()

    assert sorted(pressed) == [False, False, True]
    assert len(world.provider.placed) == 2
    assert (await world.call(order.id)).attempt == 2
    assert not await world.api.calls.confirm_placed(OLEG, unknown.id), "its button stands under an old message"


async def test_what_another_process_placed_again_meanwhile_is_not_said_to_be_placed_here(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have read that nobody knows of it."""
    world.provider.error = Uncertain("provider-cut")
    order = await world.place(f"{NUMBER} текст")
    monkeypatch.setattr("bot.services.calls._is_unknown", lambda call, order: True)
    assert await world.api.calls.place_again(OLEG, order.calls[0].id)
    assert not await world.api.calls.place_again(OLEG, order.calls[0].id)
    await world.core.submitter.drain()
    assert len(world.provider.placed) == 2


async def test_a_settled_call_is_not_placed_again(world: World) -> None:
    world.provider.error = Uncertain("provider-cut")
    order = await world.place(f"{NUMBER} текст")

    await world.settle()
    world.messenger.cards.clear()
    assert await world.api.calls.confirm_placed(OLEG, order.calls[0].id)
    await world.settle()
    assert world.messenger.cards, "the card says so"
    assert not await world.api.calls.confirm_placed(OLEG, order.calls[0].id)
    assert not await world.api.calls.place_again(OLEG, order.calls[0].id)
    assert (await world.call(order.id)).state is CallState.EXPIRED
    with pytest.raises(NotFound):
        await world.api.calls.confirm_placed(OLEG, 999)


async def test_only_the_author_and_managers_press(world: World) -> None:
    order = await world.draft(f"{NUMBER} текст")

    with pytest.raises(Forbidden) as refused:
        await world.press_call_now(order, OLGA)
    assert refused.value.args_ == {"author": "Олег"}
    assert await world.press_call_now(order, MARIA)
    with pytest.raises(Forbidden):
        await world.press_call_now(order, OLGA)


async def test_a_withdrawn_order_is_never_placed(world: World) -> None:
    order = await world.draft(f"{NUMBER} текст")
    assert await world.api.orders.withdraw_last(OLEG) == order.id

    assert not await world.press_call_now(order)
    assert world.provider.placed == []


@pytest.mark.parametrize("said", ["", " " + "а" * 1025])
async def test_an_order_that_cannot_be_said_is_not_placed(world: World, said: str) -> None:
    order = await world.draft(NUMBER + said)
    with pytest.raises(OrderProblem):
        await world.press_call_now(order)
    assert world.provider.placed == []
    assert (await world.order(order.id)).state is OrderState.DRAFT


async def test_outside_the_window_a_single_call_asks_once_more(world: World, night: FakeClock) -> None:
    order = await world.draft(f"{NUMBER} текст")
    with pytest.raises(OutsideWindow):
        await world.press_call_now(order)
    assert world.provider.placed == []

    assert await world.press_call_now(order, anyway=True)
    await world.core.submitter.drain()
    assert len(world.provider.placed) == 1


async def test_a_prefix_with_several_zones_of_one_clock_has_that_clock(world: World) -> None:
    """At 20:40 in Moscow it is 22:40 in all of Kazakhstan."""
    world.clock.set(datetime(2026, 11, 20, 17, 40, tzinfo=UTC))
    order = await world.draft("+7 701 123-45-67 текст")
    with pytest.raises(OutsideWindow) as asked:
        await world.press_call_now(order)
    assert asked.value.args_ == {"time": "22:40"}
    assert world.provider.placed == []


async def test_outside_the_window_a_list_waits_for_it(world: World, night: FakeClock) -> None:
    order = await world.place(f"{NUMBER}, 8 999 123-45-68 текст")
    assert {call.state for call in order.calls} == {CallState.WAITING}

    await world.core.waiting.sweep()
    assert world.provider.placed == []

    night.advance(8 * 3600)
    await asyncio.gather(world.core.waiting.sweep(), world.core.waiting.sweep())
    await world.core.submitter.drain()
    assert len(world.provider.placed) == 2
    assert {call.state for call in (await world.order(order.id)).calls} == {CallState.PLACED}


async def test_waiting_calls_can_be_withdrawn(world: World, night: FakeClock) -> None:
    order = await world.place(f"{NUMBER}, 8 999 123-45-68 текст")
    assert await world.api.orders.withdraw(OLEG, Press(order.id, order.place, 77, "ru"))
    night.advance(24 * 3600)
    await world.core.waiting.sweep()
    assert world.provider.placed == []


async def test_one_message_is_one_order_however_often_it_is_delivered(world: World) -> None:
    written = Written(f"{NUMBER} текст", Place(OLEG.id), "message:repeated")
    first = await world.api.orders.draft(OLEG, written)
    again = await world.api.orders.draft(OLEG, written)
    assert first.order.id == again.order.id
