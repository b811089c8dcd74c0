"""How a callback goes, in words: who rings first, who then, what the manager hears, when."""

from __future__ import annotations

from bot.domain.calls import CallState
from bot.domain.managers import shown_manager
from bot.domain.orders import CallbackTerms, Order, OrderState
from bot.domain.views import OrderView
from bot.telegram.format import sentence
from bot.telegram.html import clean, escape, shorten
from bot.telegram.look import Look
from bot.telegram.texts import Html

SHOWN_INFO = 300
_BEFORE = {CallState.WAITING, CallState.SUBMITTING, CallState.PLACED, CallState.RINGING, CallState.UNKNOWN}


def draft_lines(view: OrderView, terms: CallbackTerms, look: Look) -> list[str]:
    """Below the title."""
    order = view.order
    lines: list[str] = [first_line(view, terms, look), *_when(terms, look)]
    return [*lines, sentence([look.tr("call-card-via", provider=look.title(order.provider))])]


def first_line(view: OrderView, terms: CallbackTerms, look: Look) -> Html:
    clients = ", ".join(look.phone(phone) for phone in view.order.phones)
    return look.tr("callback-card-first", who=who(view, terms, look), clients=clients)


def who(view: OrderView, terms: CallbackTerms, look: Look) -> Html:
    """Whose phone rings first."""
    if terms.manager is None:
        return look.tr("callback-who-office", office=terms.office)
    phone = shown_manager(terms.manager, mask=look.in_group)
    if terms.manager != view.author.phone:
        return look.tr("callback-who-phone", phone=phone)
    return look.tr("callback-who-author" if look.in_group else "callback-who-own", phone=phone, author=view.author.name)


def live_lines(view: OrderView, state: CallState, look: Look) -> list[str]:
    """On the card of a placed callback; nothing for a call that is none."""
    terms = view.order.terms.callback
    if terms is None:
        return []
    if state in _BEFORE:
        return [first_line(view, terms, look), *_when(terms, look)]
    return [look.tr("callback-card-manager", who=who(view, terms, look))]


def heard(order: Order, terms: CallbackTerms, look: Look, limit: int) -> str:
    """What the manager hears, and what else the service gives them."""
    text = order.terms.saying.text or ""
    lines: list[str] = []
    if not text and order.state is OrderState.DRAFT:
        lines.append(look.tr("callback-card-no-text"))
    if text:
        lines.append(look.tr("callback-card-text"))
        lines.append(Html(f"<blockquote>{escape(clean(shorten(text, limit)))}</blockquote>"))
    if terms.info_to_manager:
        info = terms.info_to_manager
        lines.append(look.tr("callback-card-info", info=info if len(info) <= SHOWN_INFO else info[:SHOWN_INFO] + "…"))
    return "\n".join(lines)


def _when(terms: CallbackTerms, look: Look) -> list[Html]:
    if terms.at is None:
        return []
    return [look.tr("callback-card-when", time=terms.at.astimezone(look.zone).strftime("%d.%m %H:%M"))]
