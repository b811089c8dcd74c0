"""Hundreds of messages that nobody waits for leave room for the answers that somebody does."""

from __future__ import annotations

import asyncio
from pathlib import Path
from statistics import median

from bot.domain.orders import Place
from bot.domain.views import Notice, NoticeKind
from bot.telegram.limits import Limits
from tests.support.indoors import House, house
from tests.support.office import Person

GROUPS = 300
DENIED = "отклонил запрос"
IN_A_SECOND = 20
"""Notices that go out in a second, for the bot leaves room: how long Python takes for them is the machine's affair."""


async def test_an_answer_goes_out_within_a_second_while_hundreds_of_notices_wait(tmp_path: Path) -> None:
    async with house(tmp_path, limits=Limits()) as home:
        asking = [await home.office.person() for _ in range(3)]
        groups = await asyncio.gather(*(home.office.group(asking[0]) for _ in range(GROUPS)))
        await home.office.post("telegram/settings", limits=True)
        await _promise(home, groups)
        await asking[0].at(groups[0]).sees(DENIED)

        before = [await _asks(person) for person in asking]

        left = await home.app.database.transact(lambda uow: uow.outgoing.outbox().waiting)
        assert left > GROUPS / 3, "the notices were still waiting when the answers came"
        assert median(before) < IN_A_SECOND, before
        refused = [e for e in await home.office.get("requests", target="telegram") if e["status"] == 429]
        assert not refused, "Telegram took everything at the pace of the bot"


async def _promise(home: House, groups: list[int]) -> None:
    notices = [Notice("storm", NoticeKind.ACCESS_DENIED, Place(chat), "ru") for chat in groups]
    await home.app.database.transact(lambda uow: uow.notices.add(notices, home.app.clock.now()))
    home.app.core.deliveries.wake()


async def _asks(person: Person) -> int:
    """How many messages went to others between the question and its answer."""
    asked_at = await person.office.seq()
    await person.says("/balance")
    await person.sees("CallDog: ")
    sent = [entry for entry in await person.office.requests("sendMessage", "telegram") if entry["seq"] > asked_at]
    return [int(entry["request"]["chat_id"]) for entry in sent].index(person.chat)
