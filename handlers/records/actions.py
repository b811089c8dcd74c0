"""What the buttons and messages of the records do."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput
from aiogram_dialog.widgets.kbd import Button

from bot.domain.errors import NotFound
from bot.domain.orders import Order
from bot.domain.records import AudioRecord, RecordStage
from bot.ports.audio import PhoneAudio
from bot.services.draft_orders import Written
from bot.services.records.again import Again
from bot.services.records.calling import CallWith
from bot.services.records.changing import Heard, Removing
from bot.services.records.making import Sound
from bot.telegram.files import fetch_file
from handlers.kit import show_card
from handlers.new_record.voice import play
from handlers.new_record.waiting import LONG, Waiting
from handlers.numbers import source_of
from handlers.records.desk import Desk
from handlers.states import NewRecord, Records


async def on_service(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    Desk(manager).open_service(item_id)
    await manager.switch_to(Records.all)


async def on_record(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    Desk(manager).open_record(item_id)
    await manager.switch_to(Records.one)


async def on_before(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    Desk(manager).turn(-1)


async def on_after(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    Desk(manager).turn(1)


async def on_refresh(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    Desk(manager).refresh()


async def on_search(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    Desk(manager).look_for(" ".join(text.split()))
    await manager.switch_to(Records.all, show_mode=ShowMode.SEND)


async def on_everything(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    Desk(manager).look_for("")


async def on_from_text(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await manager.start(NewRecord.text, data={"services": [Desk(manager).provider]})


async def on_name(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    data = manager.middleware_data
    await data["rename_record"](data["actor"], (Desk(manager).ref.id, text))
    await manager.switch_to(Records.one, show_mode=ShowMode.SEND)


async def on_play(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """By Telegram's id of it; what nobody has listened to yet, or Telegram has lost, is made again from its source."""
    data = manager.middleware_data
    record = (await Desk(manager).details()).row.record
    if record is None or not await _played(record, data):
        raise NotFound("records-card-no-sound")
    manager.show_mode = ShowMode.DELETE_AND_SEND


async def _played(record: AudioRecord, data: dict[str, Any]) -> bool:
    if record.voice_file:
        try:
            await play(data["bot"], data["place"], record.voice_file, record.name, None)
        except TelegramBadRequest:
            return await _played_anew(record, data)
        return True
    return await _played_anew(record, data)


async def _played_anew(record: AudioRecord, data: dict[str, Any]) -> bool:
    if not record.source_file:
        return False
    bot: Bot = data["bot"]
    is_long = record.seconds is not None and record.seconds >= LONG
    async with Waiting(bot, data["place"], data["tr"], at_once=is_long) as waiting:
        sound = Sound(record.source_file, partial(fetch_file, bot), waiting)
        heard: PhoneAudio = await data["hear_record"](data["actor"], sound)
    seconds = math.ceil(heard.seconds)
    voice_file = await play(bot, data["place"], heard.voice, record.name, seconds)
    if voice_file is not None:
        await data["keep_voice"](data["actor"], Heard(record.id, voice_file, seconds))
    return True


async def on_again(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """The button carries the stage that the person saw: what changed since then is shown, and nothing leaves."""
    data, ref = manager.middleware_data, Desk(manager).ref
    stage = RecordStage(item_id) if item_id in list(RecordStage) else RecordStage.REMOVED
    await data["send_record_again"](data["actor"], Again(ref.id, stage, partial(fetch_file, data["bot"])))


async def on_remove(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _remove(manager, only_here=False)


async def on_remove_here(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _remove(manager, only_here=True)


async def _remove(manager: DialogManager, *, only_here: bool) -> None:
    data = manager.middleware_data
    await data["remove_record"](data["actor"], Removing(Desk(manager).ref, only_here))
    await manager.switch_to(Records.all)


async def on_numbers(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    """The order's card comes as of any draft; the dialog is over."""
    data = manager.middleware_data
    details = await Desk(manager).details()
    if details.row.provider_record_id is None:
        raise NotFound("records-gone")
    written = Written(text, data["place"], source_of(message))
    asked = CallWith(details.provider, details.row.provider_record_id, written)
    order: Order = await data["draft_with_record"](data["actor"], asked)
    await show_card(manager, order.id)
    await manager.reset_stack()
