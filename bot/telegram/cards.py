"""Cards, each the one message that follows an order or a request, and the short reply that says how an order ended.

An edit of a card rings no bell: the reply does.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram.types import InlineKeyboardMarkup

from bot.domain.calls import CallState
from bot.domain.orders import OrderState
from bot.domain.views import AccessRequest, OrderView, Subject
from bot.telegram.access_card import access_card
from bot.telegram.buttons import Row, order_button
from bot.telegram.draft_card import author_lines, draft_card
from bot.telegram.format import dotted, sign_of
from bot.telegram.html import fit, surely_fits
from bot.telegram.live_card import details, list_title, live_card, total_of
from bot.telegram.look import Look
from bot.telegram.order_lines import answered, facts_of, named, state_of, title_of
from bot.telegram.presses import OrderAction


@dataclass(frozen=True, slots=True)
class Rendered:
    html: str
    keyboard: InlineKeyboardMarkup | None

    @property
    def digest(self) -> str:
        """Equal for messages that look the same."""
        keyboard = self.keyboard.model_dump_json(exclude_none=True) if self.keyboard else ""
        return hashlib.sha1(f"{self.html}\0{keyboard}".encode(), usedforsecurity=False).hexdigest()


def render(subject: Subject, look: Look) -> Rendered:
    if isinstance(subject, AccessRequest):
        html, rows = access_card(subject, look)
    elif subject.order.state is OrderState.DRAFT:
        html, rows = draft_card(subject, look)
    elif subject.order.state is OrderState.WITHDRAWN:
        html, rows = _withdrawn_card(subject, look)
    else:
        html, rows = live_card(subject, look)
    return rendered(html, rows)


def rendered(html: str, rows: list[Row]) -> Rendered:
    """`html` is valid, its outside parts escaped."""
    keyboard = InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
    return Rendered(html if surely_fits(html) else fit(html), keyboard)


def _withdrawn_card(view: OrderView, look: Look) -> tuple[str, list[Row]]:
    again = order_button(view.order, look, "button-call-again", OrderAction.AGAIN, "🔁")
    lines = [look.tr("call-card-withdrawn", phone=look.numbers(view.order.phones)), *author_lines(view, look)]
    return "\n".join(lines), [[again]]


def result_text(view: OrderView, look: Look, *, is_reply: bool, is_copy: bool = False) -> str:
    """One line, as the card tells the rest; a call of which nobody knows is named beside it.

    What it answers names the number; a copy says whose it was.
    """
    order, calls = view.order, view.order.latest_calls()
    lines: list[str]
    if len(calls) == 1:
        call = calls[0]
        title = state_of(order, call, look) if is_reply else title_of(order, call, look)
        why = details(call, look)[:1] if call.state not in (CallState.COMPLETED, CallState.UNKNOWN) else []
        # Why a service refused is a sentence that says so itself.
        is_told = is_reply and call.state is CallState.REJECTED and why
        lines = [f"{sign_of(order, call)} {why[0]}" if is_told else dotted([title, *facts_of(order, call, look), *why])]
    else:
        lines = [dotted([list_title(order, calls, look), total_of(calls, look)])]
        lines += [title_of(order, call, look) for call in calls if call.state is CallState.UNKNOWN]
    return "\n".join([*lines, look.tr("call-card-by", author=view.author.name)] if is_copy else lines)


def result_row(view: OrderView, look: Look) -> Row:
    """Under a copy."""
    return [order_button(view.order, look, "button-open", OrderAction.SHOW, "📄")]


def answer_text(view: OrderView, payload: Mapping[str, Any], look: Look) -> str | None:
    """What the callee pressed or said, told while the call goes on."""
    call = next((call for call in view.order.calls if call.id == payload["call_id"]), None)
    if call is None:
        return None
    said = answered(str(payload["answer"]), view.order.terms.menu, look)
    if len(view.order.phones) == 1:
        return f"🔘 {said}"
    return named(f"🔘 {look.number(call.phone)}", said)
