"""A manager with a microphone, before a bot with two providers that keep records."""

from __future__ import annotations

from typing import Any

from aiogram.types import Message, Voice

from bot.domain.records import AudioRecord
from bot.ports.abilities import RecordState
from tests.support.stage import Someone, Stage

NOTE = b"OggS-as-it-came"
LONG_NAME = "<b>&Щ" * 12
LONG_WORDS = "<b>&" * 250


async def speaks(someone: Someone, seconds: int = 5, **fields: Any) -> Message:
    """Sends a voice note and returns the bot's answer."""
    message = someone.message(None, voice=voice(someone.stage, seconds), **fields)
    await someone.stage.feed(message=message)
    return someone.last()


def voice(stage: Stage, seconds: int = 5) -> Voice:
    id_ = f"note-{len(stage.telegram.files)}"
    stage.telegram.files[id_] = NOTE
    return Voice(file_id=id_, file_unique_id=id_, duration=seconds, file_size=len(NOTE))


async def opened(someone: Someone, **fields: Any) -> None:
    """Opens the dialog of a new record with a voice note."""
    await speaks(someone, **fields)
    await someone.presses("Сохранить как ролик")


async def saved(someone: Someone, name: str, state: RecordState = RecordState.APPROVED) -> AudioRecord:
    """Returns a record that has been sent to the first provider."""
    someone.stage.provider.records.state = state
    await opened(someone, caption=name)
    await someone.presses("Отправить в CallDog")
    return (await records(someone.stage))[-1]


async def records(stage: Stage) -> list[AudioRecord]:
    """Returns every row, also those of removed records."""
    found = await stage.app.database.transact(lambda uow: [uow.audio_records.get(id_) for id_ in range(1, 30)])
    return [record for record in found if record is not None]


async def told(stage: Stage, someone: Someone) -> list[str]:
    """Returns the notices that reached this person."""
    await stage.app.core.deliveries.settle()
    return [message.text or "" for message in stage.telegram.in_chat(someone.id) if is_news(message.text or "")]


def is_news(text: str) -> bool:
    marks = ("✅ Модератор одобрил ролик", "⛔️ Модератор отклонил ролик", "❔ Бот остановился")
    return text.startswith((*marks, "✅ Ролик", "⌛️"))


def text(someone: Someone) -> str:
    return someone.last().text or ""


def kill(stage: Stage) -> None:
    """Leaves what a killed process leaves: requests under way are never answered."""
    for task in stage.app.core.record_sender._under_way:
        task.cancel()
