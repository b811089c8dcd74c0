"""What a person's orders begin with, and their own phone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar, overload

from bot.domain.access import Defaults, Person, Right
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.orders import CallbackTerms
from bot.domain.phones import phone_of_contact
from bot.domain.sayings import Saying, Voice
from bot.ports import Capability, Provider
from bot.ports.abilities import DECLARED, able
from bot.services.access import UseCase
from bot.services.people import Directory
from bot.services.providers import Providers

T = TypeVar("T")


def own_provider(actor: Person, providers: Providers) -> Provider:
    """The person's choice while it is set up, else everybody's. Raises NotFound when there is none."""
    chosen = actor.defaults.provider
    return next((p for p in providers.all() if p.name == chosen), None) or providers.default()


@dataclass(frozen=True, slots=True)
class Beginning:
    """What an order at one service begins with."""

    caller_id: str | None
    saying: Saying
    callback: CallbackTerms | None


def beginning(actor: Person, provider: Provider, text: str, providers: Providers) -> Beginning:
    """The person's wishes as far as this service heeds them; a caller id and a language are their own service's."""
    can, wishes = provider.capabilities, actor.defaults
    is_own = provider is own_provider(actor, providers)
    voice = Voice(wishes.voice) if wishes.voice and Capability.VOICES in can else Voice.FEMALE
    language = wishes.language if is_own and Capability.LANGUAGES in can else None
    return Beginning(
        caller_id=wishes.caller_id if is_own and Capability.CALLER_IDS in can else None,
        saying=Saying(text=text or None, voice=voice, language=language),
        callback=CallbackTerms(manager=actor.phone) if Capability.CALLBACK in can else None,
    )


@dataclass(frozen=True, slots=True)
class DefaultChange:
    """What to change; None leaves as it is, an empty text goes back to the settings' choice."""

    provider: str | None = None
    caller_id: str | None = None
    voice: str | None = None
    language: str | None = None


class ChangeDefaults(UseCase[DefaultChange, Person]):
    """Raises NotFound for a service that is not set up, OrderProblem for what the person's service cannot do."""

    right = Right.PLACE_CALLS

    def __init__(self, directory: Directory, providers: Providers) -> None:
        self._directory = directory
        self._providers = providers

    async def run(self, actor: Person, command: DefaultChange) -> Person:
        wishes = actor.defaults
        if command.provider is not None:
            name = self._providers.get(command.provider).name if command.provider else None
            if name != wishes.provider:
                wishes = Defaults(provider=name, voice=wishes.voice)
        person = replace(actor, defaults=wishes)
        can = own_provider(person, self._providers)
        if command.caller_id:
            duty = command.caller_id == "duty"
            require(can, Capability.DUTY_NUMBER if duty else Capability.CALLER_IDS)
        if command.voice:
            require(can, Capability.VOICES)
        if command.language:
            require(can, Capability.LANGUAGES)
        changes = {
            name: value or None
            for name in ("caller_id", "voice", "language")
            if (value := getattr(command, name)) is not None
        }
        person = replace(actor, defaults=replace(wishes, **changes))
        await self._directory.save(person)
        return person


@overload
def require(provider: Provider, what: Capability) -> None: ...
@overload
def require(provider: Provider, what: type[T]) -> T: ...
def require(provider: Provider, what: Capability | type[T]) -> T | None:
    """The provider as one that has this protocol, see `able`. Raises OrderProblem naming the one that cannot do it."""
    if isinstance(what, Capability):
        capability, found = what, None
        can = what in provider.capabilities
    else:
        capability, found = DECLARED[what], able(provider, what)
        can = found is not None
    if not can:
        raise OrderProblem(f"cannot-{capability}", provider=provider.title)
    return found


def first_with(providers: Providers, capability: Capability, actor: Person) -> Provider:
    """The person's own service if it can, else the first one that can. Raises NotFound saying that none can."""
    if not providers.all():
        raise NotFound("provider-none")
    can = [provider for provider in providers.all() if capability in provider.capabilities]
    if not can:
        raise NotFound(f"none-{capability}")
    own = own_provider(actor, providers)
    return own if own in can else can[0]


class ReadOwnService(UseCase[None, str]):
    """The name of the service that the person's orders begin with. Raises NotFound when there is none."""

    right = Right.PLACE_CALLS

    def __init__(self, providers: Providers) -> None:
        self._providers = providers

    async def run(self, actor: Person, command: None) -> str:
        return own_provider(actor, self._providers).name


@dataclass(frozen=True, slots=True)
class SharedContact:
    """`owner_id` is whose contact it is, as Telegram says; None when it does not."""

    owner_id: int | None
    phone: str


class ChangeOwnPhone(UseCase[SharedContact | None, Person]):
    """Only the person's own contact counts; None forgets their phone. Raises OrderProblem, BadPhone."""

    right = Right.PLACE_CALLS

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def run(self, actor: Person, command: SharedContact | None) -> Person:
        if command is not None and command.owner_id != actor.id:
            raise OrderProblem("own-phone-not-yours")
        phone = phone_of_contact(command.phone) if command else None
        person = replace(actor, phone=phone)
        await self._directory.save(person)
        return person
