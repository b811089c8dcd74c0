"""Zvonobot as a `bot.ports.Provider`, in both of its dialects."""

import logging
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from bot.domain.calls import Handle
from bot.domain.details import Detail, RawReport
from bot.domain.errors import ProviderError, Refused
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.ports import NOTHING_KNOWN, CallerId, Capability, Fingerprints, Sighting, VoiceCall
from bot.ports.abilities import LostCall, NewRecord, Pressed, ProviderRecord, WebhookKind
from bot.ports.emulating import Prepared
from bot.providers import wire
from bot.providers.base import Answer
from bot.providers.emulating import Emulator, Route
from bot.providers.loose import Once
from bot.providers.retry import placing
from bot.providers.spec import Timing
from bot.providers.zvonobot import requests as ask
from bot.providers.zvonobot.answers import listed, understand
from bot.providers.zvonobot.client import FILE, ZvonobotClient, described, prepared
from bot.providers.zvonobot.details import details_of
from bot.providers.zvonobot.dialect import CALLDOG, OBZVONOV, Dialect, create_body, numbers, refuse_unplayable, unfit
from bot.providers.zvonobot.mapping import Reader, newest_of
from bot.providers.zvonobot.schemas import IvrAction, new_record
from bot.providers.zvonobot.settings import ZvonobotConfig


def read_status(reader: Reader, body: bytes) -> list[Sighting]:
    """The documents give it the shape of the answer of `get`; clients of the provider have seen `apiCalls` around it.

    `{"apiCalls": [{"id": 173011933, "webhookTry": 1, "calls": [{"id": 1933618469, "status": "finished"}]}]}`,
    `{"status": "success", "data": [{"id": 173011933, "calls": […]}]}`, `[{"id": …}]`, `{"id": …, "calls": […]}`

    Raises ValueError for anything else.
    """
    data = understand(body).data
    inside = data.get("apiCalls", data) if isinstance(data, dict) else data
    found = reader.every(listed(inside))
    if not found:
        raise ValueError("a webhook that tells of no call")
    return found


def read_ivr(body: bytes) -> list[Pressed]:
    """`answer` is a digit, −1 or a word; the menu's own parameters stand beside `call`.

    `{"call": {"apicallId": 173011933, "phone": "79991234567", "answer": 1}, "order": "17"}`; `apicallId`, which the
    documents do not name, goes to the parameters. Raises ValueError for anything else.
    """
    whole = wire.decode(body)
    match whole:
        case {"call": dict() as call}:
            action = IvrAction.model_validate(call)
        case _:
            raise ValueError("a webhook without a call")
    if action.answer is None:
        raise ValueError("a webhook without an answer")
    parameters: dict[str, Any] = wire.storable({name: value for name, value in whole.items() if name != "call"})
    if action.apicall_id:
        parameters.setdefault("apicallId", action.apicall_id)
    return [Pressed(action.phone, action.answer, parameters)]


def _creating(record: NewRecord) -> ask.CreateRecord:
    """Raises Refused."""
    try:
        return new_record(record)
    except ValidationError as error:
        raise unfit(error) from None


