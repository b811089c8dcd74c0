"""A tag for a call: one message, and the provider keeps it."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Cancel

from bot.telegram.presses import CallAction, CallPress
from handlers.here import Here, here
from handlers.kit import kept, open_dialog
from handlers.states import Tag
from handlers.widgets import Say, Window, label


async def on_tag(query: CallbackQuery, callback_data: CallPress, where: Here, dialog_manager: DialogManager) -> None:
    call = await where.api.calls.taggable(where.actor, callback_data.call_id)
    await query.answer()
    await open_dialog(dialog_manager, Tag.word, {"call_id": call.id})


async def on_word(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    where = here(manager)
    await where.api.calls.tag(where.actor, int(kept(manager).get("call_id", 0)), text)
    await manager.done()
    await message.reply(where.tr("tags-word-set", tag=text.strip()))


def build() -> Router:
    router = Router(name="tags")
    router.callback_query.register(on_tag, CallPress.filter(F.action == CallAction.TAG))
    return router


def dialog() -> Dialog:
    word = TextInput(id="word", on_success=on_word)
    return Dialog(Window(Say("tags-word-ask"), word, Cancel(label("button-cancel")), state=Tag.word))
