"""Cards, each the one message that follows an order or a request, and the short reply that says how an order ended.

An edit of a card rings no bell: the reply does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiogram.types import InlineKeyboardMarkup

from bot.domain.calls import Call
from bot.domain.orders import OrderState
from bot.domain.views import AccessRequest, OrderView, Subject
from bot.telegram.access_card import access_card
from bot.telegram.buttons import Row, order_button
from bot.telegram.draft_card import draft_card
from bot.telegram.format import money, state_in
from bot.telegram.html import MESSAGE_LIMIT, fit
from bot.telegram.live_card import details, live_card
from bot.telegram.look import Look
from bot.telegram.order_lines import answer_of, answered
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
    return Rendered(fit(html, MESSAGE_LIMIT), InlineKeyboardMarkup(inline_keyboard=rows) if rows else None)


def _withdrawn_card(view: OrderView, look: Look) -> tuple[str, list[Row]]:
    phones = ", ".join(look.phone(phone) for phone in view.order.phones)
    again = order_button(view.order, look, "button-call-again", OrderAction.AGAIN, "🔁")
    lines = [look.tr("call-card-title", phone=phones), look.tr("call-card-withdrawn")]
    return "\n".join(lines), [[again]]


def result_text(view: OrderView, look: Look, *, to_author: bool) -> str:
    """One line for one call, a line each for several; managers are told whose it was."""
    calls = view.order.latest_calls()
    lines: list[str]
    if len(calls) == 1:
        lines = [_title(view, calls[0], look), *details(view.order, calls[0], look)]
    else:
        lines = [look.tr("result-notice-list", count=len(calls)), *(_line(view, call, look) for call in calls)]
    if not to_author:
        lines.append(look.tr("result-notice-by", author=view.author.name))
    return "\n".join(lines)


def _title(view: OrderView, call: Call, look: Look) -> str:
    return look.tr("result-notice-title", phone=look.phone(call.phone), state=state_in(view.order, call, look.tr))


def _line(view: OrderView, call: Call, look: Look) -> str:
    facts = [answer_of(call, view.order.terms.menu, look), money(call.cost, look.tr) if call.cost else None]
    return ", ".join([_title(view, call, look), *(fact for fact in facts if fact)])


def answer_text(view: OrderView, payload: Mapping[str, Any], look: Look) -> str | None:
    """What the callee pressed or said, told while the call goes on."""
    call = next((call for call in view.order.calls if call.id == payload["call_id"]), None)
    if call is None:
        return None
    said = answered(str(payload["answer"]), view.order.terms.menu, look)
    return look.tr("result-notice-title", phone=look.phone(call.phone), state=said)
