"""Contacts: sent together they are one order, with several numbers they are a choice, from abroad they are refused."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from aiogram.types import Contact, Message

from bot.domain.orders import Order
from tests.dialogs.building import READY, branch, kept, text
from tests.fakes.provider import FakeProvider
from tests.fakes.services import JoiningPeople
from tests.support.people import MARIA
from tests.support.stage import Someone, Stage

A, B, C = "79991234567", "79991234568", "79991234569"
ABROAD = "только по номерам, которые начинаются с +7"
VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Иван\nTEL;TYPE=CELL:+79991234567\nTEL;TYPE=WORK:8 (999) 123-45-68\nEND:VCARD"
NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


def contact(
    someone: Someone, phone: str, seconds: float = 0, vcard: str | None = None, user_id: int | None = None
) -> Message:
    """A message of this moment, counted from the first."""
    shared = Contact(phone_number=phone, first_name="Иван", vcard=vcard, user_id=user_id)
    message = someone.message(None, contact=shared)
    return message.model_copy(update={"date": NOW + timedelta(seconds=seconds)})


async def shares(someone: Someone, phone: str, seconds: float = 0, vcard: str | None = None) -> None:
    await someone.stage.feed(message=contact(someone, phone, seconds, vcard))


async def only_order(stage: Stage) -> Order:
    (order,) = await stage.orders()
    return order


async def test_three_contacts_at_once_are_one_order(stage: Stage, oleg: Someone) -> None:
    burst = [contact(oleg, phone) for phone in (A, B, C)]
    await asyncio.gather(*(stage.feed(message=message) for message in burst))
    order = await only_order(stage)
    assert sorted(order.phones) == [A, B, C]
    assert order.choice is None
    assert len(stage.telegram.in_chat(oleg.id)) == 1, "there is one window"
    assert all(f"{phone[-4:-2]}-{phone[-2:]}" in (oleg.last().text or "") for phone in (A, B, C))

    await oleg.says("Ваш заказ готов")
    await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()
    assert sorted(request.phone for request in stage.provider.placed) == [A, B, C]


async def test_a_contact_sent_twice_is_called_once(stage: Stage, oleg: Someone) -> None:
    await shares(oleg, A)
    await shares(oleg, f"+{A}", 1)
    assert (await only_order(stage)).phones == (A,)


async def test_a_contact_delivered_twice_is_one_order(stage: Stage, oleg: Someone) -> None:
    message = contact(oleg, A)
    await stage.feed(message=message)
    await stage.feed(message=message)
    assert (await only_order(stage)).phones == (A,)


async def test_a_contact_of_later_is_an_order_of_its_own(stage: Stage, oleg: Someone) -> None:
    await shares(oleg, A)
    await shares(oleg, B, 60)
    assert [order.phones for order in await stage.orders()] == [(A,), (B,)]


async def test_each_contact_prolongs_the_burst(stage: Stage, oleg: Someone) -> None:
    for number, phone in enumerate((A, B, C)):
        await shares(oleg, phone, number * 4)
    assert (await only_order(stage)).phones == (A, B, C)


async def test_what_has_words_already_takes_no_more(stage: Stage, oleg: Someone) -> None:
    await shares(oleg, A)
    await oleg.says("Ваш заказ готов")
    await shares(oleg, B, 2)
    assert [order.phones for order in await stage.orders()] == [(A,), (B,)]


async def test_after_a_restart_a_burst_goes_on(stage: Stage, oleg: Someone) -> None:
    await shares(oleg, A)
    await stage.restart()
    await shares(oleg, B, 1)
    assert (await only_order(stage)).phones == (A, B)


async def test_one_of_a_burst_from_abroad_is_refused_alone(stage: Stage, oleg: Someone) -> None:
    await shares(oleg, A)
    await stage.feed(message=contact(oleg, "84912345678", user_id=700001))
    await shares(oleg, C)
    assert (await only_order(stage)).phones == (A, C)
    assert any(ABROAD in (message.text or "") for message in stage.telegram.in_chat(oleg.id))


@pytest.mark.parametrize("phone", ["9991234567", "+9991234567", f"\u202d+{A}\u202c", "89991234567"])
async def test_how_an_address_book_writes_a_number(stage: Stage, oleg: Someone, phone: str) -> None:
    await shares(oleg, phone)
    assert (await only_order(stage)).phones == (A,)


async def test_an_account_from_abroad_is_refused(stage: Stage, oleg: Someone) -> None:
    await stage.feed(message=contact(oleg, "84912345678", user_id=700001))
    assert ABROAD in (oleg.last().text or "")
    assert await stage.orders() == []


async def test_a_vcard_with_several_numbers_is_a_choice(stage: Stage, oleg: Someone) -> None:
    await shares(oleg, A, vcard=VCARD)
    await oleg.says("Ваш заказ готов")
    card = await stage.until(lambda: oleg.under("✅ +7 999 123-45-67"))
    assert not any("Позвонить" in label for label in oleg.labels(card))
    await oleg.presses("123-45-67", card)
    chosen = await stage.until(lambda: oleg.under("📞 Позвонить"))
    await oleg.presses("Позвонить", chosen)
    await stage.app.core.submitter.drain()
    assert [request.phone for request in stage.provider.placed] == [B]


async def test_a_menu_is_called_with_a_choice_too(stage: Stage) -> None:
    maria = await stage.let_in(MARIA)
    await kept(stage, READY)
    await maria.says("/ivr")
    for label in ("Подтверждение", "Позвонить…"):
        await maria.presses(label)
    await shares(maria, A, vcard=VCARD)
    order = await only_order(stage)
    assert (order.phones, order.in_doubt) == ((A, B), True)
    assert "✅ +7 999 123-45-68" in maria.labels()


async def test_a_burst_is_called_with_the_menu(stage: Stage) -> None:
    maria = await stage.let_in(MARIA)
    await kept(stage, READY)
    await maria.says("/ivr")
    for label in ("Подтверждение", "Позвонить…"):
        await maria.presses(label)
    for phone in (A, B, C):
        await shares(maria, phone)
    order = await only_order(stage)
    assert (order.phones, order.terms.menu and order.terms.menu.name) == ((A, B, C), READY.name)


@pytest.mark.parametrize(
    ("phone", "vcard", "said"),
    [("84912345678", None, ABROAD), (A, VCARD, "В контакте 2 номера, а нужен один.")],
)
async def test_whom_a_menu_cannot_pass_to(stage: Stage, phone: str, vcard: str | None, said: str) -> None:
    maria = await stage.let_in(MARIA)
    await kept(stage, READY)
    await maria.says("/ivr")
    for label in ("Подтверждение", "1", "Соединить"):
        await maria.presses(label)
    await stage.feed(message=contact(maria, phone, vcard=vcard, user_id=700001))
    assert said in text(maria)
    assert (await branch(stage)).manager is None
    await shares(maria, "+9991234567")
    assert (await branch(stage)).manager == A


class TestOwnPhone:
    """Contacts are read the same way, and only one's own counts."""

    @pytest.fixture
    def services(self) -> list[FakeProvider]:
        return [FakeProvider(), JoiningPeople()]

    async def test_from_abroad_it_is_refused(self, stage: Stage, oleg: Someone) -> None:
        await oleg.says("/callback 89991234560")
        await stage.feed(message=contact(oleg, "84912345678", user_id=oleg.id))
        assert ABROAD in (oleg.last().text or "")
        await stage.feed(message=contact(oleg, "\u202d9991234567\u202c", user_id=oleg.id))
        assert "+7 999 123-45-67" in (oleg.last().text or "")
        order = await only_order(stage)
        assert order.terms.callback is not None
        assert order.terms.callback.manager == A


