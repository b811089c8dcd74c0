"""Orders before they are placed: drafted from a message, changed, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count

from bot.domain.access import Person, Right
from bot.domain.callees import Choice, Found
from bot.domain.errors import Forbidden, NotFound, OrderProblem
from bot.domain.orders import MAX_PHONES, CallbackTerms, NewOrder, Order, OrderState, Place
from bot.domain.phones import Dictation, parse_dictation
from bot.domain.views import CardKind, OrderView
from bot.ports import Clock, Database, Provider, UnitOfWork
from bot.services.access import UseCase
from bot.services.defaults import beginning, own_provider
from bot.services.order_views import order_view
from bot.services.providers import Providers

DOUBLE_TAP = timedelta(minutes=1)
"""Within it a second «Call again» means the draft of the first."""


@dataclass(frozen=True, slots=True)
class Written:
    """`text` is what follows `/call`; `source` names the message it came from. `found`: the numbers, when they stand
    elsewhere than in the text.
    """

    text: str
    place: Place
    source: str
    found: Found | None = None

    @property
    def is_empty(self) -> bool:
        return self.found is None and not self.text.strip()

    def read(self) -> Dictation:
        """The numbers, and the text to be said. Raises BadPhone, also for a broken number before the text."""
        if self.found is None:
            return parse_dictation(self.text)
        dictation = parse_dictation(f"{', '.join(self.found.phones)}\n{self.text}")
        # A number that the text itself names is spoken and not called.
        return dictation if dictation.phones == self.found.phones else Dictation(self.found.phones, self.text.strip())

    def choice(self, *, one: bool = False) -> Choice | None:
        """Left to the person when it is in doubt which of the numbers are meant."""
        return Choice(self.found.phones, one) if self.found and self.found.in_doubt else None


def load_order(uow: UnitOfWork, actor: Person, order_id: int) -> Order:
    """The order, if this person may act on it. Raises NotFound, or Forbidden naming whose it is."""
    order = uow.orders.get(order_id)
    if order is None:
        raise NotFound("order-gone")
    if order.author_id != actor.id and not actor.may(Right.PRESS_OTHERS_CARDS):
        author = uow.people.get(order.author_id)
        raise Forbidden("order-not-yours", author=author.name if author else "?")
    return order


class DraftOrder(UseCase[Written, OrderView]):
    """Understand what was written after `/call` and keep it as a draft. Raises BadPhone, OrderProblem, NotFound."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: Written) -> OrderView:
        provider = own_provider(actor, self._providers)
        new = new_order(actor, command, provider, self._providers)
        return await keep_draft(self._database, new, self._clock.now(), actor)


def new_order(
    actor: Person, written: Written, provider: Provider, providers: Providers, *, one: bool = False
) -> NewOrder:
    """What was written, with the person's wishes for the rest. `one`: only one may be called.

    Raises BadPhone, OrderProblem.
    """
    dictation = written.read()
    if len(dictation.phones) > MAX_PHONES:
        raise OrderProblem("order-too-many", count=len(dictation.phones), limit=MAX_PHONES)
    begin = beginning(actor, provider, dictation.text, providers)
    return NewOrder(
        author_id=actor.id,
        place=written.place,
        provider=provider.name,
        phones=dictation.phones,
        saying=begin.saying,
        caller_id=begin.caller_id,
        need_recording=False,
        source=written.source,
        callback=begin.callback,
        choice=written.choice(one=one),
        extensions=tuple(extension for _, extension in dictation.extensions),
    )


async def keep_draft(database: Database, new: NewOrder, now: datetime, author: Person) -> OrderView:
    """The order from this source: the one that is kept already, when its message is delivered once more."""

    def work(uow: UnitOfWork) -> tuple[int, Order | None]:
        order_id, is_new = uow.orders.add(new, now)
        return order_id, None if is_new else uow.orders.get(order_id)

    order_id, known = await database.transact(work)
    if known is not None:
        return OrderView(known, author, is_repeated=True)
    order = Order(
        id=order_id,
        author_id=new.author_id,
        place=new.place,
        provider=new.provider,
        phones=new.phones,
        saying=new.saying,
        caller_id=new.caller_id,
        need_recording=new.need_recording,
        created_at=now,
        callback=new.callback,
        fallback=new.fallback,
        kind=new.kind,
        menu=new.menu,
        at=new.at,
        attempts=new.attempts,
        interval=new.interval,
        repeats=new.repeats,
        choice=new.choice,
        extensions=new.extensions,
    )
    return OrderView(order, author)


