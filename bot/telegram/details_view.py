"""«Details»: what a provider told of a call beyond its card, a line for each fact."""

from datetime import datetime
from decimal import Decimal

from aiogram.types import InlineKeyboardMarkup

from bot.domain.details import Detail, Minutes, Number, Seconds, Value, Words
from bot.domain.phones import Phone
from bot.domain.views import CallDetails
from bot.telegram.buttons import button
from bot.telegram.cards import Rendered
from bot.telegram.format import money
from bot.telegram.html import MESSAGE_LIMIT, fit, shorten
from bot.telegram.look import Look
from bot.telegram.presses import DetailsPress, OrderAction, OrderPress

LONGEST = 300
"""Characters of a provider's own words."""


def details_view(shown: CallDetails, look: Look) -> Rendered:
    phone = look.number(shown.call.phone)
    if shown.count > 1:
        title = look.tr("details-title-of", phone=phone, number=shown.index + 1, count=shown.count)
    else:
        title = look.tr("details-title", phone=phone)
    lines = [_line(detail, look) for detail in shown.details]
    if not lines:
        lines = [look.tr("details-none", provider=look.title(shown.call.provider))]
    html = fit("\n".join([title, "", *lines]), MESSAGE_LIMIT)
    return Rendered(html, _keyboard(shown, look))


def _line(detail: Detail, look: Look) -> str:
    return look.tr(f"details-about-{detail.about}", value=_worded(detail.value, look))


def _worded(value: Value, look: Look) -> str:
    match value:
        case datetime():
            return value.astimezone(look.zone).strftime("%d.%m %H:%M:%S")
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
        button(look.tr, key, DetailsPress(order_id=shown.order_id, index=index), icon)
        for key, icon, index in (
            ("button-details-before", "⬅️", shown.index - 1),
            ("button-details-after", "➡️", shown.index + 1),
        )
        if 0 <= index < shown.count
    ]
    back = button(look.tr, "button-back", OrderPress(action=OrderAction.CARD, order_id=shown.order_id))
    return InlineKeyboardMarkup(inline_keyboard=[around, [back]] if around else [[back]])
