"""What there is to choose from for an order: numbers to call from, languages, phrases, scripts."""

from bot.domain.access import Person
from bot.domain.phones import Duty
from bot.ports import Capability, Provider, UnitOfWork
from bot.ports.abilities import Languages, Named, Phrases, Scripts
from bot.services.defaults import require

LOOKED_THROUGH, MOST_NUMBERS = 50, 5
"""A person's newest orders that are searched for numbers to call from, and how many of these are offered."""


def called_from(uow: UnitOfWork, actor: Person, provider: str) -> list[Named]:
    """The newest first."""
    orders = uow.orders.page(actor.id, LOOKED_THROUGH)
    used = [order.terms.caller_id for order in orders if order.provider == provider]
    numbers = dict.fromkeys(number for number in used if number and number is not Duty.ANY)
    return [Named(number, number) for number in list(numbers)[:MOST_NUMBERS]]


async def offered_by(provider: Provider, what: Capability) -> list[Named]:
    match what:
        case Capability.LANGUAGES:
            return [Named(code, code) for code in await require(provider, Languages).languages()]
        case Capability.PHRASES:
            return await require(provider, Phrases).phrases()
        case Capability.SCRIPTS:
            return await require(provider, Scripts).scripts()
    require(provider, what)
    found = [number for number in await provider.caller_ids() if number.confirmed]
    return [Named(number.phone, number.phone, about=number.about) for number in found]
