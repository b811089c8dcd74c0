"""Mobilgroup as a `bot.ports.Provider`."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from bot.domain.calls import Handle
from bot.domain.details import Detail, RawReport
from bot.domain.errors import Refused
from bot.domain.phones import Phone
from bot.domain.reasons import Reason
from bot.ports import NOTHING_KNOWN, CallerId, Capability, Fingerprints, Sighting, VoiceCall
from bot.ports.abilities import Named, Template
from bot.ports.emulating import Prepared
from bot.ports.telephony import Quote
from bot.providers import loose
from bot.providers.base import Answer
from bot.providers.emulating import Emulator
from bot.providers.forms import curl_of
from bot.providers.loose import Once
from bot.providers.mobilgroup import requests as ask
from bot.providers.mobilgroup.client import ROUTES, SET_TEMPLATES, MobilgroupClient, Question
from bot.providers.mobilgroup.details import details_of
from bot.providers.mobilgroup.mapping import Follower, Reader
from bot.providers.mobilgroup.outcome import BAD_NUMBER, OTHER_CURRENCY, Part, key_of, part_of
from bot.providers.mobilgroup.schemas import Listed, StoredTemplate
from bot.providers.mobilgroup.settings import MOBILGROUP, MobilgroupConfig
from bot.providers.retry import placing
from bot.providers.spec import Timing

_ROUBLES = {"", "rub", "rur", "руб", "₽"}


class MobilgroupProvider(Emulator[Question]):
    """Mobilgroup, https://voice.mobilgroup.ru

    One request tells of a whole mailing (see `outcome.Part`).
    """

    name = MOBILGROUP.name
    title = MOBILGROUP.title
    text_limit = ask.TEXT_LIMIT
    batch = 50
    capabilities = frozenset(
        {
            Capability.VOICE_CALL,
            Capability.REPORTS,
            Capability.BALANCE,
            Capability.CALLER_IDS,
            Capability.OWN_NUMBER,
            Capability.SCRIPTS,
            Capability.PHRASES,
            Capability.TEMPLATES,
            Capability.EMULATED,
            Capability.ATTEMPTS,
            Capability.REPEATS,
        }
    )

    def __init__(self, config: MobilgroupConfig, timing: Timing | None = None) -> None:
        self.client = MobilgroupClient(config, timing)
        super().__init__(ROUTES, next(iter(self.client.access.secrets), ""))
        self._root = config.url.rstrip("/")
        self._caller_id = config.caller_id
        self._zone = config.zone
        self._follower = Follower(self.client, Reader(self.name, config.zone))
        self._once = Once(logging.getLogger(__name__))

    async def place(self, call: VoiceCall) -> Handle:
        try:
            request = ask.Send.model_validate(ask.send_body(call, self._caller_id))
        except ValidationError as error:
            raise _unfit(error) from None
        with placing(self.name):
            return part_of(await self.client.send(request), call.phone, call.attempts).handle

    async def fetch(self, handles: Sequence[Handle], known: Fingerprints = NOTHING_KNOWN) -> list[Sighting]:
        """Raises ValueError for more than `batch` of them; ProviderError when no mailing at all could be read."""
        if len(handles) > self.batch:
            raise ValueError(f"{len(handles)} calls asked of {self.name}, which takes {self.batch} at once")
        found = await self._follower.fetch(handles)
        return [sighting for sighting in found if known.get(sighting.id) != sighting.fingerprint]

    async def balance(self) -> Decimal:
        told = await self.client.balance()
        amount = told.balance or Decimal(0)
        if told.currency.casefold().rstrip(".") not in _ROUBLES:
            raise Refused(OTHER_CURRENCY, f"{amount} {told.currency}")
        return amount

    async def caller_ids(self) -> list[CallerId]:
        """Numbers are confirmed before they are in the account."""
        found: list[CallerId] = []
        for item in await self.client.numbers():
            read = loose.phone(item.number)
            if read is None:
                self._once.warn(f"{self.name}: skipped an outgoing number that cannot be read")
                continue
            phone = Phone(item.number) if item.number == f"8{read[1:]}" else read
            found.append(CallerId(phone, confirmed=True, about=item.description))
        return found

    async def scripts(self) -> list[Named]:
        return _named(await self.client.scripts())

    async def phrases(self) -> list[Named]:
        return _named(await self.client.phrases())

    async def templates(self, account: str) -> list[Template]:
        """`account` is the client in one's own CRM."""
        return [_template(item) for item in await self.client.templates(ask.Templates(account=account))]

    async def save_templates(self, account: str, templates: Sequence[Template]) -> list[Template]:
        saved = await self.client.set_templates(_setting(account, templates))
        return [_template(item) for item in saved.templates]

    def describe_templates(self, account: str, templates: Sequence[Template]) -> str:
        return self._shown(SET_TEMPLATES.body(_setting(account, templates)))

    def quote(self, handle: Handle) -> Quote | None:
        part = Part.of(handle)
        return Quote(part.price, part.seconds) if part and (part.price or part.seconds) else None

    def details(self, handle: Handle, raw: RawReport) -> list[Detail]:
        return details_of(handle, raw, self._zone)

    def describe(self, call: VoiceCall) -> str:
        return self._shown(ask.send_body(call, self._caller_id))

    async def aclose(self) -> None:
        await self.client.aclose()

    def _shown(self, body: Mapping[str, Any]) -> str:
        return json.dumps(self.client.access.shown(body), ensure_ascii=False, indent=2)

    def _prepared(self, route: Question, request: ask.Request) -> Prepared:
        url = self._root + route.path
        headers = {"Content-Type": "application/json", **self.client.access.shown_headers}
        body = self._shown(route.body(request))
        return Prepared(route.method, url, headers, body, curl_of(route.method, url, headers, body))

    async def _sent(self, route: Question, request: ask.Request) -> Answer:
        return await self.client.ask(route, request)

    def _secrets_in(self, values: Mapping[str, Any]) -> Sequence[str]:
        return self.client.access.secrets


def _named(items: Iterable[Listed]) -> list[Named]:
    return [Named(item.id, item.name, item.duration or None) for item in items if item.id]


def _setting(account: str, templates: Sequence[Template]) -> ask.SetTemplates:
    items = [ask.TemplateItem(id=one.id or "", name=one.name, message=one.message) for one in templates]
    return ask.SetTemplates(account=account, templates=items)


def _template(item: StoredTemplate) -> Template:
    refused = item.result.casefold() not in ("", "ok")
    error = (item.error_code or item.description or item.result) if refused else None
    return Template(item.name, item.message, item.id, error, key_of(error) if error else None)


_UNFIT = {
    "subscribers.0.phone": Reason.REFUSED_PHONE,
    "settings.number": BAD_NUMBER,
    "settings.message": Reason.REFUSED_TEXT,
    "settings.phrase": Reason.REFUSED_RECORD,
    "settings.script": Reason.REFUSED_RECORD,
}


def _unfit(error: ValidationError) -> Refused:
    """An order that the documents forbid is not sent at all."""
    where = ".".join(str(step) for step in error.errors(include_input=False)[0]["loc"])
    return Refused(_UNFIT.get(where, Reason.BAD_ORDER))
