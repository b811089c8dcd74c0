"""Menus, attempts and repeats of an order: what may be chosen, what is shown of it, and what is sent by whom."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from bot.domain.calls import CallState
from bot.domain.errors import MenuProblem, NotFound, OrderProblem, Refused
from bot.domain.menus import Branch, Menu
from bot.domain.orders import Order, Place, Terms
from bot.domain.phones import Duty, Phone
from bot.domain.records import AudioRecord, RecordStage
from bot.domain.sayings import Record, Saying
from bot.domain.views import OrderView
from bot.ports import Capability
from bot.services.change_draft import CHECKS
from bot.services.draft_orders import Written
from bot.services.voice_calls import can_replace, voice_call
from tests.fakes.clock import NOON
from tests.fakes.provider import FakeProvider
from tests.support.orders import changed, draft_change
from tests.support.people import NUMBER, OLEG
from tests.support.world import World

MENU = Menu("Подтверждение", "calldog", Saying("Ваш заказ готов"), (Branch("1", tag="согласен"),), author_id=OLEG.id)
ADDRESS = "https://bot.example/hooks/calldog/abc"


class Redialling(FakeProvider):
    name = "mobilgroup"
    title = "Mobilgroup"
    capabilities = frozenset({Capability.VOICE_CALL, Capability.ATTEMPTS, Capability.REPEATS})


class Telling(FakeProvider):
    capabilities = FakeProvider.capabilities | {Capability.WEBHOOKS}


@pytest.fixture
def second(world: World) -> Redialling:
    provider = Redialling()
    world.add(provider)
    return provider


async def change(world: World, order: Order, **what: Any) -> OrderView:
    return await world.api.orders.change(OLEG, draft_change(order.id, **what))


async def kept(world: World, menu: Menu = MENU) -> Menu:
    return await world.database.transact(lambda uow: uow.menus.add(menu, f"message:{menu.name}", NOON))


def test_every_field_is_checked_when_it_changes() -> None:
    assert CHECKS.keys() == {field.name for field in fields(Terms)}


async def test_a_menu_is_kept_as_it_was(world: World) -> None:
    menu = await kept(world)
    order = await world.draft(f"{NUMBER} текст")
    changed = (await change(world, order, menu_id=menu.id)).order
    assert changed.terms.menu is not None
    assert (changed.terms.menu.name, changed.terms.saying.text) == ("Подтверждение", "текст"), "its own words stay"

    await world.database.transact(lambda uow: uow.menus.change(replace(menu, name="Другое"), NOON))
    assert await world.press_call_now(order)
    await world.core.submitter.drain()
    (sent,) = world.provider.placed
    assert sent.menu == changed.terms.menu
    assert sent.menu.branches == MENU.branches


async def test_an_order_without_words_takes_the_greeting(world: World) -> None:
    menu = await kept(world)
    order = await world.draft(NUMBER)
    assert (await change(world, order, menu_id=menu.id)).order.terms.saying == MENU.greeting
    without = (await change(world, order, menu_id=0)).order
    assert (without.terms.menu, without.terms.saying) == (None, MENU.greeting)


async def test_a_menu_that_cannot_be_used(world: World) -> None:
    order = await world.draft(f"{NUMBER} текст")
    with pytest.raises(NotFound):
        await change(world, order, menu_id=404)
    unfinished = await kept(world, replace(MENU, name="Пустое", branches=(Branch("1"),)))
    with pytest.raises(MenuProblem, match="menu-not-ready"):
        await change(world, order, menu_id=unfinished.id)
    elsewhere = await kept(world, replace(MENU, name="Чужое", provider="obzvonov"))
    with pytest.raises(OrderProblem, match="order-menu-elsewhere"):
        await change(world, order, menu_id=elsewhere.id)
    assert (await world.order(order.id)).terms.menu is None


async def test_a_menu_without_a_greeting_needs_words(world: World) -> None:
    silent = await kept(world, replace(MENU, greeting=Saying()))
    said, unsaid = await world.draft(f"{NUMBER} текст"), await world.draft(NUMBER)
    assert (await change(world, said, menu_id=silent.id)).order.terms.menu is not None
    await change(world, unsaid, menu_id=silent.id)
    with pytest.raises(OrderProblem, match="order-nothing-to-say"):
        await world.press_call_now(unsaid)


async def test_at_another_service_the_menu_and_the_attempts_stay_behind(world: World, second: Redialling) -> None:
    menu = await kept(world)
    order = await world.draft(f"{NUMBER} текст")
    await change(world, order, menu_id=menu.id)
    moved = (await change(world, order, provider="mobilgroup")).order
    assert moved.terms.menu is None
    await change(world, order, attempts=3, interval=10, repeats=2)
    back = (await change(world, order, provider="calldog")).order
    assert (back.terms.attempts, back.terms.interval, back.terms.repeats) == (1, 5, 0)


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ({"attempts": 4}, "order-no-such-count"),
        ({"attempts": -1}, "order-no-such-count"),
        ({"interval": 61}, "order-no-such-count"),
        ({"repeats": 4}, "order-no-such-count"),
        ({"menu_id": 1}, "cannot-menus"),
    ],
)
async def test_what_a_service_does_not_do_so(world: World, second: Redialling, what: Any, key: str) -> None:
    order = await world.draft(f"{NUMBER} текст")
    await change(world, order, provider="mobilgroup")
    with pytest.raises(OrderProblem, match=key):
        await change(world, order, **what)


@pytest.mark.parametrize("what", [{"attempts": 2}, {"interval": 10}, {"repeats": 2}])
async def test_what_a_service_cannot_do(world: World, what: Any) -> None:
    order = await world.draft(f"{NUMBER} текст")
    with pytest.raises(OrderProblem, match="cannot-"):
        await change(world, order, **what)


async def test_the_second_service_does_the_same_or_nothing(world: World, second: Redialling) -> None:
    menu = await kept(world)
    order = await world.draft(f"{NUMBER} текст")
    await change(world, order, fallback="mobilgroup")
    assert (await change(world, order, menu_id=menu.id)).order.terms.fallback is None
    with pytest.raises(OrderProblem, match="order-menu-is-apart"):
        await change(world, order, fallback="mobilgroup")

    other = await world.draft(f"{NUMBER} текст")
    await change(world, other, provider="mobilgroup", fallback="calldog")
    assert (await change(world, other, attempts=2)).order.terms.fallback is None
    with pytest.raises(OrderProblem, match="cannot-attempts"):
        await change(world, other, fallback="calldog")


async def test_a_refused_call_with_a_menu_goes_nowhere_else(world: World, second: Redialling) -> None:
    """Even if a second provider stands in the order from before."""
    menu = await kept(world)
    order = await world.draft(f"{NUMBER} текст")
    await world.database.transact(
        lambda uow: uow.orders.change_draft(order, changed(order, fallback="mobilgroup", menu=menu))
    )
    world.provider.error = Refused("provider-refused-money")
    assert await world.press_call_now(order)
    await world.core.submitter.drain()
    assert (await world.call(order.id)).state is CallState.REJECTED
    assert second.placed == []


TERMS = Terms(Saying("текст"), menu=MENU, attempts=3, repeats=2)
ORDER = Order(7, OLEG.id, Place(OLEG.id), "calldog", (Phone("79991234567"),), TERMS)


def test_the_address_is_for_services_that_report() -> None:
    told, silent = (voice_call(ORDER, ORDER.phones[0], one, ADDRESS) for one in (Telling(), FakeProvider()))
    assert (told.webhook_url, told.ivr_url) == (ADDRESS, ADDRESS)
    assert (silent.webhook_url, silent.ivr_url) == (None, None)
    plain = voice_call(changed(ORDER, menu=None), ORDER.phones[0], Telling(), ADDRESS)
    assert (plain.webhook_url, plain.ivr_url) == (ADDRESS, None)


def test_a_wish_that_a_service_does_not_know_is_not_sent() -> None:
    own, other = (
        voice_call(changed(ORDER, caller_id=Duty.ANY), ORDER.phones[0], one) for one in (FakeProvider(), Redialling())
    )
    assert (own.attempts, own.repeats, own.menu, own.caller_id) == (1, 0, MENU, Duty.ANY)
    assert (other.attempts, other.interval, other.repeats, other.menu, other.caller_id) == (3, 5, 2, None, None)


@pytest.mark.parametrize(
    ("changes", "provider", "expected"),
    [
        ({"menu": None, "attempts": 1, "repeats": 0}, FakeProvider(), True),
        ({"menu": None}, Redialling(), True),
        ({"menu": None}, FakeProvider(), False),
        ({"menu": None, "attempts": 1}, FakeProvider(), False),
        ({}, Redialling(), False),
        ({"menu": None, "saying": Saying(Record("8812"))}, Redialling(), False),
    ],
)
def test_who_can_stand_in(changes: dict[str, Any], provider: FakeProvider, expected: bool) -> None:
    assert can_replace(provider, replace(TERMS, **changes)) is expected


async def test_a_copy_is_the_same_order(world: World, second: Redialling) -> None:
    menu = await kept(world)
    order = await world.draft(f"{NUMBER} текст")
    await change(world, order, menu_id=menu.id)
    again = await world.again(order)
    assert again.order.terms.menu == (await world.order(order.id)).terms.menu

    other = await world.draft(f"{NUMBER} текст")
    await change(world, other, provider="mobilgroup")
    await change(world, other, attempts=3, interval=10, repeats=2)
    copy = (await world.again(other)).order
    assert (copy.terms.attempts, copy.terms.interval, copy.terms.repeats) == (3, 10, 2)


async def test_a_purpose_stays_wherever_the_order_goes(world: World, second: Redialling) -> None:
    order = await world.draft(f"{NUMBER} текст")
    await change(world, order, purpose="Напомнить о визите")
    moved = (await change(world, order, provider="mobilgroup")).order
    assert moved.terms.purpose == "Напомнить о визите"
    assert (await world.again(moved)).order.terms.purpose == "Напомнить о визите"
    assert (await change(world, moved, purpose=None)).order.terms.purpose is None


async def test_a_purpose_has_a_hundred_characters_at_most(world: World) -> None:
    order = await world.draft(f"{NUMBER} текст")
    with pytest.raises(OrderProblem, match="order-purpose-too-long"):
        await change(world, order, purpose="а" * 101)
    assert (await world.order(order.id)).terms.purpose is None
    assert (await change(world, order, purpose="а" * 100)).order.terms.purpose == "а" * 100


async def test_an_order_knows_its_records(world: World) -> None:
    made = AudioRecord("Приветствие", "calldog", OLEG.id, Place(OLEG.id), "ru", "message:1", RecordStage.WAITING)

    records = [replace(made, source=number, provider_record_id=number) for number in ("8812", "8813", "8814")]
    await world.database.transact(lambda uow: [uow.audio_records.add(record, NOON) for record in records])
    played = Branch("1", said=Record("8813"))
    menu = await kept(world, replace(MENU, greeting=Saying(Record("8814")), branches=(played,)))
    order = await world.draft(NUMBER)
    await change(world, order, saying=Saying(Record("8812")))
    view = await change(world, order, menu_id=menu.id)
    assert set(view.records) == {"8812", "8813"}, "the greeting is not heard"
    assert set((await world.api.orders.read(OLEG, order.id)).records) == {"8812", "8813"}


async def test_the_request_shown_is_the_request_sent(world: World) -> None:
    menu = await kept(world)
    drafted = await world.api.orders.draft(OLEG, Written(f"{NUMBER} текст", Place(OLEG.id), "message:shown"))
    await change(world, drafted.order, menu_id=menu.id)
    await world.api.orders.request(OLEG, drafted.order.id)
    assert await world.press_call_now(drafted.order)
    await world.core.submitter.drain()
    assert world.provider.described == world.provider.placed
