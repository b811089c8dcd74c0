"""A verification before it is placed: what will happen, and one button."""

from __future__ import annotations

from bot.domain.calls import Call, CallState
from bot.domain.orders import Order, OrderKind
from bot.domain.views import OrderView
from bot.telegram.buttons import Row, button
from bot.telegram.choosing import choice_rows, number_warnings
from bot.telegram.format import state_of
from bot.telegram.look import Look
from bot.telegram.presses import OrderAction, OrderPress
from bot.telegram.texts import Html, Translation


def verification_draft(view: OrderView, look: Look, warning: Html | None) -> tuple[str, list[Row]]:
    order, tr = view.order, look.tr
    lines: list[str] = [
        tr("verify-draft-title", phone=", ".join(look.phone(phone) for phone in order.phones)),
        tr("verify-draft-text", provider=look.title(order.provider)),
    ]
    action, key = OrderAction.PLACE, "button-verify"
    for warned in number_warnings(order, look):
        lines += ["", warned]
    if warning:
        lines += ["", warning]
        action, key = OrderAction.PLACE_ANYWAY, "button-call-anyway"
    place = button(tr, key, OrderPress(action=action, order_id=order.id), "📞")
    cancel = button(tr, "button-cancel", OrderPress(action=OrderAction.WITHDRAW, order_id=order.id), "✖️")
    return "\n".join(lines), [*choice_rows(order, look), *([] if order.in_doubt else [[place]]), [cancel]]


def state_in(order: Order, call: Call, tr: Translation) -> Html:
    """A verification that the service took is over for us: the service itself rings."""
    if call.is_missed:
        return tr("call-state-missed")
    if call.is_in_line:
        return tr("call-state-in-line")
    if order.kind is OrderKind.VERIFICATION and call.state is CallState.COMPLETED:
        return tr("verify-card-done")
    return state_of(call, tr)
