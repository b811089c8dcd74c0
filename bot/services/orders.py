"""Orders: whom people want called, and with what. Here they are drafted, changed, shown, withdrawn, looked up."""

from dataclasses import replace
from datetime import datetime

from bot.domain.access import Person, Right
from bot.domain.callees import Found
from bot.domain.calls import CallState
from bot.domain.details import RawReport
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.orders import Order, OrderState, Place
from bot.domain.views import AS_OPTIONS, CallDetails, CardKind, OrderView
from bot.ports import Capability, UnitOfWork
from bot.ports.abilities import Named, able
from bot.ports.telling import Details
from bot.services.access import Noun, needs
from bot.services.call_answers import CallAnswer, newest_answer, shown_answer
from bot.services.callees import callees_of_card, join_draft, pick_callee
from bot.services.change_draft import DraftChange, change_order
from bot.services.defaults import own_provider
from bot.services.draft_orders import (
    Copied,
    Press,
    Rewritten,
    Written,
    close_options,
    copy_order,
    keep_draft,
    load_order,
    new_order,
    redial_order,
    require_own,
    rewrite_order,
    show_card,
)
from bot.services.offered import called_from, offered_by
from bot.services.order_views import order_view
from bot.services.results import promise_result
from bot.services.voice_calls import ShownRequest, request_of


