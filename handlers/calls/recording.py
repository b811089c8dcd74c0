"""«Recording»: the talk itself, sent where the button is. One that the provider is late with is asked for again."""

import asyncio
import logging

from aiogram import F, Router
from aiogram.enums import ChatAction
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.domain.errands import Errand, ErrandKind
from bot.domain.errors import RecordingLate, ZvonarError
from bot.services.recordings import Recording
from bot.telegram.presses import CallAction, CallPress
from handlers.calls.errands import Errands, Keep
from handlers.doing import doing
from handlers.here import Here

log = logging.getLogger(__name__)

PAUSES = (5.0, 15.0, 45.0, 120.0)
"""Seconds before each further question."""
VOICE, AUDIO, FILE = "v", "a", "f"
"""Before Telegram's id of a file: what it was sent as."""


async def wait_for(errand: Errand, where: Here, _: Keep) -> None:
    """The provider is asked some times more; after a restart from the first time on."""
    try:
        said = await _ask_again(errand.asked["call_id"], where)
        if said is not None:
            await where.say(said)
    except TelegramAPIError as error:
        log.warning("a recording does not get to its chat: %s", type(error).__name__)
    except Exception:
        log.exception("a recording that came late could not be sent")


async def _ask_again(call_id: int, where: Here) -> str | None:
    """What to say when it was not sent after all."""
    for pause in PAUSES:
        await asyncio.sleep(pause)
        try:
            await _send(call_id, where)
        except RecordingLate:
            continue
        except ZvonarError as error:
            return where.tr(error.key, **error.args_)
        return None
    return where.tr("recording-never")


async def on_recording(query: CallbackQuery, callback_data: CallPress, where: Here, errands: Errands) -> None:
    """One that is late is waited for once in a chat."""
    doing(ChatAction.UPLOAD_VOICE)
    try:
        await _send(callback_data.call_id, where)
    except RecordingLate as late:
        await query.answer(where.tr.plain(late.key), show_alert=True)
        call_id, place = callback_data.call_id, where.place
        key = f"{place.chat_id}:{call_id}"
        await errands.begin(Errand(ErrandKind.RECORDING, key, where.actor.id, place, {"call_id": call_id}), where)
        return
    await query.answer()


async def _send(call_id: int, where: Here) -> None:
    """What Telegram has lost is brought anew."""
    brought = await where.api.recordings.bring(where.actor, call_id)
    if brought.file is not None:
        try:
            await _post(brought, where)
            return
        except TelegramBadRequest:
            brought = await where.api.recordings.bring(where.actor, call_id, anew=True)
    sent = await _post(brought, where)
    if file := _file_of(sent):
        await where.api.recordings.keep(where.actor, call_id, file)


async def _post(recording: Recording, where: Here) -> Message:
    """Some people take no voice notes: they get a file."""
    caption = where.tr("recording-caption", phone=where.look.phone(recording.call.phone))
    kept, bot, chat_id, thread = recording.file or "", where.bot, where.place.chat_id, where.place.thread_id
    if kept.startswith(AUDIO) or recording.audio:
        given = _given(recording.audio, "recording.mp3") or kept[1:]
        return await bot.send_audio(chat_id, given, caption=caption, message_thread_id=thread)
    given = _given(recording.voice, "recording.ogg") or kept[1:]
    try:
        if not kept.startswith(FILE):
            return await bot.send_voice(chat_id, given, caption=caption, message_thread_id=thread)
    except TelegramBadRequest as error:
        if "VOICE_MESSAGES_FORBIDDEN" not in error.message or recording.voice is None:
            raise
    return await bot.send_document(chat_id, given, caption=caption, message_thread_id=thread)


def _given(content: bytes | None, name: str) -> BufferedInputFile | None:
    return BufferedInputFile(content, name) if content else None


def _file_of(sent: Message) -> str | None:
    for kind, found in ((VOICE, sent.voice), (AUDIO, sent.audio), (FILE, sent.document)):
        if found is not None:
            return f"{kind}{found.file_id}"
    return None


def build() -> Router:
    router = Router(name="recordings")
    router.callback_query.register(on_recording, CallPress.filter(F.action == CallAction.RECORDING))
    return router
