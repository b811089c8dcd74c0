"""A provider, as the use cases see it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from bot.domain.calls import Handle, Report
from bot.domain.inserts import Inserts
from bot.domain.menus import Menu
from bot.domain.phones import Phone, ShownNumber
from bot.domain.sayings import Saying


class Capability(StrEnum):
    """The first four are methods of `Provider`. The last seven are wishes in a `VoiceCall` that the provider fulfils.

    Each of the others is a protocol of `bot.ports.abilities`. `own_number`: it calls from the number that
    a call names, whether it lists its numbers (`caller_ids`) or not.
    """

    VOICE_CALL = "voice_call"
    REPORTS = "reports"
    BALANCE = "balance"
    CALLER_IDS = "caller_ids"
    CALLBACK = "callback"
    RECONCILIATION = "reconciliation"
    RECORDS = "records"
    RECORD_LIST = "record_list"
    LANGUAGES = "languages"
    VERIFICATION = "verification"
    SCRIPTS = "scripts"
    PHRASES = "phrases"
    TEMPLATES = "templates"
    WIDGETS = "widgets"
    TAGS = "tags"
    STATISTICS = "statistics"
    WEBHOOKS = "webhooks"
    EMULATED = "emulated"
    VOICES = "voices"
    RECORDING = "recording"
    DUTY_NUMBER = "duty_number"
    OWN_NUMBER = "own_number"
    MENUS = "menus"
    ATTEMPTS = "attempts"
    REPEATS = "repeats"


@dataclass(frozen=True, slots=True)
class VoiceCall:
    """One call to place. Nothing of it has to be looked up any more."""

    phone: Phone
    saying: Saying
    caller_id: ShownNumber | None
    need_recording: bool
    webhook_url: str | None = None
    """Where the provider may send reports on this attempt."""
    menu: Menu | None = None
    ivr_url: str | None = None
    """Where the provider may send at once what the callee pressed in the menu."""
    attempts: int = 1
    interval: int = 5
    """Of both 0 is what the provider's own account says."""
    repeats: int = 0
    inserts: Inserts | None = None
    """What a script reads aloud in its open places."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One call in a provider's answer, named by its handle's `id`.

    `fingerprint` changes with anything that we read. Only then `read` is done.
    """

    id: str
    fingerprint: str
    read: Callable[[], Report] = field(repr=False)
    phone: Phone | None = None
    """Whom it calls, where the provider says so."""
    follows: str | None = None
    """The id of the attempt before, where a provider that tries again by itself makes a call of its own of each."""


@dataclass(frozen=True, slots=True)
class SeenCall:
    """A call of the account, whoever asked for it. `at`: when it began, or will. `seconds` of the whole call."""

    report: Report
    id: str = ""
    at: datetime | None = None
    manager: str | None = None
    client: Phone | None = None
    seconds: int | None = None
    attempt: int | None = None


Fingerprints = Mapping[str, str | None]
"""By the `id` of the call's handle. None: never seen."""
NOTHING_KNOWN: Fingerprints = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CallerId:
    """`phone` is written as the provider's account writes it, `7…` or `8…`."""

    phone: Phone
    confirmed: bool
    about: str = ""
    """A comment in that account."""


class Provider(Protocol):
    """A provider. `name` is its key in settings and tables, `title` what people call it."""

    name: str
    title: str
    capabilities: frozenset[Capability]
    text_limit: int
    batch: int
    """How many calls one `fetch` may ask for."""

    async def place(self, call: VoiceCall) -> Handle:
        """Place exactly one call.

        Raises Refused or Unreachable when it was definitely not placed, Uncertain when nobody knows.
        Sent once, never retried.
        """

    async def fetch(self, handles: Sequence[Handle], known: Fingerprints = NOTHING_KNOWN) -> list[Sighting]:
        """What the provider knows of these calls, without those that it does not know. Raises ProviderError.

        Further attempts that it makes by itself come along (`Sighting.follows`), each after the one before.
        Calls whose fingerprint is the known one may be left out: of ten thousand calls most have not changed.
        """

    async def balance(self) -> Decimal:
        """In roubles, unless a `balance_unit` says otherwise (`telling.CountedBalance`). Raises ProviderError."""

    async def caller_ids(self) -> list[CallerId]:
        """The numbers we may call from. Raises ProviderError."""

    def describe(self, call: VoiceCall) -> str:
        """The request exactly as it would be sent, the key masked: for people to read."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What a provider told when it took a call: the `price` in roubles if somebody answers, and how long it sounds."""

    price: Decimal | None
    seconds: int | None


@runtime_checkable
class Quotes(Protocol):
    def quote(self, handle: Handle) -> Quote | None:
        """None when it told nothing."""
