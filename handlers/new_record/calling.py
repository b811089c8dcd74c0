"""`/call …` over a sound, or in reply to one: it becomes a record first, then the card of the call that plays it."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.domain.access import Person, Right
from bot.domain.callees import Found
from bot.domain.errors import BadAudio, BadPhone, Forbidden, NotFound, OrderProblem
from bot.domain.orders import MAX_PHONES, Place
from bot.domain.phones import Dictation
from bot.domain.records import AudioRecord
from bot.services.api import Api
from bot.services.draft_orders import Written
from bot.telegram.look import Look
from bot.telegram.texts import Translation
from handlers.asked import AskedWithNumbers
from handlers.commands.call import show_draft_of
from handlers.here import here
from handlers.new_record.draft import RecordDraft
from handlers.new_record.sounds import LARGEST, SentSound, beginning, sound_of
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
        # Whoever answers a sound with a text wants the text to be said: the sound may be the client's.
        view = await api.orders.draft(actor, written)
        await message.reply(tr("call-sound-text"))
        await show_draft_of(view, dialog_manager)
        return
    found = written.found or Found(asked.phones)
    providers = await _providers(actor, api)
    if not providers:
        view = await api.orders.draft(actor, Written("", place, written.source, found))
        may = actor.may(Right.MANAGE_RECORDS)
        await message.reply(tr("call-sound-nowhere" if may else "call-sound-managers"))
        await show_draft_of(view, dialog_manager)
        return
    if played.sound.size > LARGEST:
        raise BadAudio("audio-too-big", limit=LARGEST // 2**20)
    names = (asked.text, *played.sound.names[1:]) if played.is_own else played.sound.names
    data = beginning(played.sound, played.bearer, names, providers, look)
    call = {"phones": list(found.phones), "in_doubt": found.in_doubt, "source": written.source}
    data |= {"call": call, "unspoken": bool(asked.text)}
    await dialog_manager.start(NewRecord.offer, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def _understood(written: Written) -> Dictation:
    asked = written.read()
    if len(asked.phones) > MAX_PHONES:
        raise OrderProblem("order-too-many", count=len(asked.phones), limit=MAX_PHONES)
    return asked


async def _providers(actor: Person, api: Api) -> list[str]:
    """Where this person can make a record."""
    try:
        return await api.records.providers(actor)
    except (Forbidden, NotFound):
        return []


async def draft_call(manager: DialogManager, made: list[AudioRecord]) -> None:
    """The card of the call that the record was made for, once a provider has taken it."""
    where, draft = here(manager), RecordDraft(manager)
    taken = [(one.provider, one.provider_record_id) for one in made if one.provider_record_id]
    if draft.call is None or not taken:
        return
    written = Written("", where.place, draft.call_source, draft.call)
    await where.api.records.draft_call(where.actor, *taken[0], written, where.tr.locale)
    draft.keep(called=True)


def build() -> Router:
    """Before `/call`, which would leave the sound out."""
    router = Router(name="call_with_sound")
    router.message.register(on_call, AskedWithNumbers("call"), plays)
    return router
