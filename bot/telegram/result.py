"""The short reply that says how an order ended: an edit of the card rings no bell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.calls import Call
from bot.domain.views import OrderView
from bot.telegram.answers import answer_of, answered
from bot.telegram.format import money
from bot.telegram.live_card import details
from bot.telegram.look import Look
from bot.telegram.verification_card import state_in


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
