"""What somebody sent, if it can be a sound: it is offered as a record, unless a dialog waits for a file.

The offer only replies to the sound, so any number of offers can stand, and each works after a restart. With `/call …`
over the sound, or in reply to it, it becomes a record first, then the card of the call that plays it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.types import Audio, CallbackQuery, Document, InlineKeyboardMarkup, Message, VideoNote, Voice
from aiogram_dialog import DialogManager, ShowMode

from bot.domain.access import Right
from bot.domain.callees import Found
from bot.domain.errors import BadAudio, BadPhone, Forbidden, NotFound, OrderProblem
from bot.domain.orders import MAX_PHONES, Order
from bot.domain.phones import Dictation
from bot.services.draft_orders import Written
from bot.services.records.making import offered_name
from bot.telegram.buttons import button
from bot.telegram.look import Look
from bot.telegram.record_lines import clock_time
from handlers.asked import IN_PRIVATE, AskedWithNumbers
from handlers.commands.call import show_draft_of
from handlers.here import Here, here
from handlers.kit import dialog_takes, open_dialog
from handlers.numbers import meant_by, source_of
from handlers.states import NewRecord

LARGEST = 20 * 2**20
"""Bytes: what Telegram lets bots download."""
_ENDINGS = frozenset({".ogg", ".oga", ".opus", ".mp3", ".m4a", ".wav"})


@dataclass(frozen=True, slots=True)
class SentSound:
    """`seconds` are None where Telegram does not say. `names` are what it may be called, the best first."""

    file: str
    seconds: int | None
    size: int
    names: tuple[str, ...]


def sound_of(message: Message) -> SentSound | None:
    """None for what is no sound. Of a document its name or its type has to say that it is one."""
    caption = (message.caption or "").partition("\n")[0]
    match message.voice or message.video_note or message.audio or message.document:
        case (Voice() | VideoNote()) as found:
            return SentSound(found.file_id, found.duration, found.file_size or 0, (caption,))
        case Audio() as found:
            names = (caption, found.title or "", _stem(found.file_name))
            return SentSound(found.file_id, found.duration, found.file_size or 0, names)
        case Document() as found if _is_sound(found):
            return SentSound(found.file_id, None, found.file_size or 0, (caption, _stem(found.file_name)))
    return None


def _check_size(sound: SentSound) -> None:
    if sound.size > LARGEST:
        raise BadAudio("audio-too-big", limit=LARGEST // 2**20)


def _is_sound(document: Document) -> bool:
    kind = (document.mime_type or "").casefold()
    ending = PurePosixPath((document.file_name or "").casefold()).suffix
    return kind.startswith("audio/") or kind == "application/ogg" or ending in _ENDINGS


def _stem(name: str | None) -> str:
    return PurePosixPath((name or "").replace("\\", "/")).stem


def beginning(
    sound: SentSound, bearer: Message, names: Sequence[str], providers: Sequence[str], look: Look
) -> dict[str, Any]:
    """What the dialog of a new record starts with. `bearer` is the message that holds the sound.

    However often the sound is offered, one record is made of it at each provider.
    """
    moment = bearer.date.astimezone(look.zone).strftime("%d.%m.%Y %H:%M")
    return {
        "file": sound.file,
        "seconds": sound.seconds,
        "source": source_of(bearer),
        "name": offered_name(*names, look.tr.plain("records-offer-name", moment=moment)),
        "services": list(providers[:1]),
    }


class SaveSound(CallbackData, prefix="sound"):
    """Under an offer; the sound is the message that the offer replies to."""


async def is_sound(message: Message) -> dict[str, SentSound] | bool:
    sound = sound_of(message)
    return {"sound": sound} if sound is not None else False


async def on_sound(message: Message, sound: SentSound, where: Here, dialog_manager: DialogManager) -> None:
    """A dialog that waits for a file gets it. Raises NotFound when no provider keeps records, BadAudio."""
    if await dialog_takes(message, dialog_manager):
        raise SkipHandler
    if not where.actor.may(Right.MANAGE_RECORDS):
        await message.reply(where.tr("records-offer-managers"))
        return
    await where.api.records.providers(where.actor)
    _check_size(sound)
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[button(where.tr, "records-offer-save", SaveSound(), "💾")]])
    key = "records-offer-text" if sound.seconds is None else "records-offer-length"
    length = {} if sound.seconds is None else {"length": clock_time(sound.seconds)}
    await message.reply(where.tr(key, **length), reply_markup=keyboard)


async def on_save(query: CallbackQuery, where: Here, dialog_manager: DialogManager) -> None:
    """Raises NotFound when Telegram does not tell of the sound any more."""
    providers = await where.api.records.providers(where.actor)
    message = query.message.reply_to_message if isinstance(query.message, Message) else None
    sound = sound_of(message) if message is not None else None
    if message is None or sound is None:
        raise NotFound("records-offer-gone")
    data = beginning(sound, message, sound.names, providers, where.look)
    await query.answer()
    await open_dialog(dialog_manager, NewRecord.offer, data, ShowMode.EDIT)


@dataclass(frozen=True, slots=True)
class Played:
    """What is to be played; `bearer` is the message that holds it: the command's own, or the one it replies to."""

    sound: SentSound
    bearer: Message
    is_own: bool


