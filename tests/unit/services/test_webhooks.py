"""What a provider tells by itself is kept, applied once, and changes nothing that is not its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from bot.domain.calls import Call, CallState, Handle, Report
from bot.domain.errors import Uncertain
from bot.domain.phones import Phone
from bot.domain.views import NoticeKind, OrderView
from bot.ports import Capability, Sighting, UnitOfWork
from bot.ports.abilities import Pressed, WebhookKind
from storage.tables import call_reports
from tests.support.people import ANNA, NUMBER, OLEG
from tests.support.world import World


def read_webhook(kind: WebhookKind, body: bytes) -> list[Sighting] | list[Pressed]:
    """`{"id", "state"}` or `{"answer", "phone"}`."""
    said = json.loads(body)
    if kind is WebhookKind.IVR:
        return [Pressed(Phone(said["phone"]) if "phone" in said else None, str(said["answer"]))]
    if "id" not in said:
        raise ValueError("no id")
    cost = Decimal(said["cost"]) if "cost" in said else None
    report = Report(state=CallState(said["state"]), cost=cost, recording_url=said.get("recording_url"), raw=said)
    return [Sighting(str(said["id"]), repr(report), lambda: report)]


@pytest.fixture
def hears(world: World) -> Callable[..., Any]:
    """Delivers a webhook to an attempt's own address, or to another token; True when it was taken."""
    world.provider.hears = read_webhook
    world.provider.capabilities |= {Capability.WEBHOOKS}

    async def deliver(token: str, service: str = "calldog", **said: object) -> bool:
        taken: bool = await world.core.receiver.receive(service, token, json.dumps(said).encode())
        await world.core.webhooks.settle()
        return taken

    return deliver


async def test_a_status_webhook_moves_its_call(world: World, hears: Callable[..., Any]) -> None:
    order = await world.place(f"{NUMBER} текст")
    call = order.calls[0]

    assert await hears(call.reference, id="101", state="ringing")
    assert (await world.call(order.id)).state is CallState.RINGING


async def test_repeats_and_reordering_change_nothing(world: World, hears: Callable[..., Any]) -> None:
    order = await world.place(f"{NUMBER} текст")
    for state in ("talking", "ringing", "completed", "talking", "completed"):
        assert await hears(order.calls[0].reference, id="101", state=state)
    await world.settle()

    assert (await world.call(order.id)).state is CallState.COMPLETED
    assert [notice.kind for notice, _ in world.messenger.notices if notice.place.chat_id == OLEG.id] == [
        NoticeKind.RESULT
    ]


async def test_an_address_that_was_never_given_out_is_refused(world: World, hears: Callable[..., Any]) -> None:
    order = await world.place(f"{NUMBER} текст")
    assert not await hears("made-up", id="101", state="completed")
    assert not await hears(order.calls[0].reference, service="elsewhere", id="101", state="completed")
    assert (await world.call(order.id)).state is CallState.PLACED


async def test_another_call_than_the_addresss_own_is_not_touched(world: World, hears: Callable[..., Any]) -> None:
    first, second = await world.place(f"{NUMBER} раз"), await world.place("8 999 123-45-68 два")
    assert await hears(first.calls[0].reference, id="102", state="completed")

    assert (await world.call(first.id)).state is CallState.PLACED
    assert (await world.call(second.id)).state is CallState.PLACED


async def test_a_lost_call_is_found_again_by_its_own_address(world: World, hears: Callable[..., Any]) -> None:
    world.provider.error = Uncertain("provider-cut")
    order = await world.place(f"{NUMBER} текст")
    assert order.calls[0].state is CallState.UNKNOWN

    assert await hears(order.calls[0].reference, id="555", state="talking")
    call = await world.call(order.id)
    assert (call.state, call.handle) == (CallState.TALKING, Handle("555"))
    assert len(world.provider.placed) == 1


async def kinds(world: World, chat: int = OLEG.id) -> list[NoticeKind]:
    return [notice.kind for notice in await world.notices() if notice.place.chat_id == chat]


