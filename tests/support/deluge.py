"""A deluge of results: lists of calls that all end within a minute, with one manager subscribed to all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from bot.domain.access import Person as Actor
from bot.domain.access import Role
from bot.domain.orders import MAX_PHONES, Place
from bot.domain.subscriptions import Subscription
from bot.services.api import Api
from bot.services.draft_orders import Written
from storage.tables import STALE, cards
from tests.support.indoors import House
from tests.support.messages import Message
from tests.support.office import Person, new_phone
from tests.support.orders import tap

_COUNT = re.compile(r"([0-9]+) звон")
OPERATORS = 50


@dataclass(frozen=True, slots=True)
class Told:
    """What the manager was sent of `calls` calls, and how many of them it tells of.

    `alone`: seconds from the end of a single call meanwhile to its result, and `overtaken` the messages that
    went before it. `stale`: cards that do not show what they should. `refused`: requests that Telegram found too many.
    """

    calls: int
    messages: list[Message]
    counted: int
    alone: float
    overtaken: int
    stale: int
    refused: int


async def pour(home: House, lists: int) -> Told:
    """`lists` of twenty calls each end at about the same time. Telegram's limits are on."""
    office, app = home.office, home.app
    manager, caller = await office.person(Role.MANAGER), await office.person()
    operators = [await office.person() for _ in range(min(lists, OPERATORS))]
    for one in (manager, *operators):
        await one.says("/help")
        await one.sees("/call")  # a bot may not write first
    before = len(await manager.replies())
    await office.post("telegram/settings", limits=True)
    known = {one.id: one for one in await app.database.transact(lambda uow: uow.people.having_roles(list(Role)))}
    await app.core.api.subscriptions.subscribe(known[manager.id], Subscription(Place(manager.id), manager.id))
    for number in range(lists):
        operator = operators[number % len(operators)]
        await _place_list(app.core.api, known[operator.id], number)
    await manager.sees("🏁")
    alone, overtaken = await _call(caller)
    calls = lists * MAX_PHONES + 1
    counted = await _all_told(manager, calls, before)
    stale = await _stale(home)
    refused = [entry for entry in await office.get("requests", target="telegram") if entry["status"] == 429]
    return Told(calls, (await manager.replies())[before:], counted, alone, overtaken, stale, len(refused))


async def _place_list(api: Api, actor: Actor, number: int) -> None:
    written = "\n".join(new_phone() for _ in range(MAX_PHONES)) + "\nВаш заказ готов"
    place = Place(actor.id)
    order = (await api.orders.draft(actor, Written(written, place, f"deluge:{number}"))).order
    assert await api.calls.place(actor, tap(order, message_id=None))


async def _call(person: Person) -> tuple[float, int]:
    """How many seconds after the service told of its end a single call's result came, and how many messages before.

    The sandbox's journal cuts an answer about many calls: if the end stands in none, the last answer before the result
    has told of it, at the latest.
    """
    phone = new_phone()
    await person.says(f"/call {phone} Ваш заказ готов")
    card = await person.sees(lambda shown: shown.has("Позвонить"))
    await person.presses("Позвонить", card)
    await person.sees_reply(card)
    sent = await person.office.requests("sendMessage", target="telegram", chat_id=person.chat)
    came = sent[-1]
    answered = [entry for entry in await person.office.requests("get") if entry["at"] <= came["at"]]
    told = [entry for entry in answered if _tells_of_end(entry["answer"], phone)]
    began = (told or answered[-1:])[0]
    others = await person.office.requests("sendMessage", target="telegram")
    between = [entry for entry in others if began["seq"] < entry["seq"] < came["seq"]]
    return float(came["at"] - began["at"]), len(between)


def _tells_of_end(answer: object, phone: str) -> bool:
    if isinstance(answer, dict):
        if str(answer.get("phone")) == phone:
            return answer.get("status") == "finished"
        return any(_tells_of_end(one, phone) for one in answer.values())
    return isinstance(answer, list) and any(_tells_of_end(one, phone) for one in answer)


async def _all_told(manager: Person, calls: int, before: int) -> int:
    """How many calls the manager was told of, as soon as that is all of them."""

    async def look() -> int | None:
        counted = _counted((await manager.replies())[before:])
        return counted if counted >= calls else None

    return await manager.office.until(look) or _counted((await manager.replies())[before:])


def _counted(messages: list[Message]) -> int:
    """A result of one call names no number of calls."""
    found = [_COUNT.search(message.text) for message in messages]
    return sum(int(one[1]) if one else 1 for one in found)


async def _stale(home: House) -> int:
    def count(connection: Connection) -> int:
        return int(connection.execute(select(func.count()).select_from(cards).where(text(STALE))).scalar_one())

    async def look() -> int | None:
        return None if await home.app.database.run(count) else 0

    left = await home.office.until(look)
    return await home.app.database.run(count) if left is None else left
