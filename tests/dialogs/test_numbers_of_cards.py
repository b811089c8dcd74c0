"""Of the bot's own messages only an order's card gives numbers: whom it calls."""

from __future__ import annotations

import pytest
from aiogram.types import Chat, Message, MessageOriginUser, User

from tests.dialogs.test_numbers import CALL, PLACE, A, B, outside, quoted, says, services, the_order
from tests.fakes.clock import NOON
from tests.fakes.telegram import ME
from tests.support.people import OLGA
from tests.support.stage import GROUP, Someone, Stage

__all__ = ["services"]  # the fixture


async def placed(stage: Stage, someone: Someone, chat: int | None = None) -> Message:
    """Returns the card of an order that was placed."""
    await someone.says("/call 8 999 123-45-67, 8 999 123-45-68 Ждём вас", chat)
    card = someone.last(chat)
    await someone.presses(PLACE, card)
    await stage.app.core.submitter.drain()
    return stage.telegram.messages[chat or someone.id, card.message_id]


async def test_a_card_gives_its_callees(stage: Stage, oleg: Someone) -> None:
    order = await says(oleg, CALL, reply_to_message=await placed(stage, oleg))
    assert (order.phones, order.in_doubt, order.terms.saying.text) == ((A, B), False, "Ваш заказ готов")


async def test_of_a_card_only_the_quoted_callee(stage: Stage, oleg: Someone) -> None:
    card = await placed(stage, oleg)
    order = await says(oleg, CALL, reply_to_message=card, quote=quoted("+7 999 123-45-68"))
    assert order.phones == (B,)


async def test_a_cards_caller_id_is_nobody_to_call(stage: Stage, oleg: Someone) -> None:
    card = (await placed(stage, oleg)).model_copy(update={"text": "с номера +7 495 123-45-67"})
    order = await says(oleg, CALL, reply_to_message=card, quote=quoted("с номера +7 495 123-45-67"))
    assert order.phones == (A, B)


async def test_a_masked_card_of_a_group_gives_them_too(stage: Stage, oleg: Someone) -> None:
    card = await placed(stage, oleg, GROUP)
    await oleg.says(CALL, GROUP, reply_to_message=card)
    assert (await the_order(stage)).phones == (A, B)


async def test_the_card_of_somebody_else_gives_none(stage: Stage, oleg: Someone) -> None:
    olga = await stage.let_in(OLGA)
    card = await placed(stage, oleg, GROUP)
    await olga.says(CALL, GROUP, reply_to_message=card)
    assert "звонок другого сотрудника: Олег" in (olga.last(GROUP).text or "")
    assert len(await stage.orders()) == 1


@pytest.mark.parametrize("command", ["/call Ваш заказ готов", "/callback", "/verify"])
async def test_what_else_the_bot_says_gives_none(stage: Stage, oleg: Someone, command: str) -> None:
    """Its example, its result, whatever it is quoted for; neither does it when it is forwarded."""
    await oleg.says("/call привет")
    example = oleg.last()
    assert "+7 999 123-45-67" in (example.text or "")
    forwarded = oleg.message(example.text, forward_origin=MessageOriginUser(date=NOON, sender_user=ME))
    for replied in (example, forwarded):
        for quote in (None, quoted("/call +7 999 123-45-67 Ваш заказ готов")):
            await oleg.says(command, reply_to_message=replied, quote=quote)
    await oleg.says(command, external_reply=outside(ME), quote=quoted("+7 999 123-45-67"))
    await stage.feed(message=forwarded)
    assert await stage.orders() == []


async def test_a_card_that_is_replied_to_from_another_chat(stage: Stage, oleg: Someone) -> None:
    card = await placed(stage, oleg, GROUP)
    where = Chat(id=GROUP, type="supergroup")
    order = await says(oleg, CALL, external_reply=outside(ME, chat=where, message_id=card.message_id))
    assert order.phones == (A, B)


async def test_another_bot_is_somebody_else(stage: Stage, oleg: Someone) -> None:
    leads = Someone(stage, User(id=99, is_bot=True, first_name="Заявки"))
    asked = leads.message("Новая заявка, тел. 8 999 123-45-67", GROUP)
    await oleg.says(CALL, GROUP, reply_to_message=asked)
    assert (await the_order(stage)).phones == (A,)