async def test_an_answer_is_told_by_itself_when_the_call_goes_on(world: World, hears: Callable[..., Any]) -> None:
    order = await world.place(f"{NUMBER} текст")
    assert await hears(order.calls[0].reference, answer=1, phone="79991234567")
    assert (await world.call(order.id)).digit == 1
    assert await kinds(world) == [], "its end may follow at once"

    world.clock.advance(5)
    assert await kinds(world) == [NoticeKind.ANSWER]
    assert await hears(order.calls[0].reference, id="101", state="completed")
    assert await kinds(world) == [NoticeKind.ANSWER, NoticeKind.RESULT]


async def test_an_answer_is_told_with_the_end_that_follows_within_five_seconds(
    world: World, hears: Callable[..., Any]
) -> None:
    order = await world.place(f"{NUMBER} текст")
    await hears(order.calls[0].reference, answer=1, phone="79991234567")
    world.clock.advance(4)
    await hears(order.calls[0].reference, id="101", state="completed")
    world.clock.advance(60)
    assert await kinds(world) == [NoticeKind.RESULT]
    (told,) = [view for notice, view in world.messenger.notices if notice.place.chat_id == OLEG.id]
    assert isinstance(told, OrderView)
    assert told.order.calls[0].digit == 1


async def test_an_answer_that_its_end_has_told_of_is_not_told_again(world: World, hears: Callable[..., Any]) -> None:
    order = await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.COMPLETED, digit=1)
    await hears(order.calls[0].reference, answer=1, phone="79991234567")
    world.clock.advance(60)
    assert await kinds(world) == [NoticeKind.RESULT]


async def test_an_answer_of_another_phone_is_not_believed(world: World, hears: Callable[..., Any]) -> None:
    order = await world.place(f"{NUMBER} текст")
    await hears(order.calls[0].reference, answer=1, phone="79991234568")
    assert (await world.call(order.id)).digit is None


async def test_what_was_not_understood_can_be_applied_again(world: World, hears: Callable[..., Any]) -> None:
    order = await world.place(f"{NUMBER} текст")

    def too_early(kind: WebhookKind, body: bytes) -> list[Sighting]:
        raise ValueError("a shape that is not known yet")

    world.provider.hears = too_early
    assert await hears(order.calls[0].reference, id="101", state="completed")
    assert (await world.call(order.id)).state is CallState.PLACED

    world.provider.hears = read_webhook
    assert await world.api.calls.replay_reports(ANNA) == 1
    await world.core.webhooks.settle()
    assert (await world.call(order.id)).state is CallState.COMPLETED


async def test_a_service_with_one_address_names_the_call(world: World, hears: Callable[..., Any]) -> None:
    """A handle's detail is the provider's own, and another call's id that begins alike is another call's."""
    order, other = await world.place(f"{NUMBER} текст"), await world.place("8 999 123-45-68 другой")
    for placed, handle in ((order, Handle("31", "1763600000")), (other, Handle("311", "1763600000"))):
        call = replace(placed.calls[0], handle=handle)
        await world.database.transact(partial(_resolve, call, world.clock.now()))

    assert await hears(world.core.addresses.provider_token("calldog"), id="31", state="ringing")
    assert (await world.call(order.id)).state is CallState.RINGING
    assert (await world.call(other.id)).state is CallState.PLACED


def _resolve(call: Call, at: datetime, uow: UnitOfWork) -> None:
    uow.calls.resolve(call, None, at)


@pytest.mark.parametrize(("state", "cost"), [("busy", "7.74"), ("talking", "7.74"), ("completed", "9.99")])
async def test_a_contradiction_after_the_end_changes_no_price(
    world: World, hears: Callable[..., Any], state: str, cost: str
) -> None:
    """One that agrees may correct it. Told by a webhook here, by a poll first."""
    order = await world.place(f"{NUMBER} текст")
    first = {"status": "finished"}
    await world.hear("101", CallState.COMPLETED, cost=Decimal("7.74"), raw=first)
    assert await hears(order.calls[0].reference, id="101", state=state, cost="9.99", recording_url="https://r.example")
    call = await world.call(order.id)
    assert (call.state, str(call.cost), call.recording_url) == (CallState.COMPLETED, cost, "https://r.example")
    ((_, raw, _),) = await world.rows(call_reports)
    assert (raw == first) is (state != "completed"), "the raw words are those that ours came from"
