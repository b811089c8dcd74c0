"""A sound is offered as a record, unless a dialog waits for a file. The button under the offer begins the dialog.

The offer only replies to the sound, so any number of offers can stand, and each works after a restart.
"""

from __future__ import annotations

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.domain.access import Person, Right
from bot.domain.errors import BadAudio, NotFound
from bot.services.api import Api
from bot.telegram.buttons import button
from bot.telegram.look import Look
from bot.telegram.record_lines import clock_time
from bot.telegram.texts import Translation
from handlers.dialog_inputs import dialog_takes
from handlers.new_record.sounds import LARGEST, SentSound, beginning, sound_of
from handlers.states import NewRecord


class SaveSound(CallbackData, prefix="sound"):
    """Under an offer; the sound is the message that the offer replies to."""


def is_sound(message: Message) -> dict[str, SentSound] | bool:
    sound = sound_of(message)
    return {"sound": sound} if sound is not None else False


async def on_sound(
    message: Message, sound: SentSound, actor: Person, tr: Translation, dialog_manager: DialogManager, api: Api
) -> None:
    """A dialog that waits for a file gets it. Raises NotFound when no provider keeps records, BadAudio."""
    if await dialog_takes(message, dialog_manager):
        raise SkipHandler
    if not actor.may(Right.MANAGE_RECORDS):
        await message.reply(tr("records-offer-managers"))
        return
    await api.records.providers(actor)
    if sound.size > LARGEST:
        raise BadAudio("audio-too-big", limit=LARGEST // 2**20)
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[button(tr, "records-offer-save", SaveSound(), "💾")]])
    key = "records-offer-text" if sound.seconds is None else "records-offer-length"
    length = {} if sound.seconds is None else {"length": clock_time(sound.seconds)}
    await message.reply(tr(key, **length), reply_markup=keyboard)


async def on_save(query: CallbackQuery, actor: Person, look: Look, dialog_manager: DialogManager, api: Api) -> None:
    """Raises NotFound when Telegram does not tell of the sound any more."""
    providers = await api.records.providers(actor)
    message = query.message.reply_to_message if isinstance(query.message, Message) else None
    sound = sound_of(message) if message is not None else None
    if message is None or sound is None:
        raise NotFound("records-offer-gone")
    data = beginning(sound, message, sound.names, providers, look)
    await query.answer()
    await dialog_manager.start(NewRecord.offer, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.EDIT)


def build() -> Router:
    router = Router(name="new_record")
    router.message.register(on_sound, F.chat.type == ChatType.PRIVATE, is_sound)
    router.callback_query.register(on_save, SaveSound.filter())
    return router
