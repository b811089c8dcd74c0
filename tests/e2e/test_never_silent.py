"""What really goes wrong is told to the admin once, in their language, and once when it is over."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy.exc import OperationalError

from bot.domain.access import Person as Colleague
from bot.ports.watching import Unwritable
from bot.web.server import WebServer
from storage.health import why as why_of
from storage.sqlite import SqliteBackend, driver_of
from tests.fakes.clock import MovedClock
from tests.support.indoors import House, house
from tests.support.office import Office, Person, new_phone
from tests.support.people import ADMIN

WORDS = {
    "ru": {
        "provider": ("Сервис не отвечает: CallDog", "Сервис снова отвечает: CallDog"),
        "database": ("База данных ничего не записывает", "База данных снова записывает"),
        "full": ("Диск заполнен",),
        "read_only": ("только для чтения",),
        "telegram": ("Telegram снова отвечает",),
    },
    "en": {
        "provider": ("A service is not answering: CallDog", "A service is answering again: CallDog"),
        "database": ("The database saves nothing", "The database saves again"),
        "full": ("The disk is full",),
        "read_only": ("open for reading only",),
        "telegram": ("Telegram is answering again",),
    },
}


class Night:
    """A bot beside the sandbox, its clock in a test's hand, and an admin who reads what comes."""

    def __init__(self, home: House, clock: MovedClock, language: str, beats: list[str]) -> None:
        self.home = home
        self.office: Office = home.office
        self.words = WORDS[language]
        self.anna = Person(home.office, ADMIN, "Анна Смирнова", ADMIN)
        self.beats = beats
        self._clock = clock

    async def passes(self, seconds: int) -> None:
        """Time passes, and the bot looks at itself every half minute of it."""
        for _ in range(seconds // 30):
            self._clock.shift += type(self._clock.shift)(seconds=30)
            await self.home.app.core.track.poll()
            await self.home.app.core.watch.look()

    async def pragma(self, words: str) -> int:
        """Of the bot's own connection: what it does to it is real."""
        backend = self.home.app.database.backend
        assert isinstance(backend, SqliteBackend)

        def ask(connection: object) -> int:
            found = driver_of(connection).execute(f"PRAGMA {words}").fetchone()  # type: ignore[arg-type]  # SQLAlchemy's
            return int(found[0]) if found else 0

        return await backend.run_alone(ask)

    async def fill_the_disk(self) -> None:
        """Until there is no room for one row more, however small."""
        await self.pragma(f"max_page_count = {await self.pragma('page_count')}")
        for length in (20_000, 1000, 10):
            ids = itertools.count(50_000 + length * 1000)
            while await self._is_kept(Colleague(next(ids), "я" * length)):
                pass

    async def _is_kept(self, fat: Colleague) -> bool:
        try:
            await self.home.app.database.transact(lambda uow: uow.people.save(fat))
        except OperationalError as full:
            return why_of(full) is not Unwritable.FULL
        return True

    async def times(self, words: str) -> int:
        return sum(words in message.text for message in await self.anna.replies())


@asynccontextmanager
async def watcher() -> AsyncIterator[tuple[str, list[str]]]:
    """Somebody outside who waits for the bot's heart to beat: the address, and what was asked of it."""
    beats: list[str] = []

    async def hear(request: web.Request) -> web.Response:
        beats.append(request.path)
        return web.Response()

    app = web.Application()
    app.router.add_get("/ping", hear)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/ping", beats
    await runner.cleanup()


@pytest.fixture(params=["ru", "en"])
async def night(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Night]:
    clock = MovedClock()
    async with watcher() as (url, beats), house(tmp_path, clock=clock, poll=30, heartbeat=url) as home:
        night = Night(home, clock, request.param, beats)
        await home.office.admin()
        anna = await home.app.database.transact(lambda uow: uow.people.get(ADMIN))
        assert anna is not None
        await home.app.core.directory.save(replace(anna, locale=request.param))
        await night.passes(60)
        yield night


async def test_a_provider_that_stops_answering(night: Night) -> None:
    begun, over = night.words["provider"]
    oleg = await night.office.person()
    await oleg.says(f"/call {new_phone('03')} Ваш заказ готов")
    await oleg.presses("Позвонить")
    await night.office.fault("status", "*", status=502, times=1000)
    await night.passes(120)
    assert await night.times(begun) == 0
    await night.passes(300)
    await night.anna.sees(begun)
    await night.office.no_more_faults()
    await night.passes(240)
    await night.anna.sees(over)
    assert [await night.times(begun), await night.times(over)] == [1, 1]


@pytest.mark.parametrize("why", ["full", "read_only"])
async def test_a_database_that_keeps_nothing(night: Night, why: str) -> None:
    begun, over = night.words["database"]
    if why == "full":
        await night.fill_the_disk()
    else:
        await night.pragma("query_only = ON")
    heard = len(night.beats)
    assert heard > 0
    await night.passes(120)
    told = await night.anna.sees(begun)
    assert night.words[why][0] in told.text
    assert len(night.beats) == heard, "the watcher hears nothing meanwhile"
    await night.pragma("max_page_count = 1000000" if why == "full" else "query_only = OFF")
    await night.passes(120)
    await night.anna.sees(over)
    assert [await night.times(begun), await night.times(over)] == [1, 1]
    assert len(night.beats) > heard


async def test_a_token_that_was_revoked(night: Night) -> None:
    """Nobody can be told then: whoever watches from outside sees it, and admins are told when it is over."""
    app = night.home.app
    server = WebServer(app.database, (), app.vitals, app.clock)
    root = f"http://127.0.0.1:{await server.start('127.0.0.1', 0)}"
    async with aiohttp.ClientSession() as http:
        assert (await http.get(f"{root}/healthz")).status == 200
        await night.office.fault("status", "*", target="telegram", status=401, times=100_000)
        await night.passes(90)
        heard = len(night.beats)
        await night.passes(300)
        assert len(night.beats) == heard
        unwell = await http.get(f"{root}/healthz")
        assert (unwell.status, await unwell.text()) == (503, "telegram")
        assert "zvonar_well 0.0" in await (await http.get(f"{root}/metrics")).text()
        await night.office.no_more_faults()
        await night.passes(120)
        assert (await http.get(f"{root}/healthz")).status == 200
    await server.stop()
    (over,) = night.words["telegram"]
    await night.anna.sees(over)
    assert await night.times(over) == 1
