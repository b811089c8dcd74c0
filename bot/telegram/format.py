"""Small things as a person writes them: money, states, lengths."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.domain.calls import Call, CallState
from bot.domain.orders import Order, OrderKind
from bot.domain.phones import masked, pretty, split_manager
from bot.telegram.texts import Html, Translation

FIVE_DIGITS = 10_000


def money(amount: Decimal, tr: Translation) -> str:
    """`1,80 ₽` in Russian, `1.80 ₽` in English; thousands apart by a narrow space, but four digits together."""
    whole, _, part = f"{amount:,.2f}".replace(",", "\u202f" if abs(amount) >= FIVE_DIGITS else "").partition(".")
    return f"{whole}{',' if tr.locale == 'ru' else '.'}{part}\u00a0₽"


_SIGNS = {
    CallState.WAITING: "⏳",
    CallState.SUBMITTING: "📨",
    CallState.PLACED: "📤",
    CallState.RINGING: "🔔",
    CallState.TALKING: "🗣",
    CallState.COMPLETED: "✅",
    CallState.NO_ANSWER: "📵",
    CallState.BUSY: "⛔️",
    CallState.VOICEMAIL: "📼",
    CallState.FAILED: "❌",
    CallState.CANCELED: "🚫",
    CallState.REJECTED: "❌",
    CallState.UNKNOWN: "❓",
    CallState.EXPIRED: "⌛️",
}
_VERDICTS = {None: "🔐", True: "✅", False: "❌"}


def sign_of(order: Order, call: Call) -> str:
    """A verification that the provider took is over for us: the provider itself rings."""
    if order.kind is OrderKind.VERIFICATION and call.state is CallState.COMPLETED:
        return _VERDICTS[call.matched]
    if call.is_missed:
        return "⏰"
    return "⏳" if call.is_looked_for else _SIGNS[call.state]


def state_sign(state: CallState) -> str:
    return _SIGNS[state]


def state_words(order: Order, call: Call, tr: Translation) -> Html:
    """«идёт вызов»; of an unknown call a whole sentence."""
    if order.kind is OrderKind.VERIFICATION and call.state is CallState.COMPLETED:
        return _verified(call, tr)
    if call.is_missed:
        return tr("call-state-missed")
    if call.is_in_line:
        return tr("call-state-in-line")
    return tr("call-state-looked-for" if call.is_looked_for else f"call-state-{call.state}")


def _verified(call: Call, tr: Translation) -> Html:
    if call.matched is not None:
        return tr("verify-card-matched" if call.matched else "verify-card-differs")
    return tr("verify-card-code", code=call.code) if call.code else tr("verify-card-no-code")


def state_in(order: Order, call: Call, tr: Translation) -> Html:
    """«🔔 идёт вызов»"""
    return Html(f"{sign_of(order, call)} {state_words(order, call, tr)}")


def language_name(code: str, tr: Translation) -> str:
    """«казахский» for `kk-KZ`; a language that we have no name for keeps its code."""
    name = tr.plain("options-language-name", code=code.partition("-")[0])
    return code if name == "-" else name


def manager_phone(manager: str, tr: Translation, *, mask: bool = False) -> str:
    """«+7 495 123-45-67 доб. 123»"""
    phone, extension = split_manager(manager)
    number = (masked(phone) if mask else pretty(phone)).replace(" ", "\u00a0")
    return tr.plain("phone-extended", phone=number, extension=extension) if extension else number


def record_name(record_id: str) -> str:
    """`phrase:12` → `12`: which list it is from, a person knows."""
    return record_id.rpartition(":")[2]


def sentence(parts: Sequence[str]) -> str:
    """Parts that may each come first: «обязательно», «до 20 знаков» → «Обязательно, до 20 знаков»."""
    joined = ", ".join(parts)
    return joined[:1].upper() + joined[1:]


def dotted(parts: Iterable[str | None]) -> Html:
    """«4 с · 0,16 ₽ · CallDog»; what is None or empty is left out."""
    return Html(" · ".join(part for part in parts if part))


def sounding(name: str, seconds: int | None) -> str:
    """`Опрос · 0:25`, with how long it sounds where that is known."""
    return f"{name} · {seconds // 60}:{seconds % 60:02}" if seconds else name


def talk_seconds(call: Call) -> int | None:
    if call.answered_at is None or call.ended_at is None:
        return None
    return max(0, round((call.ended_at - call.answered_at).total_seconds()))
