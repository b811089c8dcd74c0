"""The last step of every service: an answer leaves as it is, spoiled by a fault, or not at all; the journal tells."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Fault, Faults, cut_off
from bot.sandbox.journal import Journal


@dataclass(slots=True, frozen=True)
class Reply:
    """`shown` is what the journal keeps of the body; `lost`: it took effect, but never reaches the client."""

    status: int
    body: bytes
    shown: Any
    lost: bool = False
    content_type: str = "application/json"


class Wire:
    """`target` is the service's name in faults."""

    def __init__(self, target: str, faults: Faults, journal: Journal) -> None:
        self._target = target
        self._faults = faults
        self._journal = journal

    async def serve(
        self, request: web.Request, operation: str, asked: Any, act: Callable[[], Reply]
    ) -> web.StreamResponse:
        """`act` is called unless a fault keeps the request from taking effect; `asked` goes to the journal."""
        fault = self._faults.take(self._target, operation)
        if fault is not None and not fault.applied:
            self._note_spoiled(operation, asked, fault, b"{}")
            return await self._faults.spoil(fault, request)
        reply = act()
        if fault is not None:
            self._note_spoiled(operation, asked, fault, reply.body)
            return await self._faults.spoil(fault, request, body=reply.body)
        if reply.lost:
            self._journal.add(operation, asked, None, reply.shown, "lost")
            return cut_off(request)
        self._journal.add(operation, asked, reply.status, reply.shown)
        return web.Response(status=reply.status, body=reply.body, content_type=reply.content_type)

    def _note_spoiled(self, operation: str, asked: Any, fault: Fault, body: bytes) -> None:
        """The journal keeps what left on the wire."""
        sent = fault.body_sent(body).decode("utf-8", "replace")
        self._journal.add(operation, asked, fault.status_sent(), sent, fault.kind)
