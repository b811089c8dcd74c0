"""`/calls`: what was called and what it came to, page by page."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot.domain.access import Person
from bot.domain.views import OrderView
from bot.services.history import HistoryPage, ReadHistory
from bot.telegram.buttons import Row, button
from bot.telegram.callbacks import HistoryPress
from bot.telegram.format import answer_of, money, said_in
from bot.telegram.html import MESSAGE_LIMIT, escape, fit
from bot.telegram.look import Look
from bot.telegram.verification_card import state_in
from handlers.redraw import redraw

SHOWN_PHONES = 3
SHOWN_TEXT = 60


async def on_calls(message: Message, actor: Person, look: Look, read_history: ReadHistory) -> None:
    page = await read_history(actor, None)
    await message.answer(_text(page, look), reply_markup=_keyboard(page, look, before=0))


async def on_page(
    query: CallbackQuery, callback_data: HistoryPress, actor: Person, look: Look, bot: Bot, read_history: ReadHistory
) -> None:
    page = await read_history(actor, callback_data.before or None)
    await query.answer()
    await redraw(bot, query.message, _text(page, look), _keyboard(page, look, before=callback_data.before))


def _text(page: HistoryPage, look: Look) -> str:
    if not page.orders:
        return look.tr("history-list-empty")
    title = look.tr("history-list-everybody" if page.everybody else "history-list-own")
    entries = (_entry(view, look, look.zone, with_author=page.everybody) for view in page.orders)
    return fit("\n\n".join([title, *entries]), MESSAGE_LIMIT)


def _entry(view: OrderView, look: Look, zone: ZoneInfo, *, with_author: bool) -> str:
    order = view.order
    when = order.created_at.astimezone(zone).strftime("%d.%m %H:%M") if order.created_at else ""
    author = f" · {escape(view.author.name)}" if with_author else ""
    said = said_in(order, look.tr)
    lines = [f"<b>{when}</b>{author}"]
    for call in order.latest_calls()[:SHOWN_PHONES]:
        facts = [state_in(order, call, look.tr), answer_of(call, look.tr), call.cost and money(call.cost, look.tr)]
        lines.append(f"{escape(look.phone(call.phone))}: " + ", ".join(str(fact) for fact in facts if fact))
    if len(order.phones) > SHOWN_PHONES:
        lines.append(look.tr("history-list-more", count=len(order.phones) - SHOWN_PHONES))
    lines.append(f"<i>{escape(said if len(said) <= SHOWN_TEXT else said[: SHOWN_TEXT - 1] + '…')}</i>")
    return "\n".join(lines)


def _keyboard(page: HistoryPage, look: Look, *, before: int) -> InlineKeyboardMarkup | None:
    row: Row = []
    if before:
        row.append(button(look.tr, "button-newest", HistoryPress(before=0), "⏮"))
    if page.older is not None:
        row.append(button(look.tr, "button-older", HistoryPress(before=page.older), "◀️"))
    return InlineKeyboardMarkup(inline_keyboard=[row]) if row else None


def build() -> Router:
    router = Router(name="history")
    router.message.register(on_calls, Command("calls"))
    router.callback_query.register(on_page, HistoryPress.filter())
    return router
