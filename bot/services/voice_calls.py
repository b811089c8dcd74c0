"""An order's call as its service is asked for it: what is shown before is what is sent."""

from __future__ import annotations

from bot.domain.orders import Order
from bot.domain.phones import Phone
from bot.ports import Capability, Provider, VoiceCall


def voice_call(order: Order, phone: Phone, provider: Provider, address: str | None = None) -> VoiceCall:
    """`address` is where the service may report on this attempt: on the call itself and on its menu alike."""
    can, is_own = provider.capabilities, provider.name == order.provider
    told = address if Capability.WEBHOOKS in can else None
    menu = order.menu if is_own else None
    return VoiceCall(
        phone=phone,
        saying=order.saying,
        caller_id=order.caller_id if is_own else None,  # it belongs to the service that it was chosen for
        need_recording=order.need_recording,
        webhook_url=told,
        menu=menu,
        ivr_url=told if menu else None,
        attempts=order.attempts if Capability.ATTEMPTS in can else 1,
        interval=order.interval,
        repeats=order.repeats if Capability.REPEATS in can else 1,
    )


def can_replace(provider: Provider, order: Order) -> bool:
    """Whether this second service would do the very same: records and menus are each service's own."""
    can = provider.capabilities
    return (
        Capability.VOICE_CALL in can
        and order.menu is None
        and order.saying.record_id is None
        and (order.attempts == 1 or Capability.ATTEMPTS in can)
        and (order.repeats == 1 or Capability.REPEATS in can)
    )
