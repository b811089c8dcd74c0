"""How something is to be shown: language, audience, and what the providers are called."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.domain.calls import Call
from bot.domain.phones import Phone, ShownNumber, masked, pretty
from bot.ports import Capability, Provider
from bot.ports.abilities import able
from bot.ports.emulating import Absent, Emulated
from bot.ports.telephony import Quote, Quotes
from bot.ports.telling import PricedTexts, WordedStatuses
from bot.telegram.texts import Html, Translation


@dataclass(frozen=True, slots=True)
class ShownProvider:
    """`text_limit`: how many characters a text may have."""

    title: str
    text_limit: int
    worded: WordedStatuses | None = None
    """Where the provider's own words for a status say more than ours."""
    capabilities: frozenset[Capability] = frozenset()
    caller_id: ShownNumber | None = None
    """Whom callees see when an order names nobody."""
    text_price: Decimal | None = None
    """Roubles for reading a text aloud, once a request; None where it costs nothing of its own."""
    absent: tuple[Absent, ...] = ()
    """What its account offers for a call and its API does not name."""
    quotes: Quotes | None = None


_WHOLE = re.compile(r"(?<!\d)\+?7\d{10}(?!\d)")


def unbroken(number: str) -> str:
    return number.replace(" ", "\u00a0")


_NOT_SET_UP = ShownProvider("", 0)


@dataclass(frozen=True, slots=True)
class Look:
    tr: Translation
    providers: Mapping[str, ShownProvider]
    in_group: bool
    zone: ZoneInfo

    def phone(self, phone: Phone) -> str:
        """Masked in groups. Telegram breaks no line inside it."""
        return unbroken(masked(phone) if self.in_group else pretty(phone))

    def number(self, phone: Phone) -> Html:
        """The same for the text of a message: a tap copies it, unless it is masked."""
        return Html(self.phone(phone) if self.in_group else f"<code>{self.phone(phone)}</code>")

    def without_numbers(self, text: str) -> str:
        """Somebody's words: in groups every whole number in them is masked."""
        return _WHOLE.sub(lambda found: masked(Phone(found[0][-11:])), text) if self.in_group else text

    def numbers(self, phones: Iterable[Phone]) -> Html:
        return Html(", ".join(self.number(phone) for phone in phones))

    def title(self, provider: str) -> str:
        """A provider that is no longer set up keeps its key for a name."""
        return self._shown(provider).title or provider

    def in_their_words(self, provider: str, vendor_status: str | None) -> list[Html]:
        """What the provider calls this status, and the same at length where that says more."""
        worded = self._shown(provider).worded
        if worded is None or vendor_status is None:
            return []
        keys = (worded.status_key(vendor_status), worded.detail_key(vendor_status))
        return list(dict.fromkeys(self.tr(key) for key in keys if key))

    def can(self, provider: str, capability: Capability) -> bool:
        return capability in self._shown(provider).capabilities

    def quote(self, call: Call) -> Quote | None:
        """What the provider told when it took the call."""
        quotes = self._shown(call.provider).quotes
        return quotes.quote(call.handle) if quotes and call.handle else None

    def who_can(self, capability: Capability) -> list[str]:
        """The names of the providers that can."""
        return [name for name in self.providers if self.can(name, capability)]

    def caller_id(self, provider: str) -> ShownNumber | None:
        return self._shown(provider).caller_id

    def text_limit(self, provider: str) -> int:
        """0 when the provider is not set up: nothing can be placed there."""
        return self._shown(provider).text_limit

    def text_price(self, provider: str) -> Decimal | None:
        return self._shown(provider).text_price

    def absent(self, provider: str) -> tuple[Absent, ...]:
        return self._shown(provider).absent

    def _shown(self, provider: str) -> ShownProvider:
        return self.providers.get(provider, _NOT_SET_UP)


def shown_provider(provider: Provider, caller_id: ShownNumber | None) -> ShownProvider:
    """`caller_id`: whom callees see when an order names nobody."""
    operations = emulated.operations.values() if (emulated := able(provider, Emulated)) else ()
    return ShownProvider(
        provider.title,
        provider.text_limit,
        able(provider, WordedStatuses),
        provider.capabilities,
        caller_id,
        priced.text_price if (priced := able(provider, PricedTexts)) else None,
        next((one.absent for one in operations if one.places_call and one.absent), ()),
        able(provider, Quotes),
    )
