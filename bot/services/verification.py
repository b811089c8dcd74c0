"""`/verify`: the provider itself rings a number, to make sure whose it is. A real call, placed once like any other."""

from bot.domain.access import Person, Right
from bot.domain.errors import BadPhone, OrderProblem
from bot.domain.orders import NewOrder, OrderKind, Terms
from bot.domain.reading.figures import MAX_WRITTEN
from bot.domain.views import OrderView
from bot.ports import Capability
from bot.services.access import Noun, needs
from bot.services.defaults import first_with
from bot.services.draft_orders import Written, keep_draft


class Verification(Noun):
    @needs(Right.PLACE_CALLS)
    async def draft(self, actor: Person, written: Written) -> OrderView | None:
        """None when nothing is written yet.

        Raises NotFound when no provider verifies numbers, BadPhone, OrderProblem for more than a number.
        """
        provider = first_with(self._deps.providers, Capability.VERIFICATION, actor)
        if written.is_empty:
            return None
        dictation, choice = written.read(), written.choice(one=True)
        if (len(dictation.phones) > 1 and choice is None) or dictation.text:
            raise OrderProblem("verify-one-number")
        if dictation.extensions:
            raise BadPhone("phone-no-extension", written=written.text.strip()[:MAX_WRITTEN])
        new = NewOrder(
            author_id=actor.id,
            place=written.place,
            provider=provider.name,
            phones=dictation.phones,
            terms=Terms(),
            source=written.source,
            kind=OrderKind.VERIFICATION,
            choice=choice,
        )
        return await keep_draft(self._deps.database, new, self._deps.clock.now(), actor)
