"""A service of the engine put together: its HTTP, its sounds and its part of the simulation API."""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.sandbox.engine.gateway import Gateway, Operation
from bot.sandbox.engine.recording import sound_routes
from bot.sandbox.engine.service import Engine
from bot.sandbox.engine.steering import Steering
from bot.sandbox.engine.views import account_view
from bot.sandbox.faults import Faults
from bot.sandbox.journal import Journal


class EngineTwin:
    def __init__(
        self, engine: Engine, operations: Callable[[Engine], list[Operation]], faults: Faults, journal: Journal
    ) -> None:
        self.engine = engine
        self.journal = journal
        self._routes = [
            *Gateway(engine, faults, journal).routes(operations(engine)),
            *sound_routes(engine),
            *Steering(engine).routes(),
        ]

    def routes(self) -> list[web.RouteDef]:
        return self._routes

    def snapshot(self) -> dict[str, Any]:
        self.engine.timeline.settle()
        return account_view(self.engine.account, self.engine.files_root)

    async def close(self) -> None:
        await self.engine.close()
