"""«Recording» sends the talk itself: once brought it is kept, and one that is late comes by itself."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.methods import SendAudio, SendMessage, SendVoice
from aiogram.types import BufferedInputFile

from bot.domain.calls import CallState, Report
from bot.domain.errors import BadAudio, NotFound, RecordingLate
from handlers.calls import recording
from tests.fakes.clock import NOON
from tests.support.people import CALL
from tests.support.stage import GROUP, Someone, Stage

ADDRESS = "https://lk.calldog.ru/rec/1.wav"
LATE = RecordingLate("recording-late")


async def recorded(stage: Stage, someone: Someone, chat: int | None = None) -> None:
    """The last message is the card of a call whose recording the provider names."""
    await someone.says(CALL, chat)
    await someone.presses("Позвонить", someone.last(chat))
    await stage.app.core.submitter.drain()
    stage.provider.reports["101"] = Report(
        state=CallState.COMPLETED, recording_url=ADDRESS, answered_at=NOON, ended_at=NOON
    )
    stage.clock.advance(70_000)
    await stage.app.core.track.poll()


async def card(stage: Stage, someone: Someone, chat: int | None = None) -> None:
    chat_id = chat or someone.id
    shown = await stage.until(
        lambda: next((m for m in stage.telegram.in_chat(chat_id) if "🎧 Запись разговора" in someone.labels(m)), None)
    )
    await someone.presses("Запись разговора", shown)


async def test_an_mp3_is_sent_as_it_is_and_kept(stage: Stage, oleg: Someone) -> None:
    await recorded(stage, oleg)
    await card(stage, oleg)
    (sent,) = stage.telegram.asked(SendAudio)
    assert isinstance(sent.audio, BufferedInputFile)
    assert sent.audio.data == stage.recordings.content
    assert sent.caption == "🎧 Разговор с +7\u00a0999\u00a0123-45-67"
    await card(stage, oleg)
    assert isinstance(stage.telegram.asked(SendAudio)[1].audio, str), "by Telegram's id"
    assert stage.recordings.asked == [("calldog", ADDRESS)], "brought once"


async def test_what_telegram_does_not_play_becomes_a_voice_note(stage: Stage, oleg: Someone) -> None:
    stage.recordings.content = b"RIFF a talk"
    await recorded(stage, oleg)
    await card(stage, oleg)
    (sent,) = stage.telegram.asked(SendVoice)
    assert isinstance(sent.voice, BufferedInputFile)
    assert sent.voice.data == stage.transcoder.result.voice


async def test_a_file_that_telegram_lost_is_brought_anew(stage: Stage, oleg: Someone) -> None:
    await recorded(stage, oleg)
    await card(stage, oleg)
    stage.telegram.files.clear()
    await card(stage, oleg)
    assert len(stage.recordings.asked) == 2
    assert oleg.last().audio is not None


async def test_one_that_is_late_comes_by_itself(stage: Stage, oleg: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "PAUSES", (0, 0, 0))
    stage.recordings.problems = [LATE, LATE]
    await recorded(stage, oleg)
    await card(stage, oleg)
    assert (
        stage.telegram.answers()[-1]
        == "Запись разговора ещё готовится у сервиса. Она придёт сюда, как только появится."
    )
    assert await stage.until(lambda: oleg.last().audio)
    assert len(stage.recordings.asked) == 3


async def test_after_a_restart_it_is_still_waited_for(
    stage: Stage, oleg: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "PAUSES", (3600,))
    stage.recordings.problems = [LATE]
    await recorded(stage, oleg)
    await card(stage, oleg)
    monkeypatch.setattr(recording, "PAUSES", (0,))
    await stage.restart()
    assert await stage.until(lambda: oleg.last().audio)
    await stage.restart()
    assert len(stage.telegram.asked(SendAudio)) == 1, "once"


async def test_one_that_never_comes_is_told(stage: Stage, oleg: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "PAUSES", (0, 0))
    stage.recordings.problems = [LATE] * 3
    await recorded(stage, oleg)
    await card(stage, oleg)
    assert await stage.until(lambda: "пока не отдал" in (oleg.last().text or ""))
    await card(stage, oleg)
    assert oleg.last().audio is not None, "asked again, it is there"


async def test_two_taps_wait_once(stage: Stage, oleg: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "PAUSES", (0.05,))
    stage.recordings.problems = [LATE, LATE]
    await recorded(stage, oleg)
    await card(stage, oleg)
    await card(stage, oleg)
    await stage.until(lambda: oleg.last().audio)
    await asyncio.sleep(0)
    assert len(stage.telegram.asked(SendAudio)) == 1


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (NotFound("recording-elsewhere"), "лежит не у сервиса"),
        (NotFound("recording-too-large", limit=20), "20\u00a0МБ"),
    ],
)
async def test_what_cannot_be_brought_is_told(stage: Stage, oleg: Someone, problem: NotFound, said: str) -> None:
    stage.recordings.problems = [problem]
    await recorded(stage, oleg)
    await card(stage, oleg)
    assert said in (stage.telegram.answers()[-1] or "")


async def test_what_is_no_sound_is_told(stage: Stage, oleg: Someone) -> None:
    stage.transcoder.problem = BadAudio("audio-broken")
    await recorded(stage, oleg)
    await card(stage, oleg)
    assert stage.telegram.asked(SendAudio) == []
    assert stage.telegram.answers()[-1]


async def test_in_a_group_the_number_is_masked(stage: Stage, oleg: Someone) -> None:
    await recorded(stage, oleg, GROUP)
    await card(stage, oleg, GROUP)
    (sent,) = stage.telegram.asked(SendAudio)
    assert (sent.chat_id, "123-45" in sent.caption) == (GROUP, False)


async def test_nobody_hears_others_calls(stage: Stage, oleg: Someone, olga: Someone, maria: Someone) -> None:
    await recorded(stage, oleg)
    for someone in (olga, maria):
        await someone.says("/help")
        await someone.sends_data("call:heard:1", someone.last())
    assert [sent.chat_id for sent in stage.telegram.asked(SendAudio)] == [maria.id]
    assert "Это звонок другого сотрудника: Олег." in stage.telegram.answers()
    told = [sent.text for sent in stage.telegram.asked(SendMessage) if sent.chat_id == olga.id]
    assert not any(ADDRESS in (text or "") for text in told)
