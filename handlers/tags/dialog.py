"""The only window: what the tag is to say."""

from __future__ import annotations

from aiogram.types import Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Cancel

from handlers.here import here
from handlers.states import Tag
from handlers.widgets import Say, Window, label


async def on_word(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    where, started = here(manager), manager.start_data
    call_id = int(started["call_id"]) if isinstance(started, dict) else 0
    await where.api.calls.tag(where.actor, call_id, text)
    await manager.done(show_mode=ShowMode.NO_UPDATE)
    await message.reply(where.tr("tags-word-set", tag=text.strip()))


def build() -> Dialog:
    return Dialog(
        Window(
            Say("tags-word-ask"),
            TextInput(id="word", on_success=on_word),
            Cancel(label("button-cancel")),
            state=Tag.word,
        )
    )
