"""HTTP for every provider. A request is sent once, and an error says whether the request may have had an effect."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx

from bot import __version__
from bot.domain.errors import ProviderError, Uncertain, Unreachable
from bot.domain.reasons import Reason
from bot.ports.hearing import hear
from bot.providers.spec import Timing

MAX_ANSWER = 64 * 2**20
GATE = 4
"""How many small requests are under way at once: httpx's pool slows down when many wait inside it.

400 orders to a local server cost 0.9 ms of CPU each with 4, 1.2 ms with 8, 1.4 ms with none.
"""

# Apache and Node close an idle connection after 5 s: an order sent at that very moment would be lost in between.
_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=GATE * 2, keepalive_expiry=2.0)
_LOOPBACK = {f"all://{host}": None for host in ("localhost", "127.0.0.1", "[::1]")}
_NOTHING_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
_BAD_ADDRESS = (httpx.InvalidURL, httpx.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class Answer:
    """`retry_after` in seconds, when the provider asked for it."""

    status: int
    body: bytes
    retry_after: float | None = None


class Http:
    """POSTs JSON to one provider, with `headers` of its own. No redirects, no retries, answers up to 64 MiB."""

    def __init__(self, root: str, timing: Timing | None = None, headers: Mapping[str, str] | None = None) -> None:
        self._root = root.rstrip("/")
        self.timing = timing or Timing()
        self._gate = asyncio.Semaphore(GATE)
        self._client = httpx.AsyncClient(
            timeout=httpx.Timeout(self.timing.answer, connect=self.timing.connect, pool=self.timing.connect),
            limits=_LIMITS,
            headers={
                "User-Agent": f"Zvonar/{__version__}",
                "Accept": "application/json",
                "Content-Type": "application/json",
                **(headers or {}),
            },
            mounts=_LOOPBACK,  # a proxy from the environment has no business with this machine
            follow_redirects=False,
        )

    async def post(self, path: str, body: bytes, *, large: bool = False) -> Answer:
        """As `send`."""
        return await self.send("POST", path, body, large=large)

    async def send(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        headers: Mapping[str, str] | None = None,
        large: bool = False,
    ) -> Answer:
        """Raises Unreachable when nothing was sent, Uncertain when no whole answer came back.

        `large` requests (a poll of thousands of calls) pass beside the gate that small ones queue at.
        """
        if large:
            return await self._send(method, path, body, headers, self.timing.whole_large)
        async with self._turn():
            return await self._send(method, path, body, headers, self.timing.whole)

    async def aclose(self) -> None:
        await self._client.aclose()

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        await self._gate.acquire()
        held = True

        def release() -> None:
            nonlocal held
            if held:
                held = False
                self._gate.release()

        timer = asyncio.get_running_loop().call_later(self.timing.patience, release)
        try:
            yield
        finally:
            timer.cancel()
            release()

    async def _send(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str] | None, whole: float
    ) -> Answer:
        try:
            async with (
                asyncio.timeout(whole),
                self._client.stream(method, self._root + path, content=body, headers=headers) as response,
            ):
                answer = await _bounded(response)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise _failure(error) from error
        hear(response.status_code, answer)
        return Answer(response.status_code, answer, _retry_after(response.headers.get("Retry-After")))


async def _bounded(response: httpx.Response) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in response.aiter_bytes():
        size += len(chunk)
        if size > MAX_ANSWER:
            raise httpx.DecodingError("the answer is over 64 MiB")
        chunks.append(chunk)
    return b"".join(chunks)


def _failure(error: Exception) -> ProviderError:
    if isinstance(error, _BAD_ADDRESS):
        return Unreachable(Reason.BAD_ADDRESS)
    if isinstance(error, _NOTHING_LEFT):
        return Unreachable(Reason.UNREACHABLE)
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return Uncertain(Reason.TIMEOUT)
    return Uncertain(Reason.UNREADABLE if isinstance(error, httpx.DecodingError) else Reason.CUT)


def _retry_after(written: str | None) -> float | None:
    """Seconds or an HTTP date."""
    if not written:
        return None
    if written.strip().isdecimal():
        return float(written)
    try:
        return max(0.0, parsedate_to_datetime(written).timestamp() - time.time())
    except ValueError:
        return None
