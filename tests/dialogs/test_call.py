"""`/call`: what was written is understood, shown, and placed by one tap."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from aiogram.methods import EditMessageText
from aiogram.types import Contact, User

from bot.domain.access import Person, Role
from bot.domain.calls import CallState
from bot.domain.orders import OrderState
from bot.services.directory import Profile
from tests.support.people import CALL, OLGA
from tests.support.stage import GROUP, Someone, Stage

DRAFT = ["📞 Позвонить", "🕒 Позже", "⚙️ Параметры", "✖️ Отмена"]


async def test_a_call_from_the_command_to_the_end(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    assert oleg.labels() == DRAFT
    assert "Номер: дежурный" in (oleg.last().text or ""), "the settings choose it"
    await oleg.presses("Позвонить")
    assert stage.telegram.answers() == ["Звоним…"]
    await stage.until(lambda: "звонок в очереди" in (oleg.last().text or ""))
    assert len(stage.provider.placed) == 1


async def test_in_english(stage: Stage) -> None:
    john = await stage.person(3, Role.OPERATOR, "en-GB", "John")
    await john.says(CALL)
    assert john.labels() == ["📞 Call now", "🕒 Later", "⚙️ Options", "✖️ Cancel"]
    await john.presses("Call now")
    await stage.until(lambda: "queued" in (john.last().text or ""))


async def test_three_taps_at_once_place_one_call(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    await asyncio.gather(*(oleg.presses("Позвонить") for _ in range(3)))
    await stage.app.core.submitter.drain()
    assert len(stage.provider.placed) == 1
    assert sorted(map(str, stage.telegram.answers())) == ["Звоним…"] + ["Уже звоним"] * 2


async def test_a_persons_updates_are_handled_one_after_the_other(
    stage: Stage, oleg: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """aiogram isolates nothing by itself: presses that come together would be handled together."""
    directory = stage.app.core.directory
    recognise = directory.recognise
    at_once = most = 0

    async def slowly(profile: Profile) -> Person:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        for _ in range(10):
            await asyncio.sleep(0)  # whoever may come in between does
        at_once -= 1
        return await recognise(profile)

    monkeypatch.setattr(directory, "recognise", slowly)
    await asyncio.gather(*(oleg.says("/help") for _ in range(3)))
    assert most == 1


async def test_no_filter_is_asked_in_a_thread(stage: Stage, oleg: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    """aiogram asks each that is no coroutine in one: it cost an order more than its use cases."""
    asked: list[object] = []

    async def to_thread(work: Callable[[], object]) -> object:
        asked.append(work)
        return work()

    monkeypatch.setattr(asyncio, "to_thread", to_thread)
    await oleg.says(CALL)
    await oleg.presses("Позвонить")
    assert asked == []


async def test_a_message_delivered_twice_is_one_order(stage: Stage, oleg: Someone) -> None:
    message = oleg.message(CALL)
    await stage.feed(message=message)
    await stage.feed(message=message)
    assert len(await stage.orders()) == 1


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("/call привет", "не похоже на номер"),
        ("/call +7 999 123-45-6 текст", "не хватает цифр"),
        ("/call <b>&", "«<b>&» не похоже на номер телефона."),
    ],
)
async def test_what_cannot_be_called_is_explained(stage: Stage, oleg: Someone, written: str, said: str) -> None:
    await oleg.says(written)
    assert said in (oleg.last().text or "")
    assert "/call +7 999 123-45-67 Ваш заказ готов" in (oleg.last().text or "")
    assert await stage.orders() == []


async def test_a_reply_takes_the_number_of_the_message(stage: Stage, oleg: Someone) -> None:
    asked = oleg.message("Перезвоните мне: 8 (999) 123-45-67, Иван")
    await oleg.says("/call Ваш заказ готов", reply_to_message=asked)
    (order,) = await stage.orders()
    assert (order.phones, order.terms.saying.text) == (("79991234567",), "Ваш заказ готов")


async def test_a_reply_with_a_number_of_its_own_keeps_it(stage: Stage, oleg: Someone) -> None:
    asked = oleg.message("Перезвоните мне: 8 (999) 123-45-68")
    await oleg.says(CALL, reply_to_message=asked)
    (order,) = await stage.orders()
    assert order.phones == ("79991234567",)


async def test_a_reply_to_a_contact_takes_its_number(stage: Stage, oleg: Someone) -> None:
    asked = oleg.message(None, contact=Contact(phone_number="79991234567", first_name="Иван"))
    await oleg.says("/call Ваш заказ готов", reply_to_message=asked)
    (order,) = await stage.orders()
    assert (order.phones, order.terms.saying.text) == (("79991234567",), "Ваш заказ готов")


@pytest.mark.parametrize("written", ["79991234567", "+79991234567", "+7 999 123-45-67", "89991234567"])
async def test_a_shared_contact_asks_what_to_say(stage: Stage, oleg: Someone, written: str) -> None:
    await oleg.shares(written)
    (order,) = await stage.orders()
    assert order.phones == ("79991234567",)
    assert "Что сказать абоненту?" in (oleg.last().text or "")


async def test_a_contact_from_elsewhere_is_refused_with_the_reason(stage: Stage, oleg: Someone) -> None:
    await oleg.shares("12025550100")
    assert "сервисы звонят только по номерам, которые начинаются с +7" in (oleg.last().text or "")


async def test_in_a_group_numbers_are_masked_and_others_may_not_press(stage: Stage, oleg: Someone) -> None:
    olga = await stage.let_in(OLGA)
    await oleg.says(CALL, GROUP)
    assert "+7 999 ***-**-67" in (oleg.last(GROUP).text or "")

    await olga.presses("Позвонить", oleg.last(GROUP))
    assert stage.telegram.answers()[-1] == "Это звонок другого сотрудника: Олег."
    assert stage.provider.placed == []
    await oleg.sends_data("order:request:1", oleg.last(GROUP))
    assert '{"phone": "+7 999 ***-**-67"}' in (oleg.last(GROUP).text or "")


async def test_a_manager_sees_the_request_in_the_cards_own_message(stage: Stage, maria: Someone) -> None:
    await maria.says(CALL)
    card = maria.last()
    assert maria.labels() == [*DRAFT[:3], "⋯ Ещё", DRAFT[3]]
    await maria.presses("Ещё")
    assert maria.last().text == card.text
    assert maria.labels() == ["🧾 Показать запрос", "◀️ Назад"]
    await maria.presses("Показать запрос")
    shown = maria.last()
    assert shown.message_id == card.message_id
    assert '{"phone": "79991234567"}' in (shown.text or "")
    assert maria.labels() == ["◀️ Назад"]
    await maria.presses("Назад")
    assert (maria.last().message_id, maria.last().text) == (card.message_id, card.text)
    assert stage.provider.placed == []


async def test_the_request_of_a_placed_call_is_behind_more_too(stage: Stage, maria: Someone, oleg: Someone) -> None:
    for someone, sees in ((maria, True), (oleg, False)):
        await someone.says(CALL)
        await someone.presses("Позвонить")
        await stage.app.core.submitter.drain()
        await stage.app.core.deliveries.settle()
        assert ("⋯ Ещё" in someone.labels()) is sees
    card = maria.last()
    await maria.presses("Ещё")
    await maria.presses("Показать запрос")
    assert '{"phone": "79991234567"}' in (maria.last().text or "")
    await maria.presses("Назад")
    assert (maria.last().message_id, maria.last().text) == (card.message_id, card.text)


async def test_a_request_too_long_for_one_message_comes_below_the_card(stage: Stage, maria: Someone) -> None:
    stage.provider.describe = lambda call: '"' + "слово " * 1000 + '"'  # type: ignore[method-assign]  # a longer request
    await maria.says(CALL)
    card = maria.last()
    await maria.presses("Ещё")
    await maria.presses("Показать запрос")
    below = [one for one in stage.telegram.in_chat(maria.id) if one.message_id > card.message_id]
    assert sum((one.text or "").count("слово") for one in below) == 1000
    assert maria.labels(stage.telegram.messages[maria.id, card.message_id])[0] == "📞 Позвонить"


async def test_at_night_a_double_tap_asks_once_and_breaks_nothing(stage: Stage, oleg: Someone) -> None:
    stage.clock.advance(12 * 3600)
    await oleg.says(CALL)
    card = oleg.last()
    await asyncio.gather(*(oleg.presses("Позвонить", card) for _ in range(2)))
    assert oleg.labels()[0] == "📞 Всё равно позвонить"
    assert not any("код" in (text or "") for text in stage.telegram.answers())
    assert stage.provider.placed == []

    await oleg.presses("Всё равно позвонить")
    await stage.app.core.submitter.drain()
    assert len(stage.provider.placed) == 1


async def test_a_card_that_cannot_be_edited_loses_no_call(stage: Stage, oleg: Someone) -> None:
    """The order is kept before anything is shown: a refused edit cannot take it back."""
    await oleg.says(CALL)
    stage.telegram.refusals[EditMessageText] = "Bad Request: have no rights to edit"
    await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()

    (order,) = await stage.orders()
    assert (order.state, order.calls[0].state) == (OrderState.PLACED, CallState.PLACED)
    await stage.until(lambda: stage.telegram.asked(EditMessageText))
    assert len(stage.provider.placed) == 1


async def test_call_again_is_a_new_draft_once(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    await oleg.presses("Отмена")
    await stage.until(lambda: "отменено, звонка не было" in (oleg.last().text or ""))
    await oleg.presses("Позвонить ещё")
    assert oleg.labels() == DRAFT
    assert [order.state for order in await stage.orders()] == [OrderState.WITHDRAWN, OrderState.DRAFT]


async def test_cancel_withdraws_the_last_draft(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    card = oleg.last()
    await oleg.says("/cancel")
    assert "Отменено. Звонка не будет." in (oleg.last().text or "")
    await oleg.presses("Позвонить", card)
    assert stage.provider.placed == []
    await oleg.says("/cancel")
    assert "Отменять нечего" in (oleg.last().text or "")


async def test_a_bot_or_a_channel_is_nobody(stage: Stage, oleg: Someone) -> None:
    await stage.feed(channel_post=oleg.message(CALL, GROUP).model_copy(update={"from_user": None}))
    robot = Someone(stage, User(id=99, is_bot=True, first_name="Робот"))
    await robot.says(CALL, GROUP)
    assert await stage.orders() == []
