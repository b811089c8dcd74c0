"""Drafts: made of what people write, kept once for each message, copied from earlier orders."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import count

from bot.domain.access import Person, Right
from bot.domain.callees import Choice, Found
from bot.domain.errors import Forbidden, NotFound, OrderProblem
from bot.domain.orders import MAX_PHONES, NewOrder, Order, OrderState, Place, require_shown
from bot.domain.phones import Dictation, Phone, parse_dictation, parse_list
from bot.domain.sayings import Saying
from bot.domain.views import AS_OPTIONS, Card, CardKind, OrderView
from bot.ports import Database, Provider, UnitOfWork
from bot.ports.keeping import Taken
from bot.services.defaults import beginning
from bot.services.order_views import order_view, redial_source
from bot.services.providers import Providers
from bot.services.track_calls import is_redialled_there

DOUBLE_TAP = timedelta(minutes=1)
"""A second «Call again» within it finds the draft of the first."""


@dataclass(frozen=True, slots=True)
class Written:
    """`text` is what follows `/call`; `source` names the message it came from. `found`: the numbers, when they stand
    elsewhere than in the text. `said`: what the template that the text names says.
    """

    text: str
    place: Place
    source: str
    found: Found | None = None
    said: str | None = None

    @property
    def is_empty(self) -> bool:
        return self.found is None and not self.text.strip()

    def read(self, *, mend: bool = False) -> Dictation:
        """The numbers, and the text to be said. Raises BadPhone, also for a broken number before the text.

        `mend`: of several numbers those that are none are given back.
        """
        dictation = self._read(mend)
        return dictation if self.said is None else replace(dictation, text=self.said)

    def _read(self, mend: bool) -> Dictation:
        if self.found is None:
            return parse_list(self.text) if mend else parse_dictation(self.text)
        dictation = parse_dictation(f"{', '.join(self.found.phones)}\n{self.text}")
        # A number that the text itself names is spoken and not called.
        return dictation if dictation.phones == self.found.phones else Dictation(self.found.phones, self.text.strip())

    def choice(self, dictation: Dictation, *, one: bool = False) -> Choice | None:
        """What the person must choose from; None when it is clear which numbers are meant."""
        in_doubt = self.found.in_doubt if self.found else dictation.in_doubt
        return Choice(dictation.phones, one) if in_doubt else None


@dataclass(frozen=True, slots=True)
class Press:
    """A button under an order's card: which message it stands under, and in which language that message speaks.

    `message_id` None: the order has no card yet, it is sent. `shown`: the mark of what was seen above the button.
    `taken`: the update that is handled in the transaction of what the press does.
    """

    order_id: int
    place: Place
    message_id: int | None
    locale: str
    shown: str | None = None
    taken: Taken | None = None


@dataclass(frozen=True, slots=True)
class Copied:
    """`is_shown`: an earlier tap made it, and its card is in sight."""

    view: OrderView
    is_shown: bool


def load_order(uow: UnitOfWork, actor: Person, order_id: int) -> Order:
    """The order, if this person may act on it. Raises NotFound, or Forbidden naming whose it is."""
    order = uow.orders.get(order_id)
    if order is None:
        raise NotFound("order-gone")
    require_own(uow, actor, order.author_id)
    return order


def require_own(uow: UnitOfWork, actor: Person, author_id: int) -> None:
    """Raises Forbidden, naming whose it is, when this person may not act on the author's orders."""
    if author_id != actor.id and not actor.may(Right.PRESS_OTHERS_CARDS):
        author = uow.people.get(author_id)
        raise Forbidden("order-not-yours", author=author.name if author else "?")


def new_order(
    actor: Person,
    written: Written,
    provider: Provider,
    providers: Providers,
    *,
    one: bool = False,
    dictation: Dictation | None = None,
) -> NewOrder:
    """What was written, with the person's wishes for the rest. `one`: only one may be called. `dictation`: as it was
    read before.

    Raises BadPhone, OrderProblem.
    """
    dictation = dictation or written.read()
    if len(dictation.phones) > MAX_PHONES:
        raise OrderProblem("order-too-many", count=len(dictation.phones), limit=MAX_PHONES)
    return NewOrder(
        author_id=actor.id,
        place=written.place,
        provider=provider.name,
        phones=dictation.phones,
        terms=beginning(actor, provider, dictation.text, providers),
        source=written.source,
        choice=written.choice(dictation, one=one),
        extensions=tuple(extension for _, extension in dictation.extensions),
    )


async def keep_draft(database: Database, new: NewOrder, now: datetime, author: Person) -> OrderView:
    """Telegram may deliver a message once more: then this is the order that is kept already."""

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
        terms=new.terms,
        created_at=now,
        kind=new.kind,
        choice=new.choice,
        extensions=new.extensions,
    )
    return OrderView(order, author)


