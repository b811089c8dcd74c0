"""CallKeeper as a `bot.ports.Provider`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from bot.domain.calls import Handle
from bot.domain.details import Detail, RawReport
from bot.domain.errors import Refused
from bot.domain.reasons import Reason
from bot.domain.widgets import WidgetWish
from bot.ports import CallerId, Capability, Sighting, VoiceCall
from bot.ports.abilities import Callback, LostCall, Pressed, WebhookKind
from bot.ports.emulating import Prepared
from bot.ports.telephony import NOTHING_KNOWN, Fingerprints, SeenCall
from bot.ports.telling import BalanceUnit
from bot.providers.base import Answer
from bot.providers.callkeeper import client, mapping
from bot.providers.callkeeper import requests as ask
from bot.providers.callkeeper.details import details_of
from bot.providers.callkeeper.fields import MAX_TEXT
from bot.providers.callkeeper.following import BEFORE, FAR, Following, period, read_status, same_call
from bot.providers.callkeeper.mapping import Reader, handle_of
from bot.providers.callkeeper.outcome import Refusal
from bot.providers.callkeeper.requests import CallItem, MakeCalls, OrderCall
from bot.providers.callkeeper.settings import CALLKEEPER, CallkeeperConfig
from bot.providers.emulating import Emulator
from bot.providers.forms import curl_of, validated
from bot.providers.retry import placing
from bot.providers.secrecy import masked
from bot.providers.spec import Timing

_UNFIT = {
    "client": Reason.REFUSED_PHONE,
    "manager": Refusal.PHONES,
    "text_to_manager": Reason.REFUSED_TEXT,
    "info_to_manager": Reason.REFUSED_TEXT,
}


def operation_of(callback: Callback) -> type[MakeCalls | OrderCall]:
    """Only `orderCall` knows further attempts (`interval`); only `makeCalls` `walias` and `record_to_await`."""
    return OrderCall if callback.redials else MakeCalls


def order_of(callback: Callback) -> dict[str, Any]:
    """The order, valid or not: `request_of` checks it."""
    extras = {name: value or None for name, value in asdict(callback.extras).items()}
    marks = callback.extras.marks
    common = {name: extras.pop(name) for name in ("notification", "opening_hours")}
    common |= {name: marks.pop(name) for name in MakeCalls.model_fields.keys() & marks.keys()}
    item = {
        "client": callback.client,
        "manager": callback.manager or str(callback.office),
        "text_to_manager": callback.text_to_manager or None,
        "info_to_manager": callback.info_to_manager or None,
        "external_service_identifier": callback.reference or None,
        "time_to_call": int(callback.at.timestamp()) if callback.at else None,
        **extras,
        **{name: marks.pop(name) for name in CallItem.model_fields.keys() & marks.keys()},
        "utm": marks or None,
    }
    if callback.redials:  # nothing nested there, and it finds the kind of visit by itself
        del item["utm"]
        item |= {name: value for name, value in marks.items() if name != "utm_type"}
        return _given({**common, "interval": ",".join(map(str, callback.redials)), **item})
    return _given({**common, "calls": [_given(item)]})


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def request_of(callback: Callback) -> MakeCalls | OrderCall:
    """An order that the documents forbid is not sent at all. Raises Refused."""
    try:
        return operation_of(callback).model_validate(order_of(callback))
    except ValidationError as error:
        where = str(error.errors(include_input=False)[0]["loc"][-1])
        raise Refused(_UNFIT.get(where, Reason.BAD_ORDER)) from None


class CallkeeperProvider(Emulator[client.Signed]):
    """It rings people, not a robot: `place` is refused, `place_callback` is what it does."""

    name = CALLKEEPER.name
    title = CALLKEEPER.title
    capabilities = frozenset(
        {
            Capability.CALLBACK,
            Capability.REPORTS,
            Capability.RECONCILIATION,
            Capability.BALANCE,
            Capability.STATISTICS,
            Capability.WIDGETS,
            Capability.TAGS,
            Capability.WEBHOOKS,
            Capability.EMULATED,
        }
    )
    text_limit = MAX_TEXT
    batch = 500
    balance_unit = BalanceUnit.MINUTES
    status_key = staticmethod(mapping.status_key)
    detail_key = staticmethod(mapping.detail_key)

    def __init__(self, config: CallkeeperConfig, timing: Timing | None = None) -> None:
        super().__init__(client.ROUTES, config.api_key)
        self._config = config
        self._client = client.CallkeeperClient(config, timing)
        self._reader = Reader(self.name)
        self._following = Following(self._client, self._reader, self.name)

    async def place(self, call: VoiceCall) -> Handle:
        raise Refused(Reason.NOT_OFFERED)

    async def place_callback(self, callback: Callback) -> Handle:
        request = request_of(callback)
        if not self._config.widget:
            raise Refused(Refusal.NO_WIDGET)
        if callback.redials and not self._config.widget_hash:
            raise Refused(Refusal.NO_HASH)
        placed_at = datetime.now(UTC)
        with placing(self.name):
            id_ = await self._client.place(request, callback.client)
            return handle_of(id_, placed_at, is_redialled=bool(callback.redials))

    async def fetch(self, handles: Sequence[Handle], known: Fingerprints = NOTHING_KNOWN) -> list[Sighting]:
        """Raises ValueError for more than `batch` of them."""
        if len(handles) > self.batch:
            raise ValueError(f"{len(handles)} calls asked of {self.name}, which takes {self.batch} at once")
        found = await self._following.sightings(handles) if handles else []
        return [sighting for sighting in found if known.get(sighting.id) != sighting.fingerprint]

    async def find_lost(self, lost: LostCall) -> Handle | None:
        """None also when several calls could be the lost one."""
        items = await self._following.between(lost.submitted_at - BEFORE, datetime.now(UTC) + FAR)
        found = same_call(filter(None, map(self._reader.record, items)), lost)
        return handle_of(found, lost.submitted_at) if found else None

    async def balance(self) -> Decimal:
        """In minutes: the documents know no money."""
        user = await self._client.get_user_info()
        return user.minutes or Decimal()

    async def caller_ids(self) -> list[CallerId]:
        """Nobody can choose one: the widget decides which number people see."""
        raise Refused(Reason.NOT_OFFERED)

    async def statistics(
        self, since: datetime, until: datetime, statuses: Sequence[str] = (), *, completed: bool = False
    ) -> list[SeenCall]:
        return await self._following.statistics(since, until, statuses, completed=completed)

    async def taps(self, since: datetime, until: datetime) -> list[dict[str, Any]]:
        return await self._client.calls(ask.GetT2C(date=period(since, until)))

    async def create_widget(self, wish: WidgetWish) -> str:
        """Raises BadValues, ProviderError."""
        phone, _, extension = wish.phone.partition("^")
        values = {
            "phone": phone,
            "name": wish.name,
            "gmt": wish.zone,
            "phoneadd": extension,
            "site": wish.site,
            "schedule": wish.hours,
            "emails": wish.emails,
        }
        created = await self._client.create_widget(validated(ask.CreateWidget, values))
        return created.hash or ""

    async def delete_widget(self, widget_hash: str) -> None:
        """Raises BadValues, ProviderError."""
        await self._client.delete_widget(validated(ask.DeleteWidget, {"whash": widget_hash}))

    async def list_widgets(self) -> Mapping[str, str] | None:
        """The documents promise no list; some accounts' `getUserInfo` has one."""
        return (await self._client.get_user_info()).widgets

    def calls_through(self, widget_hash: str) -> bool:
        return bool(widget_hash) and widget_hash == self._config.widget_hash

    async def set_tag(self, handle: Handle, tag: str) -> None:
        """Raises BadValues, ProviderError."""
        await self._client.set_tag(validated(ask.SetTag, {"tag": tag, "call_id": handle.id}))

    def details(self, handle: Handle, raw: RawReport) -> list[Detail]:
        return details_of(raw)

    def read_webhook(self, kind: WebhookKind, body: bytes) -> list[Sighting] | list[Pressed]:
        """Both webhooks of a call tell its status. Nobody presses anything here."""
        if kind is not WebhookKind.STATUS:
            raise ValueError("there are no menus at CallKeeper")
        return read_status(self._reader, body)

    def describe(self, call: VoiceCall) -> str:
        """A text for the client is read to the manager of the widget's first office, who then talks to the client."""
        return self.describe_callback(Callback(call.phone, text_to_manager=call.saying.text or ""))

    def describe_callback(self, callback: Callback) -> str:
        route = client.BY_MODEL[operation_of(callback)]
        fields = {"unique": self._config.company, route.key: self._config.api_key, **self._config.widget}
        return f"POST {self._url(route)}\n{client.readable(fields | order_of(callback))}"

    async def aclose(self) -> None:
        await self._client.aclose()

    def _url(self, route: client.Signed) -> str:
        return self._config.url.rstrip("/") + route.path

    def _prepared(self, route: client.Signed, request: ask.Request) -> Prepared:
        body = client.masked_form(client.fields_of(route, request, self._config))
        return Prepared(
            "POST", self._url(route), client.FORM, body, curl_of("POST", self._url(route), client.FORM, body)
        )

    async def _sent(self, route: client.Signed, request: ask.Request) -> Answer:
        answer = await self._client.send(request)
        return replace(answer, body=_SECRET_FIELD.sub(lambda found: found[1] + _masked(found[2]), answer.body))

    def _secrets_in(self, values: Mapping[str, Any]) -> Sequence[str]:
        return [*self._config.secrets, *(str(values[name]) for name in client.SECRETS & values.keys())]


_SECRET_FIELD = re.compile(rb'("(?:w?hash|widget_?hash|walias|apiak|api_key)"\s*:\s*")([^"]+)', re.IGNORECASE)


def _masked(secret: bytes) -> bytes:
    return masked(secret.decode("utf-8", "replace")).encode()
