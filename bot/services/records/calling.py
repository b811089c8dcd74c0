"""A call that plays a record."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.access import Person, Right
from bot.domain.orders import Order
from bot.domain.sayings import Saying
from bot.ports import Capability, Clock, Database
from bot.services.access import UseCase
from bot.services.defaults import require
from bot.services.draft_orders import Written, keep_draft, new_order
from bot.services.providers import Providers


@dataclass(frozen=True, slots=True)
class CallWith:
    """`written`: the numbers. `record_id` is the service's number of the record."""

    provider: str
    record_id: str
    written: Written


class DraftWithRecord(UseCase[CallWith, Order]):
    """A draft at the record's own service, whatever the person's orders begin with. Raises BadPhone, OrderProblem."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: CallWith) -> Order:
        provider = self._providers.get(command.provider)
        require(provider, Capability.RECORDS)
        new = new_order(actor, command.written, provider, self._providers)
        new = replace(new, saying=Saying(record_id=command.record_id))
        return (await keep_draft(self._database, new, self._clock.now(), actor)).order
