"""Small things as a person writes them: money, states, lengths."""

from collections.abc import Sequence
from decimal import Decimal

from bot.domain.calls import Call, CallState
from bot.domain.orders import Order, OrderKind
from bot.telegram.texts import Html, Translation


def money(amount: Decimal, tr: Translation) -> str:
    """`1,80 ₽` in Russian, `1.80 ₽` in English; thousands apart by a narrow space."""
    whole, _, part = f"{amount:,.2f}".replace(",", "\u202f").partition(".")
    return f"{whole}{',' if tr.locale == 'ru' else '.'}{part}\u00a0₽"


def state_in(order: Order, call: Call, tr: Translation) -> Html:
    """A verification that the provider took is over for us: the provider itself rings."""
    if call.is_missed:
        return tr("call-state-missed")
    if call.is_in_line:
        return tr("call-state-in-line")
    if order.kind is OrderKind.VERIFICATION and call.state is CallState.COMPLETED:
        return tr("verify-card-done")
    return tr(f"call-state-{call.state}")


def record_name(record_id: str) -> str:
    """`phrase:12` → `12`: which list it is from, a person knows."""
    return record_id.rpartition(":")[2]


def sentence(parts: Sequence[str]) -> str:
    """Parts that may each come first: «через CallDog», «попытка 2» → «Через CallDog, попытка 2»."""
    joined = ", ".join(parts)
    return joined[:1].upper() + joined[1:]


def talk_seconds(call: Call) -> int | None:
    if call.answered_at is None or call.ended_at is None:
        return None
    return max(0, round((call.ended_at - call.answered_at).total_seconds()))