async def draft_view(database: Database, new: NewOrder, now: datetime, author: Person) -> OrderView:
    """The same, with what is known of the records that it plays."""
    view = await keep_draft(database, new, now, author)
    shown = await database.transact(lambda uow: order_view(uow, view.order, author))
    return replace(shown, is_repeated=view.is_repeated)


def show_card(uow: UnitOfWork, order_id: int, place: Place, locale: str) -> None:
    """The card that the order has in this place is drawn anew; without one, a card is sent."""
    if not any(card.place == place for card in uow.cards.of(CardKind.ORDER, order_id)):
        uow.cards.upsert(CardKind.ORDER, order_id, place, locale, None)
    uow.cards.touch(CardKind.ORDER, [order_id])


def copy_order(
    uow: UnitOfWork, actor: Person, order_id: int, place: Place, now: datetime, *, only: Phone | None = None
) -> Copied:
    """A second tap finds the draft that the first one made. `only`: for this one of its callees.

    Raises NotFound, Forbidden.
    """
    old = load_order(uow, actor, order_id)
    copy = _copy_of(old, actor, now)
    if only is not None and old.phones != (only,):
        copy = replace(copy, phones=(only,), choice=None, source=f"repeat:{old.id}:{only}:{actor.id}")
    for number in count():  # it tells apart copies that are made one after another
        source = f"{copy.source}:{place.chat_id}:{place.thread_id or 0}:{number}"
        draft_id, is_new = uow.orders.add(replace(copy, source=source), now)
        draft = load_order(uow, actor, draft_id)
        if is_new or (draft.state is OrderState.DRAFT and now - (draft.created_at or now) < DOUBLE_TAP):
            break
    return Copied(order_view(uow, draft, actor), is_shown=not is_new)


def redial_order(uow: UnitOfWork, actor: Person, press: Press, now: datetime) -> OrderView:
    """Every further tap finds the order that the first one made. Raises NotFound, Forbidden, OrderProblem."""
    old = load_order(uow, actor, press.order_id)
    if not old.unreached:
        raise OrderProblem("order-all-reached")
    if any(is_redialled_there(old, call, now) for call in old.latest_calls()):
        raise OrderProblem("order-redialled-there")
    require_shown(old.redial_mark, press.shown)
    new = replace(_copy_of(old, actor, now), place=press.place, phones=old.unreached, choice=None)
    new = replace(new, terms=new.terms.timed(None))
    for number in count():  # after one that was withdrawn there may be another
        made_id, is_new = uow.orders.add(replace(new, source=redial_source(old.id, number)), now)
        made = load_order(uow, actor, made_id)
        if is_new or not made.is_withdrawn:
            break
    uow.cards.touch(CardKind.ORDER, [old.id])
    return replace(order_view(uow, made, actor), is_repeated=not is_new)


def _copy_of(old: Order, actor: Person, now: datetime) -> NewOrder:
    """A time that has passed is not asked for again."""
    at = old.terms.rings_at
    return NewOrder(
        author_id=actor.id,
        place=old.place,
        provider=old.provider,
        phones=old.phones,
        terms=old.terms.timed(at if at and at > now else None),
        source=f"again:{old.id}:{actor.id}",
        kind=old.kind,
        choice=old.choice if old.in_doubt else None,
        extensions=old.extensions,
    )


class Rewritten(Enum):
    """`NO_ORDER`: the message has made none. `STANDS`: its order is placed, planned or canceled, and stays."""

    CHANGED = auto()
    STANDS = auto()
    NO_ORDER = auto()


def rewrite_order(uow: UnitOfWork, actor: Person, written: Written, providers: Providers) -> Rewritten:
    """The draft stays as it was when this raises BadPhone, OrderProblem or NotFound, as `new_order` does, or Forbidden
    for a colleague's.
    """
    kept = uow.orders.by_source(written.source)
    if kept is None:
        return Rewritten.NO_ORDER
    require_own(uow, actor, kept.author_id)
    if kept.state is not OrderState.DRAFT:
        return Rewritten.STANDS
    new = new_order(actor, written, providers.get(kept.provider), providers)
    terms = replace(kept.terms, saying=_rewritten(kept.terms.saying, new.terms.saying.text))
    changed = replace(kept, phones=new.phones, choice=new.choice, extensions=new.extensions, terms=terms)
    uow.orders.change_draft(kept, changed)
    uow.cards.touch(CardKind.ORDER, [kept.id])
    for card in uow.cards.of(CardKind.ORDER, kept.id):
        close_options(uow, card)  # they do not show it
    return Rewritten.CHANGED


def close_options(uow: UnitOfWork, card: Card) -> None:
    """A message that shows the order's options becomes its card again."""
    if card.shown == AS_OPTIONS:
        uow.cards.upsert(card.kind, card.subject_id, card.place, card.locale, card.message_id)


def _rewritten(saying: Saying, text: str | None) -> Saying:
    """A record that was chosen in the options stays until there is a text again."""
    return replace(saying, said=text or saying.record)
