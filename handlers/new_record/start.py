"""What somebody sent, if it can be a sound: it is offered as a record, unless a dialog waits for a file.

Any file may hold one, whatever its name and its type: it is looked into, and refused at once where there is none.
Any number of offers can stand, and each works after a restart. With `/call …` a sound becomes a record, then a call.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram_dialog import DialogManager, ShowMode

from bot.domain.access import Right
from bot.domain.callees import Found
from bot.domain.errors import BadAudio, BadPhone, Forbidden, NotFound, OrderProblem
from bot.domain.orders import Order
from bot.ports import Capability
from bot.services.draft_orders import Written
from bot.services.records.making import Sound, offered_name
from bot.telegram.buttons import button
from bot.telegram.look import Look
from bot.telegram.record_lines import clock_time
from bot.telegram.session import fetch_file
from handlers.asked import IN_PRIVATE, AskedWithNumbers
from handlers.commands.call import show_draft_of
from handlers.here import Here, here
from handlers.kit import dialog_takes, kept, open_dialog
from handlers.new_record.actions import call_of
from handlers.new_record.sent import SentSound, sound_of, told_by_ending
from handlers.numbers import found_in_message, meant_by, source_of
from handlers.options.start import options_are_open, read_order, stay_begun
from handlers.states import NewRecord
from handlers.unasked import is_list, is_sheet

LARGEST = 20 * 2**20
"""Bytes: what Telegram lets bots download."""


async def _check(message: Message, sound: SentSound, where: Here) -> None:
    """Raises BadAudio, which names what it is instead; NotFound. A voice note is not fetched for this.

    A sound that Telegram does not give now is looked at when it is made.
    """
    if sound.size > LARGEST:
        raise BadAudio("audio-too-big", limit=LARGEST // 2**20)
    if message.voice is None:
        with suppress(*([NotFound] if sound.is_meant else [])), told_by_ending(sound.ending):
            await where.api.records.look(where.actor, Sound(sound.file, partial(fetch_file, where.bot)))


async def _is_heard(message: Message, sound: SentSound, where: Here) -> bool:
    """Whether a file that nobody calls a sound holds one. Not asked for whoever may make no record of it."""
    try:
        if not await _providers(where):
            return False
        await _check(message, sound, where)
    except (BadAudio, NotFound):
        return False
    return True


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


class CallSound(CallbackData, prefix="sound_call"):
    """The same, and it is made for a call."""


async def is_sound(message: Message) -> dict[str, SentSound] | bool:
    sound = sound_of(message)
    return {"sound": sound} if sound is not None else False


async def on_sound(message: Message, sound: SentSound, where: Here, dialog_manager: DialogManager) -> None:
    """A dialog that waits for a file gets it. Raises NotFound when no provider keeps records, BadAudio."""
    if await dialog_takes(message, dialog_manager) or not (sound.is_meant or await _is_alone(message, where)):
        raise SkipHandler
    if options_are_open(dialog_manager) and await _plays_records(dialog_manager):
        await open_for_order(message, await read_order(dialog_manager), dialog_manager)
        return
    await where.api.records.providers(where.actor)
    await _check(message, sound, where)
    save = button(where.tr, "records-offer-save", SaveSound(), "💾")
    call = button(where.tr, "records-offer-call", CallSound(), "📞")
    rows = [[save], [call]] if where.actor.may(Right.MANAGE_RECORDS) else [[call]]
    keyboard = InlineKeyboardMarkup(inline_keyboard=rows)
    key = "records-offer-text" if sound.seconds is None else "records-offer-length"
    length = {} if sound.seconds is None else {"length": clock_time(sound.seconds)}
    await message.reply(where.tr(key, **length), reply_markup=keyboard)


async def _plays_records(manager: DialogManager) -> bool:
    """Whether the order whose options are open could play a sound."""
    order = await read_order(manager)
    return here(manager).look.can(order.provider, Capability.RECORDS)


async def is_no_list(message: Message) -> bool:
    """Whether a file may hold a sound: lists of numbers are read elsewhere."""
    return not (await is_list(message) or await is_sheet(message))


async def _is_alone(message: Message, where: Here) -> bool:
    """Whether a file that nobody calls a sound has nothing else to say, and could become a record by itself."""
    if not where.actor.may(Right.MANAGE_RECORDS):
        return False
    try:
        says = found_in_message(message, message.bot) is not None or (message.caption or "").startswith("/")
    except BadPhone:
        says = True
    return not says and message.media_group_id is None and bool(await _providers(where))


async def on_save(query: CallbackQuery, where: Here, dialog_manager: DialogManager) -> None:
    if not where.actor.may(Right.MANAGE_RECORDS):
        raise Forbidden("access-forbidden")
    await _open(query, where, dialog_manager, NewRecord.offer)


async def on_call_with(query: CallbackQuery, where: Here, dialog_manager: DialogManager) -> None:
    await _open(query, where, dialog_manager, NewRecord.call)


async def _open(query: CallbackQuery, where: Here, manager: DialogManager, state: State) -> None:
    """Raises NotFound when Telegram does not tell of the sound any more."""
    providers = await where.api.records.providers(where.actor)
    message = query.message.reply_to_message if isinstance(query.message, Message) else None
    sound = sound_of(message) if message is not None else None
    if message is None or sound is None:
        raise NotFound("records-offer-gone")
    data = beginning(sound, message, sound.names, providers, where.look)
    await query.answer()
    await open_dialog(manager, state, data, ShowMode.EDIT)


@dataclass(frozen=True, slots=True)
class Played:
    """What is to be played; `bearer` is the message that holds it: the command's own, or the one it replies to."""

    sound: SentSound
    bearer: Message
    is_own: bool


