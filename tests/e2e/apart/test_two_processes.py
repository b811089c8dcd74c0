"""Two processes work on one database, one of them asks Telegram; that one is killed with its hands full."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.app import App
from bot.domain import access
from bot.domain.access import Role
from bot.services.people import RoleChange
from bot.settings import given
from tests.support.messages import Message
from tests.support.office import Office, Person, new_phone
from tests.support.people import ADMIN
from tests.support.processes import TOLD_WITHIN, BotProcess, SandboxProcess, bot_environment
from tests.support.towns import reachable

HOLDS_WITHIN = 2.0
ANNA = access.Person(ADMIN, "Анна", role=Role.ADMIN)


@pytest.fixture
async def office(sandbox: SandboxProcess) -> AsyncIterator[Office]:
    office = Office(sandbox.root)
    await office.open()
    yield office
    await office.close()


@pytest.fixture
def settings(shared: str) -> dict[str, str]:
    """The providers tell the one whose port this is: the one that lives on."""
    return {"DATABASE_URL": shared, **reachable()}


@pytest.fixture
async def dying(tmp_path: Path, sandbox: SandboxProcess, settings: dict[str, str]) -> AsyncIterator[BotProcess]:
    """The one that asks Telegram."""
    own = {**settings, "WEB_PORT": "0"}
    bot = await asyncio.to_thread(lambda: BotProcess(tmp_path, sandbox.root, str(ADMIN), **own))
    yield bot
    if bot.is_running:
        bot.kill()


@pytest.fixture
async def living(
    tmp_path: Path, sandbox: SandboxProcess, settings: dict[str, str], dying: BotProcess
) -> AsyncIterator[App]:
    environment = bot_environment(tmp_path, sandbox.root, str(ADMIN), **settings)
    app = App(given(**{name.lower(): value for name, value in environment.items()}))
    yield app
    await app.stop()


async def order(person: Person) -> tuple[Message, str]:
    phone = new_phone("03")
    await person.says(f"/call {phone} Ваш заказ готов")
    return await person.sees("Ваш заказ готов"), phone


async def sent(office: Office, operation: str, person: Person) -> int:
    return len(await office.requests(operation, target="telegram", chat_id=person.chat))


async def nothing_is_being_placed(app: App) -> bool | None:
    return not await app.database.transact(lambda uow: uow.calls.stranded(app.clock.now())) or None


def _answers(last: int, message: Message) -> bool:
    """What came after `last`, but for the word of the new role, which answers nothing."""
    return message.id > last and "Доступ закрыт" not in message.text


async def test_one_works_on_when_the_other_is_killed(dying: BotProcess, living: App, office: Office) -> None:
    oleg, maria, *others = [await office.person() for _ in range(6)]
    ivan, anna = await office.person(None), await office.admin()

    # The one that is to die has a card and a notice in hand.
    card, phone = await order(oleg)
    await office.fault("hang", "editMessageText", target="telegram", chat_id=oleg.chat)
    await oleg.presses("Позвонить", card)
    await ivan.says("/start")
    await ivan.presses("Запросить доступ")
    await office.fault("hang", "sendMessage", target="telegram", chat_id=ivan.chat)
    before = await sent(office, "sendMessage", ivan)
    await anna.presses("Разрешить: оператор")
    for person, operation in ((oleg, "editMessageText"), (ivan, "sendMessage")):
        await office.request(operation, target="telegram", chat_id=person.chat, journal={"fault": "hang"})

    # A role that is changed in one process holds in the other.
    await living.start()
    await living.serve()
    await maria.says("/balance")
    last = (await maria.sees("CallDog: ")).id
    await living.core.api.people.change_role(ANNA, RoleChange(maria.id, Role.OPERATOR, None))
    changed_at = time.monotonic()
    said_at, answered = changed_at, ""
    while "нет доступа" not in answered:
        assert said_at < changed_at + HOLDS_WITHIN, "who asks so late is known by the new role, however long it takes"
        said_at = time.monotonic()
        await maria.says("/balance")
        answer = await maria.sees(partial(_answers, last))
        last, answered = answer.id, answer.text

    # Both work; what is in the other's hands is left to it, whatever happens to the call.
    placed = [(other, *(await order(other))) for other in others]
    await asyncio.gather(*(other.presses("Позвонить", shown) for other, shown, _ in placed))
    for _, _, called in placed:
        await office.request("create", phone=called)
    await office.until(lambda: nothing_is_being_placed(living))
    await oleg.sees_reply(card)
    await living.core.deliveries.settle()
    assert await sent(office, "editMessageText", oleg) == 1
    assert await sent(office, "sendMessage", ivan) == before + 1

    dying.kill()
    await office.no_more_faults()
    await oleg.sees_in(card, "нажал 1", TOLD_WITHIN)
    await ivan.sees("Доступ открыт", TOLD_WITHIN)
    assert await sent(office, "sendMessage", ivan) == before + 2
    for other, shown, _ in placed:
        await other.sees_in(shown, "нажал 1")
        await other.sees_reply(shown)
    await living.core.deliveries.settle()
    for person, shown, called in [(oleg, card, phone), *placed]:
        assert await office.creates(called) == 1
        told = [message.reply_to for message in await person.replies()].count(shown.id)
        # Once more, if the kill came between Telegram's answer and its saving.
        assert told == 1 if person is oleg else told in (1, 2)
    assert await living.database.transact(lambda uow: uow.outgoing.outbox().waiting) == 0
