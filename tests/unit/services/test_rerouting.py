"""A group that takes nothing any more loses no notice and no card: they go where somebody reads them, and say why."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from bot.domain.calls import CallState
from bot.domain.errors import Uncertain
from bot.domain.orders import Order, Place
from bot.domain.records import RecordStage
from bot.domain.views import Card, CardKind, Notice, NoticeKind
from bot.ports import Shown, Shut
from bot.services.delivery import GIVE_UP_AFTER
from bot.services.records.watching import RecordNews, promise_news
from storage.tables import audio_records, notices
from tests.integration.storage.make import a_record
from tests.support.people import MARIA, NUMBER, OLEG
from tests.support.world import World

TOPIC = Place(-100, 7)
GENERAL = Place(-100)
OWN = Place(OLEG.id)


async def placed(world: World, place: Place = TOPIC, text: str = f"{NUMBER} текст") -> Order:
    """By Oleg in a group; its card stands there and shows how it is."""
    order = await world.draft(text, place=place)
    await world.press_call_now(order)
    await world.core.submitter.drain()
    await world.settle()
    world.messenger.cards.clear()
    world.messenger.notices.clear()
    return await world.order(order.id)


async def card_of(world: World, order: Order) -> Card | None:
    found = await world.database.transact(lambda uow: uow.cards.of(CardKind.ORDER, order.id))
    assert len(found) < 2
    return found[0] if found else None


def shown_in(world: World) -> list[Place]:
    return [card.place for card, _ in world.messenger.cards]


def told(world: World) -> list[tuple[NoticeKind, Place, Any]]:
    """But for what managers are told by themselves."""
    return [
        (notice.kind, notice.place, notice.payload.get("shut"))
        for notice, _ in world.messenger.notices
        if notice.place.chat_id not in (1, MARIA.id)
    ]


async def shut_for_cards(world: World, shut: Shut) -> None:
    world.messenger.answers = [Shown(shut=shut)]
    await world.hear("101", CallState.RINGING)
    await world.core.deliveries.settle()


async def shut_for_notices(world: World, shut: Shut) -> None:
    """The group takes neither the card nor the result of the call."""
    await world.hear("101", CallState.COMPLETED)
    world.messenger.shut = {place: shut for place in (TOPIC, GENERAL) if shut is not Shut.TOPIC or place == TOPIC}
    await world.core.deliveries.settle()


async def test_a_card_of_a_shut_topic_is_sent_to_general(world: World) -> None:
    order = await placed(world)
    await shut_for_cards(world, Shut.TOPIC)

    assert shown_in(world) == [TOPIC, GENERAL]
    assert world.messenger.cards[1][0].message_id is None, "a new message"
    card = await card_of(world, order)
    assert card is not None
    assert (card.place, card.failures) == (GENERAL, 0)
    assert (await world.order(order.id)).place == GENERAL

    await world.hear("101", CallState.COMPLETED)
    await world.settle()
    assert told(world) == [(NoticeKind.RESULT, GENERAL, None)]
    assert world.messenger.notices[0][0].reply_to == card.message_id
    assert shown_in(world) == [TOPIC, GENERAL, GENERAL]


@pytest.mark.parametrize("shut", [Shut.MUTED, Shut.REMOVED, Shut.GONE])
@pytest.mark.parametrize("place", [TOPIC, GENERAL])
async def test_a_card_of_a_shut_group_is_sent_to_the_author(world: World, shut: Shut, place: Place) -> None:
    order = await placed(world, place)
    await shut_for_cards(world, shut)
    await world.core.deliveries.settle()

    assert shown_in(world) == [place, OWN]
    assert told(world) == [(NoticeKind.CARD_MOVED, OWN, shut)]
    card = await card_of(world, order)
    assert card is not None
    assert card.place == OWN
    assert (await world.order(order.id)).place == OWN

    await world.hear("101", CallState.COMPLETED)
    await world.settle()
    assert told(world)[1:] == [(NoticeKind.RESULT, OWN, None)], "why was said before"


async def test_a_call_that_ends_before_its_card_is_there_is_answered_for_beneath_it(world: World) -> None:
    order = await placed(world)
    world.messenger.answers = [Shown(shut=Shut.GONE), Shown(retry=True), Shown(retry=True)]
    await world.hear("101", CallState.RINGING)
    await world.core.deliveries.settle()
    await world.hear("101", CallState.COMPLETED)
    world.clock.advance(60)
    await world.settle()

    card = await card_of(world, order)
    assert card is not None
    said = [(notice.kind, notice.reply_to) for notice, _ in world.messenger.notices if notice.place == OWN]
    assert said[-2:] == [(NoticeKind.CARD_MOVED, None), (NoticeKind.RESULT, card.message_id)]


async def test_when_general_is_shut_too_the_author_is_told(world: World) -> None:
    order = await placed(world)
    world.messenger.shut = {TOPIC: Shut.TOPIC, GENERAL: Shut.TOPIC}
    await world.hear("101", CallState.RINGING)
    await world.settle()
    assert shown_in(world) == [TOPIC, GENERAL, OWN]
    assert told(world) == [(NoticeKind.CARD_MOVED, OWN, Shut.TOPIC)]
    card = await card_of(world, order)
    assert card is not None
    assert card.place == OWN


@pytest.mark.parametrize("shut", Shut)
async def test_a_card_of_an_ended_order_is_let_go_and_its_end_is_told(world: World, shut: Shut) -> None:
    """Its end did not get through in the same round, and is told again."""
    order = await placed(world)
    world.messenger.answers = [Shown(shut=shut), Shown(retry=True)]
    await world.hear("101", CallState.COMPLETED)
    await world.core.deliveries.settle()
    assert shown_in(world) == [TOPIC]
    assert await card_of(world, order) is None

    world.messenger.shut = {TOPIC: shut}
    world.clock.advance(1)
    await world.core.deliveries.settle()
    first, *then = told(world)
    assert first == (NoticeKind.RESULT, TOPIC, None)
    if shut is Shut.TOPIC:
        assert then == [(NoticeKind.RESULT, GENERAL, None)], "the card has found out before"
    else:
        assert then == [(NoticeKind.RESULT, TOPIC, None), (NoticeKind.RESULT, OWN, shut)]


async def test_a_call_of_unknown_fate_is_still_asked_about(world: World) -> None:
    world.provider.error = Uncertain("provider-cut")
    order = await world.draft(f"{NUMBER} текст", place=TOPIC)
    await world.press_call_now(order)
    await world.core.submitter.drain()
    world.messenger.answers = [Shown(shut=Shut.REMOVED)]
    await world.core.deliveries.settle()
    assert shown_in(world) == [TOPIC, OWN]
    assert (await world.call(order.id)).state is CallState.UNKNOWN


async def test_a_draft_may_still_be_placed(world: World) -> None:
    order = await world.draft(f"{NUMBER} текст", place=TOPIC)
    uow_card = (CardKind.ORDER, order.id, TOPIC, "ru", 77)
    await world.database.transact(lambda uow: uow.cards.upsert(*uow_card))
    world.messenger.answers = [Shown(shut=Shut.TOPIC)]
    await world.core.deliveries.settle()
    assert shown_in(world) == [TOPIC, GENERAL]


async def test_a_notice_of_a_shut_topic_is_said_in_general(world: World) -> None:
    await placed(world)
    await shut_for_notices(world, Shut.TOPIC)
    assert told(world) == [(NoticeKind.RESULT, TOPIC, None), (NoticeKind.RESULT, GENERAL, None)]
    moved = world.messenger.notices[-1][0]
    assert moved.reply_to is None, "Telegram sends a reply to the topic of what it answers"


@pytest.mark.parametrize("shut", [Shut.MUTED, Shut.REMOVED, Shut.GONE])
async def test_a_notice_of_a_shut_group_is_said_to_the_author(world: World, shut: Shut) -> None:
    order = await placed(world, GENERAL)
    await shut_for_notices(world, shut)
    assert told(world) == [(NoticeKind.RESULT, GENERAL, None), (NoticeKind.RESULT, OWN, shut)]
    assert (await world.order(order.id)).place == OWN
    assert await world.database.transact(lambda uow: uow.outgoing.outbox().waiting) == 0


async def test_what_waits_for_a_shut_group_keeps_its_order(world: World) -> None:
    order = await placed(world, GENERAL)
    promised = [
        Notice(f"e{number}", NoticeKind.RESULT, GENERAL, "ru", {"order_id": order.id, "number": number}, 77)
        for number in range(4)
    ]
    await world.database.transact(lambda uow: uow.notices.add(promised, world.clock.now()))
    world.messenger.shut = {GENERAL: Shut.REMOVED}
    await world.core.deliveries.settle()
    said = [notice.payload["number"] for notice, _ in world.messenger.notices if notice.place == OWN]
    assert said == [0, 1, 2, 3]


async def test_what_the_author_was_promised_anyway_is_not_said_twice(world: World) -> None:
    """Two cards of one order, in two groups, both gone."""
    order = await placed(world, GENERAL)
    other = Place(-200)
    await world.database.transact(lambda uow: uow.cards.upsert(CardKind.ORDER, order.id, other, "ru", 78, later=True))
    await world.hear("101", CallState.COMPLETED)
    world.messenger.shut = {GENERAL: Shut.GONE, other: Shut.GONE}
    await world.core.deliveries.settle()
    assert [place for _, place, _ in told(world)] == [GENERAL, other, OWN]


async def test_a_private_chat_that_is_blocked_ends_there(world: World, caplog: pytest.LogCaptureFixture) -> None:
    await placed(world, GENERAL)
    await world.hear("101", CallState.COMPLETED)
    world.messenger.shut = {GENERAL: Shut.REMOVED}
    world.messenger.answers = [Shown(1), Shown(2), Shown()]
    with caplog.at_level(logging.ERROR):
        await world.core.deliveries.settle()
        world.clock.advance(3600)
        await world.core.deliveries.settle()
    assert [place for _, place, _ in told(world)] == [GENERAL, OWN]
    assert "was given up: nobody is told" in caplog.text


async def test_news_of_a_record_follow_its_author(world: World) -> None:
    record = a_record(author_id=OLEG.id, place=TOPIC, stage=RecordStage.WAITING)

    def promise(uow: Any) -> None:
        added, _ = uow.audio_records.add(record, world.clock.now())
        promise_news(uow, added, RecordNews.APPROVED, "CallDog", world.clock.now())

    await world.database.transact(promise)
    world.messenger.answers = [Shown(shut=Shut.REMOVED)]
    await world.core.deliveries.settle()
    assert told(world) == [(NoticeKind.RECORD, TOPIC, None), (NoticeKind.RECORD, OWN, Shut.REMOVED)]
    (row,) = await world.rows(audio_records)
    columns = list(audio_records.c)
    assert (row[columns.index(audio_records.c.chat_id)], row[columns.index(audio_records.c.thread_id)]) == (2, None)


async def test_a_notice_of_nobody_is_given_up_aloud(world: World, caplog: pytest.LogCaptureFixture) -> None:
    lost = Notice("e", NoticeKind.ACCESS_DENIED, GENERAL, "ru")
    await world.database.transact(lambda uow: uow.notices.add([lost], world.clock.now()))
    world.messenger.answers = [Shown(shut=Shut.GONE)]
    with caplog.at_level(logging.ERROR):
        await world.core.deliveries.settle()
    assert "given up: nobody is told (shut)" in caplog.text
    assert len(world.messenger.notices) == 1


async def test_one_that_failed_too_often_is_given_up_aloud_and_stays_as_undelivered(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    lost = Notice("e", NoticeKind.ACCESS_DENIED, OWN, "ru")
    await world.database.transact(lambda uow: uow.notices.add([lost], world.clock.now()))
    world.messenger.answers = [Shown(retry=True)] * (GIVE_UP_AFTER + 1)
    with caplog.at_level(logging.ERROR):
        for _ in range(GIVE_UP_AFTER + 1):
            await world.core.deliveries.settle()
            world.clock.advance(300)
    assert caplog.text.count("was given up: nobody is told") == 1
    (row,) = await world.rows(notices)
    columns = list(notices.c)
    assert row[columns.index(notices.c.delivered_at)] is None
    assert row[columns.index(notices.c.given_up_at)] is not None
