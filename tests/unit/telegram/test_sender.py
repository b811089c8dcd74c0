"""What the sender does when Telegram refuses, in virtual time."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import DeleteMessage, GetMe, GetUpdates, SendInvoice, SendMessage, TelegramMethod
from aiogram.types import LabeledPrice, ReplyParameters

from bot.telegram.limits import Limits
from bot.telegram.sender import background
from tests.unit.telegram.virtual import run
from tests.unit.telegram.wire import BOT, Wire, edit, make_sender, message

SENT = message()


def flood(seconds: int) -> TelegramRetryAfter:
    return TelegramRetryAfter(SENT, f"Too Many Requests: retry after {seconds}", seconds)


def broken() -> TelegramServerError:
    return TelegramServerError(SENT, "Internal Server Error")


def reset() -> TelegramNetworkError:
    return TelegramNetworkError(SENT, "ServerDisconnectedError: Server disconnected")


def test_retry_after_holds_the_whole_chat_and_keeps_its_order() -> None:
    async def story() -> None:
        wire, sender = Wire(flood(7)), make_sender()
        first = asyncio.create_task(wire.through(sender, message(text="first")))
        await asyncio.sleep(1)
        second = asyncio.create_task(wire.through(sender, message(text="second")))
        await sender(wire, BOT, message(1002, "elsewhere"))
        assert wire.now() == 1
        assert await first == await second == "done"
        assert wire.texts == ["first", "elsewhere", "first", "second"]
        assert wire.times == [0, 1, 7, 7]

    run(story())


def test_retry_after_in_many_chats_at_once_holds_everything() -> None:
    async def story() -> None:
        wire, sender = Wire(flood(5), flood(5), flood(5)), make_sender()
        refused = [asyncio.create_task(sender(wire, BOT, message(chat))) for chat in (1, 2, 3)]
        await asyncio.sleep(1)
        await sender(wire, BOT, message(4))
        await asyncio.gather(*refused)
        assert wire.times == [0, 0, 0, 5, 5, 5, 5]

    run(story())


def test_retry_after_of_what_goes_to_no_chat_is_waited_out() -> None:
    async def story() -> None:
        wire, sender = Wire(flood(3)), make_sender()
        await sender(wire, BOT, GetMe())
        assert wire.times == [0, 3]

    run(story())


def test_retry_after_beyond_patience_is_raised_at_once_and_still_obeyed() -> None:
    async def story() -> None:
        wire, sender = Wire(flood(400)), make_sender()
        with pytest.raises(TelegramRetryAfter):
            await sender(wire, BOT, message())
        with pytest.raises(TelegramRetryAfter) as caught:
            await sender(wire, BOT, message())
        assert (caught.value.retry_after, wire.now(), len(wire.arrivals)) == (400, 0, 1)
        await asyncio.sleep(400)
        await sender(wire, BOT, message())
        assert wire.times == [0, 400]

    run(story())


def test_background_patience_is_shorter() -> None:
    async def story() -> None:
        wire, sender = Wire(flood(30)), make_sender()
        with background(patience=10), pytest.raises(TelegramRetryAfter):
            await sender(wire, BOT, message())
        assert wire.now() == 0

    run(story())


@pytest.mark.parametrize("error", [broken(), reset()])
@pytest.mark.parametrize("method", [message(), edit(), GetMe()])
def test_a_lost_answer_is_asked_for_again(error: TelegramAPIError, method: TelegramMethod[Any]) -> None:
    async def story() -> None:
        wire, sender = Wire(error, error), make_sender()
        assert await wire.through(sender, method) == "done"
        assert wire.times == [0, 0.5, 1.5]

    run(story())


def test_after_three_tries_the_error_is_raised() -> None:
    async def story() -> None:
        wire, sender = Wire(broken(), reset(), broken()), make_sender()
        with pytest.raises(TelegramServerError):
            await sender(wire, BOT, message())
        assert len(wire.arrivals) == 3

    run(story())


def test_no_try_begins_long_after_the_first_failure() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender()

        async def slow(bot: Any, method: Any) -> Any:
            await wire(bot, method)
            await asyncio.sleep(10)
            raise reset()

        with pytest.raises(TelegramNetworkError):
            await sender(slow, BOT, message())
        assert wire.now() < 30

    run(story())


INVOICE = SendInvoice(
    chat_id=1,
    title="t",
    description="d",
    payload="p",
    currency="RUB",
    prices=[LabeledPrice(label="x", amount=1)],
)


@pytest.mark.parametrize("method", [GetUpdates(), INVOICE])
def test_some_requests_go_once(method: TelegramMethod[Any]) -> None:
    async def story() -> None:
        wire, sender = Wire(broken()), make_sender()
        with pytest.raises(TelegramServerError):
            await sender(wire, BOT, method)
        assert len(wire.arrivals) == 1

    run(story())


def test_a_file_too_large_stays_too_large() -> None:
    async def story() -> None:
        wire, sender = Wire(TelegramEntityTooLarge(SENT, "Request Entity Too Large")), make_sender()
        with pytest.raises(TelegramEntityTooLarge):
            await sender(wire, BOT, message())
        assert len(wire.arrivals) == 1

    run(story())


@pytest.mark.parametrize(
    ("method", "words"),
    [
        (
            edit(),
            "Bad Request: message is not modified: specified new content is exactly the same",
        ),
        (DeleteMessage(chat_id=1001, message_id=7), "Bad Request: message to delete not found"),
    ],
)
def test_a_repetition_refused_because_the_first_try_got_through_is_a_success(
    method: TelegramMethod[Any], words: str
) -> None:
    async def story() -> None:
        refusal = TelegramBadRequest(method, words)
        assert await Wire(reset(), refusal).through(make_sender(), method) is True
        with pytest.raises(TelegramBadRequest):
            await make_sender()(Wire(refusal), BOT, method)

    run(story())


def test_blocked_is_raised_at_once() -> None:
    async def story() -> None:
        wire = Wire(TelegramForbiddenError(SENT, "Forbidden: bot was blocked by the user"))
        with pytest.raises(TelegramForbiddenError):
            await make_sender()(wire, BOT, message(1001))
        assert wire.times == [0]

    run(story())


def test_a_failing_callback_hides_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        async def on_migrated(old: int, new: int) -> None:
            raise OSError("the database is away")

        wire = Wire(TelegramMigrateToChat(SENT, "group chat was upgraded to a supergroup chat", -1005))
        assert await wire.through(make_sender(on_migrated=on_migrated), message(-5)) == "done"

    run(story())
    assert "the database is away" in caplog.text


def test_a_group_that_became_a_supergroup_gets_the_message() -> None:
    async def story() -> None:
        told: list[tuple[int, int]] = []

        async def on_migrated(old: int, new: int) -> None:
            told.append((old, new))

        wire = Wire(TelegramMigrateToChat(SENT, "group chat was upgraded to a supergroup chat", -1005))
        sender = make_sender(on_migrated=on_migrated)
        reply = message(-5, reply_parameters=ReplyParameters(message_id=9))
        assert await wire.through(sender, reply) == "done"
        assert told == [(-5, -1005)]
        again = wire.arrivals[1].method
        assert isinstance(again, SendMessage)
        assert (again.chat_id, again.reply_parameters, again.text) == (-1005, None, "text")

    run(story())


def test_an_edit_in_a_group_that_moved_is_told_and_raised() -> None:
    async def story() -> None:
        told: list[tuple[int, int]] = []

        async def on_migrated(old: int, new: int) -> None:
            told.append((old, new))

        wire = Wire(TelegramMigrateToChat(SENT, "group chat was upgraded to a supergroup chat", -1005))
        with pytest.raises(TelegramMigrateToChat):
            await make_sender(Limits.off(), on_migrated=on_migrated)(wire, BOT, edit(-5))
        assert told == [(-5, -1005)]

    run(story())
