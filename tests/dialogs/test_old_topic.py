"""A button under an old message of a forum: Telegram tells its number, not its topic; the answer goes to the topic."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Chat, InaccessibleMessage, Message, Update
from aiogram_dialog.context.intent_middleware import event_context_from_callback

from bot.domain.orders import Place
from bot.domain.views import CardKind
from bot.ports import UnitOfWork
from bot.telegram.presses import CallAction, CallPress, OrderAction, OrderPress
from handlers.middlewares import stands_in, topic_of_old
from tests.support.people import CALL
from tests.support.stage import GROUP, Someone, Stage

TOPIC = 7
SHOWN = OrderPress(action=OrderAction.SHOW, order_id=1).pack()
"""It sends the card anew."""
FORUM = Chat(id=GROUP, type="supergroup", title="Forum", is_forum=True)


@pytest.fixture
async def card(oleg: Someone) -> Message:
    """In a topic."""
    await oleg.says(CALL, GROUP, message_thread_id=TOPIC, is_topic_message=True)
    return oleg.last(GROUP)


def old(card: Message, chat: Chat = FORUM) -> InaccessibleMessage:
    return InaccessibleMessage(chat=chat, message_id=card.message_id)


def data_of(card: Message, label: str) -> str:
    assert card.reply_markup is not None
    buttons = [button for row in card.reply_markup.inline_keyboard for button in row]
    return next(str(button.callback_data) for button in buttons if label in button.text)


def sent(stage: Stage) -> list[Any]:
    return stage.telegram.asked(SendMessage)


async def called(stage: Stage, oleg: Someone, card: Message) -> None:
    """Places the order by the button of its old card."""
    await oleg.sends_data(data_of(card, "Позвонить"), old(card))
    await stage.until(lambda: stage.provider.placed)


async def test_a_draft_answers_in_its_topic(stage: Stage, oleg: Someone, card: Message) -> None:
    before = len(sent(stage))
    await oleg.sends_data(SHOWN, old(card))
    assert [method.message_thread_id for method in sent(stage)[before:]] == [TOPIC]


async def test_a_dialog_that_began_there_goes_on_there(stage: Stage, oleg: Someone, card: Message) -> None:
    await oleg.sends_data(data_of(card, "Параметры"), old(card))
    window = oleg.last(GROUP).model_copy(update={"message_thread_id": TOPIC, "is_topic_message": True})
    assert window.message_id == card.message_id, "the options are in the card's own message, though it is old"
    await oleg.presses("Запись", window)
    assert [order.terms.need_recording for order in await stage.orders()] == [True]


async def test_call_again_answers_in_its_topic(stage: Stage, oleg: Someone, card: Message) -> None:
    await called(stage, oleg, card)
    cards = await stage.app.database.transact(lambda uow: uow.cards.of(CardKind.ORDER, 1))
    assert [one.place for one in cards] == [Place(GROUP, TOPIC)], "the press has made no second card"

    await oleg.sends_data(OrderPress(action=OrderAction.AGAIN, order_id=1).pack(), old(card))
    assert sent(stage)[-1].message_thread_id == TOPIC
    assert (await stage.orders())[-1].place == Place(GROUP, TOPIC)


async def test_a_card_that_is_followed_in_another_topic_answers_there(
    stage: Stage, oleg: Someone, card: Message
) -> None:
    def follow_elsewhere(uow: UnitOfWork) -> None:
        for known in uow.cards.of(CardKind.ORDER, 1):
            uow.cards.forget(known.id)
        uow.cards.upsert(CardKind.ORDER, 1, Place(GROUP, 8), "ru", card.message_id, later=True)

    await stage.app.database.transact(follow_elsewhere)
    await oleg.sends_data(SHOWN, old(card))
    assert sent(stage)[-1].message_thread_id == 8


async def test_a_button_of_a_call_knows_its_topic_too(stage: Stage, oleg: Someone, card: Message) -> None:
    """«Tag» opens a dialog: aiogram-dialog must read the topic from the update."""
    await called(stage, oleg, card)
    data = CallPress(action=CallAction.TAG, call_id=1).pack()
    query = CallbackQuery(id="1", from_user=oleg.user, chat_instance="1", message=old(card), data=data)
    update = Update(update_id=1, callback_query=query)
    topic = await topic_of_old(update, stage.app.core.chats)
    assert topic == TOPIC
    mended = stands_in(update, TOPIC).callback_query
    assert mended is not None
    assert event_context_from_callback(mended).thread_id == TOPIC
    assert mended.data == data


@pytest.mark.parametrize("chat", [FORUM, Chat(id=GROUP, type="supergroup", title="Not a forum")])
async def test_what_stands_in_general_answers_there(stage: Stage, oleg: Someone, chat: Chat) -> None:
    await oleg.says(CALL, GROUP)
    card = oleg.last(GROUP)
    await oleg.sends_data(SHOWN, old(card, chat))
    assert sent(stage)[-1].message_thread_id is None


async def test_a_group_that_gave_up_its_topics_is_answered_plainly(stage: Stage, oleg: Someone, card: Message) -> None:
    plain = Chat(id=GROUP, type="supergroup", title="Forum")
    await oleg.sends_data(SHOWN, old(card, plain))
    assert sent(stage)[-1].message_thread_id is None


async def test_an_order_of_another_chat_says_nothing_of_this_one(stage: Stage, oleg: Someone, card: Message) -> None:
    elsewhere = FORUM.model_copy(update={"id": -100501})
    await oleg.sends_data(SHOWN, old(card, elsewhere))
    assert (sent(stage)[-1].chat_id, sent(stage)[-1].message_thread_id) == (-100501, None)


@pytest.mark.parametrize("data", ["order:show:77", "call:tag:77", "order:show:x", "calls:0", "nonsense"])
async def test_what_knows_no_topic_is_answered_as_ever(stage: Stage, oleg: Someone, card: Message, data: str) -> None:
    await oleg.sends_data(data, old(card))
    assert len(stage.telegram.answers()) == 1
