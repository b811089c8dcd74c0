"""Who is told how an order ended: whoever follows its card, and managers; once each."""

from __future__ import annotations

import asyncio
from decimal import Decimal

from sqlalchemy import Connection, event

from bot.domain.access import Person
from bot.domain.calls import CallState
from bot.domain.errors import Refused, Uncertain
from bot.domain.orders import Order, Place
from bot.domain.views import Notice, NoticeKind
from bot.services.draft_orders import Press
from tests.support.people import ANNA, MARIA, NUMBER, OLEG, OLGA
from tests.support.world import World

GROUP = Place(-100, 7)


def chats(notices: list[Notice]) -> list[int]:
    return sorted(notice.place.chat_id for notice in notices)


async def ended(world: World, actor: Person = OLEG, place: Place | None = None) -> Order:
    order = await world.draft(f"{NUMBER} текст", actor, place)
    await world.press_call_now(order, actor)
    await world.core.submitter.drain()
    await world.hear(str(100 + len(world.provider.placed)), CallState.COMPLETED)
    return order


async def test_the_author_by_a_reply_to_the_card_and_managers(world: World) -> None:
    order = await ended(world)

    notices = await world.notices()
    assert chats(notices) == [ANNA.id, OLEG.id, MARIA.id]
    replies = {notice.place.chat_id: notice.reply_to for notice in notices}
    assert replies == {OLEG.id: 77, ANNA.id: None, MARIA.id: None}
    assert {(notice.kind, notice.payload["order_id"]) for notice in notices} == {(NoticeKind.RESULT, order.id)}


async def test_one_statement_reads_the_order_for_its_card_and_its_notices(world: World) -> None:
    await ended(world)
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    def listen(connection: Connection) -> None:
        event.listen(connection.engine, "before_cursor_execute", note)

    await world.database.run(listen)
    await world.core.deliveries._round()
    await asyncio.gather(*world.core.deliveries._under_way())
    assert len(world.messenger.cards) == 1
    assert len(world.messenger.notices) == 3
    assert len([one for one in statements if "FROM orders" in one]) == 1


async def test_an_order_from_a_group_is_told_in_the_group(world: World) -> None:
    await ended(world, place=GROUP)
    notices = await world.notices()
    assert [notice.place for notice in notices if notice.reply_to == 77] == [GROUP]
    assert chats(notices) == [GROUP.chat_id, ANNA.id, MARIA.id]


async def test_a_manager_who_called_is_told_once(world: World) -> None:
    await ended(world, MARIA)
    assert chats(await world.notices()) == [ANNA.id, MARIA.id]


async def test_a_manager_may_unsubscribe(world: World) -> None:
    here = Place(MARIA.id)
    (usual,) = (await world.api.subscriptions.of(MARIA, here)).told
    await world.api.subscriptions.unsubscribe(MARIA, here, usual.subscription.id)
    await ended(world)
    assert chats(await world.notices()) == [ANNA.id, OLEG.id]


async def test_an_operator_hears_nothing_of_others(world: World) -> None:
    await ended(world)
    assert OLGA.id not in chats(await world.notices())


async def test_late_and_repeated_reports_say_nothing_new(world: World) -> None:
    await ended(world)
    first = len(await world.notices())
    await world.hear("101", CallState.COMPLETED, cost=Decimal("1.80"))
    await world.hear("101", CallState.RINGING)
    assert len(await world.notices()) == first


async def test_a_list_is_told_when_its_last_call_ends(world: World) -> None:
    await world.place(f"{NUMBER}, 8 999 123-45-68 текст")
    await world.hear("101", CallState.BUSY)
    assert await world.notices() == []
    await world.hear("102", CallState.COMPLETED)
    assert chats(await world.notices()) == [ANNA.id, OLEG.id, MARIA.id]


async def test_what_was_not_placed_is_told_too(world: World) -> None:
    world.provider.error = Refused("provider-refused-money", "Недостаточно средств")
    await world.place(f"{NUMBER} текст")
    assert chats(await world.notices()) == [ANNA.id, OLEG.id, MARIA.id]


async def test_an_unknown_call_that_was_placed_again_is_told_again(world: World) -> None:
    world.provider.error = Uncertain("provider-cut")
    order = await world.place(f"{NUMBER} текст")
    assert len(await world.notices()) == 3

    world.provider.error = None
    assert await world.api.calls.place_again(OLEG, order.calls[0].id)
    await world.core.submitter.drain()
    assert len(await world.notices()) == 3, "while the new attempt is going nothing is over"
    await world.hear("102", CallState.COMPLETED)

    notices = await world.notices()
    assert len(notices) == 6
    assert len({notice.event for notice in notices}) == 2


async def test_a_list_whose_rest_was_withdrawn_is_over(world: World) -> None:
    world.clock.advance(-4 * 3600)  # eight in the morning in Moscow, three in the afternoon in Vladivostok
    order = await world.place("8 423 212-34-56, 8 495 123-45-67 текст")
    assert [call.state for call in order.latest_calls()] == [CallState.PLACED, CallState.WAITING]
    await world.hear("101", CallState.COMPLETED)
    assert await world.notices() == []

    assert await world.api.orders.withdraw(OLEG, Press(order.id, order.place, 77, "ru"))
    assert chats(await world.notices()) == [ANNA.id, OLEG.id, MARIA.id]


async def test_withdrawing_everything_is_no_result(world: World) -> None:
    world.clock.advance(-4 * 3600)
    order = await world.place("8 495 123-45-67, 8 499 123-45-67 текст")
    assert await world.api.orders.withdraw(OLEG, Press(order.id, order.place, 77, "ru"))
    assert await world.notices() == []
