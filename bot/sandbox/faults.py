"""Faults asked for in advance: the next matching requests get a spoiled answer, or none.

fault = faults.take("calldog", "create")
if fault and not fault.applied:
    return await faults.spoil(fault, request)
response = ...                              # the request takes effect
if fault:
    return await faults.spoil(fault, request, body=response_bytes)
"""

import asyncio
import socket
import struct
from typing import Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_json

Kind = Literal["429", "status", "reset", "cut", "hang", "invalid_json", "body"]

BAD_GATEWAY = (
    "<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body>\r\n"
    "<center><h1>{status} {reason}</h1></center>\r\n"
    "<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)
REASONS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Time-out"}


class Fault(BaseModel):
    """`retry_after` in seconds; `times`: how many requests it spoils; `applied`: they take effect first."""

    model_config = ConfigDict(extra="forbid")

    target: str
    operation: str = "*"
    kind: Kind
    times: int = Field(1, ge=1)
    chat_id: int | None = None
    retry_after: int = Field(1, ge=0)
    status: int = Field(500, ge=100, le=599)
    body: str | None = None
    applied: bool = False

    def matches(self, target: str, operation: str, chat_id: int | None) -> bool:
        if self.target != target or (self.chat_id is not None and self.chat_id != chat_id):
            return False
        return self.operation in ("*", operation) or self.operation.lower() == operation.lower()

    def status_sent(self) -> int | None:
        """The HTTP status that leaves with this fault, None where none leaves."""
        if self.kind in ("reset", "hang"):
            return None
        return {"429": 429, "status": self.status}.get(self.kind, 200)

    def body_sent(self, body: bytes) -> bytes:
        """What leaves as the body, given the answer the request would have had."""
        if self.kind in ("reset", "hang"):
            return b""
        if self.kind == "cut":
            return body[: len(body) // 2]
        if self.body is not None:
            return self.body.encode()
        if self.kind == "invalid_json":
            return b'{"ok":true,"result":{"message_id"'
        if self.kind == "429":
            return self._too_many()
        return self._typical() if self.kind == "status" else b""

    def _too_many(self) -> bytes:
        if self.target != "telegram":
            return b'{"message":"Too Many Attempts."}'
        return to_json(
            {
                "ok": False,
                "error_code": 429,
                "description": f"Too Many Requests: retry after {self.retry_after}",
                "parameters": {"retry_after": self.retry_after},
            }
        )

    def _typical(self) -> bytes:
        reason = REASONS.get(self.status, "Error")
        if self.target == "telegram" and self.status not in (502, 503, 504):
            return to_json({"ok": False, "error_code": self.status, "description": reason})
        return BAD_GATEWAY.format(status=self.status, reason=reason).encode()


class Faults:
    def __init__(self) -> None:
        self._scheduled: list[Fault] = []
        self._released = asyncio.Event()

    def schedule(self, fault: Fault) -> None:
        self._scheduled.append(fault)

    def take(self, target: str, operation: str, chat_id: int | None = None) -> Fault | None:
        """The first fault that matches, used up by one."""
        for fault in self._scheduled:
            if fault.matches(target, operation, chat_id):
                fault.times -= 1
                if fault.times == 0:
                    self._scheduled.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        """Forgets what was scheduled and lets hanging requests go: their connections are cut."""
        self._scheduled.clear()
        self._released.set()
        self._released = asyncio.Event()

    async def spoil(self, fault: Fault, request: web.Request, body: bytes = b"{}") -> web.StreamResponse:
        """Answers `request` as the fault says; `body` is the good answer, of which some kinds send a part."""
        if fault.kind == "hang":
            await self._released.wait()
        if fault.kind in ("hang", "reset"):
            return cut_off(request)
        if fault.kind == "cut":
            return await _cut_body(request, body)
        sent = fault.body_sent(body)
        kind = "text/html" if sent.startswith(b"<") else "application/json"
        headers = {"Retry-After": str(fault.retry_after)} if fault.kind == "429" else None
        return web.Response(status=fault.status_sent() or 200, body=sent, content_type=kind, headers=headers)


def cut_off(request: web.Request) -> web.StreamResponse:
    """Resets the TCP connection; what is returned is never sent."""
    if request.transport is not None:
        plug: socket.socket | None = request.transport.get_extra_info("socket")
        if plug is not None:
            # With a zero linger time closing sends RST, as a crashed peer does, and not an orderly FIN.
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response(status=500)


async def _cut_body(request: web.Request, body: bytes) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.content_length = max(len(body), 2)
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response
