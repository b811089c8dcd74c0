"""A provider that takes its time, and more calls than it takes at once: the others wait, and none is lost by that."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.providers.base import Http
from bot.providers.zvonobot.dialect import CALLDOG
from tests.support.indoors import House, house
from tests.support.loop_time import held_time
from tests.support.office import Office, Person, new_phone

LISTS = 5
IN_LIST = 20
WORDS = {
    "ru": (f"Позвонить всем ({IN_LIST})", "ждёт очереди, сервису ещё не отправлен", "Отменить ожидающие"),
    "en": (f"Call now ({IN_LIST})", "waiting its turn, not sent to the service yet", "Cancel waiting calls"),
}
"""In the person's language: to call, to stand in line, to withdraw."""


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service answers well within its time; all in line need twice that and more, see `time_goes_by`."""
    send = Http._send

    async def slowly(self: Http, method: str, path: str, *rest: Any) -> Any:
        answer = await send(self, method, path, *rest)
        if path.endswith("/create"):
            await asyncio.sleep(0.8)
        return answer

    monkeypatch.setattr(Http, "_send", slowly)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """The service's answers come when this is set: however slow the machine is, some are in line until then."""
    monkeypatch.setattr("bot.services.turns.PATIENCE", 3600.0)
    send, let_go = Http._send, asyncio.Event()

    async def when_let_go(self: Http, method: str, path: str, *rest: Any) -> Any:
        answer = await send(self, method, path, *rest)
        if path.endswith("/create"):
            await let_go.wait()
        return answer

    monkeypatch.setattr(Http, "_send", when_let_go)
    return let_go


def _together(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    """So many numbers go in one request at most."""
    monkeypatch.setattr("bot.providers.zvonobot.provider.CALLDOG", replace(CALLDOG, many=many))


@asynccontextmanager
async def time_goes_by(home: House) -> AsyncIterator[None]:
    """By a twentieth of a second when the bot, its database and the sandbox have done what there was to do."""

    async def step() -> None:
        while True:
            await home.office.seq()
            await home.app.database.transact(lambda uow: uow.people.many([]))
            time.passes(0.05)

    with held_time() as time:
        going = asyncio.create_task(step())
        yield
        going.cancel()
        await asyncio.gather(going, return_exceptions=True)


async def _list(person: Person, language: str) -> list[str]:
    phones = [new_phone("01") for _ in range(IN_LIST)]
    await person.says(f"/call {', '.join(phones)} Ваш заказ готов")
    card = await person.sees(lambda message: message.has(WORDS[language][0]))
    await person.presses(WORDS[language][0], card)
    return phones


async def _sent(office: Office, phones: list[str]) -> list[str]:
    creates = await office.requests("create")
    asked = [entry["request"].get("phones") or [entry["request"]["phone"]] for entry in creates]
    return [phone for request in asked for phone in request if phone in phones]


@pytest.mark.usefixtures("slow")
async def test_none_of_a_hundred_calls_is_unknown_because_others_were_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _together(monkeypatch, 1)
    async with house(tmp_path) as home, time_goes_by(home):
        home.app.core.submitter.answer_within = 3.0
        people = [await home.office.person() for _ in range(LISTS)]
        lists = await asyncio.gather(*(_list(person, "ru") for person in people))
        await people[-1].sees("ждёт очереди, сервису ещё не отправлен")
        phones = [phone for one in lists for phone in one]

        async def all_sent() -> bool | None:
            return len(await _sent(home.office, phones)) >= len(phones) or None

        assert await home.office.until(all_sent)
        await home.app.core.submitter.drain()
        for person in people:
            card = await person.sees(lambda message: "звоним…" not in message.text and "занято" in message.text)
            assert "Неизвестно" not in card.text
        assert sorted(await _sent(home.office, phones)) == sorted(phones)


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("many", [1, 3])
async def test_calls_in_line_can_be_taken_back(
    tmp_path: Path, held: asyncio.Event, monkeypatch: pytest.MonkeyPatch, language: str, many: int
) -> None:
    _together(monkeypatch, many)
    async with house(tmp_path) as home:
        home.app.core.submitter.answer_within = 60.0
        oleg = await home.office.person(language=language)
        _, in_line, cancel = WORDS[language]
        phones = await _list(oleg, language)
        card = await oleg.sees(in_line)
        await oleg.presses(cancel, card)
        held.set()
        await home.app.core.submitter.drain()
        taken = await oleg.sees(lambda message: message.id == card.id and in_line not in message.text)
        assert not taken.has(cancel)
        sent = await _sent(home.office, phones)
        assert 0 < len(sent) < len(phones), "what was not sent by then never is"
        assert len(set(sent)) == len(sent)
