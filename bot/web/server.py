"""The bot's own web server."""

from collections.abc import Sequence

from aiohttp import web

from bot.ports import Database

LINGER = 1.0
"""Seconds for which the rest of a refused body is still read, so that its sender gets to see the refusal."""


class WebServer:
    """`hooks` are what others may post to."""

    def __init__(self, database: Database, hooks: Sequence[web.RouteDef] = ()) -> None:
        self._database = database
        self._app = web.Application()
        self._app.add_routes([web.get("/healthz", self._healthz), web.get("/metrics", self._metrics)])
        self._app.add_routes(hooks)
        self._runner = web.AppRunner(self._app, access_log=None, lingering_time=LINGER)

    async def start(self, host: str, port: int) -> int:
        """The port it listens on; 0 takes a free one. Raises OSError when it is taken."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _healthz(self, request: web.Request) -> web.Response:
        """200 when the database answers; anything else is a 500."""
        await self._database.transact(lambda uow: uow.calls.open_count())
        return web.Response(text="ok")

    async def _metrics(self, request: web.Request) -> web.Response:
        open_calls, unsaid = await self._database.transact(
            lambda uow: (uow.calls.open_count(), uow.notices.undelivered_count())
        )
        return web.Response(body=_exposed(open_calls, unsaid), content_type="text/plain", charset="utf-8")


def _exposed(open_calls: int, unsaid: int) -> bytes:
    """For Prometheus. Its client is imported when first asked: who watches nothing need not hold it."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()
    Gauge("zvonar_open_calls", "Calls that are followed", registry=registry).set(open_calls)
    Gauge("zvonar_undelivered_notices", "Notices not delivered yet", registry=registry).set(unsaid)
    return generate_latest(registry)
