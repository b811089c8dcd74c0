"""The CallKeeper twin put together: its HTTP, its recordings and its part of the simulation API."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.sandbox.callkeeper import orders, statistics, widgets
from bot.sandbox.callkeeper.answers import recording
from bot.sandbox.callkeeper.gateway import Act, Gateway
from bot.sandbox.callkeeper.hand import Hand
from bot.sandbox.callkeeper.model import SANDBOX_WIDGET
from bot.sandbox.callkeeper.service import NAME, Callkeeper
from bot.sandbox.callkeeper.views import account_view
from bot.sandbox.engine.wav import tone
from bot.sandbox.faults import Faults
from bot.sandbox.hub import Hub
from bot.sandbox.journal import Journal

KEY = "sandbox-callkeeper-key"

OPERATIONS: dict[str, Act] = {
    "makeCalls": orders.make_calls,
    "orderCall": orders.order_call,
    "getCallInfo": statistics.get_call_info,
    "getCallsInfo": statistics.get_calls_info,
    "getCallsCompleted": statistics.get_calls_completed,
    "getCallsByStatus": statistics.get_calls_by_status,
    "getUserInfo": statistics.get_user_info,
    "getT2C": statistics.get_t2c,
    "createWidget": widgets.create_widget,
    "deleteWidget": widgets.delete_widget,
    "tag": widgets.set_tag,
    "getDoc": widgets.get_doc,
}


class CallkeeperTwin:
    """`pace` multiplies every duration; a call planned for a time waits for that time itself."""

    access: Mapping[str, str] = {"api_key": KEY, "widget_hash": SANDBOX_WIDGET}

    def __init__(self, hub: Hub, faults: Faults, pace: float) -> None:
        self.journal = Journal(hub, f"{NAME}.request")
        self.service = Callkeeper(KEY, hub, pace)
        self._routes = [
            web.get(f"/{NAME}/records/{{id:\\d+}}.wav", self._recording),
            *Gateway(self.service, OPERATIONS, faults, self.journal).routes(),
            *Hand(self.service).routes(),
        ]

    def routes(self) -> list[web.RouteDef]:
        return self._routes

    def snapshot(self) -> dict[str, Any]:
        self.service.timeline.settle()
        return account_view(self.service.account)

    async def close(self) -> None:
        await self.service.close()

    async def _recording(self, request: web.Request) -> web.Response:
        call = self.service.account.calls.get(int(request.match_info["id"]))
        if call is None or recording(call) is None:
            raise web.HTTPNotFound
        return web.Response(body=tone(), content_type="audio/wav")
