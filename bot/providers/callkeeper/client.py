"""CallKeeper's operations, one method each. Placing and changing are sent once; questions are repeated.

Everything is POSTed: the service takes GET too, but an address with a key in it ends up in logs along the way.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.domain.errors import ProviderError, Uncertain
from bot.providers.base import Answer, Http, Timing
from bot.providers.callkeeper import requests as ask
from bot.providers.callkeeper.operations import BY_MODEL, FORM, fields_of, form
from bot.providers.callkeeper.outcome import answered, placed
from bot.providers.callkeeper.requests import MakeCalls, Request
from bot.providers.callkeeper.schemas import CreatedWidget, PlacedCall, Said, UserInfo
from bot.providers.callkeeper.settings import CallkeeperConfig
from bot.providers.reasons import Reason
from bot.providers.retry import change, read
from bot.providers.secrecy import without_secrets

T = TypeVar("T")
Item = dict[str, Any]


class CallkeeperClient:
    """Raises ProviderError; neither it nor this object's repr holds a secret. Call records come as they are."""

    def __init__(self, config: CallkeeperConfig, timing: Timing | None = None) -> None:
        self._config = config
        self._http = Http(config.url, timing, FORM)

    async def make_calls(self, request: MakeCalls) -> list[PlacedCall]:
        """An entry for each callback; some may be refused. Raises Refused, Unreachable or Uncertain."""
        return await self._guarded(self._placed(request))

    async def get_call_info(self, request: ask.GetCallInfo) -> list[Item]:
        """None or one, or one for each attempt."""
        return await self._read(request, _items)

    async def get_calls_info(self, request: ask.GetCallsInfo) -> list[Item]:
        return await self._read(request, _items)

    async def get_calls_completed(self, request: ask.GetCallsCompleted) -> list[Item]:
        return await self._read(request, _items)

    async def get_calls_by_status(self, request: ask.GetCallsByStatus) -> list[Item]:
        return await self._read(request, _items)

    async def get_user_info(self) -> UserInfo:
        return await self._read(ask.GetUserInfo(), _user)

    async def create_widget(self, request: ask.CreateWidget) -> CreatedWidget:
        return await self._change(request, _widget)

    async def delete_widget(self, request: ask.DeleteWidget) -> None:
        await self._change(request, _items, request.whash)

    async def set_tag(self, request: ask.SetTag) -> None:
        await self._change(request, _items)

    async def send(self, request: Request) -> Answer:
        """The request, once, and its answer whatever it is."""
        route = BY_MODEL[type(request)]
        body = form(fields_of(route, request, self._config)).encode()
        return await self._http.post(f"/{route.name}", body, large=isinstance(request, ask.GetCallsInfo))

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _placed(self, request: MakeCalls) -> list[PlacedCall]:
        return placed(await self.send(request))

    async def _read(self, request: Request, extract: Callable[[Said], T]) -> T:
        return await self._guarded(read(lambda: self.send(request), lambda answer: extract(answered(answer))))

    async def _change(self, request: Request, extract: Callable[[Said], T], *secrets: str) -> T:
        sent = change(lambda: self.send(request), lambda answer: extract(answered(answer)))
        return await self._guarded(sent, *secrets)

    async def _guarded(self, work: Awaitable[T], *secrets: str) -> T:
        try:
            return await work
        except ProviderError as error:
            raise without_secrets(error, (*self._config.secrets, *secrets)) from error.__cause__


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
