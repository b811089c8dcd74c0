"""The webhook endpoint as it runs: a real server, a real database, the real providers; only Telegram is played."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from io import BytesIO
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import uvloop
from sqlalchemy import select

from bot.domain.calls import Call, Handle
from bot.domain.views import CardKind
from bot.providers.registry import build_providers
from bot.services.webhooks import ReceiveWebhook
from bot.settings import given
from bot.web.hooks import Hooks
from bot.web.server import WebServer
from storage.tables import call_reports, calls, webhooks
from tests.contract.raw import RawServer
from tests.integration.storage.make import OPERATOR, add_call, place
from tests.support.world import World, open_world

PUBLIC_URL = "https://bot.example"


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The loop that the bot runs on, which takes a tenth less of the processor in the flood."""
    return {"the bot's": uvloop.new_event_loop}


class Site(World):
    """`service` is what the providers' addresses lead to; `post` speaks as one of them, from this machine."""

    service: RawServer
    http: aiohttp.ClientSession
    root: str
    _orders = 0

    def token_of(self, service: str) -> str:
        return self.core.addresses.provider_token(service)

    async def post(self, path: str, body: bytes | BytesIO, **headers: str) -> int:
        async with self.http.post(f"{self.root}/hooks/{path}", data=body, headers=headers) as answer:
            return answer.status

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Opens a bare connection, for what no decent client would send."""
        host, port = self.root.removeprefix("http://").split(":")
        return await asyncio.open_connection(host, int(port))

    async def placed(self, handle: str | Handle, service: str = "calldog", **order: Any) -> Call:
        """A call of ours at the provider, with a card that follows it."""
        self._orders += 1
        source = f"site/{self._orders}"
        call = await self.database.transact(
            lambda uow: place(uow, source, handle, self.clock.now(), provider=service, **order)
        )
        await self._follow(call)
        return call

    async def submitting(self, service: str = "calldog") -> Call:
        """A call whose request is under way."""
        self._orders += 1
        source = f"site/{self._orders}"
        call = await self.database.transact(lambda uow: add_call(uow, source, provider=service))
        await self._follow(call)
        return call

    async def _follow(self, call: Call) -> None:
        order = await self.order(call.order_id)
        await self.database.transact(
            lambda uow: uow.cards.upsert(CardKind.ORDER, order.id, order.place, "ru", order.id)
        )

    async def now(self, call: Call) -> Call:
        found = await self.database.transact(lambda uow: uow.calls.get(call.id))
        assert found is not None
        return found

    async def as_stored(self, call: Call) -> list[Any]:
        """Every column of the call and of what was last reported of it."""

        def read(connection: Any) -> list[Any]:
            asked = (
                select(calls).where(calls.c.id == call.id),
                select(call_reports).where(call_reports.c.call_id == call.id),
            )
            return [tuple(row) for statement in asked for row in connection.execute(statement)]

        return await self.database.run(read)

    async def kept(self) -> list[tuple[bytes, Any, str | None]]:
        """Every webhook that was taken: (body, when applied, problem)."""
        columns = (webhooks.c.body, webhooks.c.applied_at, webhooks.c.problem)
        statement = select(*columns).order_by(webhooks.c.id)
        return await self.database.run(lambda connection: [tuple(row) for row in connection.execute(statement)])

    async def apply(self) -> None:
        await self.core.webhooks.settle()

    async def told(self) -> list[str]:
        """The kinds of all notices, delivered."""
        await self.core.deliveries.settle()
        return [notice.kind.value for notice in await self.notices()]


@pytest.fixture
async def raw() -> AsyncIterator[RawServer]:
    server = RawServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def core_and_site(tmp_path: Path, raw: RawServer) -> AsyncIterator[Site]:
    keys = {"calldog": "k" * 16, "obzvonov": "o" * 16, "callkeeper": "c" * 16, "mobilgroup": "m" * 16}
    chosen: dict[str, Any] = {
        "public_url": PUBLIC_URL,
        "callkeeper_widget_hash": "w" * 16,
        **{f"{name}_url": raw.root for name in keys},
        **{f"{name}_api_key": key for name, key in keys.items()},
    }
    providers = build_providers(given(bot_token="1:t", **chosen).providers)
    async with (
        open_world(Site, tmp_path, *providers.by_name.values(), people=[OPERATOR], bot_admins="", **chosen) as site,
        aiohttp.ClientSession() as site.http,
    ):
        site.service = raw
        yield site
    await providers.aclose()


Serve = Callable[..., Any]


@pytest.fixture
async def serve(core_and_site: Site) -> AsyncIterator[Serve]:
    """`await serve(calldog=["10.0.0.0/8"], proxies=["127.0.0.0/8"])`: the site, reachable from there alone."""
    site = core_and_site
    servers = []

    async def start(proxies: list[str] | None = None, **allowed: list[str]) -> Site:
        receiver: ReceiveWebhook = site.core.receiver
        networks = {name: [ip_network(one) for one in written] for name, written in allowed.items()}
        hooks = Hooks(receiver, networks, [ip_network(one) for one in proxies or []])
        server = WebServer(site.database, hooks.routes())
        servers.append(server)
        site.root = f"http://127.0.0.1:{await server.start('127.0.0.1', 0)}"
        return site

    yield start
    for server in servers:
        await server.stop()


@pytest.fixture
async def site(serve: Serve) -> Site:
    found: Site = await serve()
    return found
