"""The card of an order that is not placed yet: everything that was understood, before anything happens."""

from __future__ import annotations

from bot.domain.orders import Order, OrderKind
from bot.domain.views import OrderView
from bot.ports import Capability
from bot.telegram.buttons import Row, button
from bot.telegram.callback_lines import draft_lines, heard
from bot.telegram.callbacks import OrderAction, OrderPress
from bot.telegram.format import record_name, sentence
from bot.telegram.html import clean, escape
from bot.telegram.look import Look
from bot.telegram.texts import Html
from bot.telegram.verification_card import verification_draft

SHOWN_TEXT = 1500
"""Characters of the text that a draft shows: more than a service takes, and what is said below it stays in sight even
when each of them counts twice."""


def draft_card(view: OrderView, look: Look, warning: Html | None = None) -> tuple[str, list[Row]]:
    """`warning` is said above the buttons, and turns «Call now» into «Call anyway»."""
    order, tr = view.order, look.tr
    if order.kind is OrderKind.VERIFICATION:
        return verification_draft(view, look, warning)
    length, limit = len(order.saying.text or ""), text_limit(order, look)
    too_long = length > limit
    lines = _lines(view, look)
    if too_long:
        lines += ["", tr("call-draft-too-long", length=length, limit=limit)]
    if warning:
        lines += ["", warning]
    ready = not too_long and not (order.needs_words and order.saying.is_empty)
    return "\n".join(lines), _buttons(order, look, ready=ready, anyway=warning is not None)


def text_limit(order: Order, look: Look) -> int:
    """Of all services that may come to say it."""
    names = [order.provider, *([order.fallback] if order.fallback else [])]
    return min(look.text_limit(name) for name in names)


def _lines(view: OrderView, look: Look) -> list[str]:
    order = view.order
    if order.callback is not None:
        title = look.tr("callback-draft-title")
        return [title, *draft_lines(view, order.callback, look), heard(order, order.callback, look, SHOWN_TEXT)]
    phones = ", ".join(look.phone(phone) for phone in order.phones)
    return [_title(order, look), look.tr("call-draft-to", phones=phones), _how(order, look), _heard(order, look)]


def _title(order: Order, look: Look) -> Html:
    if len(order.phones) == 1:
        return look.tr("call-draft-title")
    return look.tr("call-draft-list-title", count=len(order.phones))


def _heard(order: Order, look: Look) -> str:
    if order.saying.text:
        text = order.saying.text
        shown = text if len(text) <= SHOWN_TEXT else text[: SHOWN_TEXT - 1] + "…"
        return f"<blockquote>{escape(clean(shown))}</blockquote>"
    if order.saying.record_id:
        return look.tr("call-draft-record", record=record_name(order.saying.record_id))
    return look.tr("call-draft-nothing")


def _how(order: Order, look: Look) -> str:
    tr = look.tr
    is_read = order.saying.text and look.can(order.provider, Capability.VOICES)
    parts = [tr("call-draft-voice", voice=order.saying.voice.value)] if is_read else []
    parts.append(tr("call-card-via", provider=look.title(order.provider)))
    if order.caller_id == "duty":
        parts.append(tr("call-draft-from-duty"))
    elif order.caller_id:
        parts.append(tr("call-draft-from", caller=f"+{order.caller_id}"))
    if order.saying.language:
        parts.append(tr("call-draft-language", language=order.saying.language))
    if order.need_recording:
        parts.append(tr("call-draft-recording"))
    if order.fallback:
        parts.append(tr("call-draft-fallback", provider=look.title(order.fallback)))
    return sentence(parts)


def _buttons(order: Order, look: Look, *, ready: bool, anyway: bool) -> list[Row]:
    def press(key: str, action: OrderAction, icon: str) -> Row:
        return [button(look.tr, key, OrderPress(action=action, order_id=order.id), icon)]

    options = press("button-options", OrderAction.OPTIONS, "⚙️")
    if anyway:
        first = [press("button-call-anyway", OrderAction.PLACE_ANYWAY, "📞"), options]
    elif ready:
        first = [press("button-call-now", OrderAction.PLACE, "📞") + options]
    else:
        first = [options]
    last = press("button-show-request", OrderAction.REQUEST, "🧾") if ready else []
    return [*first, last + press("button-cancel", OrderAction.WITHDRAW, "✖️")]
