"""A draft whose numbers were found in somebody else's words: which of them are meant, people say under its card."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton

from bot.domain.callees import Choice
from bot.domain.orders import Order, OrderState
from bot.telegram.buttons import Row, button
from bot.telegram.look import Look
from bot.telegram.presses import CalleePress
from bot.telegram.texts import Html

CHOSEN, STRUCK = "✅", "✖️"


def number_warnings(order: Order, look: Look) -> list[Html]:
    """What has to be known of its numbers before they are called."""
    lines: list[Html] = []
    if order.choice is not None and order.in_doubt:
        count = len(order.choice.candidates)
        lines.append(look.tr("call-choice-one" if order.choice.one else "call-choice-several", count=count))
    if order.extensions:
        lines.append(look.tr("call-draft-extension", extensions=", ".join(order.extensions)))
    return lines


def choice_rows(order: Order, look: Look) -> list[Row]:
    """A button for each number, and one to keep them all while nothing is chosen."""
    if order.choice is None or order.state is not OrderState.DRAFT:
        return []
    rows = [[_number(order, order.choice, index, look)] for index in range(len(order.choice.candidates))]
    if order.in_doubt and not order.choice.one:
        keep = CalleePress(order_id=order.id, index=None, on=True)
        rows.append([button(look.tr, "call-choice-keep", keep, "👌")])
    return rows


def _number(order: Order, choice: Choice, index: int, look: Look) -> InlineKeyboardButton:
    phone = choice.candidates[index]
    is_open = choice.one and not choice.is_made
    on = phone in order.phones and not is_open
    name = _name(choice, index, look)
    label = name if is_open else f"{CHOSEN if on else STRUCK} {name}"
    press = CalleePress(order_id=order.id, index=index, on=choice.one or not on)
    return InlineKeyboardButton(text=label, callback_data=press.pack())


def _name(choice: Choice, index: int, look: Look) -> str:
    """With its place in the message where numbers look alike: masked ones may."""
    shown = [look.phone(phone) for phone in choice.candidates]
    name = shown[index]
    return name if shown.count(name) == 1 else f"{index + 1}. {name}"
