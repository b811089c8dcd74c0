"""Forms as PHP's `http_build_query` writes them: `calls[0][utm][utm_source]=…`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote_plus

from bot.providers.secrecy import masked

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SECRETS = frozenset({"apiak", "api_key", "whash", "walias"})

Pair = tuple[str, str]


def pairs(fields: Mapping[str, Any]) -> list[Pair]:
    """Names and values as they are, in order; None and what is empty inside is left out, as PHP does."""
    return [pair for name, value in fields.items() for pair in _pairs(name, value)]


def form(fields: Mapping[str, Any]) -> str:
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs(fields))


def masked_form(fields: Mapping[str, Any]) -> str:
    """The same form for people to see: exact but for the secrets."""
    return "&".join(
        f"{quote_plus(name)}={masked(value) if name in SECRETS else quote_plus(value)}" for name, value in pairs(fields)
    )


def readable(fields: Mapping[str, Any]) -> str:
    """A line for each pair, nothing encoded, secrets masked."""
    return "\n".join(f"{name}={masked(value) if name in SECRETS else value}" for name, value in pairs(fields))


def _pairs(name: str, value: Any) -> Iterator[Pair]:
    if value is None:
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _pairs(f"{name}[{key}]", item)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _pairs(f"{name}[{index}]", item)
    else:
        yield name, str(int(value)) if isinstance(value, bool) else str(value)
