"""From a voice note, or a text, to a record at the providers."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest
from aiogram.methods import DeleteMessage, EditMessageText, SendMessage, SendVoice
from aiogram.types import Audio, Document, VideoNote

from bot.domain.access import Defaults, Person, Role
from bot.domain.orders import Place
from bot.domain.records import RecordStage
from bot.domain.sayings import Voice
from bot.ports.abilities import NewRecord, RecordState
from handlers.new_record.playing import Waiting
from tests.dialogs.emulating import data_of
from tests.dialogs.recording import NOTE, opened, records, speaks, text, voice
from tests.fakes.provider import FakeProvider
from tests.fakes.services import ListingRecords, SecondRecords
from tests.fakes.transcoder import SOUND
from tests.support.people import ANNA
from tests.support.stage import GROUP, TEXTS, Someone, Stage

SOUND_COST = Decimal("1.80")
OFFERED = ["💾 Сохранить как ролик", "📞 Позвонить с ним"]


@pytest.fixture
def services() -> list[FakeProvider]:
    return [ListingRecords(), SecondRecords()]


async def test_from_a_voice_note_to_both_services(stage: Stage, maria: Someone, services: list[FakeProvider]) -> None:
    stage.provider.records.state = RecordState.WAITING
    offer = await speaks(maria, 65)
    assert "1:05" in (offer.text or "")
    assert maria.labels() == OFFERED
    await maria.presses("Сохранить как ролик")
    assert "Название: Ролик " in text(maria)
    await maria.presses("Название")
    await maria.says("  Заказ\n готов ")
    assert "Название: Заказ готов" in text(maria)
    await maria.presses("Сервисы")
    assert maria.labels() == ["☑️ CallDog", "⬜️ Программа обзвонов", "◀️ Назад"]
    await maria.presses("Программа обзвонов")
    await maria.presses("Назад")
    assert "Куда: CallDog, Программа обзвонов" in text(maria)
    await maria.presses("Отправить сервису")
    assert "CallDog\n⏳ Ждёт модератора" in text(maria)
    assert "Программа обзвонов\n✅ Готов к звонкам" in text(maria)
    for service in services:
        assert service.records.made == [NewRecord("Заказ готов", audio=SOUND.wav)]
    assert stage.transcoder.taken == [NOTE], "made once for both"
    first, second = await records(stage)
    assert (first.stage, second.stage) == (RecordStage.WAITING, RecordStage.APPROVED)
    assert (first.provider_record_id, second.provider_record_id) == ("7001", "8001")
    assert first.source != second.source
    assert (first.author_id, first.seconds, first.source_file) == (3, 5, "note-0")


async def test_listening_before_sending(stage: Stage, maria: Someone) -> None:
    await opened(maria)
    assert stage.telegram.answers() == [None], "the button stops turning"
    await maria.presses("Прослушать")
    [played] = stage.telegram.asked(SendVoice)
    assert played.voice.data == SOUND.voice
    assert "Длина: 0:05" in text(maria), "the window stands below the voice note"
    assert stage.provider.records.made == []
    await maria.presses("Отправить в CallDog")
    [record] = await records(stage)
    assert record.voice_file is not None
    assert record.voice_file in stage.telegram.files


async def test_what_is_long_shows_how_far_it_is(stage: Stage, maria: Someone) -> None:
    await opened(maria, seconds=40)
    hold = stage.transcoder.hold = asyncio.Event()
    stage.transcoder.told = []
    listening = asyncio.create_task(maria.presses("Прослушать"))
    await stage.until(lambda: [m for m in stage.telegram.asked(SendMessage) if "Звук готовится: 0" in m.text])
    progress = await stage.until(lambda: stage.transcoder.progress)
    progress(0.57)
    await stage.until(lambda: [m for m in stage.telegram.asked(EditMessageText) if "Звук готовится: 50" in m.text])
    hold.set()
    await listening
    await stage.until(lambda: stage.telegram.asked(DeleteMessage))
    await stage.until(lambda: not [m for m in stage.telegram.in_chat(maria.id) if "Звук готовится" in (m.text or "")])


async def test_what_is_shown_already_is_not_edited_into_itself(stage: Stage, maria: Someone) -> None:
    """Where the work is half done before the message is out. Telegram refuses an edit that changes nothing."""
    async with Waiting(stage.app.bot, Place(maria.id), TEXTS.speak("ru"), at_once=True) as waiting:
        waiting(0.57)
        await stage.until(lambda: [m for m in stage.telegram.asked(SendMessage) if "Звук готовится: 50" in m.text])
        waiting(0.64)
        await stage.until(lambda: [m for m in stage.telegram.asked(EditMessageText) if "Звук готовится: 60" in m.text])
    await stage.until(lambda: stage.telegram.asked(DeleteMessage))
    assert len(stage.telegram.asked(EditMessageText)) == 1


async def test_a_name_must_be_one(stage: Stage, maria: Someone) -> None:
    await opened(maria, caption="Первая строка\nвторая")
    assert "Название: Первая строка" in text(maria)
    await maria.presses("Название")
    await maria.says("Щ" * 61)
    assert "61 знак из 60" in text(maria)
    await maria.says("Щ" * 60)
    assert "Щ" * 60 in text(maria)


async def test_whatever_sounds_is_offered(stage: Stage, maria: Someone) -> None:
    audio = Audio(file_id="a", file_unique_id="a", duration=30, file_name="Гудок.mp3", title="Песня")
    video = VideoNote(file_id="v", file_unique_id="v", duration=3, length=1)
    named = Document(file_id="d", file_unique_id="d", file_name="привет.WAV", mime_type="application/octet-stream")
    typed = Document(file_id="t", file_unique_id="t", mime_type="audio/ogg")
    for fields in ({"audio": audio}, {"video_note": video}, {"document": named}, {"document": typed}):
        stage.telegram.files |= dict.fromkeys("avdt", NOTE)
        await stage.feed(message=maria.message(None, **fields))
        assert maria.labels() == OFFERED
    sheet = Document(file_id="s", file_unique_id="s", file_name="список.xlsx")
    await stage.feed(message=maria.message(None, document=sheet))
    assert maria.labels() == [], "a sheet is no sound"
    named_offer = stage.telegram.in_chat(maria.id)[-3]
    await maria.presses("Сохранить", named_offer)
    window = stage.telegram.messages[maria.id, named_offer.message_id]
    assert "Название: привет" in (window.text or ""), "the offer becomes the dialog"


async def test_operators_may_call_with_a_sound_and_keep_none(stage: Stage, oleg: Someone) -> None:
    await speaks(oleg)
    assert oleg.labels() == ["📞 Позвонить с ним"]
    await oleg.sends_data("sound", oleg.last())
    assert "нет прав" in (stage.telegram.answers()[-1] or "")
    await oleg.presses("Позвонить с ним")
    await oleg.says("+7 999 123-45-67")
    assert not any("/records" in label for label in oleg.labels())
    await oleg.presses("Отправить в CallDog")
    await stage.app.core.deliveries.settle()
    assert oleg.labels()[0] == "📞 Позвонить"
    (made,) = await records(stage)
    assert (made.author_id, made.listed) == (oleg.id, False)


@pytest.mark.parametrize("kept", [True, False])
async def test_managers_choose_if_a_record_for_a_call_is_kept(stage: Stage, maria: Someone, kept: bool) -> None:
    await speaks(maria)
    await maria.presses("Позвонить с ним")
    await maria.says("+7 999 123-45-67")
    assert "☑️ Сохранить в /records" in maria.labels()
    if not kept:
        await maria.presses("Сохранить в /records")
        assert "⬜️ Сохранить в /records" in maria.labels()
    await maria.presses("Отправить в CallDog")
    (made,) = await records(stage)
    assert made.listed is kept
    await maria.says("/records")
    assert any(made.name[:10] in label for label in maria.labels()) is kept


async def test_groups_are_left_alone(stage: Stage, maria: Someone) -> None:
    message = maria.message(None, GROUP, voice=voice(stage))
    await stage.feed(message=message)
    assert stage.telegram.in_chat(GROUP) == []


async def test_a_dialog_that_waits_for_a_file_gets_it(stage: Stage, maria: Someone) -> None:
    await maria.says("/ivr")
    await maria.presses("Из файла")
    before = len(stage.telegram.in_chat(maria.id))
    await stage.feed(message=maria.message(None, voice=voice(stage)))
    new = stage.telegram.in_chat(maria.id)[before:]
    assert not any("Сохранить как ролик" in label for one in new for label in maria.labels(one))


async def test_a_dialog_that_waits_for_words_stays_open(stage: Stage, maria: Someone) -> None:
    await opened(maria)
    await maria.presses("Название")
    await speaks(maria)
    assert maria.labels() == OFFERED
    await maria.says("Имя")
    assert "Название: Имя" in text(maria)


async def test_cancel_and_back(stage: Stage, maria: Someone) -> None:
    await opened(maria)
    window = maria.last()
    await maria.presses("Название")
    await maria.presses("Назад")
    await maria.presses("Сервисы")
    await maria.presses("CallDog")
    await maria.presses("Назад")
    assert "выберите хотя бы один" in text(maria)
    assert not any("Отправить" in label for label in maria.labels())
    await maria.presses("Отмена")
    assert stage.telegram.in_chat(maria.id) == []
    await maria.sends_data(data_of(window, "Отправить"), window)
    assert "не действует" in (stage.telegram.answers()[-1] or "")
    await opened(maria)
    window = maria.last()
    await maria.says("/cancel")
    await maria.sends_data(data_of(window, "Отправить"), window)
    assert "не действует" in (stage.telegram.answers()[-1] or "")
    assert stage.provider.records.made == []


async def test_from_a_text(stage: Stage, maria: Someone) -> None:
    await maria.says("/records")
    await maria.presses("Из текста")
    assert "Плюс перед гласной" in text(maria)
    await maria.says("а" * 1025)
    assert "Текст длинный: 1" in text(maria)
    await maria.says("Ваш зак+аз - готов")
    assert "Название: Ваш заказ - готов" in text(maria), "the stress is for the voice alone"
    assert not any("Прослушать" in label for label in maria.labels())
    await maria.presses("Голос: женский")
    stage.provider.records.cost = SOUND_COST
    await maria.presses("Отправить в CallDog")
    assert stage.provider.records.made == [NewRecord("Ваш заказ - готов", text="Ваш зак+аз - готов", voice=Voice.MALE)]
    assert "1,80" in text(maria)
    await maria.presses("К роликам")
    assert any("Ваш заказ" in label for label in maria.labels())


async def test_the_persons_own_service_comes_first(stage: Stage, services: list[FakeProvider]) -> None:
    anna = await stage.let_in(ANNA)
    assert await stage.app.core.api.records.providers(_at(anna, "obzvonov")) == ["obzvonov", "calldog"]
    assert await stage.app.core.api.records.providers(_at(anna, "calldog")) == ["calldog", "obzvonov"]


def _at(someone: Someone, provider: str) -> Person:
    return Person(someone.id, "Анна", role=Role.ADMIN, defaults=Defaults(provider=provider))


async def test_the_list_says_how_a_record_stands_at_both(
    stage: Stage, maria: Someone, services: list[FakeProvider]
) -> None:
    """Its card names the other service; one that was removed there is said no more."""
    services[1].records.state = RecordState.WAITING
    await opened(maria, caption="Общий")
    await maria.presses("Сервисы")
    await maria.presses("Программа обзвонов")
    await maria.presses("Назад")
    await maria.presses("Отправить сервису")
    await maria.says("/records")
    assert maria.labels()[0] == "✅⏳ Общий · 0:05"
    await maria.presses("Общий")
    assert "Программа обзвонов" in text(maria)
    assert "Ждёт модератора" in text(maria)
    second = next(one for one in await records(stage) if one.provider == "obzvonov")
    await stage.app.database.transact(
        lambda uow: uow.audio_records.change(second.id, stage.clock.now(), stage=RecordStage.REMOVED)
    )
    await maria.says("/records")
    assert maria.labels()[0] == "✅ Общий · 0:05"
