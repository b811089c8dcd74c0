"""What goes alone though its provider takes many at once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection

import pytest
from sqlalchemy import select

from bot.domain.calls import CallState, Handle
from bot.domain.errors import Refused
from bot.domain.orders import Order, OrderKind
from bot.domain.phones import Phone
from bot.domain.sayings import Record, Saying
from bot.ports import Capability, UnitOfWork, VoiceCall
from bot.ports.abilities import Callback
from bot.services.turns import AT_ONCE
from bot.services.voice_calls import together
from bot.services.webhooks import NOT_OURS
from storage.repositories.orders import SqlOrders
from storage.tables import calls, webhooks
from tests.fakes.provider import FakeProvider
from tests.support.orders import changed
from tests.support.world import World
from tests.unit.services.test_together import NUMBERS, Many

LIST = f"{', '.join(NUMBERS[:3])}\nВаш заказ готов"


class Joining(Many):
    """Rings a manager first: each of its calls is a talk of its own."""

    capabilities = Many.capabilities | {Capability.CALLBACK}

    async def place_callback(self, callback: Callback) -> Handle:
        return Handle(callback.client)

    def describe_callback(self, callback: Callback) -> str:
        return callback.client


class Single(FakeProvider):
    name = "obzvonov"
    title = "Программа обзвонов"


async def test_only_calls_that_read_a_text_to_many_go_together(world: World) -> None:
    order = await world.draft(LIST)
    assert together(order, Many()) == Many.many
    assert together(order, FakeProvider()) == 1
    assert together(order, Joining()) == 1
    assert together(changed(order, kind=OrderKind.VERIFICATION), Many()) == 1


async def test_the_second_provider_gets_them_in_its_own_way(world: World) -> None:
    """Each in a request of its own, where it takes no more."""
    many, second = Many(), Single()
    world.add(many)
    world.add(second)
    many.error = Refused("provider-refused-money")
    order = await world.draft(LIST)
    await world.database.transact(lambda uow: uow.orders.change_draft(order, changed(order, fallback="obzvonov")))
    assert await world.press_call_now(order)
    await world.core.submitter.drain()
    assert sorted(call.phone for call in second.placed) == sorted(NUMBERS[:3])
    placed = (await world.order(order.id)).latest_calls()
    assert [(call.provider, call.state) for call in placed] == [("obzvonov", CallState.PLACED)] * 3


async def test_what_was_refused_is_not_taken_up_by_a_late_webhook(world: World) -> None:
    many = Many()
    world.add(many)
    many.error = Refused("provider-refused-money")
    order = await world.place(LIST)
    for phone in NUMBERS[:2]:
        body = json.dumps({"id": f"7{phone}", "phone": phone, "state": "ringing"}).encode()
        assert await world.core.receiver.receive("calldog", order.calls[0].reference, body)
    await world.core.webhooks.settle()
    told = (await world.order(order.id)).calls
    assert {(call.state, call.handle) for call in told} == {(CallState.REJECTED, None)}


async def test_two_attempts_at_one_number_never_share_a_request(world: World) -> None:
    """An answer names its calls by their numbers: it could not say which of the two has which id."""
    many = Many()
    world.add(many)
    order = await world.place(f"{NUMBERS[0]} текст")
    now = world.clock.now()

    def again(uow: UnitOfWork) -> None:
        for attempt, phone in ((2, NUMBERS[0]), (2, NUMBERS[1]), (3, NUMBERS[0])):
            assert uow.calls.add(order, phone, attempt, now, in_line=True)

    await world.database.transact(again)
    world.core.waiting.wake("calldog")
    await world.core.submitter.drain()
    assert [phones for _, phones in many.requests] == [[NUMBERS[0], NUMBERS[1]]]
    assert [call.phone for call in many.placed] == [NUMBERS[0]] * 2
    assert {call.state for call in (await world.order(order.id)).calls} == {CallState.PLACED}


@pytest.mark.parametrize("known", [None, NUMBERS[0]], ids=["refused", "placed"])
async def test_a_call_that_is_not_looked_for_takes_nothing_from_a_webhook(world: World, known: Phone | None) -> None:
    many = Many()
    world.add(many)
    many.error = None if known else Refused("provider-refused-money")
    order = await world.place(LIST)
    assert {call.state for call in order.calls} == {CallState.PLACED if known else CallState.REJECTED}
    before = await world.rows(calls), len(await world.notices())
    for phone in (NUMBERS[0], NUMBERS[7]):
        body = json.dumps({"id": "7", "phone": phone, "state": "completed"}).encode()
        assert await world.core.receiver.receive("calldog", order.calls[0].reference, body)
    await world.core.webhooks.settle()
    assert (await world.rows(calls), len(await world.notices())) == before
    told = await world.database.run(lambda connection: connection.execute(select(webhooks.c.problem)).scalars().all())
    assert told == [NOT_OURS] * 2


async def in_line(world: World, *wanted: tuple[Order, int]) -> None:
    """Further attempts stand in line: of these orders, each at this one of NUMBERS."""

    def add(uow: UnitOfWork) -> None:
        for order, number in wanted:
            assert uow.calls.add(order, NUMBERS[number], 2, world.clock.now(), in_line=True)

    await world.database.transact(add)


async def test_calls_of_two_orders_never_share_a_request(world: World) -> None:
    """Those of the second would hear what the first one says."""
    many = Many()
    world.add(many)
    first, second = [await world.place(f"{NUMBERS[7]} Текст {n}") for n in (1, 2)]
    await in_line(world, (first, 0), (second, 1), (first, 2), (second, 3))
    world.core.waiting.wake("calldog")
    await world.core.submitter.drain()
    assert sorted((call.saying.text, phones) for call, phones in many.requests) == [
        ("Текст 1", [NUMBERS[0], NUMBERS[2]]),
        ("Текст 2", [NUMBERS[1], NUMBERS[3]]),
    ]


async def test_an_order_that_comes_after_all_that_were_read_goes_too(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many orders are read as may go, though more calls are: they may go together."""
    many = Many()
    world.add(many)
    first, second = [await world.place(f"{NUMBERS[7]} Текст {n}") for n in (1, 2)]
    await in_line(world, *((first, number) for number in range(AT_ONCE)), (second, 5))
    read, orders = SqlOrders.many, []

    def counted(self: SqlOrders, ids: Collection[int]) -> dict[int, Order]:
        orders.extend([set(ids)] if ids else [])
        return read(self, ids)

    monkeypatch.setattr(SqlOrders, "many", counted)
    world.core.waiting.wake("calldog")
    await world.core.submitter.drain()
    assert [phones for _, phones in many.requests] == [NUMBERS[:AT_ONCE]]
    assert [call.phone for call in many.placed[2:]] == [NUMBERS[5]]
    assert orders[:2] == [{first.id}, {second.id}]


async def test_a_list_that_goes_one_by_one_takes_a_turn_for_each(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others of its service may go together, so more of the line are looked at than there are turns."""
    monkeypatch.setattr("bot.services.turns.UNANSWERED", 2)
    world.add(many := Many())
    place, under_way, most = many.place, 0, 0

    async def counted(call: VoiceCall) -> Handle:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        under_way -= 1
        return await place(call)

    monkeypatch.setattr(many, "place", counted)
    order = await world.draft(f"{', '.join(NUMBERS)}\nВаш заказ готов")
    record = changed(order, saying=Saying(Record("2689342")))
    await world.database.transact(lambda uow: uow.orders.change_draft(order, record))
    assert await world.press_call_now(order)
    await world.core.submitter.drain()
    assert sorted(call.phone for call in many.placed) == NUMBERS
    assert most == 2
