"""What the buttons and messages of a new record do. Every change is kept before anything is shown."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.input import ManagedTextInput
from aiogram_dialog.widgets.kbd import Button

from bot.domain.errors import NotFound
from bot.domain.records import AudioRecord, RecordStage
from bot.domain.sayings import Voice
from bot.ports.audio import PhoneAudio
from bot.services.records.again import Again
from bot.services.records.making import check_text
from bot.services.records.names import offered_name, record_name
from bot.telegram.files import fetch_file
from bot.telegram.look import Look
from handlers.new_record.calling import draft_call
from handlers.new_record.draft import RecordDraft
from handlers.new_record.voice import play
from handlers.numbers import source_of
from handlers.states import NewRecord, Records


async def on_name(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    RecordDraft(manager).keep(name=record_name(text))
    await manager.switch_to(NewRecord.offer, show_mode=ShowMode.SEND)


async def on_text(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    """Another text is another record: it has its own message."""
    draft, look = RecordDraft(manager), manager.middleware_data["look"]
    check_text(text, text_limit(draft, look))
    named = {} if draft.name else {"name": offered_name(text)}
    draft.keep(text=text.strip(), source=source_of(message), **named)
    await manager.switch_to(NewRecord.offer, show_mode=ShowMode.SEND)


def text_limit(draft: RecordDraft, look: Look) -> int:
    """Of all services that are to read it."""
    return min((look.text_limit(name) for name in draft.services), default=0)


async def on_voice(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    draft = RecordDraft(manager)
    draft.keep(voice=(Voice.FEMALE if draft.voice is Voice.MALE else Voice.MALE).value)


async def on_service(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """One more, or one less."""
    draft = RecordDraft(manager)
    chosen = draft.services
    offered: list[str] = await manager.middleware_data["check_records"](manager.middleware_data["actor"], None)
    draft.keep(services=[name for name in offered if (name in chosen) != (name == item_id)])


async def on_listen(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    draft, data = RecordDraft(manager), manager.middleware_data
    bot: Bot = data["bot"]
    async with draft.waiting() as waiting:
        if (sound := draft.sound(waiting)) is None:
            raise NotFound("records-gone")
        heard: PhoneAudio = await data["hear_record"](data["actor"], sound)
    seconds = math.ceil(heard.seconds)
    draft.keep(seconds=seconds)
    draft.keep(voice_file=await play(bot, data["place"], heard.voice, draft.name, seconds))
    manager.show_mode = ShowMode.DELETE_AND_SEND


async def on_send(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    draft, data = RecordDraft(manager), manager.middleware_data
    async with draft.waiting() as waiting:
        made: list[AudioRecord] = await data["make_records"](data["actor"], draft.order(waiting))
    draft.keep(sent=[record.id for record in made])
    await draft_call(manager, made)
    await manager.switch_to(NewRecord.sent)


async def on_again(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """Those that were definitely not taken; of the others nobody knows that they are not there."""
    draft, data = RecordDraft(manager), manager.middleware_data
    fetch = partial(fetch_file, data["bot"])
    for record in await data["read_kept_records"](data["actor"], draft.sent):
        await data["send_record_again"](data["actor"], Again(record.id, RecordStage.FAILED, fetch))
    await draft_call(manager, await data["read_kept_records"](data["actor"], draft.sent))


async def on_list(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    services = RecordDraft(manager).services
    start = {"provider": services[0]} if services else {}
    await manager.start(Records.all, data=start, mode=StartMode.RESET_STACK, show_mode=ShowMode.EDIT)
