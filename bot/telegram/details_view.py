"""«Details»: a call's story, a line for each step and each fact."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from aiogram.types import InlineKeyboardMarkup

from bot.domain.calls import FINAL, CallState, Step
from bot.domain.details import About, Detail, Minutes, Number, Seconds, Value, Words
from bot.domain.phones import Phone
from bot.domain.views import CallDetails
from bot.masking import masking
from bot.telegram.buttons import button, is_address
from bot.telegram.callback_lines import kept_lines, live_lines
from bot.telegram.cards import Rendered
from bot.telegram.format import money, state_in
from bot.telegram.html import MESSAGE_LIMIT, clean, escape, fit, shorten, utf16_length
from bot.telegram.look import Look
from bot.telegram.order_lines import answer_of, day_of, own_tag
from bot.telegram.presses import CallAction, CallPress, DetailsPress, OrderAction, OrderPress

LONGEST = 300
"""Characters of a provider's own words."""


LONGEST_RAW = 1800
_SEEN_AS = {About.DIALLED: {CallState.RINGING}, About.ANSWERED: {CallState.TALKING}, About.ENDED: FINAL}
"""The steps that say the same as a moment of the provider's."""
_WHY = {About.EXPLAINED, About.CAUSE, About.MANAGER_LEG, About.CLIENT_LEG}
_MASK = masking()


def details_view(shown: CallDetails, look: Look) -> Rendered:
    phone = look.number(shown.call.phone)
    if shown.count > 1:
        title = look.tr("details-title-of", phone=phone, number=shown.index + 1, count=shown.count)
    else:
        title = look.tr("details-title", phone=phone)
    lines = [title, *_timeline(shown, look), "", *_known(shown, look)]
    lines += [_line(one, shown, look) for one in shown.details if not _is_said(one, shown)]
    if not shown.details and shown.call.handle:
        lines.append(look.tr("details-none", provider=look.title(shown.call.provider)))
    raw = _raw(shown, look)
    html = fit("\n".join(lines), MESSAGE_LIMIT - utf16_length(raw) - 2)
    return Rendered(f"{html}\n{raw}" if raw else html, _keyboard(shown, look))


def _timeline(shown: CallDetails, look: Look) -> list[str]:
    """What the call came to and what people did, day by day. A tap comes before what it led to in the same second."""
    done = [(deed.at, look.tr(f"details-deed-{deed.action.partition('.')[2]}", who=deed.who)) for deed in shown.deeds]
    deeds = [(at.replace(microsecond=0), words) for at, words in done]
    steps = [(step.at.replace(microsecond=0), _step(shown, step, look)) for step in shown.steps]
    lines: list[str] = [look.tr("details-author", who=shown.view.author.name)]
    happened = sorted(deeds + steps, key=lambda one: one[0])
    for day, of_day in groupby(happened, lambda one: one[0].astimezone(look.zone).date()):
        lines.append(f"<b>{day_of(day, look)}</b>")
        lines += [f"{_clock(at, look)} {words}" for at, words in of_day]
    return lines


def _step(shown: CallDetails, step: Step, look: Look) -> str:
    """In the words that the card had then."""
    then = replace(shown.call, state=step.state, reason_key=None, looked_for_until=None, queued_at=None)
    return state_in(shown.view.order, then, look.tr)


def _known(shown: CallDetails, look: Look) -> Iterator[str]:
    """What we know of it ourselves."""
    call, menu = shown.call, shown.view.order.terms.menu
    yield look.tr("details-provider", provider=look.title(call.provider))
    yield from (_line(one, shown, look) for one in shown.details if one.about is About.NUMBER)
    yield from live_lines(shown.view, call, look)
    yield from kept_lines(shown.view, look)
    if answer := answer_of(call, menu, look):
        yield look.tr("details-answer", answer=answer)
    if call.reason_key and not call.is_looked_for:
        yield look.tr(call.reason_key)
    if call.reason_words:
        yield look.tr("call-card-words", words=shorten(look.without_numbers(call.reason_words), LONGEST))
    if call.hangup_cause and not any(one.about in _WHY for one in shown.details):
        yield look.tr("details-about-cause", value=shorten(call.hangup_cause, LONGEST))
    if call.cost:
        yield look.tr("details-price", price=money(call.cost, look.tr))
    if tag := own_tag(shown.view.order, call):
        yield look.tr("details-about-tags", value=shorten(look.without_numbers(tag), LONGEST))
    for other in shown.attempts:
        state = state_in(shown.view.order, other, look.tr)
        yield look.tr("details-attempt", number=other.attempt, provider=look.title(other.provider), state=state)


def _raw(shown: CallDetails, look: Look) -> str:
    """Only in private: it is full of what the service knows."""
    if not shown.raw or look.in_group:
        return ""
    text = shorten(_MASK(shown.raw), LONGEST_RAW)
    return f"<blockquote expandable>{look.tr('details-raw')}\n{escape(clean(text))}</blockquote>"


def _is_said(detail: Detail, shown: CallDetails) -> bool:
    """Whether it stands above, or a step there says it, to the second."""
    if detail.about is About.NUMBER:
        return True
    seen = {step.at.replace(microsecond=0) for step in shown.steps if step.state in _SEEN_AS.get(detail.about, ())}
    return isinstance(detail.value, datetime) and detail.value.replace(microsecond=0) in seen


def _line(detail: Detail, shown: CallDetails, look: Look) -> str:
    return look.tr(f"details-about-{detail.about}", value=_worded(detail.value, shown, look))


def _clock(at: datetime, look: Look) -> str:
    return at.astimezone(look.zone).strftime("%H:%M:%S")


def _worded(value: Value, shown: CallDetails, look: Look) -> str:
    match value:
        case datetime():
            day = value.astimezone(look.zone).date()
            is_told = any(step.at.astimezone(look.zone).date() == day for step in shown.steps)
            return _clock(value, look) if is_told else f"{day:%d.%m} {_clock(value, look)}"
        case Decimal():
            return money(value, look.tr)
        case Seconds(count):
            return look.tr("call-card-talk", minutes=count // 60, seconds=count % 60)
        case Minutes(count):
            return look.tr("details-minutes", count=count)
        case Number(phone):
            return look.number(Phone(phone))
        case Words(key, code):
            words = look.tr(key)
            return look.tr("details-with-code", words=words, code=code) if code else words
        case _:
            return shorten(look.without_numbers(str(value)), LONGEST)


def _keyboard(shown: CallDetails, look: Look) -> InlineKeyboardMarkup:
    """The call before and the one after, then the way back to the card."""
    around = [
        button(look.tr, key, DetailsPress(order_id=shown.view.order.id, index=index), icon)
        for key, icon, index in (
            ("button-details-before", "⬅️", shown.index - 1),
            ("button-details-after", "➡️", shown.index + 1),
        )
        if 0 <= index < shown.count
    ]
    back = button(look.tr, "button-back", OrderPress(action=OrderAction.CARD, order_id=shown.view.order.id))
    call = shown.call
    heard = [button(look.tr, "button-recording", CallPress(action=CallAction.RECORDING, call_id=call.id), "🎧")]
    rows = [heard] if call.recording_url and is_address(call.recording_url) else []
    return InlineKeyboardMarkup(inline_keyboard=[*rows, *([around] if around else []), [back]])
