"""One aiohttp process: the Bot API, the telephony providers, the simulation API and the page."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from aiohttp import web

from bot.sandbox.api import SimulationApi
from bot.sandbox.calldog import CalldogTwin
from bot.sandbox.callkeeper.twin import CallkeeperTwin
from bot.sandbox.faults import Faults
from bot.sandbox.hub import Hub
from bot.sandbox.journal import Journal
from bot.sandbox.mobilgroup.twin import MobilgroupTwin
from bot.sandbox.obzvonov import ObzvonovTwin
from bot.sandbox.steering import json_errors
from bot.sandbox.telegram.twin import TelegramTwin

PAGE = Path(__file__).parent / "page"
LARGEST_BODY = 55 * 1024 * 1024


class Twin(Protocol):
    """A provider's twin. `access` is what a bot's settings say of it, beside its address: `{"api_key": "…"}`."""

    journal: Journal
    access: Mapping[str, str]

    def routes(self) -> list[web.RouteDef]: ...
    def snapshot(self) -> dict[str, Any]: ...
    async def close(self) -> None: ...


MakeTwin = Callable[[Hub, Faults, float], Twin]


TWINS: Mapping[str, MakeTwin] = {
    "calldog": CalldogTwin,
    "obzvonov": ObzvonovTwin,
    "callkeeper": CallkeeperTwin,
    "mobilgroup": MobilgroupTwin,
}


class Sandbox:
    """`pace` multiplies every duration of a simulated call (tests use 0.05). `more` are further providers by name."""

    def __init__(self, pace: float = 1.0, more: Mapping[str, MakeTwin] | None = None) -> None:
        self.hub = Hub()
        self.faults = Faults()
        self.telegram = TelegramTwin(self.hub, self.faults)
        self._pace = pace
        self._twins = {**TWINS, **(more or {})}
        self._make_twins()
        self.root = ""
        self.time_zone: str | None = None
        """In which the page shows its times, such as `Europe/Moscow`; None for that of the browser."""
        self._runner: web.AppRunner | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Returns the root URL, without a trailing slash; port 0 takes a free one.

        Raises `OSError` when the port is taken.
        """
        # A client that hangs up ends its long poll, as it does at Telegram.
        self._runner = web.AppRunner(
            self._application(), access_log=None, handler_cancellation=True, shutdown_timeout=1.0
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port, backlog=1024)
        await site.start()
        self.root = f"http://{host}:{self._runner.addresses[0][1]}"
        return self.root

    async def stop(self) -> None:
        self.faults.clear()
        self.hub.close()
        await self.telegram.close()
        await self._close_twins()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def reset(self) -> None:
        """Back to the state at start; event and update numbers go on, so a running bot notices nothing."""
        self.faults.clear()
        await self.telegram.reset()
        await self._close_twins()
        self._make_twins()
        self.hub.publish("reload", {})

    def access(self) -> dict[str, str]:
        """The settings of a bot for all of its providers, such as `calldog_url`; known once it has started."""
        found = {f"{name}_url": f"{self.root}/{name}" for name in self.providers}
        for name, twin in self.providers.items():
            found |= {f"{name}_{setting}": value for setting, value in twin.access.items()}
        return found

    def snapshot(self) -> dict[str, Any]:
        twins = {name: twin.snapshot() for name, twin in self.providers.items()}
        return {"seq": self.hub.seq, "time_zone": self.time_zone, **self.telegram.snapshot(), **twins}

    def _make_twins(self) -> None:
        self.providers: dict[str, Twin] = {
            name: make(self.hub, self.faults, self._pace) for name, make in self._twins.items()
        }

    async def _close_twins(self) -> None:
        for twin in self.providers.values():
            await twin.close()

    def _application(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST_BODY, middlewares=[json_errors])
        app.add_routes(self.telegram.routes())
        for name in self.providers:
            app.add_routes(self._late_routes(name))
        app.add_routes(SimulationApi(self).routes())
        app.add_routes([web.get("/", _index), web.static("/page", PAGE)])
        return app

    def _late_routes(self, name: str) -> list[web.RouteDef]:
        """The provider's routes, looked up anew with every request: a reset puts another twin in its place."""
        return [
            web.route(route.method, route.path, self._late(name, number), **route.kwargs)
            for number, route in enumerate(self.providers[name].routes())
        ]

    def _late(self, name: str, number: int) -> Any:
        async def handle(request: web.Request) -> web.StreamResponse:
            answer: web.StreamResponse = await self.providers[name].routes()[number].handler(request)
            return answer

        return handle


async def _index(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})
