"""The two buttons of a call whose fate is unknown: a person decides, once."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.domain.access import Person
from bot.services.place_calls import ConfirmPlaced, PlaceAgain
from bot.telegram.callbacks import CallAction, CallPress
from bot.telegram.texts import Translation


async def on_was_placed(
    query: CallbackQuery, callback_data: CallPress, actor: Person, tr: Translation, confirm_placed: ConfirmPlaced
) -> None:
    done = await confirm_placed(actor, callback_data.call_id)
    await query.answer(tr.plain("call-press-confirmed" if done else "call-press-settled-already"))


async def on_place_again(
    query: CallbackQuery, callback_data: CallPress, actor: Person, tr: Translation, place_again: PlaceAgain
) -> None:
    done = await place_again(actor, callback_data.call_id)
    await query.answer(tr.plain("call-press-placing-again" if done else "call-press-settled-already"))


def build() -> Router:
    router = Router(name="unknown")
    router.callback_query.register(on_was_placed, CallPress.filter(F.action == CallAction.WAS_PLACED))
    router.callback_query.register(on_place_again, CallPress.filter(F.action == CallAction.PLACE_AGAIN))
    return router
