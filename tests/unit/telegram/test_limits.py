"""The pace at which messages leave, in virtual time."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, CopyMessages, GetMe, GetUpdates, SendChatAction

from bot.telegram.limits import FIRST_SWEEP, Lanes, Limits, Rate
from bot.telegram.sender import background
from tests.unit.telegram.virtual import run
from tests.unit.telegram.wire import BOT, Wire, edit, make_sender, message, most_within

GROUP = -1001000000001


def test_thirty_a_second_over_all() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender()
        await asyncio.gather(*(sender(wire, BOT, message(chat)) for chat in range(1, 101)))
        assert most_within(wire.times, 1.0) == 30
        assert wire.times[-1] == 3.0
        assert [arrival.chat for arrival in wire.arrivals] == list(range(1, 101)), "who comes first goes first"

    run(story())


def test_one_a_second_in_a_chat_after_a_burst_of_three_and_in_order() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender()
        await asyncio.gather(*(sender(wire, BOT, message(text=str(number))) for number in range(6)))
        assert wire.times == [0, 0, 0, 1, 2, 3]
        assert wire.texts == ["0", "1", "2", "3", "4", "5"]

    run(story())


def test_edits_share_a_chats_limit() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender()
        for number in range(5):
            await sender(wire, BOT, edit() if number % 2 else message())
        assert wire.times == [0, 0, 0, 1, 2]

    run(story())


@pytest.mark.parametrize("group", [GROUP, str(GROUP), "@support"])
def test_twenty_a_minute_in_a_group(group: int | str) -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender()
        await asyncio.gather(*(sender(wire, BOT, message(group)) for _ in range(45)))
        assert most_within(wire.times, 60.0) == 20
        assert wire.times[-1] < 130

    run(story())


def test_an_album_counts_as_its_items() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender()
        await sender(wire, BOT, CopyMessages(chat_id=1001, from_chat_id=1002, message_ids=[1, 2, 3, 4, 5]))
        await sender(wire, BOT, message())
        assert wire.times == [0, 3]

    run(story())


def test_what_says_nothing_waits_for_nothing() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender()
        for _ in range(30):
            await sender(wire, BOT, AnswerCallbackQuery(callback_query_id="1"))
            await sender(wire, BOT, SendChatAction(chat_id=1001, action="typing"))
            await sender(wire, BOT, GetUpdates())
            await sender(wire, BOT, GetMe())
        assert wire.times == [0] * 120

    run(story())


def test_off_means_off() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender(Limits.off())
        await asyncio.gather(*(sender(wire, BOT, message(GROUP)) for _ in range(200)))
        assert wire.times == [0] * 200

    run(story())


def test_people_who_wait_go_before_a_broadcast() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender()

        async def broadcast() -> None:
            with background():
                await asyncio.gather(*(sender(wire, BOT, message(chat, "news")) for chat in range(1, 201)))

        broadcasting = asyncio.create_task(broadcast())
        await asyncio.sleep(2.5)
        for chat in range(501, 511):
            await sender(wire, BOT, message(chat, "answer"))
        answers = [arrival.at for arrival in wire.arrivals if arrival.text == "answer"]
        assert answers == [2.5] * 10, "the broadcast leaves room: nobody waits for it"
        await broadcasting
        news = [arrival.at for arrival in wire.arrivals if arrival.text == "news"]
        assert most_within(news, 1.0) == 20
        assert most_within(wire.times, 1.0) == 30

    run(story())


def test_what_is_about_one_call_goes_before_what_is_about_lists() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender()
        with background():
            news = [asyncio.create_task(sender(wire, BOT, message(chat, "list"))) for chat in range(1, 201)]
        await asyncio.sleep(2.5)
        with background(of_one=True):
            await sender(wire, BOT, message(501, "one"))
        assert next(arrival.at for arrival in wire.arrivals if arrival.text == "one") <= 3.0
        assert wire.texts.index("one") == 60
        await asyncio.gather(*news)
        assert most_within(wire.times, 1.0) == 20, "and leaves as much room"

    run(story())


def test_more_answers_than_fit_go_all_before_the_broadcast() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender()
        with background():
            news = [asyncio.create_task(sender(wire, BOT, message(chat, "news"))) for chat in range(1, 61)]
        answers = [asyncio.create_task(sender(wire, BOT, message(chat, "answer"))) for chat in range(501, 591)]
        await asyncio.gather(*news, *answers)
        assert most_within(wire.times, 1.0) == 30
        first_seconds = [arrival.text for arrival in wire.arrivals if 0 < arrival.at < 3]
        assert first_seconds.count("news") == 0
        assert wire.texts[-40:] == ["news"] * 40

    run(story())


def test_a_broadcast_leaves_room_in_each_group_too() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender()
        with background():
            news = [asyncio.create_task(sender(wire, BOT, message(GROUP, "news"))) for _ in range(20)]
        await asyncio.sleep(30)
        assert wire.texts.count("news") == 13
        await sender(wire, BOT, message(GROUP, "answer"))
        assert wire.arrivals[-1].at == 30
        await asyncio.gather(*news)

    run(story())


def test_a_message_that_waits_for_its_group_keeps_nobody_else() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender()
        stuck = [asyncio.create_task(sender(wire, BOT, message(GROUP))) for _ in range(25)]
        await asyncio.sleep(20)
        await sender(wire, BOT, message(1001, "answer"))
        assert (wire.arrivals[-1].text, wire.arrivals[-1].at) == ("answer", 20)
        await asyncio.gather(*stuck)

    run(story())


def test_a_request_given_up_by_its_caller_takes_nobodys_turn() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender(Limits(chat=Rate(1, 1)))
        tasks = [asyncio.create_task(sender(wire, BOT, message(text=str(number)))) for number in range(4)]
        await asyncio.sleep(0.5)
        tasks[1].cancel()
        tasks[2].cancel()
        await tasks[3]
        assert list(zip(wire.texts, wire.times, strict=True)) == [("0", 0), ("3", 1)]

    run(story())


def test_patience_ends() -> None:
    async def story() -> None:
        wire, sender = Wire(), make_sender(Limits(chat=Rate(1, 10)))
        await sender(wire, BOT, message())
        with background(patience=4), pytest.raises(TelegramRetryAfter) as caught:
            await sender(wire, BOT, message())
        assert wire.now() == 4
        assert caught.value.retry_after == 6
        assert len(wire.arrivals) == 1

    run(story())


def test_chats_are_forgotten_when_their_limits_are_free() -> None:
    lanes = Lanes(Limits())
    for second in range(1, 20 * FIRST_SWEEP):
        lanes.of(-second, float(second)).take(float(second), 1)
    assert len(lanes) <= FIRST_SWEEP
    held = lanes.of(1001, 1.0)
    held.held_until = 10.0**9
    for second in range(20 * FIRST_SWEEP, 30 * FIRST_SWEEP):
        lanes.of(-second, float(second)).take(float(second), 1)
    assert lanes.of(1001, 1.0) is held, "what Telegram asked for is not forgotten"
