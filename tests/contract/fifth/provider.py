"""Колокол as a `bot.ports.Provider`."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.domain.calls import CallState, Handle, Report
from bot.domain.errors import ProviderError, Refused
from bot.domain.reasons import Reason
from bot.ports import NOTHING_KNOWN, CallerId, Capability, Fingerprints, Sighting, VoiceCall
from bot.ports.emulating import Prepared
from bot.providers import wire
from bot.providers.base import Answer, Http
from bot.providers.emulating import Emulator, Route
from bot.providers.forms import curl_of
from bot.providers.loose import Once
from bot.providers.retry import placing, read
from bot.providers.secrecy import without_secrets
from bot.providers.spec import Timing
from tests.contract.fifth.answers import Told, balance, placed, states
from tests.contract.fifth.requests import AT_ONCE, TEXT_LIMIT, Account, Place, Request, States
from tests.contract.fifth.settings import KOLOKOL, KolokolConfig

T = TypeVar("T")

STATES = {
    "queued": CallState.PLACED,
    "ringing": CallState.RINGING,
    "talking": CallState.TALKING,
    "done": CallState.COMPLETED,
    "busy": CallState.BUSY,
    "nobody": CallState.NO_ANSWER,
}
ROUTES = (
    Route("KO1", "/calls", Place, places_call=True),
    Route("KO2", "/states", States),
    Route("KO3", "/account", Account),
)


class KolokolProvider(Emulator[Route]):
    name = KOLOKOL.name
    title = KOLOKOL.title
    text_limit = TEXT_LIMIT
    batch = AT_ONCE
    capabilities = frozenset(
        {Capability.VOICE_CALL, Capability.REPORTS, Capability.BALANCE, Capability.EMULATED},
    )

    def __init__(self, config: KolokolConfig, timing: Timing | None = None) -> None:
        super().__init__(ROUTES, config.api_key)
        self._config = config
        self._http = Http(config.url, timing, {"Authorization": f"Bearer {config.api_key}"})
        self._once = Once(logging.getLogger(__name__))

    async def place(self, call: VoiceCall) -> Handle:
        """Sent once. Raises as the port says."""
        try:
            body = wire.encode(Place.model_validate(_body(call)).body())
        except ValidationError as error:
            where = error.errors(include_input=False)[0]["loc"][:1]
            raise Refused(Reason.REFUSED_PHONE if where == ("to",) else Reason.REFUSED_TEXT) from None
        with placing(self.name):
            try:
                return Handle(placed(await self._ask("/calls", body)))
            except ProviderError as error:
                raise self._told(error) from error.__cause__

    async def fetch(self, handles: Sequence[Handle], known: Fingerprints = NOTHING_KNOWN) -> list[Sighting]:
        """Raises ValueError for more than `batch` of them."""
        ids = [handle.id for handle in handles]
        if len(ids) > self.batch:
            raise ValueError(f"{len(ids)} calls asked of {self.name}, which takes {self.batch} at once")
        items = await self._read("/states", States(calls=ids), states) if ids else []
        found = {told.call: self._sighting(told, item) for item in items if (told := Told.model_validate(item)).call}
        wanted = [found[id_] for id_ in ids if id_ in found]
        return [sighting for sighting in wanted if known.get(sighting.id) != sighting.fingerprint]

    async def balance(self) -> Decimal:
        return await self._read("/account", Account(), balance)

    async def caller_ids(self) -> list[CallerId]:
        raise Refused(Reason.NOT_OFFERED)

    def describe(self, call: VoiceCall) -> str:
        return wire.encode(_body(call)).decode()

    async def aclose(self) -> None:
        await self._http.aclose()

    def _sighting(self, told: Told, item: dict[str, Any]) -> Sighting:
        return Sighting(str(told.call), f"{told.word}|{told.price}", partial(self._report, told, item))

    def _report(self, told: Told, item: dict[str, Any]) -> Report:
        state = STATES.get((told.word or "").casefold())
        if told.word and state is None:
            self._once.warn(f"{self.name}: unlisted status")
        unlisted = told.word if state is None else None
        return Report(state, told.word, unlisted, cost=told.price, raw=wire.storable(item))

    def _prepared(self, route: Route, request: Request) -> Prepared:
        headers = {"Authorization": f"Bearer {self.masked_key}", "Content-Type": "application/json"}
        url, body = self._config.url.rstrip("/") + route.path, wire.encode(request.body()).decode()
        return Prepared("POST", url, headers, body, curl_of("POST", url, headers, body))

    async def _sent(self, route: Route, request: Request) -> Answer:
        return await self._ask(route.path, wire.encode(request.body()))

    def _secrets_in(self, values: Mapping[str, Any]) -> Sequence[str]:
        return [self._config.api_key]

    async def _read(self, path: str, request: Request, understand: Callable[[Answer], T]) -> T:
        try:
            ask = partial(self._ask, path, wire.encode(request.body()))
            return await read(ask, understand, self._http.timing.first_wait)
        except ProviderError as error:
            raise self._told(error) from error.__cause__

    def _ask(self, path: str, body: bytes) -> Awaitable[Answer]:
        return self._http.post(path, body)

    def _told(self, error: ProviderError) -> ProviderError:
        return without_secrets(error, [self._config.api_key])


def _body(call: VoiceCall) -> dict[str, Any]:
    return {"to": call.phone, "say": call.saying.text or ""}
