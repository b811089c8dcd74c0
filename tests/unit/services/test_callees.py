"""Of numbers that were found, none is called before somebody has said which are meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.access import Person
from bot.domain.callees import Found
from bot.domain.calls import CallState
from bot.domain.errors import BadPhone, Forbidden, NotFound, OrderProblem
from bot.domain.orders import Order, OrderState, Place
from bot.domain.phones import Phone
from bot.services.draft_orders import Press, Written
from tests.support.people import MARIA, OLEG, OLGA
from tests.support.world import World

A, B, C = Phone("79991234567"), Phone("79991234568"), Phone("79991234569")
DOUBT = Found((A, B, C), in_doubt=True)


async def drafted(world: World, found: Found = DOUBT, text: str = "Ваш заказ готов", source: str = "m") -> Order:
    return (await world.api.orders.draft(OLEG, Written(text, Place(OLEG.id), source, found))).order


async def pick(world: World, order: Order, index: int | None, *, on: bool = True, actor: Person = OLEG) -> Order:
    await world.api.orders.pick(actor, Press(order.id, order.place, 77, "ru"), index, on=on)
    return await world.order(order.id)


@pytest.mark.parametrize("anyway", [False, True])
async def test_what_is_in_doubt_is_not_placed(world: World, anyway: bool) -> None:
    order = await drafted(world)
    with pytest.raises(OrderProblem, match="order-choose-numbers"):
        await world.press_call_now(order, anyway=anyway)
    assert ((await world.order(order.id)).state, world.provider.placed) == (OrderState.DRAFT, [])


async def test_a_struck_out_number_is_not_called(world: World) -> None:
    order = await drafted(world)
    await pick(world, order, 0, on=False)
    order = await pick(world, order, 2, on=False)
    await world.press_call_now(order)
    await world.core.submitter.drain()
    assert [request.phone for request in world.provider.placed] == [B]


async def test_a_second_tap_brings_no_number_back(world: World) -> None:
    order = await drafted(world)
    for _ in range(2):
        order = await pick(world, order, 0, on=False)
    assert order.phones == (B, C)


async def test_all_may_stay(world: World) -> None:
    order = await pick(world, await drafted(world), None)
    assert await world.press_call_now(order)
    await world.core.submitter.drain()
    assert [request.phone for request in world.provider.placed] == [A, B, C]


async def test_one_number_stays_at_least(world: World) -> None:
    order = await drafted(world, Found((A, B), in_doubt=True))
    await pick(world, order, 0, on=False)
    with pytest.raises(OrderProblem, match="order-last-number"):
        await pick(world, order, 1, on=False)
    assert (await world.order(order.id)).phones == (B,)


async def test_nothing_is_chosen_once_it_is_placed(world: World) -> None:
    order = await pick(world, await drafted(world), 0, on=False)
    await world.press_call_now(order)
    with pytest.raises(OrderProblem, match="order-already-placed"):
        await pick(world, order, 1, on=False)


async def test_only_who_may_press_chooses(world: World) -> None:
    order = await drafted(world)
    with pytest.raises(Forbidden):
        await pick(world, order, 0, on=False, actor=OLGA)
    assert (await pick(world, order, 0, on=False, actor=MARIA)).phones == (B, C)


@pytest.mark.parametrize("index", [-1, 3, 100])
async def test_a_button_of_nowhere_changes_nothing(world: World, index: int) -> None:
    order = await drafted(world)
    with pytest.raises(NotFound):
        await pick(world, order, index)
    with pytest.raises(NotFound):
        await pick(world, await world.draft(f"{A} текст"), 0)
    assert (await world.order(order.id)).in_doubt


async def test_numbers_of_ones_own_are_in_no_doubt(world: World) -> None:
    order = await world.draft(f"{A}, {B} Иван и Пётр")
    assert order.choice is None
    assert await world.press_call_now(order)


async def test_a_copy_of_a_doubtful_draft_is_as_doubtful(world: World) -> None:
    order = await drafted(world)
    copy = (await world.again(order)).order
    with pytest.raises(OrderProblem, match="order-choose-numbers"):
        await world.press_call_now(copy)
    chosen = await pick(world, order, 0, on=False)
    world.clock.advance(120)
    again = (await world.again(chosen)).order
    assert (again.phones, again.choice) == ((B, C), None)


@pytest.mark.parametrize(
    "text", ["12 заказов готовы", "Звоните нам: 8 999 123-45-60", "Ваш код 1234", "Иван 8 999 123-45-60"]
)
async def test_what_follows_the_command_stays_the_text(world: World, text: str) -> None:
    order = await drafted(world, Found((A,)), text)
    assert (order.phones, order.terms.saying.text) == ((A,), text)


async def test_a_broken_number_before_the_text_is_refused_there_too(world: World) -> None:
    with pytest.raises(BadPhone, match="phone-too-short"):
        await drafted(world, Found((A,)), "8 999 123-45-6")


async def test_a_card_tells_its_callees(world: World) -> None:
    order = await world.place(f"{A}, {B} текст")
    read = world.api.orders.callees_of
    assert await read(OLEG, OLEG.id, 77) == Found((A, B))
    assert await read(OLEG, OLEG.id, 78) is None
    assert await read(OLEG, OLGA.id, 77) is None
    with pytest.raises(Forbidden):
        await read(OLGA, OLEG.id, 77)
    assert order.calls[0].state is CallState.PLACED


async def test_contacts_join_until_there_is_something_to_say(world: World) -> None:
    join = world.api.orders.join
    order = await drafted(world, Found((A,)), "")
    view = await join(OLEG, order.id, order.place, Found((B,)))
    assert view is not None
    assert (view.order.phones, view.order.choice) == ((A, B), None)
    view = await join(OLEG, order.id, order.place, Found((B, C), in_doubt=True))
    assert view is not None
    assert (view.order.phones, view.order.in_doubt) == ((A, B, C), True)
    for actor, place in ((OLGA, order.place), (MARIA, order.place), (OLEG, Place(-100))):
        assert await join(actor, order.id, place, Found((A,))) is None
    told = await drafted(world, Found((A,)), "Ваш заказ готов", "told")
    assert await join(OLEG, told.id, told.place, Found((B,))) is None
    await world.press_call_now(told)
    assert await join(OLEG, told.id, told.place, Found((B,))) is None
    assert await join(OLEG, 999, told.place, Found((B,))) is None


async def test_more_than_an_order_holds_do_not_join(world: World) -> None:
    many = tuple(Phone(f"799912345{number}") for number in range(10, 30))
    order = await drafted(world, Found(many), "")
    with pytest.raises(OrderProblem, match="order-too-many"):
        await world.api.orders.join(OLEG, order.id, order.place, Found((A,)))
    assert (await world.order(order.id)).phones == many


async def test_where_one_is_needed_all_cannot_stay(world: World) -> None:
    order = await drafted(world)
    one = replace(order.choice, one=True) if order.choice else None
    await world.database.transact(lambda uow: uow.orders.change_draft(order, replace(order, choice=one)))
    with pytest.raises(OrderProblem, match="order-choose-numbers"):
        await pick(world, order, None)
    assert (await pick(world, order, 1)).phones == (B,)


async def test_an_extension_is_kept_for_the_card(world: World) -> None:
    order = await world.draft(f"{A} доб. 104, Ваш договор готов")
    assert order.extensions == ("104",)
    assert (await world.order(order.id)).extensions == ("104",)
