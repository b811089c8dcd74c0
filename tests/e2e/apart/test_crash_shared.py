"""On a database that others share: a dead process's requests are told of at once, a living one's are left alone."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.messages import Message
from tests.support.office import Office, Person, new_phone
from tests.support.processes import TOLD_WITHIN, Bots, SandboxProcess

NOT_KNOWN = "Неизвестно, прошёл ли этот звонок."


@pytest.fixture
async def office(sandbox: SandboxProcess) -> AsyncIterator[Office]:
    office = Office(sandbox.root)
    await office.open()
    yield office
    await office.close()


async def test_after_a_kill_people_are_told_within_seconds(
    tmp_path: Path, shared: str, sandbox: SandboxProcess, office: Office, bots: Bots
) -> None:
    async def hang(text: str) -> tuple[Person, Message, str]:
        """A call whose request the provider has, and does not answer: whose it is, its card and number."""
        person, phone = await office.person(), new_phone("00")
        await office.fault("hang", "create", applied=True)
        await person.says(f"/call {phone} {text}")
        card = await person.sees(text)
        await person.presses("Позвонить", card)
        await office.request("create", phone=phone)
        return person, card, phone

    bot = await bots.start(tmp_path, sandbox.root, DATABASE_URL=shared)
    oleg, card, phone = await hang("Ваш заказ готов")
    bot.kill()
    bot = await bots.start(tmp_path, sandbox.root, DATABASE_URL=shared)
    asked = await oleg.sees_in(card, NOT_KNOWN, TOLD_WITHIN)
    assert asked.has("Позвонить снова")
    await oleg.sees_reply(card, NOT_KNOWN)
    assert await office.creates(phone) == 1

    # Paused, it lives: its lock stands, and another process that starts leaves its request alone.
    maria, card, phone = await hang("Ждём вас")
    bot.send(signal.SIGSTOP)
    other = await bots.start(tmp_path, sandbox.root, DATABASE_URL=shared)
    witness = await office.person()
    await witness.says("/help")
    await witness.sees("/call")
    assert all(NOT_KNOWN not in message.text for message in await maria.replies())
    bot.kill()
    await maria.sees_in(card, NOT_KNOWN, TOLD_WITHIN)
    assert other.stop() == 0
