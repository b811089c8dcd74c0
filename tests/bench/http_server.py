"""As little HTTP as a loopback peer needs, so that what is measured is never the server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

Handle = Callable[[str, bytes], Awaitable[bytes] | bytes]
"""Path and body of a request → JSON. An awaitable holds its connection until it is done (a long poll)."""


class HttpPeer(asyncio.Protocol):
    """HTTP/1.1 with Content-Length and keep-alive; every answer is 200 with JSON."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._waiting is not None:
            self._waiting.cancel()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while True:
            head_end = self._buffer.find(b"\r\n\r\n")
            if head_end < 0:
                return
            head = self._buffer[:head_end]
            body_end = head_end + 4 + _length(head)
            if len(self._buffer) < body_end:
                return
            body, self._buffer = self._buffer[head_end + 4 : body_end], self._buffer[body_end:]
            self._answer(head.split(b" ", 2)[1].decode(), body)

    def _answer(self, path: str, body: bytes) -> None:
        answer = self._handle(path, body)
        if isinstance(answer, bytes):
            self._write(answer)
        else:
            self._waiting = asyncio.ensure_future(self._later(answer))

    async def _later(self, answer: Awaitable[bytes]) -> None:
        self._write(await answer)

    def _write(self, content: bytes) -> None:
        if self._transport is not None:
            head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            self._transport.write(head % len(content) + content)


def _length(head: bytes) -> int:
    at = head.lower().find(b"\r\ncontent-length:")
    return int(head[at + 17 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


async def serve(handle: Handle) -> None:
    """Listen on a free port of the loopback, print it, and go on until killed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: HttpPeer(handle), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - the parent reads it
    await server.serve_forever()
