"""CallKeeper's operations, one method each. Placing and changing are sent once; questions are repeated.

Everything is POSTed: CallKeeper takes GET too, but an address with a key in it ends up in logs along the way. PHP
reads a request as a form with nested names.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote_plus

from bot.domain.errors import Uncertain
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.providers.base import Answer, Http
from bot.providers.callkeeper import requests as ask
from bot.providers.callkeeper.outcome import answered, own, placed
from bot.providers.callkeeper.requests import MakeCalls, OrderCall, Request
from bot.providers.callkeeper.schemas import CreatedWidget, Said, UserInfo
from bot.providers.callkeeper.settings import CallkeeperConfig
from bot.providers.emulating import Route
from bot.providers.retry import Client
from bot.providers.secrecy import masked
from bot.providers.spec import Timing

T = TypeVar("T")
Item = dict[str, Any]

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SECRETS = frozenset({"apiak", "api_key", "whash", "walias"})

Pair = tuple[str, str]


def pairs(fields: Mapping[str, Any]) -> list[Pair]:
    """Names and values in their order, not encoded. None and empty lists are left out, as PHP does."""
    return [pair for name, value in fields.items() for pair in _pairs(name, value)]


def form(fields: Mapping[str, Any]) -> str:
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs(fields))


def masked_form(fields: Mapping[str, Any]) -> str:
    """The same form with its secrets masked, for people."""
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
class Signed(Route):
    """`key` is the parameter that carries our key."""

    key: str = ""


ROUTES = (
    Signed("CK1", "/makeCalls", MakeCalls, key="apiak", places_call=True),
    Signed("CK2", "/orderCall", OrderCall, key="apiak", places_call=True),
    Signed("CK3", "/getCallInfo", ask.GetCallInfo, key="api_key"),
    Signed("CK4", "/getCallsInfo", ask.GetCallsInfo, key="api_key"),
    Signed("CK5", "/getCallsCompleted", ask.GetCallsCompleted, key="api_key"),
    Signed("CK6", "/getCallsByStatus", ask.GetCallsByStatus, key="api_key"),
    Signed("CK7", "/getUserInfo", ask.GetUserInfo, key="api_key"),
    Signed("CK8", "/createWidget", ask.CreateWidget, key="apiak"),
    Signed("CK9", "/deleteWidget", ask.DeleteWidget, key="apiak"),
    Signed("CK10", "/getT2C", ask.GetT2C, key="apiak"),
    Signed("CK11", "/tag", ask.SetTag, key="apiak"),
    Signed("CK12", "/getDoc", ask.GetDoc),
)
BY_MODEL = {route.model: route for route in ROUTES}


def fields_of(route: Signed, request: Request, config: CallkeeperConfig) -> dict[str, object]:
    """The request as it is sent, before PHP's nesting: who we are, our key, the widget unless one is named."""
    own = request.body()
    sender: dict[str, object] = {"unique": config.company} if route.places_call else {}
    if route.key:
        sender[route.key] = config.api_key
    if route.places_call and not own.keys() & {"whash", "walias"}:
        sender |= config.widget
    return sender | own


class CallkeeperClient(Client):
    """Raises ProviderError. Its repr holds no secret. Call records come as they are."""

    def __init__(self, config: CallkeeperConfig, timing: Timing | None = None) -> None:
        self._config = config
        super().__init__(Http(config.url, timing, FORM))

    async def place(self, request: MakeCalls | OrderCall, client: Phone) -> str:
        """The id of the one callback, which is to `client`. Raises Refused, Unreachable or Uncertain."""
        return await self._told(self._placed(request, client))

    async def calls(
        self, request: ask.GetCallInfo | ask.GetCallsInfo | ask.GetCallsCompleted | ask.GetCallsByStatus | ask.GetT2C
    ) -> list[Item]:
        """The records of calls, or of taps. A question by id finds none, or one for each attempt."""
        return await self._asked(request, _items)

    async def get_user_info(self) -> UserInfo:
        return await self._asked(ask.GetUserInfo(), _user)

    async def create_widget(self, request: ask.CreateWidget) -> CreatedWidget:
        return await self._changed(request, _widget)

    async def delete_widget(self, request: ask.DeleteWidget) -> None:
        await self._changed(request, _items, request.whash)

    async def set_tag(self, request: ask.SetTag) -> None:
        await self._changed(request, _items)

    async def send(self, request: Request) -> Answer:
        """The request, once, and its answer whatever it is."""
        route = BY_MODEL[type(request)]
        body = form(fields_of(route, request, self._config)).encode()
        return await self._http.post(route.path, body, large=isinstance(request, ask.GetCallsInfo))

    async def _placed(self, request: MakeCalls | OrderCall, client: Phone) -> str:
        return own(placed(await self.send(request)), client)

    async def _asked(self, request: Request, extract: Callable[[Said], T]) -> T:
        return await self._read(lambda: self.send(request), lambda answer: extract(answered(answer)))

    async def _changed(self, request: Request, extract: Callable[[Said], T], *secrets: str) -> T:
        return await self._change(lambda: self.send(request), lambda answer: extract(answered(answer)), *secrets)

    def _secrets(self) -> Sequence[str]:
        return self._config.secrets


def _items(said: Said) -> list[Item]:
    return list(said.items)


def _user(said: Said) -> UserInfo:
    for item in said.items:
        user = UserInfo.model_validate(item)
        if user.minutes is not None:
            return user
    raise Uncertain(Reason.UNREADABLE)


def _widget(said: Said) -> CreatedWidget:
    for item in said.items:
        widget = CreatedWidget.model_validate(item)
        if widget.hash:
            return widget
    raise Uncertain(Reason.UNREADABLE)
