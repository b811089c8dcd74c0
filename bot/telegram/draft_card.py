"""The card of an order that is not placed yet: everything that was understood, before anything happens."""

from __future__ import annotations

from bot.domain.orders import Order, OrderKind, Terms
from bot.domain.phones import DUTY
from bot.domain.views import OrderView
from bot.domain.zones import zone_of_all
from bot.ports import Capability
from bot.telegram.buttons import Row, button
from bot.telegram.callback_lines import draft_lines, heard
from bot.telegram.callbacks import OrderAction, OrderPress
from bot.telegram.choosing import choice_rows, number_warnings
from bot.telegram.format import sentence
from bot.telegram.look import Look
from bot.telegram.menu_lines import order_menu_lines
from bot.telegram.said import heard_lines, warnings
from bot.telegram.texts import Html
from bot.telegram.verification_card import verification_draft
from bot.telegram.when import moment, when

SHOWN_TEXT = 1200
"""Characters of the text that a draft shows: more than a service takes, and what is said below it stays in sight even
when each of them counts twice."""


def draft_card(view: OrderView, look: Look, warning: Html | None = None) -> tuple[str, list[Row]]:
    """`warning` is said above the buttons, and turns «Call now» into «Call anyway»."""
    order, tr = view.order, look.tr
    if order.kind is OrderKind.VERIFICATION:
        return verification_draft(view, look, warning)
    length, limit = len(order.terms.saying.text or ""), text_limit(order, look)
    too_long = length > limit
    lines = order_lines(view, look)
    if too_long:
        lines += ["", tr("call-draft-too-long", length=length, limit=limit)]
    for warned in (*warnings(view, look), *number_warnings(order, look), *([warning] if warning else [])):
        lines += ["", warned]
    ready = not too_long and not order.in_doubt and not (order.needs_words and order.terms.saying.is_empty)
    buttons = _buttons(order, look, ready=ready, anyway=warning is not None)
    return "\n".join(lines), [*choice_rows(order, look), *buttons]


def text_limit(order: Order, look: Look) -> int:
    """Of all services that may come to say it."""
    return min(look.text_limit(name) for name in order.services)


def order_lines(view: OrderView, look: Look) -> list[str]:
    """Who calls whom, through what, when, and what will be heard."""
    order = view.order
    if (callback := order.terms.callback) is not None:
        title = look.tr("callback-draft-title")
        heard_by_manager = heard(order, callback, look, SHOWN_TEXT)
        return [title, *draft_lines(view, callback, look), *purpose_lines(order.terms, look), heard_by_manager]
    phones = ", ".join(look.phone(phone) for phone in order.phones)
    at = order.goes_at
    goes = look.tr("call-draft-when", when=when(order, at, look)) if at else look.tr("call-draft-when-now")
    lines: list[str] = [_title(order, look), look.tr("call-draft-to", phones=phones), goes, _how(order, look)]
    lines += purpose_lines(order.terms, look)
    return [*lines, *heard_lines(view, look, SHOWN_TEXT), *terms_lines(order.terms, look)]


def purpose_lines(terms: Terms, look: Look) -> list[Html]:
    return [look.tr("call-draft-purpose", purpose=terms.purpose)] if terms.purpose else []


def terms_lines(terms: Terms, look: Look) -> list[str]:
    """What else happens: the menu, further attempts, repeats."""
    lines: list[str] = order_menu_lines(terms.menu, look) if terms.menu else []
    if terms.attempts > 1:
        lines.append(look.tr("call-draft-attempts", attempts=terms.attempts, interval=terms.interval))
    if terms.repeats > 1:
        lines.append(look.tr("call-draft-repeats", repeats=terms.repeats))
    return lines


def _title(order: Order, look: Look) -> Html:
    if order.is_planned:
        return look.tr("call-planned-title", count=len(order.phones))
    if len(order.phones) == 1:
        return look.tr("call-draft-title")
    return look.tr("call-draft-list-title", count=len(order.phones))


def _how(order: Order, look: Look) -> str:
    tr, terms = look.tr, order.terms
    is_read = terms.saying.text and look.can(order.provider, Capability.VOICES)
    parts = [tr("call-draft-voice", voice=terms.saying.voice.value)] if is_read else []
    parts.append(tr("call-card-via", provider=look.title(order.provider)))
    caller_id = terms.caller_id or look.caller_id(order.provider)
    if caller_id == DUTY:
        parts.append(tr("call-draft-from-duty"))
    elif caller_id:
        parts.append(tr("call-draft-from", caller=f"+{caller_id}"))
    if terms.saying.language:
        parts.append(tr("call-draft-language", language=terms.saying.language))
    if terms.need_recording:
        parts.append(tr("call-draft-recording"))
    if terms.fallback:
        parts.append(tr("call-draft-fallback", provider=look.title(terms.fallback)))
    return sentence(parts)


def _buttons(order: Order, look: Look, *, ready: bool, anyway: bool) -> list[Row]:
    def press(key: str, action: OrderAction, icon: str) -> Row:
        return [button(look.tr, key, OrderPress(action=action, order_id=order.id), icon)]

    options = press("button-options", OrderAction.OPTIONS, "⚙️")
    cancel = press("button-cancel", OrderAction.WITHDRAW, "✖️")
    if not ready:
        return [options, cancel]
    later = press("button-later", OrderAction.LATER, "🕒")
    request = press("button-show-request", OrderAction.REQUEST, "🧾")
    if anyway:
        return [press("button-call-anyway", OrderAction.PLACE_ANYWAY, "📞"), later + options, request + cancel]
    return [_place(order, look) + later, options + request, cancel]


def _place(order: Order, look: Look) -> Row:
    """With the time it is for, by the callee's clock, where one is set."""
    place = button(look.tr, "button-call-now", OrderPress(action=OrderAction.PLACE, order_id=order.id), "📞")
    if order.terms.at is not None:
        at = moment(order.terms.at, zone_of_all(order.phones, look.zone))
        place.text = f"📞 {look.tr.plain('button-call-at', time=at)}"
    return [place]
