"""The table of operations: where each request goes, what it is made of, by which name the key is sent.

PHP reads a request as a form with nested names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from bot.ports.emulating import Operation
from bot.providers.callkeeper import requests as ask
from bot.providers.callkeeper.requests import MakeCalls, OrderCall, Request
from bot.providers.callkeeper.settings import CallkeeperConfig
from bot.providers.forms import parameters_of
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


@dataclass(frozen=True, slots=True)
class Route:
    """`id` is its row in the table of operations, `name` its path, `key` the parameter that carries our key."""

    id: str
    name: str
    model: type[Request]
    key: str = ""
    places_call: bool = False


ROUTES = (
    Route("CK1", "makeCalls", MakeCalls, "apiak", places_call=True),
    Route("CK2", "orderCall", OrderCall, "apiak", places_call=True),
    Route("CK3", "getCallInfo", ask.GetCallInfo, "api_key"),
    Route("CK4", "getCallsInfo", ask.GetCallsInfo, "api_key"),
    Route("CK5", "getCallsCompleted", ask.GetCallsCompleted, "api_key"),
    Route("CK6", "getCallsByStatus", ask.GetCallsByStatus, "api_key"),
    Route("CK7", "getUserInfo", ask.GetUserInfo, "api_key"),
    Route("CK8", "createWidget", ask.CreateWidget, "apiak"),
    Route("CK9", "deleteWidget", ask.DeleteWidget, "apiak"),
    Route("CK10", "getT2C", ask.GetT2C, "apiak"),
    Route("CK11", "tag", ask.SetTag, "apiak"),
    Route("CK12", "getDoc", ask.GetDoc),
)
BY_ID: Mapping[str, Route] = {route.id: route for route in ROUTES}
BY_MODEL: Mapping[type[Request], Route] = {route.model: route for route in ROUTES}

OPERATIONS: Mapping[str, Operation] = {
    route.id: Operation(route.id, route.name, route.places_call, parameters_of(route.model)) for route in ROUTES
}


def fields_of(route: Route, request: Request, config: CallkeeperConfig) -> dict[str, object]:
    """The request as it is sent, before PHP's nesting: who we are, our key, the widget unless one is named."""
    own = request.fields()
    sender: dict[str, object] = {"unique": config.company} if route.places_call else {}
    if route.key:
        sender[route.key] = config.api_key
    if route.places_call and not own.keys() & {"whash", "walias"}:
        sender |= config.widget
    return sender | own
