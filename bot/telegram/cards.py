"""Cards: what the one message that follows an order or a request shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup

from bot.domain.orders import OrderState
from bot.domain.views import AccessRequest, OrderView, Subject
from bot.telegram.buttons import Row, button
from bot.telegram.draft_card import draft_card
from bot.telegram.html import MESSAGE_LIMIT, fit
from bot.telegram.live_card import live_card
from bot.telegram.look import Look
from bot.telegram.presses import AccessAnswer, AccessPress, OrderAction, OrderPress


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
        html, rows = _access_card(subject, look)
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
    again = OrderPress(action=OrderAction.AGAIN, order_id=view.order.id)
    lines = [look.tr("call-card-title", phone=phones), look.tr("call-card-withdrawn")]
    return "\n".join(lines), [[button(look.tr, "button-call-again", again, "🔁")]]


def _access_card(request: AccessRequest, look: Look) -> tuple[str, list[Row]]:
    tr, person = look.tr, request.person
    name = f"{person.name} (@{person.username})" if person.username else person.name
    title = tr("access-card-title", name=name)
    if request.decided_at is None:
        return title, _access_buttons(request, look)
    by = request.decided_by or "?"
    if request.role is None:
        return f"{title}\n{tr('access-card-denied', by=by)}", []
    role = tr(f"role-{request.role}")
    return f"{title}\n{tr('access-card-approved', role=role, by=by)}", []


def _access_buttons(request: AccessRequest, look: Look) -> list[Row]:
    def answer(key: str, answer: AccessAnswer, icon: str) -> Row:
        return [button(look.tr, key, AccessPress(answer=answer, request_id=request.id), icon)]

    return [
        answer("button-approve", AccessAnswer.OPERATOR, "✅"),
        answer("button-approve-manager", AccessAnswer.MANAGER, "✅"),
        answer("button-approve-admin", AccessAnswer.ADMIN, "✅"),
        answer("button-deny", AccessAnswer.DENY, "🚫"),
    ]
