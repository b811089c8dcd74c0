"""`/calls`: what was called and what it came to, page by page."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.domain.calls import Call, CallState
from bot.domain.hours import zone_of
from bot.domain.orders import Order
from bot.domain.views import OrderView
from bot.ports import Capability
from bot.services.orders import HistoryPage
from bot.telegram.buttons import Row, button, closable
from bot.telegram.format import money, state_in
from bot.telegram.html import MESSAGE_LIMIT, escape, fit, shorten
from bot.telegram.look import Look
from bot.telegram.order_lines import answer_of, moment, said_in, when
from bot.telegram.presses import AtServicePress, HistoryPress, OrderAction, OrderPress
from handlers.asked import Asked
from handlers.here import Here

SHOWN_PHONES = 3
SHOWN_TEXT = 60


async def on_calls(message: Message, where: Here) -> None:
    html, keyboard = await _page(where, before=0)
    await message.answer(html, reply_markup=keyboard)


async def on_page(query: CallbackQuery, callback_data: HistoryPress, where: Here) -> None:
    html, keyboard = await _page(where, before=callback_data.before)
    await query.answer()
    await where.redraw(query, html, keyboard)


async def _page(where: Here, before: int) -> tuple[str, InlineKeyboardMarkup]:
    page = await where.api.orders.history(where.actor, before or None)
    return _text(page, where.look), _keyboard(page, where.look, before=before)


def _text(page: HistoryPage, look: Look) -> str:
    if not page.orders and not page.planned:
        return look.tr("history-list-empty")
    parts: list[str] = []
    if page.planned:
        parts.append(look.tr("history-list-planned"))
        parts += (_planned(view, look, with_author=page.everybody) for view in page.planned)
    if page.orders:
        parts.append(look.tr("history-list-everybody" if page.everybody else "history-list-own"))
        parts += (_entry(view, look, with_author=page.everybody) for view in page.orders)
    return fit("\n\n".join(parts), MESSAGE_LIMIT)


def _planned(view: OrderView, look: Look, *, with_author: bool) -> str:
    """When its next call goes, and to whom."""
    order = view.order
    author = f" · {escape(view.author.name)}" if with_author else ""
    waiting = _waiting(view)
    phones = ", ".join(look.phone(call.phone) for call in waiting[:SHOWN_PHONES])
    lines = [f"<b>{when(order, order.goes_at, look) if order.goes_at else ''}</b>{author}", escape(phones)]
    if len(waiting) > SHOWN_PHONES:
        lines.append(look.tr("history-list-more", count=len(waiting) - SHOWN_PHONES))
    return "\n".join([*lines, _said(order, look)])


def _said(order: Order, look: Look) -> str:
    said = said_in(order, look.tr)
    return f"<i>{escape(shorten(said, SHOWN_TEXT))}</i>"


def _entry(view: OrderView, look: Look, *, with_author: bool) -> str:
    order = view.order
    made = order.created_at.astimezone(look.zone).strftime("%d.%m %H:%M") if order.created_at else ""
    author = f" · {escape(view.author.name)}" if with_author else ""
    lines = [f"<b>{made}</b>{author}"]
    for call in order.latest_calls()[:SHOWN_PHONES]:
        answer = answer_of(call, order.terms.menu, look)
        facts = [state_in(order, call, look.tr), answer, call.cost and money(call.cost, look.tr)]
        lines.append(f"{escape(look.phone(call.phone))}: " + ", ".join(str(fact) for fact in facts if fact))
    if len(order.phones) > SHOWN_PHONES:
        lines.append(look.tr("history-list-more", count=len(order.phones) - SHOWN_PHONES))
    return "\n".join([*lines, _said(order, look)])


def _keyboard(page: HistoryPage, look: Look, *, before: int) -> InlineKeyboardMarkup:
    """Planned calls first: their cards, where they are changed or withdrawn, may be far above."""
    rows = [[_planned_button(view, look)] for view in page.planned]
    row: Row = []
    if before:
        row.append(button(look.tr, "button-newest", HistoryPress(before=0), "⏮"))
    if page.older is not None:
        row.append(button(look.tr, "button-older", HistoryPress(before=page.older), "◀️"))
    rows += [row] if row else []
    if page.everybody and look.who_can(Capability.STATISTICS):
        rows.append([button(look.tr, "button-at-service", AtServicePress(), "☁️")])
    return closable(look.tr, *rows)


def _planned_button(view: OrderView, look: Look) -> InlineKeyboardButton:
    call = min(_waiting(view), key=lambda call: (call.start_at is None, call.start_at, call.id))
    at = moment(call.start_at, zone_of(call.phone, look.zone)) if call.start_at else ""
    data = OrderPress(action=OrderAction.SHOW, order_id=view.order.id)
    return InlineKeyboardButton(text=f"🗓 {at} {look.phone(call.phone)}", callback_data=data.pack())


def _waiting(view: OrderView) -> list[Call]:
    return [call for call in view.order.latest_calls() if call.state is CallState.WAITING]


def build() -> Router:
    router = Router(name="history")
    router.message.register(on_calls, Asked("calls", linked=True))
    router.callback_query.register(on_page, HistoryPress.filter())
    return router
