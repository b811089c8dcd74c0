"""A new record when something goes wrong: crashes, refusals, lost answers, double taps, bad sounds."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest
from aiogram.methods import DeleteMessage, EditMessageText, SendMessage
from aiogram.types import Document, InaccessibleMessage

from bot.domain.errors import BadAudio, Refused, Uncertain
from bot.domain.records import RecordStage
from tests.dialogs.recording import kill, opened, records, speaks, text
from tests.fakes.provider import FakeProvider
from tests.fakes.services import ListingRecords, SecondRecords
from tests.support.people import ANNA
from tests.support.stage import Someone, Stage

SOUND_COST = Decimal("1.80")


@pytest.fixture
def services() -> list[FakeProvider]:
    return [ListingRecords(), SecondRecords()]


@pytest.mark.parametrize("seconds", [40, 5])
async def test_telegram_refusing_the_progress_stops_nothing(stage: Stage, maria: Someone, seconds: int) -> None:
    await opened(maria, seconds=seconds)
    stage.telegram.refusals = {SendMessage: "Bad Request: no", DeleteMessage: "Bad Request: no"}
    await maria.presses("Отправить в CallDog")
    assert len(stage.provider.records.made) == 1


async def test_a_double_tap_makes_one_record(stage: Stage, maria: Someone) -> None:
    await opened(maria)
    window = maria.last()
    await asyncio.gather(*(maria.presses("Отправить в CallDog", window) for _ in range(3)))
    assert len(stage.provider.records.made) == 1
    assert len(await records(stage)) == 1
    assert "Готов к звонкам" in text(maria)


async def test_a_second_dialog_from_the_same_note_makes_no_second_record(stage: Stage, maria: Someone) -> None:
    offer = await speaks(maria)
    for _ in range(2):
        await maria.presses("Сохранить как ролик", offer)
        await maria.presses("Отправить в CallDog")
    assert len(stage.provider.records.made) == 1
    assert "Готов к звонкам" in text(maria)


async def test_a_refused_edit_loses_nothing(stage: Stage, maria: Someone) -> None:
    await opened(maria)
    window = maria.last()
    stage.telegram.refusals = {EditMessageText: "Bad Request: chat is closed"}
    await maria.presses("Отправить в CallDog", window)
    stage.telegram.refusals = {}
    await maria.presses("Отправить в CallDog", window)
    assert len(stage.provider.records.made) == 1
    assert "Готов к звонкам" in text(maria)


async def test_killed_between_saving_and_the_answer(stage: Stage, maria: Someone) -> None:
    await opened(maria)
    window = maria.last()
    stage.provider.records.hold = asyncio.Event()
    press = asyncio.create_task(maria.presses("Отправить в CallDog", window))
    await stage.provider.records.arrived.wait()
    press.cancel()
    await asyncio.gather(press, return_exceptions=True)
    kill(stage)
    await stage.restart()
    await stage.until(lambda: "Бот остановился, когда отправлял" in text(maria))
    await maria.presses("Отправить в CallDog", window)
    assert len(stage.provider.records.made) == 1, "never sent again by itself"
    [record] = await records(stage)
    assert record.stage is RecordStage.LOST
    assert "Неизвестно, принял ли сервис" in (stage.telegram.messages[maria.id, window.message_id].text or "")


async def test_whoever_waits_may_be_cancelled_the_request_is_not(stage: Stage, maria: Someone) -> None:
    await opened(maria)
    hold = stage.provider.records.hold = asyncio.Event()
    press = asyncio.create_task(maria.presses("Отправить в CallDog"))
    await stage.provider.records.arrived.wait()
    press.cancel()
    await asyncio.gather(press, return_exceptions=True)
    hold.set()
    await stage.app.core.record_sender.drain()
    assert [record.stage for record in await records(stage)] == [RecordStage.APPROVED]


async def test_a_restart_in_the_middle_goes_on(stage: Stage, maria: Someone) -> None:
    offer = await speaks(maria)
    await stage.restart()
    await maria.presses("Сохранить как ролик", offer)
    await maria.presses("Название")
    await stage.restart()
    await maria.says("После перезапуска")
    await stage.restart()
    await maria.presses("Отправить в CallDog")
    assert [record.name for record in stage.provider.records.made] == ["После перезапуска"]


async def test_a_lost_answer_is_not_sent_again(stage: Stage, maria: Someone) -> None:
    stage.provider.records.loses = Uncertain("provider-change-lost")
    await opened(maria)
    await maria.presses("Отправить в CallDog")
    assert "Неизвестно, принял ли сервис" in text(maria)
    assert not any("Отправить" in label for label in maria.labels())
    assert len(stage.provider.records.made) == 1


async def test_a_refusal_says_why_and_may_be_tried_again(stage: Stage, maria: Someone) -> None:
    stage.provider.records.error = Refused("provider-refused-money", "Недостаточно <средств>")
    await opened(maria)
    await maria.presses("Отправить в CallDog")
    assert "Сервис не принял ролик" in text(maria)
    assert "Недостаточно <средств>" in text(maria)
    stage.provider.records.error = None
    window = maria.last()
    await asyncio.gather(*(maria.presses("Отправить ещё раз", window) for _ in range(3)))
    assert len(stage.provider.records.made) == 2
    assert "Готов к звонкам" in text(maria)


async def test_bad_audio_is_told_and_nothing_is_kept(stage: Stage, maria: Someone) -> None:
    await opened(maria)
    stage.transcoder.problem = BadAudio("audio-silent")
    for label in ("Прослушать", "Отправить в CallDog"):
        await maria.presses(label)
        assert "только тишина" in (stage.telegram.answers()[-1] or "")
    assert await records(stage) == []
    stage.transcoder.problem = None
    stage.telegram.files.clear()
    await maria.presses("Отправить в CallDog")
    assert "больше не отдаёт этот файл" in (stage.telegram.answers()[-1] or "")
    assert stage.provider.records.made == []


async def test_a_file_over_20_mb_is_not_taken(stage: Stage, maria: Someone) -> None:
    large = Document(file_id="l", file_unique_id="l", file_name="a.wav", file_size=21 * 2**20)
    await stage.feed(message=maria.message(None, document=large))
    assert "20\u00a0МБ" in text(maria)
    assert not maria.labels()


async def test_an_offer_whose_sound_is_gone_says_so(stage: Stage, maria: Someone) -> None:
    offer = await speaks(maria)
    gone = offer.model_copy(update={"reply_to_message": None})
    await maria.presses("Сохранить", gone)
    assert "Исходного звука в чате больше нет" in (stage.telegram.answers()[-1] or "")
    await maria.sends_data("sound", InaccessibleMessage(chat=offer.chat, message_id=offer.message_id))
    assert "Исходного звука в чате больше нет" in (stage.telegram.answers()[-1] or "")


async def test_two_people_at_once(stage: Stage, maria: Someone) -> None:
    anna = await stage.let_in(ANNA)
    await opened(maria, caption="Мария")
    await opened(anna, caption="Анна")
    await asyncio.gather(maria.presses("Отправить в CallDog"), anna.presses("Отправить в CallDog"))
    assert sorted(record.name for record in stage.provider.records.made) == ["Анна", "Мария"]
    assert {record.name: record.author_id for record in await records(stage)} == {"Мария": 3, "Анна": 1}
