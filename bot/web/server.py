"""The bot's own web server."""

import logging
from collections.abc import Sequence

from aiohttp import web

from bot.clock import SystemClock
from bot.ports import Clock, Database
from bot.ports.vitals import Vitals
from bot.web.metrics import exposed, kept

log = logging.getLogger(__name__)

LINGER = 1.0
"""Seconds for which the rest of a refused body is still read, so that its sender gets to see the refusal."""


class WebServer:
    """`hooks` are what others may post to."""

    def __init__(
        self,
        database: Database,
        hooks: Sequence[web.RouteDef] = (),
        vitals: Vitals | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._database = database
        self._vitals = vitals or Vitals()
        self._clock = clock or SystemClock()
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
        """200 when the database answers and all is well; a database that does not is a 500."""
        await self._database.transact(lambda uow: uow.calls.open_count())
        if unwell := self._vitals.unwell:
            return web.Response(status=503, text="\n".join(unwell))
        return web.Response(text="ok")

    async def _metrics(self, request: web.Request) -> web.Response:
        found = None
        try:
            found = await self._database.transact(kept)
        except Exception as error:
            log.warning("metrics go without what the database knows: %s", type(error).__name__)
        body = exposed(self._vitals, found, self._clock.now())
        return web.Response(body=body, content_type="text/plain", charset="utf-8")
