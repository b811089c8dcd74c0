"""Which addresses Telegram takes for links."""

import re
from typing import Any

_USER = re.compile(r"tg:(?://)?user\?id=(?P<id>\d+)", re.IGNORECASE)
_OWN = re.compile(r"(?P<scheme>tg|ton|tonsite):(?://)?(?P<host>[A-Za-z0-9_.-]+)/?(?P<rest>[/?#]?.*)", re.IGNORECASE)
_HTTP = re.compile(
    r"(?:(?P<scheme>[^:/?#@\[\]]*)://)?(?P<user>[^/?#]*@)?"
    r"(?P<host>\[[0-9a-fA-F:.]+\]|[^/?#@:]*)(?::(?P<port>[^/?#]*))?(?P<rest>[/?#].*)?",
    re.DOTALL,
)
_HOST = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=]|%[0-9a-fA-F]{2}|[^\x00-\x7f])+")
_SPACE = re.compile(r"[\x00-\x20]")


class LinkError(ValueError):
    """Telegram's words on what is wrong with the address."""


def checked_link(url: str) -> str:
    """The address in the form Telegram returns it. Raises `LinkError`.

    A host needs a dot or is an IPv6 address, so `localhost` is no link; without a scheme it is `http`.
    """
    if own := _OWN.fullmatch(url):
        return f"{own['scheme'].lower()}://{own['host'].lower()}{own['rest']}"
    parts = _HTTP.fullmatch(url)
    if parts is None:
        raise LinkError("Wrong HTTP URL")
    scheme = (parts["scheme"] or "http").lower()
    if scheme not in ("http", "https"):
        raise LinkError("Unsupported URL protocol")
    if parts["port"] is not None and not _is_port(parts["port"]):
        raise LinkError("Wrong port number specified in the URL")
    host = parts["host"].lower()
    _check_host(host)
    port = f":{int(parts['port'])}" if parts["port"] else ""
    return f"{scheme}://{parts['user'] or ''}{host}{port}{_path(parts['rest'] or '')}"


def link_entity(url: str) -> dict[str, Any] | None:
    """The entity of `<a href>`, without its place; None where Telegram drops the link and keeps the text."""
    if user := _USER.fullmatch(url):
        return {"type": "text_mention", "user": {"id": int(user["id"])}}
    try:
        return {"type": "text_link", "url": checked_link(url)}
    except LinkError:
        return None


def _check_host(host: str) -> None:
    if not host:
        raise LinkError("URL host is empty")
    if host.startswith("["):
        return
    if not _HOST.fullmatch(host):
        raise LinkError("Disallowed character in URL host")
    if "." not in host or host == ".":
        raise LinkError("Wrong HTTP URL")


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) <= 65_535


def _path(rest: str) -> str:
    rest = rest.rstrip()
    encoded = _SPACE.sub(lambda found: f"%{ord(found[0]):02X}", rest)
    return encoded if encoded.startswith("/") else f"/{encoded}"
