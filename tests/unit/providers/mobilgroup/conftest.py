"""Mobilgroup's side of the wire, answering whatever a test tells it to."""

from __future__ import annotations

import csv
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.domain.phones import Phone
from bot.domain.sayings import Record, Saying
from bot.ports import VoiceCall
from bot.providers.mobilgroup.provider import MobilgroupProvider
from bot.providers.mobilgroup.settings import MobilgroupConfig
from bot.providers.spec import Timing

KEY = "sandbox-mobilgroup-key"
OURS = Phone("79991234500")
CALLER = "74951234567"
PATIENT = Timing(connect=60.0, answer=60.0, whole=60.0, whole_large=60.0, first_wait=0.01)
ACCEPTED = {"result": "ok", "id": "1234", "subscribers": [{"phone": OURS, "result": "ok", "price": "0,91"}]}


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class Stub:
    """`reply` gets the request's body and gives the answer's; bytes go out as they are."""

    reply: Callable[[Any], Any] = lambda body: {"result": "ok"}
    status: int = 200
    root: str = ""
    asked: list[Asked] = field(default_factory=list)

    def says(self, answer: Any, status: int = 200) -> None:
        self.reply, self.status = (lambda body: answer), status

    async def serve(self, request: web.BaseRequest) -> web.Response:
        body = json.loads(await request.read())
        self.asked.append(Asked(request.path, dict(request.headers), body))
        answer = self.reply(body)
        raw = answer if isinstance(answer, bytes) else json.dumps(answer, ensure_ascii=False).encode()
        return web.Response(status=self.status, body=raw, content_type="application/json")


@pytest.fixture
async def stub() -> AsyncIterator[Stub]:
    found = Stub()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", found.serve)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    found.root = f"http://127.0.0.1:{server.port}"
    yield found
    await server.close()


@pytest.fixture
async def make(stub: Stub) -> AsyncIterator[Callable[..., MobilgroupProvider]]:
    built: list[MobilgroupProvider] = []

    def build(**config: Any) -> MobilgroupProvider:
        given = config or {"api_key": KEY}
        built.append(MobilgroupProvider(MobilgroupConfig(stub.root, **{"caller_id": CALLER, **given}), PATIENT))
        return built[-1]

    yield build
    for provider in built:
        await provider.aclose()


@pytest.fixture
def provider(make: Callable[..., MobilgroupProvider]) -> MobilgroupProvider:
    return make()


def voice_call(said: str | Record = "Ваш заказ готов") -> VoiceCall:
    return VoiceCall(OURS, Saying(said), None, False)


def table(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
