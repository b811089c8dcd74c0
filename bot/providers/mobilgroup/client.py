"""Mobilgroup's operations, one method each. What changes something is sent once; questions are repeated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bot.domain.errors import ProviderError, Uncertain
from bot.providers import wire
from bot.providers.base import Answer, Http, Timing
from bot.providers.mobilgroup.outcome import LOGIN_REFUSED, answered, sent
from bot.providers.mobilgroup.requests import Send, SetTemplates, State, Templates
from bot.providers.mobilgroup.schemas import (
    Balance,
    Called,
    Listed,
    OwnNumber,
    SavedTemplates,
    Sent,
    StoredTemplate,
    objects,
)
from bot.providers.mobilgroup.settings import Access, MobilgroupConfig
from bot.providers.reasons import Reason
from bot.providers.retry import change, read
from bot.providers.secrecy import without_secrets

SEND, GET, SET = "/api/send/", "/api/get/", "/api/set/"

T = TypeVar("T")
Body = dict[str, Any]


class MobilgroupClient:
    """Raises ProviderError; neither it nor this object's repr holds the key, the login or the password."""

    def __init__(self, config: MobilgroupConfig, timing: Timing | None = None) -> None:
        self.access = Access(config)
        self._http = Http(config.url, timing, self.access.headers)

    async def send(self, request: Send) -> Sent:
        """Places real calls. Raises Refused when none was placed, Unreachable or Uncertain; see `outcome.part_of`."""
        try:
            return sent(await self.post(SEND, request.body()))
        except ProviderError as error:
            raise self._told(error) from error.__cause__

    async def state(self, request: State) -> Called:
        return await self._get("state", request.body(), Called.model_validate)

    async def balance(self) -> Balance:
        return await self._get("balance", {}, _balance)

    async def scripts(self) -> list[Listed]:
        return await self._get("scripts", {}, lambda body: _list(body, Listed.model_validate))

    async def phrases(self) -> list[Listed]:
        return await self._get("phrases", {}, lambda body: _list(body, Listed.model_validate))

    async def numbers(self) -> list[OwnNumber]:
        return await self._get("numbers", {}, lambda body: _list(body, OwnNumber.model_validate))

    async def templates(self, request: Templates) -> list[StoredTemplate]:
        return await self._get("templates", request.body(), lambda body: _list(body, StoredTemplate.model_validate))

    async def set_templates(self, request: SetTemplates) -> SavedTemplates:
        """Sent once: a template without an id, sent twice, is two. Each one's fate is in its `result`."""
        body = {"request": "templates", **request.body()}
        try:
            return await change(
                lambda: self.post(SET, body), lambda said: SavedTemplates.model_validate(answered(said))
            )
        except ProviderError as error:
            raise self._told(error) from error.__cause__

    async def post(self, path: str, body: Mapping[str, Any]) -> Answer:
        """One request, signed. Raises Unreachable or Uncertain."""
        return await self._http.post(path, wire.encode(self.access.signed(body)))

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _get(self, question: str, body: Body, extract: Callable[[Body], T]) -> T:
        asked = {"request": question, **body}
        try:
            return await read(lambda: self.post(GET, asked), lambda answer: extract(answered(answer)))
        except ProviderError as error:
            raise self._told(error) from error.__cause__

    def _told(self, error: ProviderError) -> ProviderError:
        """Without secrets; and who signs with a login is not told of a key."""
        told = without_secrets(error, self.access.secrets)
        if self.access.uses_login and told.key == Reason.REFUSED_KEY:
            return type(told)(LOGIN_REFUSED, told.words)
        return told


def _balance(body: Body) -> Balance:
    found = Balance.model_validate(body)
    if found.balance is None:
        raise Uncertain(Reason.UNREADABLE)
    return found


def _list(body: Body, entry: Callable[[Any], T]) -> list[T]:
    """`{"result": "ok", "data": [{"id": "1", …}, …]}`"""
    return [entry(item) for item in objects(body.get("data"))]
