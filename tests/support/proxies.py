"""Small real proxies on loopback: HTTP CONNECT and SOCKS5, both with a name and a password."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

NAME, PASSWORD = "team", "proxy-pass-0001"
_LOGIN = base64.b64encode(f"{NAME}:{PASSWORD}".encode())


class Proxy:
    """`reached` are the places that somebody was brought to, `host:port`; `homes` are names that only it knows."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.homes: dict[str, tuple[str, int]] = {}
        self.port = 0
        self.reached: list[str] = []
        self._ways: set[asyncio.Task[None]] = set()

    @property
    def address(self) -> str:
        return f"{self.kind}://{NAME}:{PASSWORD}@127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        greet = self._greet_socks if self.kind == "socks5" else self._greet_http
        with suppress(OSError, asyncio.IncompleteReadError):
            if (target := await greet(reader, writer)) is None:
                writer.close()
                return
            self.reached.append(f"{target[0]}:{target[1]}")
            there = await asyncio.open_connection(*self.homes.get(target[0], target))
            for way in ((reader, there[1]), (there[0], writer)):
                task = asyncio.create_task(_pump(*way))
                self._ways.add(task)
                task.add_done_callback(self._ways.discard)

    async def _greet_http(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int] | None:
        head = await reader.readuntil(b"\r\n\r\n")
        if _LOGIN not in head or not head.startswith(b"CONNECT "):
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
            return None
        host, _, port = head.split()[1].decode().rpartition(":")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        return host, int(port)

    async def _greet_socks(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int] | None:
        """RFC 1928 and 1929."""
        await reader.readexactly((await reader.readexactly(2))[1])
        writer.write(b"\x05\x02")
        _, length = await reader.readexactly(2)
        name = await reader.readexactly(length)
        password = await reader.readexactly((await reader.readexactly(1))[0])
        if (name, password) != (NAME.encode(), PASSWORD.encode()):
            writer.write(b"\x01\x01")
            return None
        writer.write(b"\x01\x00")
        kind = (await reader.readexactly(4))[3]
        raw = await reader.readexactly(4 if kind == 1 else (await reader.readexactly(1))[0])
        port = int.from_bytes(await reader.readexactly(2), "big")
        writer.write(b"\x05\x00\x00\x01" + bytes(6))
        return (".".join(map(str, raw)) if kind == 1 else raw.decode()), port


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def proxy(kind: str) -> AsyncIterator[Proxy]:
    """`kind` is `http` or `socks5`."""
    found = Proxy(kind)
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0)
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        server.close()
