"""What people do with a call that is over: redial those it did not reach, and say whether a code matched."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.domain.calls import CallState
from bot.domain.errors import Forbidden, OrderChanged, OrderProblem
from bot.domain.orders import Order, OrderState, Place
from bot.services.draft_orders import Press, Written
from tests.fakes.services import Verifying
from tests.support.orders import tap
from tests.support.people import MARIA, NUMBER, OLEG, OLGA
from tests.support.world import World

THREE = f"{NUMBER}, 8 999 123-45-68, 8 999 123-45-69 текст"


@pytest.fixture
async def ended(world: World) -> Order:
    order = await world.place(THREE)
    for id_, state in (("101", CallState.COMPLETED), ("102", CallState.BUSY), ("103", CallState.NO_ANSWER)):
        await world.hear(id_, state)
    return await world.order(order.id)


async def test_only_those_whom_it_did_not_reach_are_redialled(world: World, ended: Order) -> None:
    draft = (await world.api.orders.redial(OLEG, tap(ended, ended.redial_mark))).order
    assert (draft.state, draft.phones) == (OrderState.DRAFT, ended.phones[1:])
    assert draft.terms == ended.terms
    assert len(world.provider.placed) == 3, "nothing is placed before somebody says so"


async def test_taps_on_it_make_one_order_whoever_taps(world: World, ended: Order) -> None:
    taps = [world.api.orders.redial(who, tap(ended, ended.redial_mark)) for who in (OLEG, MARIA, MARIA, MARIA)]
    first, *others = await asyncio.gather(*taps, return_exceptions=True)
    assert not isinstance(first, BaseException)
    made = {view.order.id for view in others if not isinstance(view, BaseException)}
    assert made == {first.order.id}
    assert await world.press_call_now(first.order, MARIA)
    again = await world.api.orders.redial(MARIA, tap(ended, ended.redial_mark))
    assert (again.order.id, again.order.state, again.is_repeated) == (first.order.id, OrderState.PLACED, True)
    every = await world.again(ended)
    assert every.order.phones == ended.phones


async def test_a_card_that_showed_others_makes_none(world: World, ended: Order) -> None:
    """Some more were not reached since, or the button is from before there were marks."""
    fewer = replace(ended, calls=ended.calls[:2])
    for shown in (fewer.redial_mark, ended.mark):
        with pytest.raises(OrderChanged):
            await world.api.orders.redial(OLEG, tap(ended, shown))
    with pytest.raises(OrderChanged):
        await world.api.orders.redial(OLEG, replace(tap(ended), shown=None))
    assert list(await world.database.transact(lambda uow: uow.orders.many(range(10)))) == [ended.id]


async def test_after_one_that_was_withdrawn_there_may_be_another(world: World, ended: Order) -> None:
    first = (await world.api.orders.redial(OLEG, tap(ended, ended.redial_mark))).order
    await world.api.orders.withdraw(OLEG, Press(first.id, first.place, None, "ru"))
    second = (await world.api.orders.redial(OLEG, tap(ended, ended.redial_mark))).order
    assert (second.id != first.id, second.state) == (True, OrderState.DRAFT)


async def test_whom_nobody_knows_of_and_whom_we_withdrew_is_not_redialled(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.EXPIRED)
    with pytest.raises(OrderProblem, match="order-all-reached"):
        await world.api.orders.redial(OLEG, tap(order, order.redial_mark))


async def test_who_placed_it_is_kept(world: World) -> None:
    order = await world.draft(f"{NUMBER} текст")
    assert await world.press_call_now(order, MARIA)
    view = await world.api.orders.read(OLEG, order.id)
    assert (view.author.id, view.presser and view.presser.id) == (OLEG.id, MARIA.id)

    own = await world.place(f"{NUMBER} другой")
    assert (await world.api.orders.read(OLEG, own.id)).presser is None


@pytest.fixture
async def verified(world: World) -> Order:
    world.providers[world.provider.name] = Verifying()
    world.core = world.restarted()
    view = await world.api.verification.draft(OLEG, Written(NUMBER, Place(OLEG.id), "verify:1"))
    assert view is not None
    await world.api.calls.place(OLEG, tap(view.order))
    await world.core.submitter.drain()
    return await world.order(view.order.id)


async def test_the_first_to_say_whether_the_code_matched_is_believed(world: World, verified: Order) -> None:
    (call,) = verified.calls
    assert (call.state, call.code, call.reason_words) == (CallState.COMPLETED, "0501", None)
    with pytest.raises(Forbidden):
        await world.api.calls.judge(OLGA, call.id, matched=True)
    assert await world.api.calls.judge(OLEG, call.id, matched=False)
    assert not await world.api.calls.judge(MARIA, call.id, matched=True)
    assert (await world.call(verified.id)).matched is False


async def test_what_is_no_verification_has_nothing_to_judge(world: World, ended: Order) -> None:
    assert not await world.api.calls.judge(OLEG, ended.calls[0].id, matched=True)
    assert (await world.order(ended.id)).calls[0].matched is None
