"""A callback in words: whose phone rings first, what the manager hears, when, and how often the service tries again."""

from bot.domain.callbacks import EXTRAS, CallbackExtras
from bot.domain.calls import Call, CallState
from bot.domain.orders import CallbackTerms, Order, OrderState
from bot.domain.views import OrderView
from bot.telegram.format import manager_phone
from bot.telegram.html import shorten
from bot.telegram.look import Look
from bot.telegram.order_lines import dated, quote
from bot.telegram.texts import Html

SHOWN_INFO = 300
SHOWN_EXTRA = 200
_BEFORE = {CallState.WAITING, CallState.SUBMITTING, CallState.PLACED, CallState.RINGING, CallState.UNKNOWN}


def draft_lines(view: OrderView, terms: CallbackTerms, look: Look) -> list[str]:
    """Below the title."""
    return [first_line(view, terms, look), *_when(terms, look), *_redials(terms, look)]


def first_line(view: OrderView, terms: CallbackTerms, look: Look) -> Html:
    return look.tr("callback-card-first", who=who(view, terms, look))


def who(view: OrderView, terms: CallbackTerms, look: Look) -> Html:
    """Whose phone rings first."""
    if terms.manager is None:
        return look.tr("callback-who-office", office=terms.office)
    phone = manager_phone(terms.manager, look.tr, mask=look.in_group)
    if terms.manager != view.author.phone:
        return look.tr("callback-who-phone", phone=phone)
    return look.tr("callback-who-author" if look.in_group else "callback-who-own", phone=phone, author=view.author.name)


def live_lines(view: OrderView, call: Call, look: Look) -> list[str]:
    """For the card of a placed callback. Empty for any other call."""
    terms = view.order.terms.callback
    if terms is None:
        return []
    if call.state in _BEFORE:
        at = [] if call.state is CallState.PLACED else _when(terms, look)
        return [first_line(view, terms, look), *at, *_redials(terms, look)]
    redials = _redials(terms, look) if terms.goes_on_after(call) else []
    return [look.tr("callback-card-manager", who=who(view, terms, look)), *redials]


def heard(order: Order, terms: CallbackTerms, look: Look, limit: int) -> str:
    """What the manager hears and is given."""
    text = order.terms.saying.text or ""
    lines: list[str] = []
    if not text and order.state is OrderState.DRAFT:
        lines.append(look.tr("callback-card-no-text"))
    if text:
        lines.append(look.tr("callback-card-text"))
        lines.append(quote(text, limit))
    if terms.info_to_manager:
        info = terms.info_to_manager
        lines.append(look.tr("callback-card-info", info=info if len(info) <= SHOWN_INFO else info[:SHOWN_INFO] + "…"))
    return "\n".join(lines)


def extra_lines(extras: CallbackExtras, look: Look) -> list[Html]:
    """What people rarely choose: a line for each, before the call is placed."""
    chosen = [(name, extras.shown(name)) for name in EXTRAS if getattr(extras, name)]
    names = {name: look.tr(f"callback-extra-{name}") for name, _ in chosen}
    shown = [(names[name], shorten(value, SHOWN_EXTRA)) for name, value in chosen]
    return [look.tr("callback-card-extra", name=name, value=value) for name, value in shown]


def kept_lines(view: OrderView, look: Look) -> list[Html]:
    """Those that the service does not tell again of a callback. Empty for any other call."""
    terms = view.order.terms.callback
    return extra_lines(terms.extras.unreported, look) if terms else []


def _redials(terms: CallbackTerms, look: Look) -> list[Html]:
    minutes = ", ".join(map(str, terms.redials))
    return [look.tr("callback-card-redials", minutes=minutes)] if minutes else []


def _when(terms: CallbackTerms, look: Look) -> list[Html]:
    if terms.at is None:
        return []
    return [look.tr("callback-card-when", time=dated(terms.at, look.zone, look))]
