"""The last step of every provider: an answer leaves as it is, spoiled by a fault, or not at all; the journal tells."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Fault, Faults, cut_off
from bot.sandbox.journal import Journal, first_of

SHOWN_ITEMS = 20
UNTOLD = b'{"ok":true,"result":{}}'
"""What a fault spoils where the request takes no effect."""


@dataclass(slots=True, frozen=True)
class Asked:
    """A request as an operation sees it; `root` is the provider's address as the client wrote it."""

    params: dict[str, Any]
    root: str
    peer: str


@dataclass(slots=True, frozen=True)
class Lost:
    """The operation took effect, but its answer never reaches the client."""

    data: Any


@dataclass(slots=True, frozen=True)
class Reply:
    """`shown` is what the journal keeps of the body; `lost`: it took effect, but never reaches the client."""

    status: int
    body: bytes
    shown: Any
    lost: bool = False
    content_type: str = "application/json"


def json_reply(status: int, body: Any, *, ascii_only: bool = True) -> Reply:
    """`body` may be Lost."""
    lost = isinstance(body, Lost)
    body = body.data if lost else body
    return Reply(status, json.dumps(body, ensure_ascii=ascii_only, separators=(",", ":")).encode(), body, lost)


class Wire:
    """`target` is the provider's name in faults."""

    def __init__(self, target: str, faults: Faults, journal: Journal) -> None:
        self._target = target
        self._faults = faults
        self._journal = journal

    async def serve(
        self,
        request: web.Request,
        operation: str,
        asked: Any,
        act: Callable[[], Awaitable[Reply]],
        chat_id: int | None = None,
    ) -> web.StreamResponse:
        """`act` is called unless a fault keeps the request from taking effect; `asked` goes to the journal."""
        fault = self._faults.take(self._target, operation, chat_id)
        if fault is not None:
            body = (await act()).body if fault.applied else UNTOLD
            self._note_spoiled(operation, asked, fault, body)
            return await self._faults.spoil(fault, request, body)
        reply = await act()
        if reply.lost:
            self._journal.add(operation, asked, None, _brief(reply.shown), "lost")
            return cut_off(request)
        self._journal.add(operation, asked, reply.status, _brief(reply.shown))
        return web.Response(status=reply.status, body=reply.body, content_type=reply.content_type)

    def _note_spoiled(self, operation: str, asked: Any, fault: Fault, body: bytes) -> None:
        """The journal keeps what left on the wire."""
        sent = fault.body_sent(body).decode("utf-8", "replace")
        self._journal.add(operation, asked, fault.status_sent(), sent, fault.kind)


def _brief(body: Any) -> Any:
    """Lists of thousands would fill the journal."""
    if not isinstance(body, dict):
        return body
    return {name: first_of(value, SHOWN_ITEMS) if isinstance(value, list) else value for name, value in body.items()}
