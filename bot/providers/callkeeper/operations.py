"""The table of operations: where each request goes, what it is made of, by which name the key is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.ports.emulating import Operation
from bot.providers.callkeeper import questions as ask
from bot.providers.callkeeper.config import CallkeeperConfig
from bot.providers.callkeeper.requests import MakeCalls, OrderCall, Request
from bot.providers.forms import parameters_of


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
