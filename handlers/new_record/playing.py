"""Sounds as they are on the phone: the message that says how far their making is, and the voice note."""

import asyncio
import contextlib
import math
from functools import partial
from types import TracebackType

from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import BufferedInputFile

from bot.domain.errors import NotFound, OrderProblem
from bot.domain.orders import Place
from bot.domain.records import AudioRecord
from bot.services.records.making import Sound
from bot.telegram.html import clean, escape
from bot.telegram.session import fetch_file
from bot.telegram.texts import Translation
from handlers.doing import doing
from handlers.here import Here

SHOWN_AFTER = 1.0
"""Seconds. For a sound that is known to be long the message is shown at once."""
LONG = 20
"""Seconds of sound."""

_closing: set[asyncio.Task[None]] = set()
"""Nobody waits until the message is taken away."""


class Waiting:
    """A message that says how far something long is, and goes when it is done: `async with Waiting(…) as progress`.

    What Telegram refuses here is ignored. While an edit is under way, only the newest part is kept.
    """

    def __init__(self, bot: Bot, place: Place, tr: Translation, *, at_once: bool) -> None:
        self._bot = bot
        self._place = place
        self._tr = tr
        self._delay = 0.0 if at_once else SHOWN_AFTER
        self._part = 0.0
        self._told = asyncio.Event()
        self._over = asyncio.Event()

    def __call__(self, part: float) -> None:
        self._part = part
        self._told.set()

    async def __aenter__(self) -> "Waiting":
        task = asyncio.create_task(self._show())
        _closing.add(task)
        task.add_done_callback(_closing.discard)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._told.set()

    async def _show(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._delay):
                await self._over.wait()
                return
        with contextlib.suppress(TelegramAPIError):
            place = self._place
            shown = self._text()
            sent = await self._bot.send_message(place.chat_id, shown, message_thread_id=place.thread_id)
            await self._follow(sent.message_id, shown)
            await self._bot.delete_message(place.chat_id, sent.message_id)

    async def _follow(self, message_id: int, shown: str) -> None:
        while not self._over.is_set():
            await self._told.wait()
            self._told.clear()
            if self._text() != shown and not self._over.is_set():
                shown = self._text()
                with contextlib.suppress(TelegramAPIError):
                    await self._bot.edit_message_text(shown, chat_id=self._place.chat_id, message_id=message_id)

    def _text(self) -> str:
        return self._tr("records-wait-text", percent=_tens(self._part))


def _tens(part: float) -> int:
    """Tens of percent: not every one is worth an edit."""
    return min(100, int(part * 10) * 10)


def waiting_for(where: Here, seconds: int | None) -> Waiting:
    """`seconds` is the length of the sound, None while nobody knows it."""
    doing(ChatAction.RECORD_VOICE)
    return Waiting(where.bot, where.place, where.tr, at_once=seconds is not None and seconds >= LONG)


async def play_anew(where: Here, file: str, name: str, seconds: int | None) -> tuple[str | None, int]:
    """Make what somebody sent sound as on the phone, and play it. Returns Telegram's id of the voice note, and seconds.

    Raises NotFound when Telegram has the file no more, BadAudio, and what `play` raises.
    """
    async with waiting_for(where, seconds) as progress:
        heard = await where.api.records.listen(where.actor, Sound(file, partial(fetch_file, where.bot), progress))
    length = math.ceil(heard.seconds)
    return await play(where, heard.voice, name, length), length


async def play(where: Here, voice: bytes | str, name: str, seconds: int | None) -> str | None:
    """Send a voice note and return Telegram's id of it. `voice` is its content, or the id that it had before.

    Raises OrderProblem when Telegram lets nobody send voice notes to this person, TelegramBadRequest for a lost id.
    """
    place = where.place
    given = voice if isinstance(voice, str) else BufferedInputFile(voice, "record.ogg")
    try:
        sent = await where.bot.send_voice(
            place.chat_id,
            given,
            caption=escape(clean(name)),
            duration=seconds,
            message_thread_id=place.thread_id,
        )
    except TelegramBadRequest as error:
        if "VOICE_MESSAGES_FORBIDDEN" in error.message:
            raise OrderProblem("records-play-forbidden") from error
        raise
    return sent.voice.file_id if sent.voice else None


async def play_record(record: AudioRecord, where: Here) -> None:
    """As Telegram has it. What nobody has listened to yet, or Telegram has lost, is made again from its source."""
    if record.voice_file:
        with contextlib.suppress(TelegramBadRequest):
            await play(where, record.voice_file, record.name, None)
            return
    if not record.source_file:
        raise NotFound("records-card-no-sound")
    voice_file, seconds = await play_anew(where, record.source_file, record.name, record.seconds)
    if voice_file is not None:
        await where.api.records.keep_voice(where.actor, record, voice_file, seconds)