class TestJoined:
    """A callback needs no text, so its card comes at once. Contacts are joined there too."""

    @pytest.fixture
    def services(self) -> list[FakeProvider]:
        return [JoiningPeople()]

    async def test_a_burst(self, stage: Stage, oleg: Someone) -> None:
        for phone in (A, B):
            await shares(oleg, phone)
        card = await stage.until(
            lambda: next((m for m in stage.telegram.in_chat(oleg.id) if "123-45-68" in (m.text or "")), None)
        )
        assert (await only_order(stage)).phones == (A, B)
        await oleg.presses("Позвонить", card)
        await shares(oleg, C)
        assert [order.phones for order in await stage.orders()] == [(A, B), (C,)]


@pytest.mark.parametrize("written", [B, "+7 999 123-45-68", f"{B}, 79991234569"])
async def test_a_number_is_no_text_for_the_one_before(stage: Stage, oleg: Someone, written: str) -> None:
    """Nobody is called to hear another client's number."""
    await oleg.says(A)
    await oleg.says(written)
    first, second = await stage.orders()
    assert (first.phones, first.terms.saying.is_empty) == ((A,), True)
    assert (second.phones[0], second.terms.saying.is_empty) == (B, True)
    await oleg.says("Ваш заказ готов")
    first, second = await stage.orders()
    assert (first.terms.saying.text, second.terms.saying.text) == (None, "Ваш заказ готов")


async def test_a_text_may_hold_a_number(stage: Stage, oleg: Someone) -> None:
    await oleg.says(A)
    await oleg.says(f"{B} позвоните по этому номеру")
    (order,) = await stage.orders()
    assert order.terms.saying.text == f"{B} позвоните по этому номеру"
