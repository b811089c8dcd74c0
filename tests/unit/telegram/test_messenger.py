"""What Telegram answers to a card or a notice, told in the words of those who must act on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import EditMessageText, SendMessage, TelegramMethod
from aiogram.types import Chat, Message

from bot.domain.access import LOCALES
from bot.domain.calls import CallState
from bot.domain.orders import Place
from bot.domain.views import Card, CardKind, Notice, NoticeKind
from bot.ports import Shown, Shut
from bot.telegram.cards import render
from bot.telegram.limits import Limits, Rate
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.sender import Sender, background
from tests.fakes.clock import NOON
from tests.unit.telegram.showing import OLEG, PHONE, TEXTS, draft, in_state, look

OWN = Place(OLEG.id)
TOPIC = Place(-100, 7)


class Wire(BaseSession):
    """`errors` are raised in turn, then all succeeds."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Any] = []
        self.errors: list[Exception] = []

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        self.asked.append(method)
        if self.errors:
            raise self.errors.pop(0)
        return Message(message_id=900, date=NOON, chat=Chat(id=1, type="private"))

    async def close(self) -> None:
        pass

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        yield b""


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def messenger(wire: Wire) -> TelegramMessenger:
    services = look().providers
    return TelegramMessenger(Bot("42:t", session=wire), TEXTS, services, ZoneInfo("Europe/Moscow"))


def card(message_id: int | None = 77, place: Place = OWN, shown: str | None = None) -> Card:
    return Card(1, CardKind.ORDER, 7, place, "ru", message_id, shown)


def notice(place: Place = OWN, kind: NoticeKind = NoticeKind.RESULT, reply_to: int | None = 77) -> Notice:
    return Notice("order:7:1:0", kind, place, "ru", {"order_id": 7, "role": "operator"}, reply_to)


def refusal(words: str) -> TelegramBadRequest:
    return TelegramBadRequest(SendMessage(chat_id=1, text="x"), f"Bad Request: {words}")


METHOD = SendMessage(chat_id=1, text="x")
OUTCOMES = [
    (TelegramForbiddenError(METHOD, "Forbidden: bot was blocked by the user"), Shown()),
    (TelegramForbiddenError(METHOD, "Forbidden: bot was kicked from the group chat"), Shown()),
    (TelegramNotFound(METHOD, "Not Found"), Shown()),
    (refusal("chat not found"), Shown()),
    (TelegramMigrateToChat(METHOD, "migrated", -1000200), Shown(moved_to=-1000200)),
    (TelegramRetryAfter(METHOD, "Too Many Requests", 7), Shown(retry=True)),
    (TelegramServerError(METHOD, "Bad Gateway"), Shown(retry=True)),
    (TelegramNetworkError(METHOD, "cut"), Shown(retry=True)),
    (refusal("can't parse entities"), Shown(retry=True)),
]


@pytest.mark.parametrize(("error", "shown"), OUTCOMES, ids=lambda value: str(value)[:40])
async def test_what_telegram_says_of_a_message(
    messenger: TelegramMessenger, wire: Wire, error: Exception, shown: Shown
) -> None:
    wire.errors = [error]
    assert await messenger.say(notice(), in_state(CallState.BUSY)) == shown
    wire.errors = [error]
    assert await messenger.show_card(card(), draft()) == shown
    wire.errors = [error]
    assert await messenger.show_card(card(None), draft()) == shown


@pytest.mark.parametrize(
    ("error", "shut"),
    [
        (refusal("TOPIC_CLOSED"), Shut.TOPIC),
        (refusal("message thread not found"), Shut.TOPIC),
        (refusal("not enough rights to send text messages to the chat"), Shut.MUTED),
        (refusal("chat not found"), Shut.GONE),
        (TelegramForbiddenError(METHOD, "Forbidden: bot was kicked from the supergroup chat"), Shut.REMOVED),
    ],
    ids=lambda value: str(value)[:60],
)
async def test_a_group_that_takes_nothing_is_shut(
    messenger: TelegramMessenger, wire: Wire, error: Exception, shut: Shut
) -> None:
    wire.errors = [error]
    assert await messenger.say(notice(TOPIC), in_state(CallState.BUSY)) == Shown(shut=shut)
    for message_id in (77, None):
        wire.errors = [error]
        assert await messenger.show_card(card(message_id, TOPIC), draft()) == Shown(shut=shut)


@pytest.mark.parametrize("shut", Shut)
@pytest.mark.parametrize("locale", LOCALES)
async def test_what_was_for_a_group_says_why_it_is_said_here(
    messenger: TelegramMessenger, wire: Wire, shut: Shut, locale: str
) -> None:
    moved = replace(notice(reply_to=None), locale=locale, payload={"order_id": 7, "shut": str(shut)})
    await messenger.say(moved, in_state(CallState.COMPLETED))
    why, _, result = wire.asked[0].text.partition("\n\n")
    assert why == TEXTS.speak(locale)(f"chat-shut-{shut}")
    assert result.startswith("✅ <code>+7\u00a0999\u00a0123-45-03</code> — ")

    await messenger.say(replace(moved, kind=NoticeKind.CARD_MOVED), None)
    assert wire.asked[1].text == f"{why}\n\n{TEXTS.speak(locale)('chat-moved-card')}"


async def test_a_card_is_edited_where_it_stands(messenger: TelegramMessenger, wire: Wire) -> None:
    shown = await messenger.show_card(card(), draft())
    (edit,) = wire.asked
    assert isinstance(edit, EditMessageText)
    assert (edit.chat_id, edit.message_id, edit.text) == (OLEG.id, 77, render(draft(), look()).html)
    assert shown == Shown(77, render(draft(), look()).digest)


