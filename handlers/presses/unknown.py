"""The two buttons of a call whose fate is unknown: a person decides, once."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery

from bot.domain.access import Person
from bot.services.draft_orders import ReadOrder
from bot.services.foresee import ForeseeAgain
from bot.services.place_calls import ConfirmPlaced, PlaceAgain
from bot.telegram.look import Look
from bot.telegram.presses import CallAction, CallPress
from bot.telegram.texts import Translation
from handlers.presses.asking import ask_again, is_in_time
from handlers.presses.turns import Turns


async def on_was_placed(
    query: CallbackQuery, callback_data: CallPress, actor: Person, tr: Translation, confirm_placed: ConfirmPlaced
) -> None:
    done = await confirm_placed(actor, callback_data.call_id)
    await query.answer(tr.plain("call-press-confirmed" if done else "call-press-settled-already"))


async def on_place_again(
    query: CallbackQuery,
    callback_data: CallPress,
    actor: Person,
    look: Look,
    bot: Bot,
    turns: Turns,
    late: bool,
    foresee_again: ForeseeAgain,
    place_again: PlaceAgain,
    read_order: ReadOrder,
) -> None:
    call_id = callback_data.call_id
    async with turns.of("call", call_id):
        order_id = await foresee_again(actor, call_id)
        if order_id is None:
            await query.answer(look.tr.plain("call-press-settled-already"))
        elif await is_in_time(query, look.tr.plain("call-press-placing-again"), look, late=late):
            await place_again(actor, call_id)
        else:
            await ask_again(bot, query.message, await read_order(actor, order_id), look)


def build() -> Router:
    router = Router(name="unknown")
    router.callback_query.register(on_was_placed, CallPress.filter(F.action == CallAction.WAS_PLACED))
    router.callback_query.register(on_place_again, CallPress.filter(F.action == CallAction.PLACE_AGAIN))
    return router
