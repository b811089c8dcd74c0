"""`/call …` over a sound, or in reply to one: it becomes a record first, then the card of the call that plays it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.domain.access import Person, Right
from bot.domain.callees import Found
from bot.domain.errors import BadAudio, BadPhone, NotFound, OrderProblem
from bot.domain.orders import MAX_PHONES, Place
from bot.domain.phones import Dictation
from bot.domain.records import AudioRecord
from bot.services.api import Api
from bot.services.draft_orders import Written
from bot.services.records.calling import CallWith
from bot.services.records.making import CheckRecords
from bot.telegram.look import Look
from bot.telegram.texts import Translation
from handlers.asked import AskedWithNumbers
from handlers.commands.call import show_draft_of
from handlers.kit import show_card
from handlers.new_record.draft import RecordDraft
from handlers.new_record.sounds import LARGEST, SentSound, sound_of
from handlers.new_record.starting import beginning
from handlers.numbers import meant_by
from handlers.states import NewRecord


@dataclass(frozen=True, slots=True)
class Played:
    """What is to be played; `bearer` is the message that holds it: the command's own, or the one it replies to."""

    sound: SentSound
    bearer: Message
    is_own: bool


def plays(message: Message) -> dict[str, Played] | bool:
    for bearer, is_own in ((message, True), (message.reply_to_message, False)):
        if bearer is not None and (sound := sound_of(bearer)) is not None:
            return {"played": Played(sound, bearer, is_own)}
    return False


async def on_call(
    message: Message,
    command: CommandObject,
    played: Played,
    actor: Person,
    place: Place,
    look: Look,
    tr: Translation,
    dialog_manager: DialogManager,
    check_records: CheckRecords,
    api: Api,
) -> None:
    """Raises OrderProblem and BadAudio before anything is kept."""
    try:
        written = await meant_by(message, command.args or "", actor, place, api)
        asked = _understood(written)
    except BadPhone as error:
        await message.reply(f"{tr(error.key, **error.args_)}\n\n{tr('call-sound-usage')}")
        return
    if asked.text and not played.is_own:
        # Whoever writes a text in reply to a sound wants the text: the sound may be what the client said.
        view = await api.orders.draft(actor, written)
        await message.reply(tr("call-sound-text"))
        await show_draft_of(view, dialog_manager)
        return
    found = written.found or Found(asked.phones)
    services = await _services(actor, check_records)
    if not services:
        view = await api.orders.draft(actor, Written("", place, written.source, found))
        may = actor.may(Right.MANAGE_RECORDS)
        await message.reply(tr("call-sound-nowhere" if may else "call-sound-managers"))
        await show_draft_of(view, dialog_manager)
        return
    if played.sound.size > LARGEST:
        raise BadAudio("audio-too-big", limit=LARGEST // 2**20)
    names = (asked.text, *played.sound.names[1:]) if played.is_own else played.sound.names
    data = beginning(played.sound, played.bearer, names, services, look)
    call = {"phones": list(found.phones), "in_doubt": found.in_doubt, "source": written.source}
    data |= {"call": call, "unspoken": bool(asked.text)}
    await dialog_manager.start(NewRecord.offer, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def _understood(written: Written) -> Dictation:
    asked = written.read()
    if len(asked.phones) > MAX_PHONES:
        raise OrderProblem("order-too-many", count=len(asked.phones), limit=MAX_PHONES)
    return asked


async def _services(actor: Person, check_records: CheckRecords) -> list[str]:
    """Where this person can make a record; none without the right to."""
    if not actor.may(Right.MANAGE_RECORDS):
        return []
    try:
        return await check_records(actor, None)
    except NotFound:
        return []


async def draft_call(manager: DialogManager, made: list[AudioRecord]) -> None:
    """The card of the call that the record was made for, once a service has taken it."""
    draft, data = RecordDraft(manager), manager.middleware_data
    record = next((one for one in made if one.provider_record_id), None)
    if draft.call is None or record is None or record.provider_record_id is None:
        return
    place: Place = data["place"]
    written = Written("", place, draft.call_source, draft.call)
    order: Any = await data["draft_with_record"](
        data["actor"], CallWith(record.provider, record.provider_record_id, written)
    )
    draft.keep(called=True)
    await show_card(manager, order.id)


def build() -> Router:
    """Before `/call`, which would leave the sound out."""
    router = Router(name="call_with_sound")
    router.message.register(on_call, AskedWithNumbers("call"), plays)
    return router
