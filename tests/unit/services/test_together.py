"""A text that many are to hear goes in one request: paid once, and each call keeps an end of its own."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from bot.domain.calls import Call, CallState, Handle, Report
from bot.domain.errors import ProviderError, Refused, Uncertain
from bot.domain.menus import Branch, Menu
from bot.domain.orders import Order
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.domain.sayings import Record, Saying
from bot.ports import Capability, Sighting, VoiceCall
from bot.ports.abilities import Pressed, WebhookKind
from storage.repositories.calls import SqlCalls
from tests.fakes.provider import FakeProvider
from tests.support.orders import changed
from tests.support.people import OLEG
from tests.support.world import World

NUMBERS = [Phone(f"799912340{n:02}") for n in range(8)]
LIST = f"{', '.join(NUMBERS)}\nВаш заказ готов"


def read(kind: WebhookKind, body: bytes) -> list[Sighting] | list[Pressed]:
    """`{"id", "phone", "state"}` or `{"answer", "phone"}`."""
    said = json.loads(body)
    phone = Phone(said["phone"]) if "phone" in said else None
    if kind is WebhookKind.IVR:
        return [Pressed(phone, str(said["answer"]))]
    if "id" not in said:
        raise ValueError("no id")
    report = Report(state=CallState(said["state"]))
    return [Sighting(str(said["id"]), repr(report), lambda: report, phone)]


class Many(FakeProvider):
    """Takes five numbers at once."""

    many = 5
    capabilities = FakeProvider.capabilities | {Capability.WEBHOOKS}

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[tuple[VoiceCall, list[Phone]]] = []
        self.ends: dict[Phone, Handle | ProviderError | None] = {}
        """Of those that are not placed; None: the answer does not speak of it."""
        self.hears = read

    async def place_many(self, call: VoiceCall, phones: Sequence[Phone]) -> Mapping[Phone, Handle | ProviderError]:
        self.requests.append((call, list(phones)))
        if self.hold is not None:
            await self.hold.wait()
        if self.error is not None:
            raise self.error
        ends = {phone: self.ends.get(phone, Handle(f"at-{phone}")) for phone in phones}
        return {phone: end for phone, end in ends.items() if end is not None}

    def describe_many(self, call: VoiceCall, phones: Sequence[Phone]) -> str:
        return f"{call.saying.text} → {', '.join(phones)}"


class Second(Many):
    name = "obzvonov"
    title = "Программа обзвонов"


@pytest.fixture
def many(world: World) -> Many:
    provider = Many()
    world.add(provider)
    return provider


@pytest.fixture
def hears(world: World) -> Callable[..., Any]:
    async def deliver(call: Call, **said: object) -> None:
        assert await world.core.receiver.receive("calldog", call.reference, json.dumps(said).encode())
        await world.core.webhooks.settle()

    return deliver


def by_phone(order: Order) -> dict[Phone, Call]:
    return {call.phone: call for call in order.latest_calls()}


async def test_a_text_goes_to_all_in_one_request(world: World, many: Many) -> None:
    order = await world.place(f"{', '.join(NUMBERS[:3])}\nВаш заказ готов")
    [(call, phones)] = many.requests
    assert phones == NUMBERS[:3]
    assert call.saying.text == "Ваш заказ готов"
    assert {phone: call.handle for phone, call in by_phone(order).items()} == {
        phone: Handle(f"at-{phone}") for phone in NUMBERS[:3]
    }
    assert many.placed == []
    await world.hear(f"at-{NUMBERS[1]}", CallState.BUSY)
    assert [call.state for call in (await world.order(order.id)).calls].count(CallState.BUSY) == 1


async def test_one_number_goes_as_ever(world: World, many: Many) -> None:
    await world.place(f"{NUMBERS[0]} текст")
    assert (len(many.placed), many.requests) == (1, [])


async def test_more_than_one_request_takes_go_one_after_another(
    world: World, many: Many, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.turns.UNANSWERED", 5)
    many.hold = asyncio.Event()
    order = await world.draft(LIST)
    assert await world.press_call_now(order)
    await asyncio.sleep(0)
    sent = {phone: call.state for phone, call in by_phone(await world.order(order.id)).items()}
    assert [phone for phone, state in sent.items() if state is CallState.SUBMITTING] == NUMBERS[:5]
    assert [phone for phone, state in sent.items() if state is CallState.WAITING] == NUMBERS[5:]
    waiting = [call for call in (await world.order(order.id)).calls if call.is_in_line]
    assert {call.sent_with for call in waiting} == {None}, "nothing told of the others is theirs"

    many.hold.set()
    await world.core.submitter.drain()
    assert [phones for _, phones in many.requests] == [NUMBERS[:5], NUMBERS[5:]]
    placed = (await world.order(order.id)).calls
    assert {call.state for call in placed} == {CallState.PLACED}
    assert [call.sent_with for call in placed] == [None, *[placed[0].id] * 4, None, *[placed[5].id] * 2]


async def test_a_record_costs_nothing_so_each_goes_alone(world: World, many: Many) -> None:
    order = await world.draft(LIST)
    said = changed(order, saying=Saying(Record("12")))
    await world.database.transact(lambda uow: uow.orders.change_draft(order, said))
    assert await world.press_call_now(order)
    await world.core.submitter.drain()
    assert (sorted(call.phone for call in many.placed), many.requests) == (NUMBERS, [])


async def test_a_menu_that_reads_texts_goes_to_all(world: World, many: Many) -> None:
    order = await world.draft(LIST)
    menu = Menu(
        name="Опрос", provider="calldog", greeting=Saying(Record("12")), branches=(Branch("1", said="Спасибо"),)
    )
    said = changed(order, saying=Saying(Record("12")), menu=menu)
    await world.database.transact(lambda uow: uow.orders.change_draft(order, said))
    assert await world.press_call_now(order)
    await world.core.submitter.drain()
    assert [phones for _, phones in many.requests] == [NUMBERS[:5], NUMBERS[5:]]


async def test_one_refused_and_one_that_the_answer_misses(world: World, many: Many) -> None:
    many.ends = {NUMBERS[1]: Refused("provider-refused-phone", "нет такого"), NUMBERS[2]: None}
    order = await world.place(f"{', '.join(NUMBERS[:5])}\nВаш заказ готов")
    calls = by_phone(order)
    assert [calls[phone].state for phone in NUMBERS[:5]] == [
        CallState.PLACED,
        CallState.REJECTED,
        CallState.UNKNOWN,
        CallState.PLACED,
        CallState.PLACED,
    ]
    assert (calls[NUMBERS[1]].reason_words, calls[NUMBERS[2]].reason_key) == ("нет такого", Reason.NO_ID)
    assert len(many.requests) == 1
    assert many.placed == []


async def test_a_lost_answer_loses_all_and_nothing_is_sent_again(world: World, many: Many) -> None:
    many.error = Uncertain("provider-timeout")
    order = await world.place(f"{', '.join(NUMBERS[:3])}\nВаш заказ готов")
    assert {call.state for call in order.calls} == {CallState.UNKNOWN}
    world.clock.advance(60)
    await world.core.find_lost.ask_people()
    many.error = None
    lost = by_phone(await world.order(order.id))
    assert await world.api.calls.place_again(OLEG, lost[NUMBERS[1]].id)
    assert not await world.api.calls.place_again(OLEG, lost[NUMBERS[1]].id)
    await world.core.submitter.drain()
    assert len(many.requests) == 1
    assert [call.phone for call in many.placed] == [NUMBERS[1]]


async def test_a_refusal_of_all_goes_to_the_second_in_one_request(world: World, many: Many) -> None:
    second = Second()
    world.add(second)
    many.error = Refused("provider-refused-money")
    order = await world.draft(f"{', '.join(NUMBERS[:3])}\nВаш заказ готов")
    await world.database.transact(lambda uow: uow.orders.change_draft(order, changed(order, fallback="obzvonov")))
    assert await world.press_call_now(order)
    await world.core.submitter.drain()
    assert [phones for _, phones in second.requests] == [NUMBERS[:3]]
    placed = (await world.order(order.id)).latest_calls()
    assert {(call.provider, call.attempt, call.state) for call in placed} == {("obzvonov", 2, CallState.PLACED)}


async def test_lost_calls_are_told_apart_by_their_phones(world: World, many: Many, hears: Callable[..., Any]) -> None:
    many.error = Uncertain("provider-timeout")
    order = await world.place(f"{', '.join(NUMBERS[:3])}\nВаш заказ готов")
    first = order.calls[0]
    await hears(first, id="7", state="ringing")
    await hears(first, id="8", phone=NUMBERS[5], state="ringing")
    assert {call.state for call in (await world.order(order.id)).calls} == {CallState.UNKNOWN}

    await hears(first, id="7", phone=NUMBERS[2], state="ringing")
    await hears(first, id="9", phone=NUMBERS[2], state="completed")
    await hears(first, id="6", phone=NUMBERS[0], state="talking")
    await hears(first, id="7", phone=NUMBERS[2], state="busy")
    calls = by_phone(await world.order(order.id))
    assert [(calls[phone].handle, calls[phone].state) for phone in NUMBERS[:3]] == [
        (Handle("6"), CallState.TALKING),
        (None, CallState.UNKNOWN),
        (Handle("7"), CallState.BUSY),
    ]


async def test_what_is_pressed_belongs_to_its_phone(world: World, many: Many, hears: Callable[..., Any]) -> None:
    order = await world.place(f"{', '.join(NUMBERS[:3])}\nВаш заказ готов")
    await hears(order.calls[0], answer=2, phone=NUMBERS[1])
    await hears(order.calls[0], answer=3)
    await hears(order.calls[0], answer=4, phone=NUMBERS[5])
    assert [call.digit for call in (await world.order(order.id)).calls] == [None, 2, None]


async def test_another_requests_address_tells_nothing_of_these(
    world: World, many: Many, hears: Callable[..., Any]
) -> None:
    order, other = await world.place(LIST), await world.place(f"{', '.join(NUMBERS[:2])}\nДругое")
    await hears(other.calls[0], id=f"at-{NUMBERS[3]}", phone=NUMBERS[3], state="busy")
    assert CallState.BUSY not in {call.state for call in (await world.order(order.id)).calls}


async def test_a_crash_after_saving_leaves_each_unknown_and_places_none_twice(world: World, many: Many) -> None:
    many.hold = asyncio.Event()
    order = await world.draft(f"{', '.join(NUMBERS[:3])}\nВаш заказ готов")
    assert await world.press_call_now(order)
    await asyncio.sleep(0)
    saved = (await world.order(order.id)).calls
    assert {call.state for call in saved} == {CallState.SUBMITTING}, "all are saved before the request"
    assert [call.sent_with for call in saved] == [None, saved[0].id, saved[0].id]

    new = world.restarted()
    await new.stranded.at_start()
    await new.submitter.drain()
    assert {call.state for call in (await world.order(order.id)).calls} == {CallState.UNKNOWN}
    assert len(many.requests) == 1
    many.hold.set()
    await world.core.submitter.drain()


async def test_a_line_of_several_orders_mixes_no_two(world: World, many: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    many.hold = asyncio.Event()
    monkeypatch.setattr("bot.services.turns.UNANSWERED", 1)
    orders = [await world.draft(f"{', '.join(NUMBERS[:4])}\nТекст {n}") for n in range(3)]
    for order in orders:
        assert await world.press_call_now(order)
    await asyncio.sleep(0)
    many.hold.set()
    await world.core.submitter.drain()
    assert [(call.saying.text, len(phones)) for call, phones in many.requests] == [(f"Текст {n}", 4) for n in range(3)]


async def test_somebody_who_takes_a_call_out_of_the_line_takes_it_out_of_the_request(
    world: World, many: Many, monkeypatch: pytest.MonkeyPatch
) -> None:
    many.hold = asyncio.Event()
    order = await world.draft(LIST)
    assert await world.press_call_now(order)
    await asyncio.sleep(0)
    leave = SqlCalls.leave_waiting

    def left(self: SqlCalls, call_id: int, *rest: Any) -> bool:
        call = self.get(call_id)
        return call is not None and call.phone != NUMBERS[5] and leave(self, call_id, *rest)

    monkeypatch.setattr(SqlCalls, "leave_waiting", left)
    many.hold.set()
    await world.core.submitter.drain()
    assert [phones for _, phones in many.requests] == [NUMBERS[:5], NUMBERS[6:]]


async def test_what_people_are_shown_is_the_whole_request(world: World, many: Many) -> None:
    order = await world.draft(LIST)
    shown = await world.api.orders.request(OLEG, order.id)
    assert (shown.request, shown.count) == (f"Ваш заказ готов → {', '.join(NUMBERS[:5])}", 2)