class ZvonobotProvider(Emulator[Route]):
    """What both dialects do. Records and verification raise Uncertain with CHANGE_LOST when their answer is lost."""

    def __init__(self, dialect: Dialect, config: ZvonobotConfig, timing: Timing | None = None) -> None:
        super().__init__(dialect.routes, config.api_key)
        self.name = dialect.name
        self.title = dialect.title
        self.capabilities = dialect.capabilities
        self.text_limit = dialect.text_limit
        self.text_price = dialect.text_price
        self.batch = dialect.batch
        self.many = dialect.many
        self.menu_limits = dialect.menu_limits
        self._dialect = dialect
        self._config = config
        self._client = ZvonobotClient(config.url, config.api_key, timing)
        self._reader = Reader(dialect.name, config.url)
        self._once = Once(logging.getLogger(__name__))

    async def place(self, call: VoiceCall) -> Handle:
        request = self._create(call)
        with placing(self.name):
            told = (await self._client.create(request, [call.phone]))[call.phone]
        if isinstance(told, ProviderError):
            raise told
        return Handle(told)

    async def place_many(self, call: VoiceCall, phones: Sequence[Phone]) -> Mapping[Phone, Handle | ProviderError]:
        """Raises ValueError for more than `many` of them, or one that stands there twice."""
        if len(phones) > self.many or len(set(phones)) < len(phones):
            raise ValueError(f"{len(phones)} calls in one request to {self.name}")
        request = self._create(call, phones)
        with placing(self.name):
            placed = await self._client.create(request, phones)
        return {phone: Handle(told) if isinstance(told, str) else told for phone, told in placed.items()}

    async def fetch(self, handles: Sequence[Handle], known: Fingerprints = NOTHING_KNOWN) -> list[Sighting]:
        """Asks for the known redials of these calls too. Raises ValueError for more than `batch` of them."""
        if len(handles) > self.batch:
            raise ValueError(f"{len(handles)} calls asked of {self.name}, which takes {self.batch} at once")
        if not handles:
            return []
        ids = [handle.id for handle in handles]
        asked = [*ids, *self._reader.redials.of(ids)][: self.batch]
        return self._reader.sightings(await self._client.get(asked), ids, known)

    async def balance(self) -> Decimal:
        return (await self._client.user_info()).balance or Decimal(0)

    async def caller_ids(self) -> list[CallerId]:
        if Capability.CALLER_IDS not in self.capabilities:
            raise Refused(Reason.NOT_OFFERED)
        found: list[CallerId] = []
        for line in await self._client.get_phones(ask.GetPhones(all=True)):
            if line.phone is None:
                self._once.warn(f"{self.name}: skipped an outgoing number that cannot be read")
                continue
            found.append(CallerId(line.phone, confirmed=line.enable is not False))
        return found

    def describe(self, call: VoiceCall) -> str:
        return described(self._body(call), self._config.api_key)

    def describe_many(self, call: VoiceCall, phones: Sequence[Phone]) -> str:
        return described(self._body(call, phones), self._config.api_key)

    async def create_record(self, record: NewRecord) -> ProviderRecord:
        return await self._client.create_record(_creating(record))

    def describe_record(self, record: NewRecord) -> str:
        body = _creating(record).body()
        named = {"file": f"({FILE}, audio/wav)"} if record.audio is not None else {}
        return described({**body, **named}, self._config.api_key)

    async def remove_records(self, ids: Sequence[str]) -> None:
        """Where one goes at a time, an error leaves those after it."""
        found = numbers(ids, Reason.REFUSED_RECORD)
        if not self._dialect.removes_one:
            await self._client.remove_records(ask.RemoveRecords(idList=found))
            return
        for id_ in found:
            await self._client.remove_records(ask.RemoveRecord(id=id_))

    async def list_records(self) -> list[ProviderRecord]:
        """Raises Refused with NOT_OFFERED where the provider has no such operation: no document names it."""
        return await self._client.get_records()

    def details(self, handle: Handle, raw: RawReport) -> list[Detail]:
        return details_of(raw)

    def read_webhook(self, kind: WebhookKind, body: bytes) -> list[Sighting] | list[Pressed]:
        return read_status(self._reader, body) if kind is WebhookKind.STATUS else read_ivr(body)

    async def aclose(self) -> None:
        await self._client.aclose()

    def _create(self, call: VoiceCall, phones: Sequence[Phone] = ()) -> ask.CreateCall:
        refuse_unplayable(call, self._dialect)
        try:
            return self._dialect.create.model_validate(self._body(call, phones))
        except ValidationError as error:
            raise unfit(error) from None

    def _body(self, call: VoiceCall, phones: Sequence[Phone] = ()) -> dict[str, Any]:
        return create_body(call, self._config.caller_id, self._dialect, phones)

    def _prepared(self, route: Route, request: ask.Request) -> Prepared:
        return prepared(request, route.method, self._config.url.rstrip("/") + route.path, self._config.api_key)

    async def _sent(self, route: Route, request: ask.Request) -> Answer:
        return await self._client.send(route.path, request, route.method)

    def _secrets_in(self, values: Mapping[str, Any]) -> Sequence[str]:
        return [self._config.api_key]


class CalldogProvider(ZvonobotProvider):
    """CallDog, https://lk.calldog.ru"""

    def __init__(self, config: ZvonobotConfig, timing: Timing | None = None) -> None:
        super().__init__(CALLDOG, config, timing)

    async def languages(self) -> list[str]:
        return await self._client.languages()

    async def verify(self, phone: Phone) -> str | None:
        try:
            request = ask.ConfirmPhone(phone=phone)
        except ValidationError as error:
            raise unfit(error) from None
        return await self._client.confirm_phone(request)

    def describe_verification(self, phone: Phone) -> str:
        return described({"phone": phone}, self._config.api_key)


class ObzvonovProvider(ZvonobotProvider):
    """Программа обзвонов, https://admin.programma-obzvonov.ru: it alone tells of calls whose id we do not know."""

    def __init__(self, config: ZvonobotConfig, timing: Timing | None = None) -> None:
        super().__init__(OBZVONOV, config, timing)

    async def find_lost(self, lost: LostCall) -> Handle | None:
        """The newest call to that phone from around the time it was sent; whose else it may be is not asked here."""
        found = newest_of(await self._client.get(None), lost)
        return Handle(found) if found else None
