"""A server that answers each path as it is told and keeps what it was asked; a provider that talks to it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import pytest
from aiohttp import web

from bot.providers.callkeeper.provider import CallkeeperProvider
from bot.providers.callkeeper.settings import CallkeeperConfig
from bot.providers.spec import Timing

KEY = "eb2cee1bc1b8d1b6e4282486af09e078"
HASH = "96d6ec6937c878c2ca1f889b9b9e865a"
PATIENT = Timing(connect=60.0, answer=60.0, whole=60.0, whole_large=60.0, first_wait=0.01)


@dataclass
class Stub:
    """`answers`: what to say by the operation's name, a status and a body; `asked`: names and forms, in order."""

    root: str = ""
    answers: dict[str, tuple[int, Any]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    types: set[str] = field(default_factory=set)

    def says(self, operation: str, body: Any, status: int = 200) -> None:
        self.answers[operation] = (status, body)

    def forms(self, operation: str) -> list[dict[str, str]]:
        return [form for name, form in self.asked if name == operation]

    async def answer(self, request: web.Request) -> web.Response:
        operation = request.path.strip("/")
        assert request.method == "POST"
        assert not request.query_string
        self.types.add(request.content_type)
        self.asked.append((operation, dict(parse_qsl(await request.text(), keep_blank_values=True))))
        status, body = self.answers.get(operation, (404, {"status": "fail", "reason": "Mismatched request!"}))
        text = body if isinstance(body, str) else json.dumps(body)
        return web.Response(status=status, text=text, content_type="application/json")


@pytest.fixture
async def stub() -> AsyncIterator[Stub]:
    found = Stub()
    app = web.Application()
    app.router.add_route("*", "/{operation:.*}", found.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    found.root = f"http://{host}:{port}"
    yield found
    await runner.cleanup()


@pytest.fixture
async def provider(stub: Stub) -> AsyncIterator[CallkeeperProvider]:
    config = CallkeeperConfig(stub.root, KEY, "example_company", HASH)
    found = CallkeeperProvider(config, PATIENT)
    yield found
    await found.aclose()
