"""A tap that costs something is answered before it is done: if Telegram takes no answer any more, it came too late."""

from __future__ import annotations

import asyncio
from weakref import WeakValueDictionary

from aiogram import Bot
from aiogram.types import CallbackQuery, InaccessibleMessage, Message

from bot.domain.views import OrderView
from bot.telegram.cards import render
from bot.telegram.html import MESSAGE_LIMIT, fit
from bot.telegram.look import Look
from handlers.redraw import redraw


async def is_in_time(query: CallbackQuery, text: str, look: Look, *, late: bool) -> bool:
    """Say what the tap comes to. False: nothing may be placed, and `ask_again` is to say so on the card."""
    if late:
        await query.answer(look.tr.plain("call-press-late"), show_alert=True)
        return False
    return await query.answer(text)


async def ask_again(bot: Bot, card: Message | InaccessibleMessage | None, view: OrderView, look: Look) -> None:
    """The card as it stands, and under it that the tap came too late."""
    shown, said = render(view, look), look.tr("call-card-late")
    html = fit(shown.html, MESSAGE_LIMIT - len(said) - 2)
    await redraw(bot, card, f"{html}\n\n{said}", shown.keyboard)


class Turns:
    """Taps that cost something are handled one after another for each order or call, so that each answer is true.

    In this process only: two replicas may both say «placing», and the database lets one of them place.
    """

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[tuple[str, int], asyncio.Lock] = WeakValueDictionary()

    def of(self, kind: str, number: int) -> asyncio.Lock:
        lock = self._locks.get((kind, number))
        if lock is None:
            lock = self._locks[kind, number] = asyncio.Lock()
        return lock