async def plays(message: Message) -> dict[str, Played] | bool:
    for bearer, is_own in ((message, True), (message.reply_to_message, False)):
        if bearer is not None and (sound := sound_of(bearer)) is not None:
            return {"played": Played(sound, bearer, is_own)}
    return False


async def on_call(
    message: Message, command: CommandObject, played: Played, where: Here, dialog_manager: DialogManager
) -> None:
    """Raises OrderProblem and BadAudio before anything is kept."""
    try:
        written = await meant_by(message, command, where)
        asked = _understood(written)
    except BadPhone as error:
        await message.reply(f"{where.tr(error.key, **error.args_)}\n\n{where.tr('call-sound-usage')}")
        return
    if asked.text and not played.is_own:
        # Whoever answers a sound with a text wants the text to be said: the sound may be the client's.
        await _draft_without(message, "call-sound-text", written, dialog_manager)
        return
    found = written.found or Found(asked.phones)
    providers = await _providers(where)
    if not providers:
        key = "call-sound-nowhere" if where.actor.may(Right.MANAGE_RECORDS) else "call-sound-managers"
        await _draft_without(message, key, Written("", where.place, written.source, found), dialog_manager)
        return
    _check_size(played.sound)
    names = (asked.text, *played.sound.names[1:]) if played.is_own else played.sound.names
    data = beginning(played.sound, played.bearer, names, providers, where.look)
    call = {"phones": list(found.phones), "in_doubt": found.in_doubt, "source": written.source}
    await open_dialog(dialog_manager, NewRecord.offer, {**data, "call": call, "unspoken": bool(asked.text)})


async def open_for_order(message: Message, order: Order, manager: DialogManager) -> None:
    """A sound that a draft waits for. Raises BadAudio, Forbidden, and NotFound where nobody keeps records."""
    where, sound = here(manager), sound_of(message)
    providers = await where.api.records.providers(where.actor)
    if sound is None:
        return
    _check_size(sound)
    data = beginning(sound, message, sound.names, providers, where.look)
    call = {"phones": list(order.phones), "in_doubt": order.in_doubt, "source": "", "order_id": order.id}
    await open_dialog(manager, NewRecord.offer, {**data, "call": call})


async def _draft_without(message: Message, key: str, written: Written, manager: DialogManager) -> None:
    """An order that plays no sound; `key` says why."""
    where = here(manager)
    view = await where.api.orders.draft(where.actor, written)
    await message.reply(where.tr(key))
    await show_draft_of(view, manager)


def _understood(written: Written) -> Dictation:
    asked = written.read()
    if len(asked.phones) > MAX_PHONES:
        raise OrderProblem("order-too-many", count=len(asked.phones), limit=MAX_PHONES)
    return asked


async def _providers(where: Here) -> list[str]:
    """Where this person can make a record."""
    try:
        return await where.api.records.providers(where.actor)
    except (Forbidden, NotFound):
        return []


def build() -> Router:
    router = Router(name="new_record")
    router.message.register(on_sound, IN_PRIVATE, is_sound)
    router.callback_query.register(on_save, SaveSound.filter())
    return router


def build_call() -> Router:
    """Before `/call`, which would leave the sound out."""
    router = Router(name="call_with_sound")
    router.message.register(on_call, AskedWithNumbers("call"), plays)
    return router
