"""Whom a command means when it names nobody itself: a quote, a reply, another chat, a card, a contact."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.types import (
    Contact,
    ExternalReplyInfo,
    MessageOriginHiddenUser,
    MessageOriginUser,
    TextQuote,
    Update,
    User,
)

from bot.domain.access import Role
from bot.domain.orders import Order
from bot.ports import Capability
from bot.telegram.presses import OrderAction, OrderPress
from tests.fakes.clock import NOON
from tests.fakes.provider import FakeProvider
from tests.fakes.services import JoiningPeople, Verifying
from tests.support.stage import Someone, Stage

A, B = "79991234567", "79991234568"
TWO = "Иван 8 999 123-45-67, Пётр 8 999 123-45-68"
ANNA = User(id=502, is_bot=False, first_name="Anna")
CALL = "/call Ваш заказ готов"
KEEP, PLACE = "Оставить все", "Позвонить"


@pytest.fixture
def services() -> list[FakeProvider]:
    return [Verifying(), JoiningPeople()]


async def the_order(stage: Stage) -> Order:
    return (await stage.orders())[-1]


def quoted(text: str, position: int = 0) -> TextQuote:
    return TextQuote(text=text, position=position, is_manual=True)


def outside(sender: User = ANNA, **fields: Any) -> ExternalReplyInfo:
    return ExternalReplyInfo(origin=MessageOriginUser(date=NOON, sender_user=sender), **fields)


async def says(someone: Someone, text: str, **fields: Any) -> Order:
    """Returns the order that the message led to."""
    await someone.says(text, **fields)
    return await the_order(someone.stage)


# --- quotes


async def test_of_two_numbers_only_the_quoted_one_as_telegram_sends_it(stage: Stage) -> None:
    await stage.person(501, Role.OPERATOR, "en", "Oleg")
    chat = {"id": -1001, "type": "supergroup", "title": "Support"}
    anna = {"id": 502, "is_bot": False, "first_name": "Anna"}
    update = {
        "update_id": 3,
        "message": {
            "message_id": 13,
            "date": 1795800000,
            "chat": chat,
            "from": {"id": 501, "is_bot": False, "first_name": "Oleg"},
            "text": CALL,
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
            "reply_to_message": {"message_id": 12, "date": 1795799000, "chat": chat, "from": anna, "text": TWO},
            "quote": {"text": "8 999 123-45-68", "position": 27, "is_manual": True},
        },
    }
    await stage.app.dispatcher.feed_update(stage.app.bot, Update.model_validate(update))
    order = await the_order(stage)
    assert (order.phones, order.in_doubt, order.terms.saying.text) == ((B,), False, "Ваш заказ готов")


async def test_a_reply_from_another_chat_as_telegram_sends_it(stage: Stage) -> None:
    oleg = await stage.person(501, Role.OPERATOR, "en", "Oleg")
    update = {
        "update_id": 4,
        "message": {
            "message_id": 14,
            "date": 1795800000,
            "chat": {"id": 501, "type": "private", "first_name": "Oleg"},
            "from": {"id": 501, "is_bot": False, "first_name": "Oleg"},
            "text": CALL,
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
            "external_reply": {
                "origin": {
                    "type": "user",
                    "date": 1795799000,
                    "sender_user": {"id": 502, "is_bot": False, "first_name": "Anna"},
                }
            },
            "quote": {"text": "Пётр 8 999 123-45-68", "position": 0},
        },
    }
    await stage.app.dispatcher.feed_update(stage.app.bot, Update.model_validate(update))
    order = await the_order(stage)
    assert (order.phones, order.terms.saying.text) == ((B,), "Ваш заказ готов")
    assert oleg.labels()[0] == "📞 Позвонить"


async def test_a_quote_without_numbers_leaves_the_message(stage: Stage, oleg: Someone) -> None:
    asked = oleg.message("Иван, перезвоните: 8 999 123-45-67")
    assert (await says(oleg, CALL, reply_to_message=asked, quote=quoted("Иван"))).phones == (A,)


async def test_what_is_written_itself_comes_before_all(stage: Stage, oleg: Someone) -> None:
    asked = oleg.message(TWO)
    order = await says(oleg, "/call 89991234569 текст", reply_to_message=asked, quote=quoted("8 999 123-45-68", 27))
    assert (order.phones, order.in_doubt) == (("79991234569",), False)


async def test_a_quote_alone_asks_what_to_say(stage: Stage, oleg: Someone) -> None:
    order = await says(oleg, "/call", reply_to_message=oleg.message(TWO), quote=quoted("8 999 123-45-68", 27))
    assert order.phones == (B,)
    assert "Что сказать абоненту?" in (oleg.last().text or "")


# --- another chat


async def test_a_contact_of_another_chat(stage: Stage, oleg: Someone) -> None:
    contact = Contact(phone_number="+9991234567", first_name="Ivan")
    assert (await says(oleg, CALL, external_reply=outside(contact=contact))).phones == (A,)


async def test_a_hidden_author_is_as_good(stage: Stage, oleg: Someone) -> None:
    hidden = ExternalReplyInfo(origin=MessageOriginHiddenUser(date=NOON, sender_user_name="Anna"))
    assert (await says(oleg, CALL, external_reply=hidden, quote=quoted("8 999 123-45-67"))).phones == (A,)


async def test_without_a_quote_another_chat_tells_nothing(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL, external_reply=outside())
    assert "не похоже на номер" in (oleg.last().text or "")
    assert await stage.orders() == []


# --- replies


async def test_a_date_and_a_tax_number_are_nobody(stage: Stage, oleg: Someone) -> None:
    asked = oleg.message("Заказ 5512, доставка 30.12.2026 18:00, ИНН 7715123456, тел. 8 (999) 123-45-67")
    order = await says(oleg, CALL, reply_to_message=asked)
    assert (order.phones, order.in_doubt) == ((A,), False)


async def test_whom_to_call_is_asked_where_it_can_be_chosen(stage: Stage, oleg: Someone) -> None:
    """The window that asks for words has no buttons for it; the card that follows has."""
    await oleg.says("/call", reply_to_message=oleg.message(TWO))
    asked = oleg.last().text or ""
    assert "Что сказать абоненту?" in asked
    assert "Вычеркните" not in asked
    await oleg.says("Ваш заказ готов")
    assert "Вычеркните под карточкой лишние" in (oleg.last().text or "")
    assert f"👌 {KEEP}" in oleg.labels()


async def test_in_doubt_people_strike_out_first(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL, reply_to_message=oleg.message(TWO))
    card = oleg.last()
    assert "неясно, кому звонить" in (card.text or "")
    assert oleg.labels() == [
        "✅ +7 999 123-45-67",
        "✅ +7 999 123-45-68",
        f"👌 {KEEP}",
        "⚙️ Параметры",
        "✖️ Отмена",
    ]
    order = await the_order(stage)
    await oleg.sends_data(OrderPress(action=OrderAction.PLACE, order_id=order.id, mark=order.mark).pack(), card)
    assert stage.telegram.answers() == ["Сначала выберите под карточкой, кому звонить."]
    assert stage.provider.placed == []

    await oleg.presses("123-45-67", card)
    struck = await stage.until(lambda: oleg.under("✖️ +7 999 123-45-67"))
    assert oleg.labels(struck)[:3] == ["✖️ +7 999 123-45-67", "✅ +7 999 123-45-68", f"📞 {PLACE}"]
    assert "Новый звонок: +7 999 123-45-68" in (struck.text or "")
    await oleg.presses(PLACE, struck)
    await stage.app.core.submitter.drain()
    assert [request.phone for request in stage.provider.placed] == [B]


async def test_all_may_be_kept_in_english(stage: Stage) -> None:
    john = await stage.person(3, Role.OPERATOR, "en", "John")
    await john.says("/call Your order is ready", reply_to_message=john.message(TWO))
    assert "it is not clear whom to call" in (john.last().text or "")
    await john.presses("Keep all")
    card = await stage.until(lambda: john.under("📞 Call now (2)"))
    await john.presses("Call now", card)
    await stage.app.core.submitter.drain()
    assert [request.phone for request in stage.provider.placed] == [A, B]


async def test_the_last_number_is_not_struck_out(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL, reply_to_message=oleg.message(TWO))
    card = oleg.last().model_copy()
    await oleg.presses("123-45-67", card)
    await oleg.presses("123-45-68", card)
    assert "Последний номер вычеркнуть нельзя" in (stage.telegram.answers()[-1] or "")
    assert (await the_order(stage)).phones == (B,)


async def test_a_list_without_words_is_in_no_doubt(stage: Stage, oleg: Someone) -> None:
    asked = oleg.message("8 999 123-45-67\n8 999 123-45-68")
    order = await says(oleg, CALL, reply_to_message=asked)
    assert (order.phones, order.in_doubt) == ((A, B), False)
    assert oleg.labels()[0] == "📞 Позвонить всем (2)"


async def test_in_doubt_and_without_words_both_are_asked(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call", reply_to_message=oleg.message(TWO))
    await oleg.says("Ваш заказ готов")
    card = await stage.until(lambda: oleg.under(f"👌 {KEEP}"))
    assert not any(PLACE in label for label in oleg.labels(card))


async def test_a_caption_tells_a_number_too(stage: Stage, oleg: Someone) -> None:
    asked = oleg.message(None, caption="Визитка: 8 999 123-45-67")
    assert (await says(oleg, CALL, reply_to_message=asked)).phones == (A,)


# --- the other commands


@pytest.mark.parametrize(("command", "place"), [("/callback", "Позвонить"), ("/verify", "Позвонить для проверки")])
async def test_where_one_number_is_needed_one_is_chosen(stage: Stage, oleg: Someone, command: str, place: str) -> None:
    await oleg.says(command, reply_to_message=oleg.message(TWO))
    await oleg.says("Не сейчас")
    card = oleg.under("+7 999 123-45-68")
    assert card is not None
    assert "неясно, какой нужен" in (card.text or "")
    assert not any(place in label or KEEP in label for label in oleg.labels(card))
    await oleg.presses("123-45-67", card)
    await oleg.presses("123-45-68", card)
    chosen = await stage.until(lambda: oleg.under("✅ +7 999 123-45-68"))
    assert (await the_order(stage)).phones == (B,)
    assert any(place in label for label in oleg.labels(chosen))


@pytest.mark.parametrize("command", ["/callback", "/verify"])
async def test_they_take_quotes_contacts_and_other_chats(stage: Stage, oleg: Someone, command: str) -> None:
    contact = oleg.message(None, contact=Contact(phone_number="89991234568", first_name="Иван"))
    assert (await says(oleg, command, reply_to_message=contact)).phones == (B,)
    asked = oleg.message(TWO)
    order = await says(oleg, command, reply_to_message=asked, quote=quoted("8 999 123-45-67", 5))
    assert (order.phones, order.in_doubt) == ((A,), False)
    order = await says(oleg, command, external_reply=outside(), quote=quoted("8 999 123-45-68"))
    assert order.phones == (B,)
    assert Capability.VERIFICATION in stage.provider.capabilities


async def test_a_foreign_contact_is_refused_in_words(stage: Stage, oleg: Someone) -> None:
    vietnam = oleg.message(None, contact=Contact(phone_number="84912345678", first_name="Minh", user_id=700001))
    for command in ("/call Ваш заказ готов", "/callback", "/verify"):
        await oleg.says(command, reply_to_message=vietnam)
        assert "только по номерам, которые начинаются с +7" in (oleg.last().text or "")
    assert await stage.orders() == []


async def test_when_asked_whom_to_call_a_forwarded_message_tells_it(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call")
    origin = MessageOriginUser(date=NOON, sender_user=ANNA)
    order = await says(oleg, "Перезвоните мне, 8 999 123-45-67, Анна", forward_origin=origin)
    assert (order.phones, order.terms.saying.is_empty) == ((A,), True)
    assert "Что сказать абоненту?" in (oleg.last().text or "")


# --- extensions


@pytest.mark.parametrize(
    ("language", "said"), [("ru", "Добавочный номер (104) набрать нельзя"), ("en", "An extension (104) cannot be")]
)
async def test_an_extension_is_not_spoken_and_the_card_says_so(stage: Stage, language: str, said: str) -> None:
    someone = await stage.person(3, Role.OPERATOR, language)
    order = await says(someone, "/call 8 (495) 123-45-67 доб. 104, Ваш договор готов")
    assert (order.phones, order.terms.saying.text) == (("74951234567",), "Ваш договор готов")
    assert said in (someone.last().text or "")
