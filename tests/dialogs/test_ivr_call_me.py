"""«Call me first» under a menu: one tap, one call to one's own phone, which is asked for where nobody knows it."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.methods import SendMessage
from aiogram.types import Contact, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.domain.orders import OrderState
from handlers.ivr import calling
from tests.dialogs.building import READY, WITH_PHONE, kept, kept_and_open, text
from tests.dialogs.test_ivr_using import services
from tests.support.stage import GROUP, Someone, Stage

__all__ = ["services"]  # the fixture


async def called_me(stage: Stage, maria: Someone) -> None:
    """Once, with the menu."""
    (order,) = await stage.orders()
    assert (order.phones, order.state) == (("79997654321",), OrderState.PLACED)
    await stage.app.core.submitter.drain()
    assert [(call.phone, call.menu and call.menu.name) for call in stage.provider.placed] == [
        ("79997654321", "Подтверждение")
    ]


async def test_call_me_first_calls_once_however_often_it_is_tapped(stage: Stage, maria: Someone) -> None:
    """Also at night: it is one's own phone."""
    await stage.let_in(WITH_PHONE)
    await kept_and_open(maria)
    stage.clock.advance(12 * 3600)
    window = maria.last().model_copy()
    await asyncio.gather(*(maria.presses("Проверить на себе", window) for _ in range(3)))
    assert stage.telegram.answers()[-3:] == ["Звоним…", "Уже звоним", "Уже звоним"]
    await called_me(stage, maria)
    await stage.app.core.deliveries.settle()
    (card,) = stage.telegram.in_chat(maria.id)
    assert card.message_id == window.message_id, "the window is the card now"
    assert "+7 999 765-43-21 — звонок в очереди" in (card.text or "")


async def test_call_me_first_calls_once_when_the_bot_dies_in_between(
    stage: Stage, maria: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The call is placed, and the window is not over yet."""

    async def die(manager: object) -> None:
        raise RuntimeError("killed")

    await stage.let_in(WITH_PHONE)
    await kept_and_open(maria)
    window = maria.last().model_copy()
    with monkeypatch.context() as patched:
        patched.setattr(calling, "let_go", die)
        await maria.presses("Проверить на себе", window)
    await stage.app.core.submitter.drain()
    await stage.restart()
    await maria.presses("Проверить на себе", window)
    assert stage.telegram.answers()[-1] == "Уже звоним"
    (order,) = await stage.orders()
    assert (order.state, len(order.calls)) == (OrderState.PLACED, 1)
    assert window.message_id in {message.message_id for message in stage.telegram.in_chat(maria.id)}, "the card stays"


async def test_call_me_first_tapped_while_the_bot_was_away_asks(stage: Stage, maria: Someone) -> None:
    await stage.let_in(WITH_PHONE)
    await kept_and_open(maria)
    stage.app.dispatcher["fresh_until"] = stage.clock.now()
    await maria.presses("Проверить на себе")
    assert "бот был недоступен" in (stage.telegram.answers()[-1] or "")
    (order,) = await stage.orders()
    assert order.state is OrderState.DRAFT
    (card,) = stage.telegram.in_chat(maria.id)
    assert maria.labels(card)[0] == "📞 Позвонить"


async def asked_for_phone(maria: Someone) -> None:
    await kept_and_open(maria)
    await maria.presses("Проверить на себе")
    (asked,) = maria.stage.telegram.in_chat(maria.id)
    assert "На какой номер позвонить?" in (asked.text or "")


async def test_call_me_first_asks_for_my_phone_and_goes_on(stage: Stage, maria: Someone) -> None:
    await asked_for_phone(maria)
    (asked,) = stage.telegram.asked(SendMessage)[-1:]
    assert [[button.text for button in row] for row in asked.reply_markup.keyboard] == [
        ["📱 Отправить мой номер"],
        ["Не сейчас"],
    ]
    own = Contact(phone_number="79997654321", first_name="Мария", user_id=maria.id)
    await stage.feed(message=maria.message(None, contact=own))
    await called_me(stage, maria)
    await stage.app.core.deliveries.settle()
    kept, card = stage.telegram.in_chat(maria.id)
    assert "сохранён. Забыть" in (kept.text or "")
    assert "звонок в очереди" in (card.text or "")
    assert keyboard_is_away(stage)


def keyboard_is_away(stage: Stage) -> bool:
    """The last of the messages about the reply keyboard takes it away."""
    kinds = (ReplyKeyboardMarkup, ReplyKeyboardRemove)
    told = [sent.reply_markup for sent in stage.telegram.asked(SendMessage) if isinstance(sent.reply_markup, kinds)]
    return isinstance(told[-1], ReplyKeyboardRemove)


@pytest.mark.parametrize("way_out", ["/cancel", "8 999 765-43-21", "Не сейчас", "/call 89991234567 текст", "/calls"])
async def test_the_keyboard_that_shares_a_phone_goes_with_its_window(
    stage: Stage, maria: Someone, way_out: str
) -> None:
    await asked_for_phone(maria)
    assert not keyboard_is_away(stage)
    await maria.says(way_out)
    assert keyboard_is_away(stage)


async def test_a_number_is_written_in_place_of_my_phone(stage: Stage, maria: Someone) -> None:
    await asked_for_phone(maria)
    await maria.says("сам")
    assert "На какой номер позвонить?" in text(maria)
    await stage.restart()
    await maria.says("8 999 765-43-21")
    (order,) = await stage.orders()
    assert order.phones == ("79997654321",)
    assert len(stage.telegram.in_chat(maria.id)) == 1, "the card"
    await maria.says("/ivr")
    await maria.presses("Подтверждение")
    await maria.presses("Проверить на себе")
    assert "На какой номер позвонить?" in text(maria), "a number that was only written is not remembered"


async def test_my_phone_is_not_told_now(stage: Stage, maria: Someone) -> None:
    await asked_for_phone(maria)
    await stage.feed(message=maria.message(None, contact=Contact(phone_number="79990000000", first_name="Иван")))
    assert "чужой контакт" in text(maria)
    await maria.says("Не сейчас")
    assert "Проверить на себе" in " ".join(maria.labels())
    assert len(stage.telegram.in_chat(maria.id)) == 1
    assert await stage.orders() == []


async def test_a_group_is_no_place_to_share_a_phone(stage: Stage, maria: Someone) -> None:
    await kept(stage, READY)
    await maria.opens("/ivr", "Подтверждение", chat=GROUP)
    await maria.presses("Проверить на себе", maria.last(GROUP))
    assert "/settings" in (stage.telegram.answers()[-1] or "")
    assert await stage.orders() == []
