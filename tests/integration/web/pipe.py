"""An HTTP client that only writes POSTs, many in one go, over a connection that it keeps."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence


class Pipe:
    def __init__(self, root: str) -> None:
        host, port = root.removeprefix("http://").split(":")
        self._host, self._port = host, int(port)
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, requests: Sequence[tuple[str, bytes]]) -> list[int]:
        """The status of each (path, body), in their order; after a refused large body the connection is made anew."""
        statuses: list[int] = []
        while len(statuses) < len(requests):
            statuses += await self._some(requests[len(statuses) :])
        return statuses

    async def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _some(self, requests: Sequence[tuple[str, bytes]]) -> list[int]:
        reader, writer = self._streams = self._streams or await asyncio.open_connection(self._host, self._port)
        writing = asyncio.create_task(self._write(writer, requests))
        statuses: list[int] = []
        try:
            while len(statuses) < len(requests):
                statuses.append(await _answer(reader))
        except (asyncio.IncompleteReadError, ConnectionError):
            assert statuses, "closed without an answer"
            await self.close()
        finally:
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)
        return statuses

    async def _write(self, writer: asyncio.StreamWriter, requests: Sequence[tuple[str, bytes]]) -> None:
        for path, body in requests:
            head = f"POST {path} HTTP/1.1\r\nHost: bot.example\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(head.encode() + body)
        await writer.drain()


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    await reader.readexactly(length)
    return int(head.split(b" ", 2)[1])
