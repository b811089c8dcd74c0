"""Files that nobody calls a sound: they are looked into, offered where they sound, and named where they do not."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.types import Document, Video

from bot.domain.errors import BadAudio
from tests.support.stage import Someone, Stage


def last(someone: Someone) -> str:
    return someone.last().text or ""


async def sends(someone: Someone, **fields: Any) -> None:
    await someone.stage.feed(message=someone.message(None, **fields))


FILES = {"pdf": b"%PDF-1.7", "sound": b"OggS"}


@pytest.mark.parametrize(
    ("content", "fields", "answer"),
    [
        ("pdf", {}, "Это PDF, звука в нём нет"),
        ("pdf", {"caption": "договор"}, "Это PDF"),
        ("pdf", {"media_group_id": "1"}, "Чтобы позвонить, пришлите номер"),
        ("pdf", {"caption": "+7 999 123-45-67 Договор готов"}, "Договор готов"),
        ("sound", {}, "можно сделать ролик"),
        ("sound", {"caption": "+7 999 123-45-67 Договор готов"}, "Договор готов"),
    ],
)
async def test_any_file_is_looked_into(
    stage: Stage, maria: Someone, content: str, fields: dict[str, Any], answer: str
) -> None:
    """Whatever its name. A number in the caption comes first, as ever."""
    stage.telegram.files["x"] = FILES[content]
    file = Document(file_id="x", file_unique_id="x", file_name="Договор.dat", mime_type="application/zip")
    await sends(maria, document=file, **fields)
    assert answer in last(maria)
    assert ("💾 Сохранить как ролик" in maria.labels()) is (content == "sound" and not fields)


@pytest.mark.parametrize("content", FILES)
async def test_call_over_any_file_plays_it_where_it_sounds(stage: Stage, maria: Someone, content: str) -> None:
    stage.telegram.files["x"] = FILES[content]
    file = Document(file_id="x", file_unique_id="x", file_name="Договор")
    await sends(maria, document=file, caption="/call +7 999 123-45-67 Договор готов")
    assert ("Новый ролик" in last(maria)) is (content == "sound")
    assert "Договор готов" in last(maria)


async def test_a_video_is_offered_and_a_silent_one_refused_at_once(stage: Stage, maria: Someone) -> None:
    stage.telegram.files["x"] = b"any"
    video = Video(file_id="x", file_unique_id="x", width=1, height=1, duration=7, file_name="Ролик.mp4")
    await sends(maria, video=video)
    assert "Из этого звука (0:07) можно сделать" in last(maria)
    stage.transcoder.problem = BadAudio("audio-no-sound")
    await sends(maria, video=video)
    assert "В этом видео нет звука" in last(maria)
    assert not maria.labels()
