"""«Show request» and «Answer»: what went to a provider, and what it said, as it came."""

import json

from bot.domain.phones import Phone
from bot.ports.hearing import KeptAnswer
from bot.telegram.html import MESSAGE_LIMIT, clean, escape, fit, utf16_length
from bot.telegram.look import Look


def request_text(title: str, request: str, count: int, look: Look) -> str:
    """What goes to the provider `title`, as a collapsed quote: the first of `count` requests.

    In a group every number in it is masked.
    """
    lines = [look.tr("call-request-title", provider=title), _quoted(request, look)]
    return "\n".join([*lines, look.tr("call-request-per-phone")] if count > 1 else lines)


def answer_text(provider: str, phone: Phone, answer: KeptAnswer, look: Look, *, is_report: bool) -> str:
    key = "call-answer-title" if is_report else "call-answer-placing"
    return _answered(look.tr(key, provider=provider, phone=look.number(phone)), answer, look)


def plain_answer_text(provider: str, answer: KeptAnswer, look: Look) -> str:
    return _answered(look.tr("call-answer-plain", provider=provider), answer, look)


def in_one_message(html: str, look: Look) -> str:
    """What has no room is said to be missing."""
    said = look.tr("call-answer-no-room")
    cut = fit(html, MESSAGE_LIMIT - utf16_length(said) - 1)
    return html if cut == fit(html) else f"{cut}\n{said}"


def indented(answer: str) -> str:
    """JSON as people read it; anything else as it came."""
    try:
        return json.dumps(json.loads(answer), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return answer


def _answered(title: str, answer: KeptAnswer, look: Look) -> str:
    status, newline, body = answer.text.partition("\n")
    lines = [title, _quoted(f"{status}\n{indented(body)}" if newline else indented(status), look)]
    return "\n".join([*lines, look.tr("call-answer-cut", count=answer.left_out)] if answer.left_out else lines)


def _quoted(text: str, look: Look) -> str:
    return f"<blockquote expandable>{escape(clean(look.without_numbers(text)))}</blockquote>"
