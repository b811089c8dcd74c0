"""Webhooks in: `/hooks/<provider>/<token>`. Checked, kept and answered at once; what they say is applied later."""

from collections.abc import Collection, Mapping
from ipaddress import IPv4Network, IPv6Network, ip_address

from aiohttp import web

from bot.services.webhooks import ReceiveWebhook

LARGEST = 1024 * 1024
"""Bytes. A provider speaks of one call, or of a few."""

Networks = Collection[IPv4Network | IPv6Network]


class Hooks:
    """`allowed`: from where a provider may send, by its name. One that is not named may send from anywhere.

    The peer's address counts, or X-Forwarded-For when the peer is one of `proxies`.
    """

    def __init__(self, receiver: ReceiveWebhook, allowed: Mapping[str, Networks], proxies: Networks) -> None:
        self._receiver = receiver
        self._allowed = allowed
        self._proxies = proxies

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/hooks/{provider:[a-z]{1,32}}/{token:[A-Za-z0-9_-]{1,200}}", self._receive)]

    async def _receive(self, request: web.Request) -> web.Response:
        provider, token = request.match_info["provider"], request.match_info["token"]
        allowed = self._allowed.get(provider)
        if allowed and not _is_within(self._sender(request), allowed):
            raise web.HTTPForbidden
        body = await _body(request)
        if not await self._receiver.receive(provider, token, body):
            raise web.HTTPNotFound
        return web.Response(text="ok")

    def _sender(self, request: web.Request) -> str:
        """The last address in X-Forwarded-For that is no proxy of ours."""
        written = ",".join(request.headers.getall("X-Forwarded-For", []))  # a proxy may add a line of its own
        passed = [part.strip() for part in written.split(",")]
        sender = request.remote or ""
        for address in reversed(passed):
            if not address or not _is_within(sender, self._proxies):
                break
            sender = address
        return sender


async def _body(request: web.Request) -> bytes:
    """Raises HTTPRequestEntityTooLarge, before the rest of it is read."""
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LARGEST:
            raise web.HTTPRequestEntityTooLarge(LARGEST, len(body))
    return bytes(body)


def _is_within(address: str, networks: Networks) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in networks)