async def plays(message: Message) -> dict[str, Played] | bool:
    """A file that is meant as a sound comes before any other, though it may be the one replied to."""
    bearers = [bearer for bearer in (message, message.reply_to_message) if bearer is not None]
    found = [Played(sound, bearer, bearer is message) for bearer in bearers if (sound := sound_of(bearer)) is not None]
    return {"played": min(found, key=lambda one: not one.sound.is_meant)} if found else False


async def on_call(
    message: Message, command: CommandObject, played: Played, where: Here, dialog_manager: DialogManager
) -> None:
    """Raises OrderProblem and BadAudio before anything is kept. A file without a sound leaves an ordinary `/call`."""
    if not played.sound.is_meant and not await _is_heard(played.bearer, played.sound, where):
        raise SkipHandler
    try:
        written = await meant_by(message, command, where)
        call = call_of(written)
    except BadPhone as error:
        await message.reply(f"{where.tr(error.key, **error.args_)}\n\n{where.tr('call-sound-usage')}")
        return
    asked = written.read()
    if asked.text and not played.is_own:
        # Whoever answers a sound with a text wants the text to be said: the sound may be the client's.
        await _draft_without(message, "call-sound-text", written, dialog_manager)
        return
    providers = await _providers(where)
    if not providers:
        found = written.found or Found(asked.phones)
        await _draft_without(
            message, "call-sound-nowhere", Written("", where.place, written.source, found), dialog_manager
        )
        return
    await _check(played.bearer, played.sound, where)
    names = (asked.text, *played.sound.names[1:]) if played.is_own else played.sound.names
    data = beginning(played.sound, played.bearer, names, providers, where.look)
    await open_dialog(dialog_manager, NewRecord.offer, {**data, **call})


async def open_for_order(message: Message, order: Order, manager: DialogManager) -> None:
    """A sound that this order is to play, at its own provider. Raises BadAudio, OrderProblem where that plays none."""
    where, sound = here(manager), sound_of(message)
    if not where.look.can(order.provider, Capability.RECORDS):
        raise OrderProblem("cannot-records", provider=where.look.title(order.provider))
    if sound is None:
        return
    await _check(message, sound, where)
    stay_begun(manager)
    data = beginning(sound, message, sound.names, [order.provider], where.look)
    misread = kept(manager).get("misread", [])
    call = {"phones": list(order.phones), "in_doubt": order.in_doubt, "source": ""}
    await open_dialog(manager, NewRecord.offer, {**data, "call": call, "order_id": order.id, "misread": misread})


async def _draft_without(message: Message, key: str, written: Written, manager: DialogManager) -> None:
    """An order that plays no sound; `key` says why."""
    where = here(manager)
    view = await where.api.orders.draft(where.actor, written)
    await message.reply(where.tr(key))
    await show_draft_of(view, manager)


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
    router.callback_query.register(on_call_with, CallSound.filter())
    return router


def build_call() -> Router:
    """Before `/call`, which would leave the sound out."""
    router = Router(name="call_with_sound")
    router.message.register(on_call, AskedWithNumbers("call"), plays)
    return router