async def test_a_card_that_shows_it_already_is_left_alone(messenger: TelegramMessenger, wire: Wire) -> None:
    digest = render(draft(), look()).digest
    assert await messenger.show_card(card(shown=digest), draft()) == Shown(77, digest)
    assert wire.asked == []

    wire.errors = [refusal("message is not modified: specified new message content")]
    assert await messenger.show_card(card(), draft()) == Shown(77, digest)


async def test_a_card_without_a_message_is_sent_to_its_topic(messenger: TelegramMessenger, wire: Wire) -> None:
    assert (await messenger.show_card(card(None, TOPIC), draft())).message_id == 900
    (sent,) = wire.asked
    assert isinstance(sent, SendMessage)
    assert (sent.chat_id, sent.message_thread_id) == (-100, 7)
    assert "***" in sent.text


@pytest.mark.parametrize("words", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"])
async def test_a_card_that_was_deleted_is_sent_anew(messenger: TelegramMessenger, wire: Wire, words: str) -> None:
    wire.errors = [refusal(words)]
    assert (await messenger.show_card(card(), draft())).message_id == 900
    assert [type(method) for method in wire.asked] == [EditMessageText, SendMessage]


async def test_a_result_answers_the_card(messenger: TelegramMessenger, wire: Wire) -> None:
    await messenger.say(notice(), in_state(CallState.COMPLETED))
    (sent,) = wire.asked
    assert sent.text == "✅ нажал 1 · 20\u00a0с · 1,80\u00a0₽"
    assert (sent.reply_markup, sent.disable_notification) == (None, None)
    assert sent.reply_parameters.message_id == 77
    assert sent.reply_parameters.allow_sending_without_reply is True


async def test_a_manager_is_told_whose_call_it_was(messenger: TelegramMessenger, wire: Wire) -> None:
    await messenger.say(notice(Place(99), reply_to=None), in_state(CallState.COMPLETED))
    (sent,) = wire.asked
    assert sent.text == f"✅ {look().number(PHONE)} — нажал 1 · 20\u00a0с · 1,80\u00a0₽\nСотрудник: Олег Петров"
    assert sent.reply_parameters is None
    assert sent.disable_notification is True
    ((button,),) = sent.reply_markup.inline_keyboard
    assert (button.text, button.callback_data) == ("📄 Открыть", "order:show:7")


async def test_the_author_hears_a_result_that_answers_no_card(messenger: TelegramMessenger, wire: Wire) -> None:
    await messenger.say(notice(reply_to=None), in_state(CallState.BUSY))
    (sent,) = wire.asked
    assert sent.text == f"⛔️ {look().number(PHONE)} — занято"
    assert (sent.reply_markup, sent.disable_notification) == (None, None)


async def test_a_group_sees_a_masked_number(messenger: TelegramMessenger, wire: Wire) -> None:
    await messenger.say(notice(TOPIC, reply_to=None), in_state(CallState.COMPLETED))
    assert "+7\u00a0999\u00a0***-**-03" in wire.asked[0].text
    assert "123-45-03" not in wire.asked[0].text


async def test_the_decision_on_a_request_is_told(messenger: TelegramMessenger, wire: Wire) -> None:
    await messenger.say(notice(kind=NoticeKind.ACCESS_GRANTED, reply_to=None), None)
    await messenger.say(notice(kind=NoticeKind.ACCESS_DENIED, reply_to=None), None)
    granted, denied = wire.asked
    assert "Ваша роль: оператор" in granted.text
    assert "отклонил запрос" in denied.text


async def test_a_result_of_an_order_that_is_gone_is_let_go(messenger: TelegramMessenger, wire: Wire) -> None:
    assert await messenger.say(notice(), None) == Shown()
    assert wire.asked == []


async def test_notices_and_changes_of_cards_leave_room_for_a_card_that_is_new(wire: Wire) -> None:
    wire.middleware(Sender(Limits(overall=Rate(3, 3600), chat=None, group=None)))
    messenger = TelegramMessenger(Bot("42:t", session=wire), TEXTS, look().providers, ZoneInfo("Europe/Moscow"))
    new = Card(5, CardKind.ORDER, 7, OWN, "ru")
    denied = Notice("event", NoticeKind.ACCESS_DENIED, OWN, "ru")
    for _ in range(2):
        await messenger.say(denied, None)
    unhurried = [
        asyncio.create_task(messenger.say(denied, None)),
        asyncio.create_task(messenger.show_card(replace(new, message_id=900), draft())),
    ]
    await asyncio.sleep(0)  # both stand in line
    async with asyncio.timeout(60):
        assert (await messenger.show_card(new, draft())).message_id == 900
    assert [type(method) for method in wire.asked] == [SendMessage] * 3
    for task in unhurried:
        task.cancel()
    await asyncio.gather(*unhurried, return_exceptions=True)


async def test_what_is_about_one_call_does_not_stand_behind_lists(
    messenger: TelegramMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[bool] = []

    def note(*, of_one: bool) -> AbstractContextManager[None]:
        noted.append(of_one)
        return background(of_one=of_one)

    monkeypatch.setattr("bot.telegram.messenger.background", note)
    one = in_state(CallState.BUSY)
    many = replace(one, order=replace(one.order, phones=(PHONE, PHONE)))
    for view in (one, many):
        await messenger.show_card(card(), view)
        await messenger.say(notice(), view)
        await messenger.say(replace(notice(), subscription_id=1), view)
    assert noted == [True, True, False, False, False, False], "a subscriber's is one of all there are"
