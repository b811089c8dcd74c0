"""Recordings over HTTP: from a provider's own hosts alone, bounded, and from no address inside our own network."""

import asyncio
import ipaddress
import logging
import socket
from collections.abc import Mapping
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from bot.domain.errors import NotFound, RecordingLate

log = logging.getLogger(__name__)

LARGEST = 20 * 2**20
"""Bytes."""
WITHIN = 90.0
"""Seconds for all of it."""
TIMEOUT = httpx.Timeout(15.0, connect=5.0)
HOPS = 3
"""Redirects, each to the provider's own hosts again."""
_PORTS = {"http": 80, "https": 443}

_EMBEDDING = [ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]
"""NAT64, 6to4 and Teredo: another address stands in them, which may be one of our own network."""


class HttpRecordings:
    """`roots`: the address of each provider's service, by its name."""

    def __init__(self, roots: Mapping[str, str]) -> None:
        self._roots = {name: urlsplit(root) for name, root in roots.items()}

    async def fetch(self, provider: str, address: str) -> bytes:
        root = self._roots.get(provider)
        if root is None:
            raise NotFound("recording-elsewhere")
        try:
            async with asyncio.timeout(WITHIN), httpx.AsyncClient(timeout=TIMEOUT, trust_env=False) as client:
                return await self._follow(client, root, address)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError) as error:
            log.info("a recording does not come: %s", type(error).__name__)
            raise RecordingLate("recording-late") from None

    async def _follow(self, client: httpx.AsyncClient, root: SplitResult, address: str) -> bytes:
        for _ in range(HOPS):
            request = await _request(client, root, address)
            answer = await client.send(request, stream=True)
            try:
                if answer.is_redirect:
                    address = urljoin(address, answer.headers.get("Location", ""))
                    continue
                return await _body(answer)
            finally:
                await answer.aclose()
        raise NotFound("recording-elsewhere")


async def _request(client: httpx.AsyncClient, root: SplitResult, address: str) -> httpx.Request:
    """To the very address that was checked: a name that resolves to another one a moment later gains nothing."""
    try:
        parts = urlsplit(address)
        own = _origin(parts) == _origin(root)
        known = parts.scheme in _PORTS and not parts.username and (own or _is_near(parts, root))
    except ValueError:
        known = own = False
    if not known or parts.hostname is None:
        raise NotFound("recording-elsewhere")
    if own:
        return client.build_request("GET", address)
    ip = await _public_address(parts)
    url = httpx.URL(address)
    extensions = {"sni_hostname": parts.hostname}
    return client.build_request(
        "GET", url.copy_with(host=ip), headers={"Host": url.netloc.decode("ascii")}, extensions=extensions
    )


def _origin(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)


def _is_near(parts: SplitResult, root: SplitResult) -> bool:
    """Another host of the same company: `files.calldog.ru` of `lk.calldog.ru`, never less safely."""
    domain = ".".join((root.hostname or "").split(".")[-2:])
    host = parts.hostname or ""
    is_same = (
        "." in domain and not domain.replace(".", "").isdigit() and (host == domain or host.endswith(f".{domain}"))
    )
    return is_same and parts.port in (None, *_PORTS.values()) and (parts.scheme == "https" or root.scheme == "http")


async def _public_address(parts: SplitResult) -> str:
    port = parts.port or _PORTS[parts.scheme]
    found = await asyncio.get_running_loop().getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    addresses = [str(place[0]) for *_, place in found]
    if not addresses or not all(_is_public(address) for address in addresses):
        raise NotFound("recording-elsewhere")
    return addresses[0]


def _is_public(written: str) -> bool:
    address = ipaddress.ip_address(written)
    return address.is_global and not address.is_multicast and not any(address in inside for inside in _EMBEDDING)


async def _body(answer: httpx.Response) -> bytes:
    if answer.status_code != httpx.codes.OK:
        raise RecordingLate("recording-late")
    taken = bytearray()
    async for piece in answer.aiter_bytes():
        taken += piece
        if len(taken) > LARGEST:
            raise NotFound("recording-too-large", limit=LARGEST // 2**20)
    if not taken:
        raise RecordingLate("recording-late")
    return bytes(taken)
