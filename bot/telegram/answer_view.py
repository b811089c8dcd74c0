"""«Answer»: what a provider said about a call, as it came."""

from bot.domain.phones import Phone
from bot.telegram.html import clean, escape
from bot.telegram.look import Look


def answer_text(provider: str, phone: Phone, answer: str, look: Look) -> str:
    """As a collapsed quote. In a group every number in it is masked."""
    title = look.tr("call-answer-title", provider=provider, phone=look.number(phone))
    return f"{title}\n<blockquote expandable>{escape(clean(look.without_numbers(answer)))}</blockquote>"
