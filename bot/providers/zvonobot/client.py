"""The engine's operations, one method each. Placing and any other change are sent once; reads are repeated.

A request is JSON with the key in it, or multipart when there is a file.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import quote

from bot.domain.errors import ProviderError, Refused
from bot.domain.phones import Phone
from bot.ports.abilities import ServiceRecord
from bot.ports.emulating import Prepared, RawAnswer
from bot.providers import multipart, wire
from bot.providers.base import Answer, Http, Timing
from bot.providers.forms import curl_of
from bot.providers.multipart import Upload
from bot.providers.reasons import Reason
from bot.providers.retry import change, read
from bot.providers.secrecy import hidden, masked, without_secrets
from bot.providers.zvonobot import dialect as at
from bot.providers.zvonobot import requests as ask
from bot.providers.zvonobot.answers import Said, answered, if_offered, placed_id
from bot.providers.zvonobot.requests import CreateRecord, Request
from bot.providers.zvonobot.schemas import (
    OutgoingPhone,
    UserInfo,
    created_record,
    language_codes,
    outgoing_phones,
    service_records,
    told_of_verification,
    uploads,
    user_info,
)

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Outgoing:
    body: bytes = field(repr=False)
    content_type: str = _JSON


def outgoing(request: Request, key: str) -> Outgoing:
    files = _files(request)
    if not files:
        return Outgoing(wire.encode({"apiKey": key, **request.body()}))
    return Outgoing(*multipart.encoded(_fields(request, key), files))


def prepared(request: Request, method: str, url: str, key: str) -> Prepared:
    """The same for people to read: the key masked, JSON in lines, a file told by its size."""
    files = _files(request)
    if not files:
        body = described(request.body(), key)
        headers = {"Accept": _JSON, "Content-Type": _JSON}
        return Prepared(method, url, headers, body, curl_of(method, url, headers, body))
    fields = _fields(request, masked(key))
    body, content_type = multipart.shown(fields, files)
    headers = {"Accept": _JSON, "Content-Type": content_type}
    parts = {**fields, **{name: f"@{file.name}" for name, file in files.items()}}
    return Prepared(method, url, headers, body, curl_of(method, url, headers, body, parts))


def described(body: dict[str, Any], key: str) -> str:
    return json.dumps({"apiKey": masked(key), **body}, ensure_ascii=False, indent=2)


def _files(request: Request) -> Mapping[str, Upload]:
    return uploads(request) if isinstance(request, CreateRecord) else {}


def _fields(request: Request, key: str) -> dict[str, str]:
    body = {name: str(value) for name, value in request.body().items() if not isinstance(value, bytes)}
    return {"apiKey": key, **body}


T = TypeVar("T")

SHOWN = 64 * 2**10
"""Characters of an answer that people are shown."""


class EngineClient:
    """Raises ProviderError; neither it nor this object's repr holds the key."""

    def __init__(self, url: str, api_key: str, timing: Timing | None = None) -> None:
        self._key = api_key
        self._http = Http(url, timing)

    async def create(self, request: ask.CreateCall) -> str:
        """`POST /apiCalls/create` → the call's id. Raises Refused, Unreachable or Uncertain.

        Raises ValueError for several phones: their fates cannot be told in one word.
        """
        if request.phone is None:
            raise ValueError("one phone at a time")
        phone = Phone(request.phone)

        async def place() -> str:
            return placed_id(await self._post(at.CREATE, request), phone)

        return await self._hiding(place)

    async def get(self, ids: Sequence[str] | None) -> list[Any]:
        """`POST /apiCalls/get` → the calls as they came, to be read only where they changed; None: all there are."""
        body = wire.encode({"apiKey": self._key, **({} if ids is None else {"apiCallIdList": list(ids)})})
        return await self._read(lambda: self._http.post(at.GET, body, large=True), lambda said: said.items)

    async def create_record(self, request: ask.CreateRecord) -> ServiceRecord:
        """`POST /apiCalls/createRecord`"""
        return await self._change(at.CREATE_RECORD, request, lambda answer: created_record(answered(answer).items))

    async def remove_records(self, request: ask.RemoveRecords | ask.RemoveRecord) -> None:
        """`POST /apiCalls/removeRecord`; the older dialect answers with the record and its `deletedAt`."""
        await self._change(at.REMOVE_RECORD, request, answered)

    async def get_records(self) -> list[ServiceRecord]:
        """`POST /apiCalls/getRecords`. Raises Refused with NOT_OFFERED where there is no such."""
        return await self._read(
            lambda: self._post(at.GET_RECORDS, ask.Nothing()),
            lambda said: service_records(said.items),
            if_offered,
        )

    async def user_info(self) -> UserInfo:
        """`POST /apiCalls/userInfo` `{"id": 31298, "balance": "1273.50"}`"""
        return await self._read(lambda: self._post(at.USER_INFO, ask.Nothing()), user_info)

    async def get_phones(self, request: ask.GetPhones) -> list[OutgoingPhone]:
        """`POST /apiCalls/getPhones` → `[{"id": 1, "phone": "74951234567", "enable": true}]`"""
        return await self._read(lambda: self._post(at.GET_PHONES, request), outgoing_phones)

    async def languages(self) -> list[str]:
        """`GET /apiCalls/getAvailableLanguages`

        The documents say GET, their example sends the key as JSON: so do we, and name it in the address, where
        more would see it, only to a service that refuses that.
        """
        body = outgoing(ask.Nothing(), self._key).body
        try:
            return await self._read(lambda: self._http.send("GET", at.LANGUAGES, body), language_codes)
        except Refused as refused:
            if refused.key == Reason.REFUSED_RATE:
                raise
        address = f"{at.LANGUAGES}?apiKey={quote(self._key, safe='')}"
        return await self._read(lambda: self._http.send("GET", address), language_codes)

    async def confirm_phone(self, request: ask.ConfirmPhone) -> str:
        """`POST /apiVerificationPhones/confirmPhone` → what the service says; it places a real call."""
        return await self._change(at.CONFIRM_PHONE, request, lambda answer: told_of_verification(answered(answer)))

    async def raw(self, method: str, path: str, request: Request) -> RawAnswer:
        """Any operation, sent once; the answer as it came."""

        async def send() -> Answer:
            sent = outgoing(request, self._key)
            return await self._http.send(method, path, sent.body, headers={"Content-Type": sent.content_type})

        answer = await self._hiding(send)
        text = wire.storable_text(answer.body.decode("utf-8", "replace"))
        return RawAnswer(answer.status, hidden(text, [self._key])[:SHOWN])

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _read(
        self,
        ask_once: Callable[[], Awaitable[Answer]],
        extract: Callable[[Said], T],
        understand: Callable[[Answer], Said] = answered,
    ) -> T:
        return await self._hiding(lambda: read(ask_once, lambda answer: extract(understand(answer))))

    async def _change(self, path: str, request: Request, understand: Callable[[Answer], T]) -> T:
        return await self._hiding(lambda: change(lambda: self._post(path, request), understand))

    async def _hiding(self, work: Callable[[], Awaitable[T]]) -> T:
        try:
            return await work()
        except ProviderError as error:
            raise without_secrets(error, [self._key]) from error.__cause__

    async def _post(self, path: str, request: Request) -> Answer:
        sent = outgoing(request, self._key)
        return await self._http.send("POST", path, sent.body, headers={"Content-Type": sent.content_type})