class Orders(Noun):
    """Every method that takes an order raises NotFound when it is gone, and Forbidden, naming its author, when this
    person may not act on it.
    """

    @needs(Right.PLACE_CALLS)
    async def draft(self, actor: Person, written: Written) -> OrderView:
        """Understand what was written after `/call` and keep it. Raises BadPhone, OrderProblem, NotFound."""
        deps, dictation = self._deps, written.read(mend=True)
        new = new_order(actor, written, own_provider(actor, deps.providers), deps.providers, dictation=dictation)
        return replace(await keep_draft(deps.database, new, deps.clock.now(), actor), misread=dictation.misread)

    @needs(Right.PLACE_CALLS)
    async def rewrite(self, actor: Person, written: Written) -> Rewritten:
        """The person edited the message that an order came from: a draft changes with it.

        Raises BadPhone, OrderProblem, NotFound as `draft` does; the draft stays as it was then.
        """
        providers = self._deps.providers
        return await self._deps.database.transact(lambda uow: rewrite_order(uow, actor, written, providers))

    @needs(Right.PLACE_CALLS)
    async def copy(self, actor: Person, order_id: int, place: Place) -> Copied:
        """«Call again», pressed in this place: a new draft like an earlier order.

        A second tap finds the draft that the first one made.
        """
        now = self._deps.clock.now()
        return await self._deps.database.transact(lambda uow: copy_order(uow, actor, order_id, place, now))

    @needs(Right.PLACE_CALLS)
    async def redial(self, actor: Person, press: Press) -> OrderView:
        """A new order for those whom a list did not reach: one, whoever presses and how often, until it is withdrawn.

        Raises OrderProblem when everybody was reached, and while the service itself may still ring somebody again;
        OrderChanged when the card showed others.
        """
        now = self._deps.clock.now()
        return await self._deps.database.transact(lambda uow: redial_order(uow, actor, press, now))

    @needs(Right.SEE_OWN_CALLS)
    async def read(self, actor: Person, order_id: int) -> OrderView:
        def work(uow: UnitOfWork) -> OrderView:
            order = load_order(uow, actor, order_id)
            return order_view(uow, order, uow.people.get(order.author_id) or actor)

        return await self._deps.database.transact(work)

    @needs(Right.SEE_OWN_CALLS)
    async def details(self, actor: Person, order_id: int, index: int = 0) -> CallDetails:
        """The story of one of the order's calls. Raises OrderProblem when it has none."""
        told, raw = await self._deps.database.transact(lambda uow: _story(uow, actor, order_id, index))
        call = told.call
        telling = able(self._deps.providers.get(call.provider), Details)
        details = telling.details(call.handle, raw) if telling and call.handle else []
        shows_raw = raw and actor.may(Right.SEE_STATUS)
        as_it_came = shown_answer(call, raw, self._deps.providers).answer.text if shows_raw else None
        return replace(told, details=details, raw=as_it_came)

    @needs(Right.PLACE_CALLS)
    async def change(self, actor: Person, change: DraftChange) -> OrderView:
        """A draft, or a planned order while all its calls wait.

        Raises OrderProblem when it is too late, or when its provider cannot do it; OutsideWindow as for placing;
        MenuProblem for a menu that is not finished.
        """
        return await self._deps.database.transact(lambda uow: change_order(uow, self._deps, actor, change))

    @needs(Right.PLACE_CALLS)
    async def offered(self, actor: Person, provider: str, what: Capability) -> list[Named]:
        """What a provider has to choose from: CALLER_IDS (confirmed ones), LANGUAGES, PHRASES or SCRIPTS.

        Of a provider that lists no numbers those that this person has called from. Raises NotFound, OrderProblem when
        it has no such thing, ProviderError.
        """
        found = self._deps.providers.get(provider)
        lists_none = what is Capability.CALLER_IDS and what not in found.capabilities
        if lists_none and Capability.OWN_NUMBER in found.capabilities:
            return await self._deps.database.transact(lambda uow: called_from(uow, actor, provider))
        return await offered_by(found, what)

    @needs(Right.PLACE_CALLS)
    async def request(self, actor: Person, order_id: int) -> ShownRequest:
        """The request itself, as it would leave, or as it left. Raises OrderProblem."""
        order = await self._deps.database.transact(lambda uow: load_order(uow, actor, order_id))
        sent = next((call for call in order.latest_calls() if call.submitted_at), None)
        provider = self._deps.providers.get(sent.provider if sent else order.provider)
        return request_of(order, provider, sent.submitted_at if sent and sent.submitted_at else self._deps.clock.now())

    @needs(Right.SEE_REQUESTS)
    async def answer(self, actor: Person, order_id: int) -> CallAnswer:
        """What the provider last answered about the order's call, as it came. Raises OrderProblem when nothing yet."""
        call, told = await self._deps.database.transact(lambda uow: newest_answer(uow, actor, order_id))
        return shown_answer(call, told, self._deps.providers)

    @needs(Right.PLACE_CALLS)
    async def callees_of(self, actor: Person, chat_id: int, message_id: int) -> Found | None:
        """Whom the order of this card calls; None when the bot's message is no order's card."""
        return await self._deps.database.transact(lambda uow: callees_of_card(uow, actor, chat_id, message_id))

    @needs(Right.PLACE_CALLS)
    async def pick(self, actor: Person, press: Press, index: int | None, *, on: bool) -> None:
        """Choose the number at this place among the candidates (`on`), or strike it out; None keeps those chosen now.

        A second tap changes nothing. Raises OrderProblem when the order is no draft any more, and when its last number
        would go.
        """
        await self._deps.database.transact(lambda uow: pick_callee(uow, actor, press, index, on=on))

    @needs(Right.PLACE_CALLS)
    async def join(self, actor: Person, order_id: int, place: Place, found: Found) -> OrderView | None:
        """One order for contacts that are sent together: further numbers for a draft.

        None when that draft takes no more: it is placed, or has a text. Raises OrderProblem when they are too many.
        """
        return await self._deps.database.transact(lambda uow: join_draft(uow, actor, order_id, place, found))

    @needs(Right.PLACE_CALLS)
    async def follow(self, actor: Person, press: Press) -> None:
        """From now on this message is the order's card: it is drawn anew, and follows its changes."""

        def work(uow: UnitOfWork) -> None:
            order = load_order(uow, actor, press.order_id)
            uow.cards.upsert(CardKind.ORDER, order.id, press.place, press.locale, press.message_id)

        await self._deps.database.transact(work)

    @needs(Right.PLACE_CALLS)
    async def look_again(self, actor: Person, press: Press) -> None:
        """The message showed the order otherwise: it becomes its card, drawn anew unless it was by now."""

        def work(uow: UnitOfWork) -> None:
            order = load_order(uow, actor, press.order_id)
            card = uow.cards.at(press.place.chat_id, press.message_id or 0)
            if card is None or card.subject_id != order.id:
                uow.cards.upsert(CardKind.ORDER, order.id, press.place, press.locale, press.message_id)
            uow.cards.touch(CardKind.ORDER, [order.id])

        await self._deps.database.transact(work)

    @needs(Right.PLACE_CALLS)
    async def watch(self, actor: Person, press: Press, *, as_options: bool = False) -> None:
        """The message that was just drawn shows the order as it stands here, and follows its changes from now on.

        `as_options`: it is the window of the order's options, and becomes the card when the order is open no more.
        """
        shown = AS_OPTIONS if as_options else None

        def work(uow: UnitOfWork) -> None:
            if (author_id := uow.orders.author_of(press.order_id)) is None:
                raise NotFound("order-gone")
            require_own(uow, actor, author_id)
            card = press.order_id, press.place, press.locale, press.message_id
            uow.cards.upsert(CardKind.ORDER, *card, later=True, shown=shown)
            if press.taken is not None:
                uow.updates.handled([press.taken.id], self._deps.clock.now())

        await self._deps.database.transact(work)
        if press.taken is not None:
            press.taken.is_handled = True

    @needs(Right.SEE_OWN_CALLS)
    async def card_in(self, actor: Person, order_id: int, place: Place) -> int | None:
        """The message that is the order's card in this place."""
        cards = await self._deps.database.transact(lambda uow: uow.cards.of(CardKind.ORDER, order_id))
        return next((card.message_id for card in cards if card.place == place), None)

    @needs(Right.PLACE_CALLS)
    async def order_of_card(self, actor: Person, place: Place, message_id: int) -> int | None:
        """Whose card this message is; None for any other message."""
        card = await self._deps.database.transact(lambda uow: uow.cards.at(place.chat_id, message_id))
        return card.subject_id if card is not None and card.kind is CardKind.ORDER else None

    @needs(Right.SEE_OWN_CALLS)
    async def redraw(self, actor: Person, place: Place, message_id: int) -> Order | None:
        """Options that nobody has open any more give way to the card. None when this message is no order's card, or
        stands where this person sees nothing.
        """

        def work(uow: UnitOfWork) -> Order | None:
            card = uow.cards.at(place.chat_id, message_id)
            is_seen = place.is_group or place.chat_id == actor.id
            if card is None or card.kind is not CardKind.ORDER or not is_seen:
                return None
            close_options(uow, card)
            return uow.orders.get(card.subject_id)

        return await self._deps.database.transact(work)

    @needs(Right.PLACE_CALLS)
    async def show(self, actor: Person, order_id: int, place: Place, locale: str) -> None:
        """The card that the order has in this place is drawn anew; without one, a card is sent."""

        def work(uow: UnitOfWork) -> None:
            show_card(uow, load_order(uow, actor, order_id).id, place, locale)

        await self._deps.database.transact(work)

    @needs(Right.PLACE_CALLS)
    async def withdraw(self, actor: Person, press: Press) -> bool:
        """A draft will never be placed, waiting calls will never go. False when there was nothing left to withdraw."""
        now = self._deps.clock.now()
        return await self._deps.database.transact(lambda uow: _withdraw(uow, actor, press, now))

    @needs(Right.PLACE_CALLS)
    async def withdraw_last(self, actor: Person) -> int | None:
        """`/cancel`: withdraw the person's newest draft. The order's id, or None when there is no draft."""

        def work(uow: UnitOfWork) -> int | None:
            order = uow.orders.newest(actor.id)
            if order is None or order.state is not OrderState.DRAFT:
                return None
            if uow.orders.leave_draft(order.id, placed=False) is None:
                return None
            uow.audit.add(actor.id, "order.withdraw", str(order.id), self._deps.clock.now())
            uow.cards.touch(CardKind.ORDER, [order.id])
            return order.id

        return await self._deps.database.transact(work)