async def draft_view(database: Database, new: NewOrder, now: datetime, author: Person) -> OrderView:
    """The same with what its card shows beside it: whether the records that it plays may be played."""
    view = await keep_draft(database, new, now, author)
    shown = await database.transact(lambda uow: order_view(uow, view.order, author))
    return replace(shown, is_repeated=view.is_repeated)


@dataclass(frozen=True, slots=True)
class Again:
    """`place` is where it was pressed."""

    order_id: int
    place: Place


@dataclass(frozen=True, slots=True)
class Copied:
    """`is_shown`: the tap before this one made it, and its card is in sight."""

    view: OrderView
    is_shown: bool


class CopyOrder(UseCase[Again, Copied]):
    """«Call again»: a new draft like an order that was placed. A second tap finds the draft that the first one made."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run(self, actor: Person, command: Again) -> Copied:
        def work(uow: UnitOfWork) -> Copied:
            old, now = load_order(uow, actor, command.order_id), self._clock.now()
            copy = _copy_of(old, actor, now)
            for number in count():  # copies made one after the other are told apart by it
                place = command.place
                source = f"{copy.source}:{place.chat_id}:{place.thread_id or 0}:{number}"
                order_id, is_new = uow.orders.add(replace(copy, source=source), now)
                draft = load_order(uow, actor, order_id)
                if is_new or (draft.state is OrderState.DRAFT and now - (draft.created_at or now) < DOUBLE_TAP):
                    break
            return Copied(order_view(uow, draft, actor), is_shown=not is_new)

        return await self._database.transact(work)


def _copy_of(old: Order, actor: Person, now: datetime) -> NewOrder:
    return NewOrder(
        author_id=actor.id,
        place=old.place,
        provider=old.provider,
        phones=old.phones,
        saying=old.saying,
        caller_id=old.caller_id,
        need_recording=old.need_recording,
        source=f"again:{old.id}:{actor.id}",
        callback=_copied(old.callback, now),
        fallback=old.fallback,
        kind=old.kind,
        menu=old.menu,
        at=old.at if old.at and old.at > now else None,
        attempts=old.attempts,
        interval=old.interval,
        repeats=old.repeats,
        choice=old.choice if old.in_doubt else None,
        extensions=old.extensions,
    )


def _copied(callback: CallbackTerms | None, now: datetime) -> CallbackTerms | None:
    """A time that has passed is not asked for again."""
    if callback is None or callback.at is None or callback.at > now:
        return callback
    return replace(callback, at=None)


class ReadOrder(UseCase[int, OrderView]):
    """An order as it is now. Raises NotFound, Forbidden."""

    right = Right.SEE_OWN_CALLS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: int) -> OrderView:
        def work(uow: UnitOfWork) -> OrderView:
            order = load_order(uow, actor, command)
            return order_view(uow, order, uow.people.get(order.author_id) or actor)

        return await self._database.transact(work)


@dataclass(frozen=True, slots=True)
class Press:
    """A button under an order's card: which message it stands under, and in which language that message speaks.

    `message_id` None: the order has no card yet, it is sent.
    """

    order_id: int
    place: Place
    message_id: int | None
    locale: str


class FollowDraft(UseCase[Press, None]):
    """From now on the card follows the changes of a draft or planned order. Raises OrderClosed when it is neither."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: Press) -> None:
        def work(uow: UnitOfWork) -> None:
            order = load_order(uow, actor, command.order_id)
            if not order.is_open:
                raise order.closed()
            uow.cards.upsert(CardKind.ORDER, order.id, command.place, command.locale, command.message_id)

        await self._database.transact(work)


class ShowDraft(UseCase[Press, None]):
    """The order has a card in this place: the one that is there follows it, else one is sent."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: Press) -> None:
        def work(uow: UnitOfWork) -> None:
            order = load_order(uow, actor, command.order_id)
            if not any(card.place == command.place for card in uow.cards.of(CardKind.ORDER, order.id)):
                uow.cards.upsert(CardKind.ORDER, order.id, command.place, command.locale, None)
            uow.cards.touch(CardKind.ORDER, [order.id])

        await self._database.transact(work)
