"""The number to call from, written while `/settings` ask for it: only the very next message is taken for it."""

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import StateFilter
from aiogram.types import Message
from aiogram_dialog import DialogManager

from bot.domain.errors import BadPhone
from bot.domain.phones import parse_phone
from bot.services.people import DefaultChange
from handlers.asked import IN_PRIVATE
from handlers.commands.settings import defaults_of
from handlers.here import Here
from handlers.one_window import take_away
from handlers.states import CallerNumber


async def on_typed(message: Message, where: Here, dialog_manager: DialogManager) -> None:
    """Anything else, and a number written for a dialog that was opened meanwhile, is meant for somebody else."""
    window: int | None = (await where.state.get_data()).get("settings")
    await where.state.set_state(None)
    try:
        phone = parse_phone(message.text or "")
    except BadPhone:
        raise SkipHandler from None
    if dialog_manager.has_context():
        raise SkipHandler
    person = await where.api.people.change_defaults(where.actor, DefaultChange(caller_id=phone))
    html, keyboard = defaults_of(person, await where.api.people.own_provider(person), where.look)
    if window is not None:
        await take_away(where.bot, where.place.chat_id, window)
    await message.answer(html, reply_markup=keyboard)


def build() -> Router:
    """It comes before whatever takes a number for a call."""
    router = Router(name="typed_caller")
    router.message.filter(IN_PRIVATE, StateFilter(CallerNumber.asked))
    router.message.register(on_typed)
    return router
