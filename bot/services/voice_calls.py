"""The request for a call. People are shown what will be sent, made here both times."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from bot.domain.calls import Call
from bot.domain.errors import OrderProblem
from bot.domain.orders import CallbackTerms, Order, OrderKind, Terms
from bot.domain.phones import Phone
from bot.ports import Capability, Provider, VoiceCall
from bot.ports.abilities import Callback, Callbacks, ManyCalls, Verification, able


def voice_call(order: Order, phone: Phone, provider: Provider, address: str | None = None) -> VoiceCall:
    """`address` is where the provider may report on this attempt: on the call itself and on its menu alike."""
    can, is_own = provider.capabilities, provider.name == order.provider
    told = address if Capability.WEBHOOKS in can else None
    terms = order.terms
    menu = terms.menu if is_own else None
    return VoiceCall(
        phone=phone,
        saying=terms.saying,
        caller_id=terms.caller_id if is_own else None,  # it belongs to the provider that it was chosen for
        need_recording=terms.need_recording,
        webhook_url=told,
        menu=menu,
        ivr_url=told if menu else None,
        attempts=terms.attempts if Capability.ATTEMPTS in can else 1,
        interval=terms.interval,
        repeats=terms.repeats if Capability.REPEATS in can else 0,
        inserts=terms.inserts if terms.plays_script else None,
    )


def can_replace(provider: Provider, terms: Terms) -> bool:
    """Whether this second provider would do the very same: records and menus are each provider's own."""
    can = provider.capabilities
    return (
        Capability.VOICE_CALL in can
        and terms.menu is None
        and terms.saying.record is None
        and (terms.attempts == 1 or Capability.ATTEMPTS in can)
        and (terms.repeats == 0 or Capability.REPEATS in can)
    )


def callback_of(order: Order, phone: Phone, now: datetime, reference: str = "") -> Callback:
    """What the provider is asked for; a time that has passed means at once."""
    terms = order.terms.callback or CallbackTerms()
    return Callback(
        client=phone,
        manager=terms.manager,
        office=terms.office,
        text_to_manager=order.terms.saying.text or "",
        info_to_manager=terms.info_to_manager,
        at=terms.at if terms.at and terms.at > now else None,
        reference=reference,
        redials=terms.redials,
        extras=terms.extras,
    )


def together(order: Order, provider: Provider) -> int:
    """How many calls of this order one request may place.

    A lost answer leaves all of them unknown, so several go in one only where it saves money: a text that is read aloud
    is paid for once a request.
    """
    many = able(provider, ManyCalls)
    if many is None or order.kind is not OrderKind.CALL or able(provider, Callbacks) is not None:
        return 1
    call = voice_call(order, order.phones[0], provider)
    is_read = call.saying.text or any(branch.text for branch in (call.menu.branches if call.menu else ()))
    return many.many if is_read else 1


def planned_for(order: Order, call: Call) -> datetime | None:
    """When the provider was asked to ring; None for at once."""
    at = order.terms.callback.at if order.terms.callback else None
    return at if at and call.submitted_at and at > call.submitted_at else None


@dataclass(frozen=True, slots=True)
class ShownRequest:
    """`request` is the first of `count`, its key masked."""

    title: str
    request: str
    count: int


def request_of(order: Order, provider: Provider, now: datetime) -> ShownRequest:
    """The request as it is sent at this moment. Raises OrderProblem where the provider verifies no numbers any more."""
    phone, count = order.phones[0], len(order.phones)
    if order.kind is OrderKind.VERIFICATION:
        if (verifier := able(provider, Verification)) is None:
            raise OrderProblem("verify-no-request")
        return ShownRequest(provider.title, verifier.describe_verification(phone), count)
    if (joining := able(provider, Callbacks)) is not None:
        return ShownRequest(provider.title, joining.describe_callback(callback_of(order, phone, now)), count)
    call, size = voice_call(order, phone, provider), together(order, provider)
    if (many := able(provider, ManyCalls)) is not None and min(size, count) > 1:
        return ShownRequest(provider.title, many.describe_many(call, order.phones[:size]), ceil(count / size))
    return ShownRequest(provider.title, provider.describe(call), count)