def _story(uow: UnitOfWork, actor: Person, order_id: int, index: int) -> tuple[CallDetails, RawReport]:
    order = load_order(uow, actor, order_id)
    calls = order.latest_calls()
    if not calls:
        raise OrderProblem("details-no-call")
    at = min(index, len(calls) - 1)
    call, view = calls[at], order_view(uow, order, uow.people.get(order.author_id) or actor)
    beside = uow.calls.kept_beside(call.id)
    same = {None, *(one.id for one in order.calls if one.phone == call.phone)}
    deeds = [deed for deed in uow.audit.of_order(order_id) if deed.call_id in same]
    return CallDetails(view, call, at, len(calls), (), beside.steps, deeds), uow.calls.raw_report(call.id)


def _withdraw(uow: UnitOfWork, actor: Person, press: Press, now: datetime) -> bool:
    order = load_order(uow, actor, press.order_id)
    done = uow.orders.leave_draft(order.id, placed=False) is not None
    calls = order.latest_calls()
    waiting = [call for call in calls if call.state is CallState.WAITING]
    for call in waiting:
        done = uow.calls.leave_waiting(call.id, CallState.CANCELED, now) or done
    if done:
        uow.audit.add(actor.id, "order.withdraw", str(order.id), now)
    if done and len(waiting) < len(calls):  # the result of the others may have waited for these
        promise_result(uow, [order.id], now)
    uow.cards.upsert(CardKind.ORDER, order.id, press.place, press.locale, press.message_id)
    uow.cards.touch(CardKind.ORDER, [order.id])
    return done
