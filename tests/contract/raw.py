"""A server that writes exactly the bytes it is told to: for answers no decent web server would give."""

from __future__ import annotations

import asyncio
import socket

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


class RawServer:
    """`pieces` are written one after another, `pause` seconds apart, and then the connection is closed."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.pause = 0.0
        self.requests: list[bytes] = []
        self.root = ""
        self._server: asyncio.Server | None = None
        self._busy: set[asyncio.Task[None]] = set()

    def answer(self, body: bytes | str, head: bytes = HEAD) -> None:
        body = body.encode() if isinstance(body, str) else body
        self.pieces = [head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body]

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        host, port = self._server.sockets[0].getsockname()
        self.root = f"http://{host}:{port}"

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in list(self._busy):
            task.cancel()
        await asyncio.gather(*self._busy, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._busy.add(task)
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client left first, as it should
        except asyncio.CancelledError:
            writer.transport.abort()  # what nobody reads would keep it open for ever
            raise
        finally:
            self._busy.discard(task)
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        _, named, rest = head.lower().partition(b"content-length:")
        length = int(rest.split(b"\r\n")[0]) if named else 0
        self.requests.append(head + await reader.readexactly(length))
        for piece in self.pieces:
            writer.write(piece)
            await writer.drain()
            if self.pause:
                await asyncio.sleep(self.pause)


def closed_root() -> str:
    """An address where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"
