"""What comes in over HTTP, over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import Message

from bot.clock import SystemClock
from bot.domain.orders import NewOrder, Place, Terms
from bot.domain.phones import Phone
from bot.domain.sayings import Saying
from bot.domain.views import Notice, NoticeKind
from bot.ports import UnitOfWork
from bot.ports.vitals import Vitals
from bot.telegram.inbox import Inbox
from bot.web.server import WebServer
from bot.web.telegram import PATH, TelegramHook
from storage.engine import SqlDatabase
from tests.fakes.database import new_database
from tests.support.people import OLEG, let_in

SECRET = "right-secret"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
UPDATE: dict[str, Any] = {
    "update_id": 1,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False, "first_name": "Иван"},
        "text": "привет",
    },
}


class Site:
    """The bot's web server, and what reached its handlers."""

    def __init__(self, database: SqlDatabase, secret: str | None) -> None:
        self.heard: list[str | None] = []
        dispatcher = Dispatcher()
        dispatcher.message.register(self._hear)
        self._bot = Bot("42:t")
        self._inbox = Inbox(self._bot, dispatcher, database, SystemClock())
        hooks = TelegramHook(self._inbox, secret).routes() if secret else []
        self.vitals = Vitals()
        self._server = WebServer(database, hooks, self.vitals)
        self._http = aiohttp.ClientSession()
        self.root = ""

    async def start(self, port: int = 0) -> None:
        port = await self._server.start("127.0.0.1", port)
        self.root = f"http://127.0.0.1:{port}"

    async def stop(self) -> None:
        await self._http.close()
        await self._server.stop()
        await self._inbox.finish(5)
        await self._bot.session.close()

    async def get(self, path: str) -> tuple[int, str]:
        async with self._http.get(self.root + path) as answer:
            return answer.status, await answer.text()

    async def post(self, update: Any, **headers: str) -> int:
        async with self._http.post(self.root + PATH, json=update, headers=headers) as answer:
            return answer.status

    async def _hear(self, message: Message) -> None:
        self.heard.append(message.text)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqlDatabase]:
    database = SqlDatabase.from_url(new_database(tmp_path))
    await database.start()
    yield database
    await database.close()


@pytest.fixture
async def site(database: SqlDatabase) -> AsyncIterator[Site]:
    site = Site(database, SECRET)
    await site.start()
    yield site
    await site.stop()


async def test_healthy_while_the_database_answers(site: Site, database: SqlDatabase) -> None:
    assert await site.get("/healthz") == (200, "ok")
    await database.close()
    assert (await site.get("/healthz"))[0] == 500


async def test_unhealthy_while_something_is_wrong_and_the_words_say_what(site: Site) -> None:
    site.vitals.unwell = ("poll", "telegram")
    assert await site.get("/healthz") == (503, "poll\ntelegram")
    site.vitals.unwell = ()
    assert (await site.get("/healthz"))[0] == 200


async def test_metrics_count_open_calls_and_what_is_unsaid(site: Site, database: SqlDatabase) -> None:
    notice = Notice(event="e", kind=NoticeKind.RESULT, place=Place(5), locale="ru")
    await let_in(database, [OLEG])
    await database.transact(_call_under_way)
    await database.transact(lambda uow: uow.notices.add([notice], SystemClock().now()))
    status, text = await site.get("/metrics")
    assert status == 200
    assert 'zvonar_calls{provider="calldog",state="submitting"} 1.0' in text
    assert "zvonar_undelivered_notices 1.0" in text


def _call_under_way(uow: UnitOfWork) -> None:
    phone, now = Phone("79991234567"), SystemClock().now()
    new = NewOrder(OLEG.id, Place(OLEG.id), "calldog", (phone,), Terms(Saying("Заказ готов")), "chat/1")
    order_id, _ = uow.orders.add(new, now)
    order = uow.orders.get(order_id)
    assert order is not None
    uow.calls.add(order, phone, 1, now)


async def test_metrics_are_told_though_the_database_is_out(site: Site, database: SqlDatabase) -> None:
    await database.close()
    status, text = await site.get("/metrics")
    assert status == 200
    assert "zvonar_database_up 0.0" in text


async def test_an_update_with_the_right_secret_is_handled(site: Site) -> None:
    assert await site.post(UPDATE, **{HEADER: SECRET}) == 200
    await site.stop()  # updates are handled in the background; stopping waits for them
    assert site.heard == ["привет"]


async def test_a_repeated_update_is_handled_once(site: Site) -> None:
    assert [await site.post(UPDATE, **{HEADER: SECRET}) for _ in range(3)] == [200, 200, 200]
    await site.stop()
    assert site.heard == ["привет"]


async def test_an_update_that_cannot_be_stored_is_not_taken(site: Site, database: SqlDatabase) -> None:
    await database.close()
    assert await site.post(UPDATE, **{HEADER: SECRET}) == 500
    assert site.heard == []


@pytest.mark.parametrize("body", ["x", [], {}, {"update_id": "1"}, {"update_id": True}])
async def test_what_is_no_update_is_refused(site: Site, body: Any) -> None:
    assert await site.post(body, **{HEADER: SECRET}) == 400


@pytest.mark.parametrize("headers", [{}, {HEADER: "wrong"}, {HEADER: ""}, {HEADER: SECRET.upper()}])
async def test_an_update_with_another_secret_is_refused(site: Site, headers: dict[str, str]) -> None:
    assert await site.post(UPDATE, **headers) == 401
    await site.stop()
    assert site.heard == []


async def test_without_a_secret_there_is_no_webhook(database: SqlDatabase) -> None:
    site = Site(database, None)
    await site.start()
    assert await site.post(UPDATE, **{HEADER: ""}) == 404
    assert (await site.get("/healthz"))[0] == 200
    await site.stop()


async def test_a_port_that_is_taken_is_an_error(site: Site, database: SqlDatabase) -> None:
    other = Site(database, SECRET)
    with pytest.raises(OSError, match="address already in use"):
        await other.start(int(site.root.rsplit(":", 1)[1]))
    await other.stop()
