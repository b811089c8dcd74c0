"""The company's own address that a branch reports to, and the parameters of the report."""

import ipaddress
import json
import re
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from bot.domain.errors import MenuProblem
from bot.domain.menus import LONGEST_ADDRESS, LONGEST_PARAMETERS

RESERVED = "call"
"""Under this name the provider itself reports the answer."""

_NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_ADDRESS = re.compile(r"https?://[!-~\u00a1-\ud7ff\ue000-\uffef]+")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_INSIDE = ("localhost", ".local", ".localhost", ".internal", ".lan", ".home.arpa")

Wrong = tuple[str, dict[str, str | int]]
"""A Fluent key and its arguments."""


def webhook_flaw(address: str) -> Wrong | None:
    """What is wrong with the address as it is written. Nothing is sent there."""
    if len(address) > LONGEST_ADDRESS:
        return "menu-long-webhook", {"length": len(address), "limit": LONGEST_ADDRESS}
    parts = _split(address)
    if parts is None or not parts.hostname or parts.username is not None or parts.password is not None:
        return "menu-bad-webhook", {}
    return None if _is_public(parts.hostname) else ("menu-private-webhook", {})


def parameters_flaw(parameters: Mapping[str, str]) -> Wrong | None:
    for name in parameters:
        if not _NAME.fullmatch(name):
            return "menu-bad-parameter", {"name": name[:40]}
        if name == RESERVED:
            return "menu-reserved-parameter", {"name": name}
    if not all(_is_plain(value) for value in parameters.values()):
        return "menu-odd-characters", {}
    length = len(written_parameters(parameters))
    if length > LONGEST_PARAMETERS:
        return "menu-long-parameters", {"length": length, "limit": LONGEST_PARAMETERS}
    return None


def written_parameters(parameters: Mapping[str, str]) -> str:
    """As the provider takes them: JSON in a string."""
    return json.dumps(dict(parameters), ensure_ascii=False)


def parse_parameters(written: str) -> dict[str, str]:
    """`name = value`, one a line. Raises MenuProblem."""
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, written.splitlines())):
        name, equals, value = line.partition("=")
        name = name.strip()
        if not equals or not _NAME.fullmatch(name):
            raise MenuProblem("menu-bad-parameter", name=line[:40])
        if name in found:
            raise MenuProblem("menu-parameter-twice", name=name)
        found[name] = value.strip()
    return found


def shown_parameters(parameters: Mapping[str, str]) -> str:
    """What `parse_parameters` reads."""
    return "\n".join(f"{name} = {value}" for name, value in parameters.items())


def _split(address: str) -> SplitResult | None:
    if not _ADDRESS.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
        return parts if parts.port != 0 else None
    except ValueError:
        return None


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        pass
    host = host.rstrip(".").casefold()
    has_zone = "." in host and not host.rpartition(".")[2].isdigit()
    return has_zone and ".." not in host and not host.endswith(_INSIDE)


def _is_plain(value: str) -> bool:
    return _UNPRINTABLE.search(value) is None
