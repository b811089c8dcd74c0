"""What a provider may be able to do beside placing voice calls: one protocol per capability.

A provider declares its capabilities and has the methods of each; a test holds the two together. `able` asks for one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol, TypeVar, runtime_checkable

from bot.domain.callbacks import NO_EXTRAS, CallbackExtras
from bot.domain.calls import Handle
from bot.domain.errors import ProviderError
from bot.domain.menus import MenuLimits
from bot.domain.phones import Phone
from bot.domain.sayings import Voice
from bot.domain.widgets import WidgetWish
from bot.ports.emulating import Emulated
from bot.ports.telephony import Capability, Provider, SeenCall, Sighting, VoiceCall

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Callback:
    """First the manager's phone rings, then the client's.

    `manager` is eleven digits, with `^extension` if any; without it `office` counts the widget's offices from 0.
    `reference` is ours, unguessable, one per attempt. `redials`: minutes before each further attempt of the provider's.
    """

    client: Phone
    manager: str | None = None
    office: int = 0
    text_to_manager: str = ""
    info_to_manager: str = ""
    at: datetime | None = None
    reference: str = ""
    redials: tuple[int, ...] = ()
    extras: CallbackExtras = NO_EXTRAS


@runtime_checkable
class Callbacks(Protocol):
    async def place_callback(self, callback: Callback) -> Handle:
        """As `Provider.place`."""

    def describe_callback(self, callback: Callback) -> str:
        """As `Provider.describe`."""


@runtime_checkable
class ManyCalls(Protocol):
    """One request may place many calls that say the same: a text is read aloud, and paid for, once."""

    many: int
    """How many at most."""

    async def place_many(self, call: VoiceCall, phones: Sequence[Phone]) -> Mapping[Phone, Handle | ProviderError]:
        """As `Provider.place`, to each of `phones` once, and how it ended for each; its own phone is not looked at.

        Raises what is true of them all. Whom the answer does not speak of is Uncertain.
        """

    def describe_many(self, call: VoiceCall, phones: Sequence[Phone]) -> str:
        """As `Provider.describe`."""


@dataclass(frozen=True, slots=True)
class LostCall:
    """A call whose answer was lost, as far as we know it."""

    phone: Phone
    manager: str | None
    submitted_at: datetime
    reference: str


@runtime_checkable
class Reconciliation(Protocol):
    async def find_lost(self, lost: LostCall) -> Handle | None:
        """None when the provider shows no such call (yet). Raises ProviderError."""


class RecordState(StrEnum):
    """`unknown`: the provider did not say, or in words that we do not know."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ProviderRecord:
    """An audio record at a provider. `comment` is the moderator's."""

    id: str
    name: str
    state: RecordState = RecordState.UNKNOWN
    comment: str = ""
    text: str = ""
    cost: Decimal | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class NewRecord:
    """Exactly one of `text` and `audio` (a WAV file's bytes)."""

    name: str
    text: str | None = None
    audio: bytes | None = None
    voice: Voice = Voice.FEMALE


@runtime_checkable
class Records(Protocol):
    async def create_record(self, record: NewRecord) -> ProviderRecord: ...
    def describe_record(self, record: NewRecord) -> str:
        """As `Provider.describe`; a sound is named and not printed."""

    async def remove_records(self, ids: Sequence[str]) -> None: ...


@runtime_checkable
class RecordList(Protocol):
    async def list_records(self) -> list[ProviderRecord]: ...


@runtime_checkable
class Menus(Protocol):
    """Its calls heed `VoiceCall.menu`."""

    menu_limits: MenuLimits


@runtime_checkable
class Languages(Protocol):
    async def languages(self) -> list[str]:
        """Codes such as `ru-RU`."""


@runtime_checkable
class Verification(Protocol):
    async def verify(self, phone: Phone) -> str | None:
        """Start verifying a client by number (FlashOnCall). It places a real call.

        The code: the last digits of the number that rings; None when the provider does not name it.
        """

    def describe_verification(self, phone: Phone) -> str:
        """As `Provider.describe`."""


@dataclass(frozen=True, slots=True)
class Named:
    id: str
    name: str
    seconds: int | None = None
    """How long it sounds."""
    about: str = ""
    """A comment in the provider's account."""


@runtime_checkable
class Scripts(Protocol):
    async def scripts(self) -> list[Named]: ...


@runtime_checkable
class Phrases(Protocol):
    async def phrases(self) -> list[Named]: ...


@dataclass(frozen=True, slots=True)
class Template:
    """`id` None is a new one. `error` is the provider's code when it refused this one, `reason` our words for it."""

    name: str
    message: str
    id: str | None = None
    error: str | None = None
    reason: str | None = None


@runtime_checkable
class Templates(Protocol):
    async def templates(self, account: str) -> list[Template]: ...
    async def save_templates(self, account: str, templates: Sequence[Template]) -> list[Template]: ...
    def describe_templates(self, account: str, templates: Sequence[Template]) -> str:
        """As `Provider.describe`."""


@runtime_checkable
class Widgets(Protocol):
    async def create_widget(self, wish: WidgetWish) -> str:
        """The new widget's hash."""

    async def delete_widget(self, widget_hash: str) -> None: ...
    async def list_widgets(self) -> Mapping[str, str] | None:
        """Names by hash; None where the provider does not list them. Raises ProviderError."""

    def calls_through(self, widget_hash: str) -> bool:
        """Whether our own calls go through this one."""


@runtime_checkable
class Tags(Protocol):
    async def set_tag(self, handle: Handle, tag: str) -> None: ...


@runtime_checkable
class Statistics(Protocol):
    async def statistics(
        self, since: datetime, until: datetime, statuses: Sequence[str] = (), *, completed: bool = False
    ) -> list[SeenCall]:
        """Calls of a time span, by the provider's own status words when `statuses` names some."""


class WebhookKind(StrEnum):
    STATUS = "status"
    IVR = "ivr"


@dataclass(frozen=True, slots=True)
class Pressed:
    """An IVR webhook: what the callee answered, a digit or a word."""

    phone: Phone | None
    answer: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@runtime_checkable
class Webhooks(Protocol):
    def read_webhook(self, kind: WebhookKind, body: bytes) -> list[Sighting] | list[Pressed]:
        """Every call that a webhook's body speaks of, in any shape the provider is known to send.

        Raises ValueError for any other body.
        """


DECLARED: Mapping[type[object], Capability] = {
    Callbacks: Capability.CALLBACK,
    Reconciliation: Capability.RECONCILIATION,
    Records: Capability.RECORDS,
    RecordList: Capability.RECORD_LIST,
    Menus: Capability.MENUS,
    Languages: Capability.LANGUAGES,
    Verification: Capability.VERIFICATION,
    Scripts: Capability.SCRIPTS,
    Phrases: Capability.PHRASES,
    Templates: Capability.TEMPLATES,
    Widgets: Capability.WIDGETS,
    Tags: Capability.TAGS,
    Statistics: Capability.STATISTICS,
    Webhooks: Capability.WEBHOOKS,
    Emulated: Capability.EMULATED,
}
"""How a provider declares that it has a protocol. Those of `bot.ports.telling` need no word."""


def able(provider: Provider, ability: type[T]) -> T | None:
    """The provider as one that has this protocol; None when it has not, or does not declare it."""
    capability = DECLARED.get(ability)
    if capability is not None and capability not in provider.capabilities:
        return None
    return provider if isinstance(provider, ability) else None
