"""The two buttons of a call whose fate is unknown: a person decides, once."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery

from bot.domain.access import Person
from bot.services.api import Api
from bot.telegram.look import Look
from bot.telegram.presses import CallAction, CallPress
from bot.telegram.texts import Translation
from handlers.presses.asking import Turns, ask_again, is_in_time


async def on_was_placed(
    query: CallbackQuery, callback_data: CallPress, actor: Person, tr: Translation, api: Api
) -> None:
    done = await api.calls.confirm_placed(actor, callback_data.call_id)
    await query.answer(tr.plain("call-press-confirmed" if done else "call-press-settled-already"))


async def on_place_again(
    query: CallbackQuery,
    callback_data: CallPress,
    actor: Person,
    look: Look,
    bot: Bot,
    turns: Turns,
    late: bool,
    api: Api,
) -> None:
    call_id = callback_data.call_id
    async with turns.of("call", call_id):
        order_id = await api.calls.foresee_again(actor, call_id)
        if order_id is None:
            await query.answer(look.tr.plain("call-press-settled-already"))
        elif await is_in_time(query, look.tr.plain("call-press-placing-again"), look, late=late):
            await api.calls.place_again(actor, call_id)
        else:
            await ask_again(bot, query.message, await api.orders.read(actor, order_id), look)


def build() -> Router:
    router = Router(name="unknown")
    router.callback_query.register(on_was_placed, CallPress.filter(F.action == CallAction.WAS_PLACED))
    router.callback_query.register(on_place_again, CallPress.filter(F.action == CallAction.PLACE_AGAIN))
    return router
