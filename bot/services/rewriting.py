"""Somebody edits the message that an order came from: so is the order changed, while it is a draft."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto

from bot.domain.access import Person, Right
from bot.domain.orders import OrderState
from bot.domain.sayings import Saying
from bot.domain.views import CardKind
from bot.ports import Database, UnitOfWork
from bot.services.access import UseCase
from bot.services.draft_orders import Written, new_order
from bot.services.providers import Providers


class Rewritten(Enum):
    """`NO_ORDER`: the message has made none. `STANDS`: its order is placed, planned or canceled, and stays."""

    CHANGED = auto()
    STANDS = auto()
    NO_ORDER = auto()


class RewriteOrder(UseCase[Written, Rewritten]):
    """Raises BadPhone, OrderProblem, NotFound as `DraftOrder` does; the draft stays as it was then."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, providers: Providers) -> None:
        self._database = database
        self._providers = providers

    async def run(self, actor: Person, command: Written) -> Rewritten:
        def work(uow: UnitOfWork) -> Rewritten:
            kept = uow.orders.by_source(command.source)
            if kept is None:
                return Rewritten.NO_ORDER
            if kept.state is not OrderState.DRAFT:
                return Rewritten.STANDS
            new = new_order(actor, command, self._providers.get(kept.provider), self._providers)
            saying = _rewritten(kept.saying, new.saying.text)
            uow.orders.change_draft(
                kept.id, phones=new.phones, choice=new.choice, extensions=new.extensions, saying=saying
            )
            uow.cards.touch(CardKind.ORDER, [kept.id])
            return Rewritten.CHANGED

        return await self._database.transact(work)


def _rewritten(saying: Saying, text: str | None) -> Saying:
    """A record that was chosen in the options stays until there is a text again."""
    return replace(saying, text=text, record_id=None if text else saying.record_id)
