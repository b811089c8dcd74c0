"""The Mobilgroup twin put together: its HTTP and its part of the simulation API."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.hub import Hub
from bot.sandbox.journal import Journal
from bot.sandbox.mobilgroup.gateway import Act, Gateway
from bot.sandbox.mobilgroup.hand import Hand
from bot.sandbox.mobilgroup.model import OWN_NUMBER
from bot.sandbox.mobilgroup.reading import get
from bot.sandbox.mobilgroup.sending import send
from bot.sandbox.mobilgroup.service import NAME, Mobilgroup
from bot.sandbox.mobilgroup.setting import set_
from bot.sandbox.mobilgroup.views import account_view

KEY = "sandbox-mobilgroup-key"
ACTS: dict[str, Act] = {"send": send, "get": get, "set": set_}


class MobilgroupTwin:
    """`pace` multiplies every duration; a broadcast scheduled for a time waits for that time itself."""

    access: Mapping[str, str] = {"api_key": KEY, "caller_id": OWN_NUMBER}

    def __init__(self, hub: Hub, faults: Faults, pace: float) -> None:
        self.journal = Journal(hub, f"{NAME}.request")
        self.service = Mobilgroup(KEY, hub, pace)
        self._routes = [*Gateway(self.service, ACTS, faults, self.journal).routes(), *Hand(self.service).routes()]

    def routes(self) -> list[web.RouteDef]:
        return self._routes

    def snapshot(self) -> dict[str, Any]:
        self.service.timeline.settle()
        return account_view(self.service.account)

    async def close(self) -> None:
        await self.service.close()
