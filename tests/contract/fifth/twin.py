"""Колокол over HTTP for the sandbox: written from its documents, as strict as they are, knowing nothing of the bot."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.hub import Hub
from bot.sandbox.journal import Journal
from bot.sandbox.steering import answered, read_object
from bot.sandbox.timeline import ANSWER_LOST, REFUSED, Step, Timeline, outcome_of
from bot.sandbox.wire import Reply, Wire

NAME, KEY = "kolokol", "sandbox-kolokol-key"
PRICE = Decimal("1.20")
_RINGS = (Step(1, "ringing"),)
_SCRIPTS = {"busy": (*_RINGS, Step(4, "busy")), "no_answer": (*_RINGS, Step(4, "nobody"))}
_TALKS = (*_RINGS, Step(4, "talking"), Step(8, "done"))


class KolokolTwin:
    access: Mapping[str, str] = {"api_key": KEY}

    def __init__(self, hub: Hub, faults: Faults, pace: float) -> None:
        self.journal = Journal(hub, f"{NAME}.request")
        self._hub = hub
        self._wire = Wire(NAME, faults, self.journal)
        self._timeline = Timeline[str](pace, self._step)
        self._ids = itertools.count(17)
        self._calls: dict[str, dict[str, str]] = {}
        self._balance = Decimal("250.00")
        self._acts = {"calls": self._place, "states": self._states, "account": self._account}

    def routes(self) -> list[web.RouteDef]:
        asked = [web.post(f"/{NAME}/{name}", self._serve) for name in self._acts]
        return [*asked, web.post(f"/api/providers/{NAME}/settings", answered(self._settings))]

    def snapshot(self) -> dict[str, Any]:
        return {"calls": list(self._calls.values())}

    async def close(self) -> None:
        self._timeline.close()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        name = request.path.rpartition("/")[2]
        asked = json.loads(await request.read())
        allowed = request.headers.get("Authorization") == f"Bearer {KEY}"

        async def act() -> Reply:
            status, body, lost = self._acts[name](asked) if allowed else (401, {"error": "Неверный ключ"}, False)
            return Reply(status, json.dumps(body).encode(), body, lost)

        return await self._wire.serve(request, name, asked, act)

    def _place(self, asked: dict[str, Any]) -> tuple[int, Any, bool]:
        outcome = outcome_of(asked["to"])
        if outcome == REFUSED or not 0 < len(asked["say"]) <= 300:
            return 400, {"error": "Номер или текст не принят"}, False
        if self._balance < PRICE:
            return 402, {"error": "Недостаточно средств"}, False
        call = str(next(self._ids))
        self._calls[call] = {"call": call, "is": "queued"}
        self._timeline.run(call, _SCRIPTS.get(outcome, _TALKS), time.time())
        return 200, {"call": call}, outcome == ANSWER_LOST

    def _states(self, asked: dict[str, Any]) -> tuple[int, Any, bool]:
        self._timeline.settle()
        return 200, {"calls": [self._calls[call] for call in asked["calls"] if call in self._calls]}, False

    def _account(self, asked: dict[str, Any]) -> tuple[int, Any, bool]:
        return 200, {"balance": str(self._balance)}, False

    def _step(self, call: str, step: Step, at: float) -> None:
        self._calls[call]["is"] = step.verb
        if step.verb == "done":
            self._calls[call]["price"] = str(PRICE)
        self._hub.publish(f"{NAME}.call", self._calls[call])

    async def _settings(self, request: web.Request) -> dict[str, Any]:
        self._balance = Decimal((await read_object(request))["balance"])
        return {"balance": str(self._balance)}
