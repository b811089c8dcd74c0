"""The button under a call's card."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.domain.access import Person
from bot.services.api import Api
from bot.telegram.presses import CallAction, CallPress
from handlers.states import Tag


async def on_tag(
    query: CallbackQuery,
    callback_data: CallPress,
    actor: Person,
    dialog_manager: DialogManager,
    api: Api,
) -> None:
    call = await api.calls.taggable(actor, callback_data.call_id)
    await query.answer()
    await dialog_manager.start(Tag.word, data={"call_id": call.id}, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def build() -> Router:
    router = Router(name="tags")
    router.callback_query.register(on_tag, CallPress.filter(F.action == CallAction.TAG))
    return router
