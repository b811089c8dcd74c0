"""What a person's orders begin with."""

from typing import TypeVar, overload

from bot.domain.access import Person
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.orders import CallbackTerms, Terms
from bot.domain.phones import Duty, ShownNumber
from bot.domain.reasons import Reason
from bot.domain.sayings import Saying, Voice
from bot.ports import Capability, Provider
from bot.ports.abilities import DECLARED, able
from bot.services.providers import Providers

T = TypeVar("T")


def own_provider(actor: Person, providers: Providers) -> Provider:
    """The person's choice while it is set up, else everybody's. Raises NotFound when there is none."""
    chosen = actor.defaults.provider or actor.defaults.last
    return next((p for p in providers.all() if p.name == chosen), None) or providers.default()


def beginning(actor: Person, provider: Provider, text: str, providers: Providers) -> Terms:
    """The person's wishes as far as this provider heeds them; a caller id and a language are their own provider's."""
    can, wishes = provider.capabilities, actor.defaults
    is_own = provider is own_provider(actor, providers)
    voice = Voice(wishes.voice) if wishes.voice and Capability.VOICES in can else Voice.FEMALE
    language = wishes.language if is_own and Capability.LANGUAGES in can else None
    return Terms(
        caller_id=wishes.caller_id if is_own and Capability.OWN_NUMBER in can else None,
        saying=Saying(text or None, voice, language),
        callback=CallbackTerms(manager=actor.phone) if Capability.CALLBACK in can else None,
    )


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


def require_caller_id(provider: Provider, caller_id: ShownNumber) -> None:
    """Raises OrderProblem when people cannot choose it there."""
    require(provider, Capability.DUTY_NUMBER if caller_id is Duty.ANY else Capability.OWN_NUMBER)


def first_with(providers: Providers, capability: Capability, actor: Person) -> Provider:
    """The person's own provider if it can, else the first one that can. Raises NotFound saying that none can."""
    if not providers.all():
        raise NotFound(Reason.NO_PROVIDER)
    can = [provider for provider in providers.all() if capability in provider.capabilities]
    if not can:
        raise NotFound(f"none-{capability}")
    own = own_provider(actor, providers)
    return own if own in can else can[0]
