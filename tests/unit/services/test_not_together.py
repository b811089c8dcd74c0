"""What goes alone though its provider takes many at once."""

from __future__ import annotations

import json

from bot.domain.calls import CallState, Handle
from bot.domain.errors import Refused
from bot.domain.orders import OrderKind
from bot.ports import Capability
from bot.ports.abilities import Callback
from bot.services.voice_calls import together
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
