"""Zvonobot's operations, one method each. Placing and any other change are sent once; questions are repeated.

A request is JSON with the key in it, or multipart when there is a file.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

import httpx

from bot.domain.errors import ProviderError, Refused
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.ports.abilities import ProviderRecord
from bot.ports.emulating import Prepared, Upload
from bot.providers import wire
from bot.providers.base import Answer, Http
from bot.providers.forms import curl_of
from bot.providers.retry import Client
from bot.providers.secrecy import masked, without_secrets
from bot.providers.spec import Timing
from bot.providers.zvonobot import dialect as at
from bot.providers.zvonobot import requests as ask
from bot.providers.zvonobot import schemas
from bot.providers.zvonobot.answers import Said, answered, if_offered, order_id, placed_ids
from bot.providers.zvonobot.requests import CreateRecord, Request

_JSON = "application/json"
FILE = "record.wav"
_TYPE = re.compile(r"[A-Za-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,60}")


def outgoing(request: Request, key: str) -> tuple[bytes, str]:
    """The body and its Content-Type."""
    file = _file(request)
    if file is None:
        return wire.encode({"apiKey": key, **request.body()}), _JSON
    return _multipart(_fields(request, key), file)


def prepared(request: Request, method: str, url: str, key: str) -> Prepared:
    """The same for people to read: the key masked, JSON in lines, a file told by its size."""
    file = _file(request)
    if file is None:
        body = described(request.body(), key)
        headers = {"Accept": _JSON, "Content-Type": _JSON}
        return Prepared(method, url, headers, body, curl_of(method, url, headers, body))
    fields = _fields(request, masked(key))
    shown = Upload.of(f"({len(file)} bytes)".encode(), file.name, file.content_type)
    form, content_type = _multipart(fields, shown)
    headers = {"Accept": _JSON, "Content-Type": content_type}
    line = curl_of(method, url, headers, "", {**fields, "file": f"@{file.name}"})
    return Prepared(method, url, headers, form.decode(), line)


def described(body: dict[str, Any], key: str) -> str:
    return json.dumps({"apiKey": masked(key), **body}, ensure_ascii=False, indent=2)


def _file(request: Request) -> Upload | None:
    """A record of ours is a WAV; what a person sends goes as it came."""
    content = request.file if isinstance(request, CreateRecord) else None
    if content is None:
        return None
    given = content if isinstance(content, Upload) else Upload(content)
    known = given.content_type if _TYPE.fullmatch(given.content_type) else ""
    return Upload.of(content, given.name or FILE, known or ("application/octet-stream" if given.name else "audio/wav"))


def _fields(request: Request, key: str) -> dict[str, str]:
    body = {name: str(value) for name, value in request.body().items() if not isinstance(value, bytes)}
    return {"apiKey": key, **body}


def _multipart(fields: Mapping[str, str], file: Upload) -> tuple[bytes, str]:
    """The boundary stands in the Content-Type."""
    files = {"file": (file.name, bytes(file), file.content_type)}
    request = httpx.Request("POST", "http://localhost", data=dict(fields), files=files)
    return request.read(), request.headers["Content-Type"]


def _orders(ids: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(order_id(id_) for id_ in ids))


T = TypeVar("T")


class ZvonobotClient(Client):
    """Raises ProviderError. Its repr does not hold the key."""

    def __init__(self, url: str, api_key: str, timing: Timing | None = None) -> None:
        self._key = api_key
        super().__init__(Http(url, timing))

    async def create(self, request: ask.CreateCall, phones: Sequence[Phone]) -> dict[Phone, str | ProviderError]:
        """`POST /apiCalls/create` → the call's id for each of the request's phones, or why there is none.

        Raises what is true of all of them: Refused, Unreachable or Uncertain.
        """
        placed = await self._told(self._place(request, phones))
        return {
            phone: without_secrets(told, self._secrets()) if isinstance(told, ProviderError) else told
            for phone, told in placed.items()
        }

    async def get(self, ids: Sequence[str] | None) -> list[Any]:
        """`POST /apiCalls/get` → the calls as they came, to be read only where they changed; None: all there are."""
        body = wire.encode({"apiKey": self._key, **({} if ids is None else {"apiCallIdList": _orders(ids)})})
        return await self._read(
            lambda: self._http.post(at.GET, body, large=True), lambda answer: answered(answer).items
        )

    async def create_record(self, request: ask.CreateRecord) -> ProviderRecord:
        """`POST /apiCalls/createRecord`"""
        return await self._changed(at.CREATE_RECORD, request, lambda said: schemas.created_record(said.items))

    async def remove_records(self, request: ask.RemoveRecords | ask.RemoveRecord) -> None:
        """`POST /apiCalls/removeRecord`; the older dialect answers with the record and its `deletedAt`."""
        await self._changed(at.REMOVE_RECORD, request, lambda said: None)

    async def get_records(self) -> list[ProviderRecord]:
        """`POST /apiCalls/getRecords`. Raises Refused with NOT_OFFERED where there is no such."""
        return await self._read(
            lambda: self.send(at.GET_RECORDS, ask.Nothing()),
            lambda answer: schemas.provider_records(if_offered(answer).items),
        )

    async def user_info(self) -> schemas.UserInfo:
        """`POST /apiCalls/userInfo` `{"id": 31298, "balance": "1273.50"}`"""
        return await self._asked(at.USER_INFO, ask.Nothing(), schemas.user_info)

    async def get_phones(self, request: ask.GetPhones) -> list[schemas.OutgoingPhone]:
        """`POST /apiCalls/getPhones` → `[{"id": 1, "phone": "74951234567", "enable": true}]`"""
        return await self._asked(at.GET_PHONES, request, schemas.outgoing_phones)

    async def languages(self) -> list[str]:
        """`GET /apiCalls/getAvailableLanguages`

        The documents say GET, their example sends the key as JSON: so do we, and name it in the address, where
        more would see it, only to a provider that refuses that.
        """

        def codes(answer: Answer) -> list[str]:
            return schemas.language_codes(answered(answer))

        try:
            return await self._read(lambda: self.send(at.LANGUAGES, ask.Nothing(), "GET"), codes)
        except Refused as refused:
            if refused.key == Reason.REFUSED_RATE:
                raise
        address = f"{at.LANGUAGES}?apiKey={quote(self._key, safe='')}"
        return await self._read(lambda: self._http.send("GET", address), codes)

    async def confirm_phone(self, request: ask.ConfirmPhone) -> str | None:
        """`POST /apiVerificationPhones/confirmPhone` → the code; it places a real call."""
        return await self._changed(at.CONFIRM_PHONE, request, schemas.code_of_verification)

    async def send(self, path: str, request: Request, method: str = "POST") -> Answer:
        """The request, once, and its answer whatever it is."""
        body, content_type = outgoing(request, self._key)
        return await self._http.send(method, path, body, headers={"Content-Type": content_type})

    async def _place(self, request: ask.CreateCall, phones: Sequence[Phone]) -> dict[Phone, str | ProviderError]:
        return placed_ids(await self.send(at.CREATE, request), phones)

    async def _asked(self, path: str, request: Request, extract: Callable[[Said], T]) -> T:
        return await self._read(lambda: self.send(path, request), lambda answer: extract(answered(answer)))

    async def _changed(self, path: str, request: Request, extract: Callable[[Said], T]) -> T:
        return await self._change(lambda: self.send(path, request), lambda answer: extract(answered(answer)))

    def _secrets(self) -> Sequence[str]:
        return [self._key]
