"""`/verify`: the service itself rings a number, to make sure whose it is. A real call, placed once like any other."""

from __future__ import annotations

from bot.domain.access import Person, Right
from bot.domain.errors import BadPhone, OrderProblem
from bot.domain.orders import NewOrder, OrderKind
from bot.domain.reading.figures import MAX_WRITTEN
from bot.domain.sayings import Saying
from bot.domain.views import OrderView
from bot.ports import Capability, Clock, Database
from bot.services.access import UseCase
from bot.services.defaults import first_with
from bot.services.draft_orders import Written, keep_draft
from bot.services.providers import Providers


class DraftVerification(UseCase[Written, OrderView]):
    """Raises NotFound when no service verifies numbers, BadPhone, OrderProblem for more than a number."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: Written) -> OrderView:
        provider = first_with(self._providers, Capability.VERIFICATION, actor)
        dictation, choice = command.read(), command.choice(one=True)
        if (len(dictation.phones) > 1 and choice is None) or dictation.text:
            raise OrderProblem("verify-one-number")
        if dictation.extensions:
            raise BadPhone("phone-no-extension", written=command.text.strip()[:MAX_WRITTEN])
        new = NewOrder(
            author_id=actor.id,
            place=command.place,
            provider=provider.name,
            phones=dictation.phones,
            saying=Saying(),
            caller_id=None,
            need_recording=False,
            source=command.source,
            kind=OrderKind.VERIFICATION,
            choice=choice,
        )
        return await keep_draft(self._database, new, self._clock.now(), actor)


class CheckVerification(UseCase[None, None]):
    """Raises NotFound when no service verifies numbers: before a number is asked for."""

    right = Right.PLACE_CALLS

    def __init__(self, providers: Providers) -> None:
        self._providers = providers

    async def run(self, actor: Person, command: None) -> None:
        first_with(self._providers, Capability.VERIFICATION, actor)
