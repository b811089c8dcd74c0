"""What a service offers to choose from: its numbers, languages, phrases and scripts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.access import Person, Right
from bot.ports import Capability, Provider
from bot.ports.abilities import Languages, Named, Phrases, Scripts
from bot.services.access import UseCase
from bot.services.defaults import require
from bot.services.providers import Providers


@dataclass(frozen=True, slots=True)
class Offer:
    """`what`: CALLER_IDS, LANGUAGES, PHRASES or SCRIPTS."""

    service: str
    what: Capability


class ReadOffer(UseCase[Offer, list[Named]]):
    """Raises NotFound, OrderProblem when the service has no such thing, ProviderError."""

    right = Right.PLACE_CALLS

    def __init__(self, providers: Providers) -> None:
        self._providers = providers

    async def run(self, actor: Person, command: Offer) -> list[Named]:
        return await _offered(self._providers.get(command.service), command.what)


async def _offered(provider: Provider, what: Capability) -> list[Named]:
    match what:
        case Capability.LANGUAGES:
            return [Named(code, code) for code in await require(provider, Languages).languages()]
        case Capability.PHRASES:
            return await require(provider, Phrases).phrases()
        case Capability.SCRIPTS:
            return await require(provider, Scripts).scripts()
    require(provider, what)
    return [Named(number.phone, number.phone) for number in await provider.caller_ids() if number.confirmed]
