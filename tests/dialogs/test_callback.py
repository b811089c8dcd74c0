"""`/callback`: who rings first, asked for once; its options; and `/call` where the provider joins people."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest
from aiogram.methods import SendMessage
from aiogram.types import Contact, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.domain.access import Role
from bot.domain.calls import CallState
from bot.domain.errors import Uncertain
from bot.domain.orders import CallbackTerms, Order
from tests.fakes.provider import FakeProvider
from tests.fakes.services import JoiningPeople, Verifying
from tests.support.stage import GROUP, Someone, Stage

CLIENT = "/callback +7 999 123-45-67"


@pytest.fixture
def services() -> list[FakeProvider]:
    return [Verifying(), JoiningPeople()]


@pytest.fixture
def keeper(services: list[FakeProvider]) -> JoiningPeople:
    assert isinstance(services[1], JoiningPeople)
    return services[1]


async def order(stage: Stage) -> Order:
    return (await stage.orders())[-1]


async def shares(someone: Someone, owner: int | None, phone: str = "79990001122") -> None:
    contact = Contact(phone_number=phone, first_name="Олег", user_id=owner)
    await someone.stage.feed(message=someone.message(None, contact=contact))


def asked_for_contact(stage: Stage) -> list[SendMessage]:
    sent: list[SendMessage] = stage.telegram.asked(SendMessage)
    return [one for one in sent if isinstance(one.reply_markup, ReplyKeyboardMarkup)]


async def presses_card(someone: Someone, label: str) -> None:
    shown = reversed(someone.stage.telegram.in_chat(someone.id))
    await someone.presses(label, next(m for m in shown if any(label in text for text in someone.labels(m))))


async def test_the_own_phone_is_asked_for_once(stage: Stage, oleg: Someone, keeper: JoiningPeople) -> None:
    """Before the card, which comes last."""
    await oleg.says(f"{CLIENT} Клиент ждёт <заказ>")
    assert oleg.under("📞 Позвонить") is None
    (ask,) = asked_for_contact(stage)
    assert "Ваш телефон?" in (oleg.last().text or "")
    assert isinstance(ask.reply_markup, ReplyKeyboardMarkup)
    assert ask.reply_markup.keyboard[0][0].request_contact

    await shares(oleg, oleg.id)
    kept, card = stage.telegram.in_chat(oleg.id)
    assert "сохранён" in (kept.text or ""), "the question is gone"
    assert "ваш телефон +7 999 000-11-22" in (card.text or "")
    await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()
    (joined,) = keeper.joined
    assert (joined.client, joined.manager, joined.text_to_manager) == (
        "79991234567",
        "79990001122",
        "Клиент ждёт <заказ>",
    )
    assert joined.reference

    await oleg.says(CLIENT)
    assert "Сначала: ваш телефон +7 999 000-11-22" in (oleg.last().text or "")
    assert len(asked_for_contact(stage)) == 1


async def test_only_ones_own_contact_counts(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CLIENT)
    for owner in (777, None):
        await shares(oleg, owner)
        assert "чужой контакт" in (oleg.last().text or "")
    assert (await order(stage)).terms.callback == CallbackTerms()
    await oleg.says("Не сейчас")
    assert "Сначала: первый офис виджета" in (oleg.last().text or "")
    await shares(oleg, 777)
    assert (await order(stage)).phones == ("79990001122",), "a number to call, as before"
    person = await stage.app.database.transact(lambda uow: uow.people.get(oleg.id))
    assert person is not None
    assert person.phone is None


async def test_a_number_written_instead_is_the_own_phone_of_this_callback(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CLIENT)
    await oleg.says("999 000")
    assert "В номере «999 000» не хватает цифр" in (oleg.last().text or "")
    await oleg.says("8 999 000-11-22")
    told, card = stage.telegram.in_chat(oleg.id)[-2:]
    assert "Первым зазвонит +7 999 000-11-22. Номер не сохранён" in (told.text or "")
    assert isinstance(stage.telegram.asked(SendMessage)[-2].reply_markup, ReplyKeyboardRemove)
    assert "Сначала: +7 999 000-11-22, потом клиент" in (card.text or "")
    (made,) = await stage.orders()
    assert made.terms.callback == CallbackTerms(manager="79990001122")
    person = await stage.app.database.transact(lambda uow: uow.people.get(oleg.id))
    assert person is not None
    assert person.phone is None, "only a shared contact is known to be one's own"
    await oleg.says("8 999 123-45-68 Ваш заказ готов")
    assert len(await stage.orders()) == 2, "it is asked for no more"


async def test_another_call_while_the_own_phone_is_asked_for(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CLIENT)
    await oleg.says("8 999 123-45-68 Ваш заказ готов")
    callback, call = await stage.orders()
    assert (callback.terms.callback, call.phones) == (CallbackTerms(), ("79991234568",))


async def test_in_a_group_nobody_is_asked_and_numbers_are_masked(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CLIENT, GROUP)
    assert not asked_for_contact(stage)
    assert "/settings" in (stage.telegram.in_chat(GROUP)[0].text or "")
    assert "📞 Позвонить" in oleg.labels(oleg.last(GROUP)), "the card comes last"
    await oleg.says(CLIENT)
    await shares(oleg, oleg.id)
    await oleg.says(CLIENT, GROUP)
    shown = oleg.last(GROUP).text or ""
    assert "Сначала: Олег, +7 999 ***-**-22" in shown
    assert "+7 999 ***-**-67" in shown
    await oleg.sends_data(f"order:request:{(await stage.orders())[-1].id}", oleg.last(GROUP))
    assert "client=+7 999 ***-**-67 manager=+7 999 ***-**-22" in (oleg.last(GROUP).text or "")


async def test_one_client_at_a_time(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/callback 89991234567, 89991234568")
    assert "с одним клиентом" in (oleg.last().text or "")
    assert await stage.orders() == []


async def test_however_often_it_is_pressed(stage: Stage, oleg: Someone, keeper: JoiningPeople) -> None:
    await oleg.says(CLIENT)
    await oleg.says("Не сейчас")
    card = oleg.last()
    await asyncio.gather(*(oleg.presses("Позвонить", card) for _ in range(4)))
    await stage.app.core.submitter.drain()
    assert len(keeper.joined) == 1


async def test_a_lost_answer_is_asked_about_and_placed_again_once(
    stage: Stage, oleg: Someone, keeper: JoiningPeople
) -> None:
    await oleg.says(CLIENT)
    await oleg.says("Не сейчас")
    card = oleg.last()
    keeper.error = Uncertain("provider-timeout")
    await oleg.presses("Позвонить", card)
    await stage.app.core.submitter.drain()
    unknown = await stage.until(lambda: oleg.under("🔁 Позвонить снова"))
    assert "Сначала: первый офис виджета" in (unknown.text or "")
    keeper.error = None
    await asyncio.gather(*(oleg.presses("Позвонить снова", unknown) for _ in range(3)))
    await stage.app.core.submitter.drain()
    assert len(keeper.joined) == 2
    assert (await order(stage)).latest_calls()[0].state is CallState.PLACED


async def test_its_options(stage: Stage, oleg: Someone, keeper: JoiningPeople) -> None:
    await oleg.says(f"{CLIENT} Старый текст")
    await oleg.says("Не сейчас")
    await presses_card(oleg, "Параметры")
    assert oleg.labels() == [
        "📞 Позвонить",
        "📲 Сначала: первый офис",
        "✏️ Текст сотруднику",
        "ℹ️ Дополнительно",
        "🕒 Когда: сейчас",
        "📇 Сайт, почта, метки",
        "⋯ Ещё",
        "◀️ Назад",
    ]
    await oleg.presses("Сначала")
    assert oleg.labels() == ["🏢 Офис по номеру", "☎️ Другой телефон", "◀️ Назад"]
    for label in ("Офис", "Назад", "Офис"):
        await oleg.presses(label)
    await oleg.says("первый")
    assert "число" in (oleg.last().text or "")
    await oleg.says("3")
    await oleg.presses("Дополнительно")
    await oleg.says("Карточка 42")
    await oleg.presses("Текст сотруднику")
    await oleg.says("8 999 123-45-68 просил перезвонить")
    changed = await order(stage)
    assert changed.terms.callback
    assert (changed.terms.callback.office, changed.terms.callback.info_to_manager) == (3, "Карточка 42")
    assert changed.terms.saying.text == "8 999 123-45-68 просил перезвонить", "a manager is told of numbers"
    shown = oleg.last().text or ""
    assert all(part in shown for part in ("офис виджета № 3", "8 999 123-45-68 просил", "Карточка 42"))

    await oleg.presses("Сначала")
    await oleg.presses("Другой телефон")
    await oleg.says("8 495 123-45-67 доб. 123")
    assert "Сначала: +7 495 123-45-67 доб.\u00a0123, потом" in (oleg.last().text or "")
    await oleg.presses("Когда")
    await oleg.says("вчера")
    assert "Время непонятно" in (oleg.last().text or "")
    await oleg.says("18:30")
    await stage.app.core.submitter.drain()
    (joined,) = keeper.joined
    at = datetime.fromisoformat("2026-11-20T18:30:00+03:00")
    assert (joined.manager, joined.at) == ("74951234567^123", at), "a time places it"
    await stage.app.core.deliveries.settle()
    assert "пт 20 ноября, 18:30" in (oleg.last().text or "")


@pytest.mark.parametrize(
    ("command", "asked"), [("/callback", "С кем соединить?"), ("/verify", "Какой номер проверить?")]
)
async def test_without_a_number_it_is_asked_for(stage: Stage, oleg: Someone, command: str, asked: str) -> None:
    await oleg.says(command)
    assert asked in (oleg.last().text or "")
    assert oleg.labels() == ["✖️ Отмена"]
    await oleg.says("привет")
    assert "не похоже на номер" in (oleg.last().text or "")
    await oleg.says("8 999 123-45-67")
    made = await order(stage)
    assert made.phones == ("79991234567",)
    assert (made.terms.callback is not None) == (command == "/callback")
    if command == "/callback":
        await oleg.says("Не сейчас")
    assert "📞 Позвонить" in oleg.labels()[0]


async def test_a_call_at_such_a_service_is_a_callback(stage: Stage, oleg: Someone, keeper: JoiningPeople) -> None:
    await oleg.says("/settings")
    await oleg.presses("Параметры по умолчанию")
    await oleg.presses("Сервис")
    await oleg.presses("CallKeeper")
    await oleg.says("/call +7 999 123-45-67 Ваш заказ готов")
    assert "Сначала: первый офис виджета" in (oleg.last().text or "")
    await oleg.says("/call +7 999 123-45-68")
    assert "Сначала: первый офис виджета" in (oleg.last().text or ""), "it needs no words"
    await oleg.sends_data(f"order:request:{(await stage.orders())[-1].id}", oleg.last())
    assert "client=79991234568 manager=0" in (oleg.last().text or "")
    await oleg.presses("Назад")
    await presses_card(oleg, "Позвонить")
    await stage.app.core.submitter.drain()
    assert [(one.client, one.text_to_manager) for one in keeper.joined] == [("79991234568", "")]
    await oleg.says("/calls")
    assert "обратный звонок" in (oleg.last().text or "")


class TestWithoutSuchAService:
    @pytest.fixture
    def services(self) -> list[FakeProvider]:
        return [FakeProvider()]

    @pytest.mark.parametrize("command", ["/callback 89991234567", "/callback", "/verify 89991234567", "/templates"])
    async def test_it_says_why(self, stage: Stage, command: str) -> None:
        maria = await stage.person(3, Role.MANAGER)
        await maria.says(command)
        assert "ни один из подключённых сервисов" in (maria.last().text or "")
        assert await stage.orders() == []


async def test_a_client_sent_as_a_contact_becomes_a_callback(
    stage: Stage, oleg: Someone, keeper: JoiningPeople
) -> None:
    await oleg.says("/callback")
    await shares(oleg, None, "79991234567")
    (made,) = await stage.orders()
    assert (made.terms.callback is not None, made.phones) == (True, ("79991234567",))


async def test_cancel_asks_for_the_phone_no_more(stage: Stage, oleg: Someone, keeper: JoiningPeople) -> None:
    """The next contact is whom to call, and the keyboard of the question is gone."""
    await oleg.says(CLIENT)
    assert asked_for_contact(stage)
    await oleg.says("/cancel")
    (said,) = [one for one in stage.telegram.asked(SendMessage) if isinstance(one.reply_markup, ReplyKeyboardRemove)]
    assert said.text == "Отменено. Звонка не будет."
    await shares(oleg, None, "79991234568")
    withdrawn, made = await stage.orders()
    assert (withdrawn.is_withdrawn, made.phones) == (True, ("79991234568",))


@pytest.mark.parametrize(("command", "stays"), [("/calls", False), ("/call", False), ("/balance", True)])
async def test_the_question_for_the_phone_goes_with_another_command(
    stage: Stage, oleg: Someone, command: str, stays: bool
) -> None:
    """So does its keyboard. A look at something else leaves both."""
    await oleg.says(CLIENT)
    assert "Ваш телефон?" in (oleg.last().text or "")
    await oleg.says(command)
    left = [message for message in stage.telegram.in_chat(oleg.id) if "Ваш телефон?" in (message.text or "")]
    assert bool(left) is stays
    sent = stage.telegram.asked(SendMessage)
    assert any(isinstance(one.reply_markup, ReplyKeyboardRemove) for one in sent) is not stays
