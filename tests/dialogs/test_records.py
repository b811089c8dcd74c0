"""`/records`: the list, and one record."""

from __future__ import annotations

import pytest
from aiogram.methods import SendVoice

from bot.domain.errors import Refused, Unreachable
from bot.domain.records import RecordStage
from bot.ports.abilities import RecordState
from tests.dialogs.recording import records, saved, text, told
from tests.fakes.provider import FakeProvider
from tests.fakes.services import ListingRecords
from tests.support.people import ANNA
from tests.support.stage import GROUP, Someone, Stage


@pytest.fixture
def services() -> list[FakeProvider]:
    return [ListingRecords()]


async def test_ours_and_what_only_the_service_knows(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Наш ролик")
    stage.provider.records.put("55", "Из кабинета", RecordState.WAITING, text="Здравствуйте")
    await maria.says("/records")
    assert "Ролики, CallDog: 2" in text(maria)
    assert maria.labels()[:2] == ["✅ Наш ролик · 0:05", "⏳ Из кабинета"]
    await maria.presses("Наш ролик")
    shown = text(maria)
    assert "Кто добавил: Мария, 20.11.2026 12:00" in shown
    assert "Длина: 0:05" in shown
    assert "Номер у сервиса: 7001" in shown
    assert "не используется" in shown
    await maria.presses("Назад")
    await maria.presses("Из кабинета")
    assert "«Здравствуйте»" in text(maria) or "Здравствуйте" in text(maria)
    assert "Прослушать его здесь нельзя" in text(maria)
    assert not any(label in "".join(maria.labels()) for label in ("Название", "Прослушать"))


async def test_pages_and_search(stage: Stage, maria: Someone) -> None:
    for number in range(20):
        stage.provider.records.put(str(100 + number), f"Ролик {number:02}")
    stage.provider.records.put("200", "Ёлка")
    await maria.says("/records")
    assert "1 / 6" in maria.labels()
    assert sum("Ролик" in label for label in maria.labels()) == 4
    asked = stage.provider.records.listed
    await maria.presses("▶️")
    assert "✅ Ролик 04" in maria.labels()
    for _ in range(5):
        await maria.presses("▶️")
    assert "6 / 6" in maria.labels()
    assert "✅ Ёлка" in maria.labels()
    await maria.presses("◀️")
    assert stage.provider.records.listed == asked, "turning pages asks the service nothing"
    await maria.presses("Найти")
    await maria.says(" ЁЛ ")
    assert "Поиск: «ЁЛ»" in text(maria)
    assert [label for label in maria.labels() if label.startswith("✅")] == ["✅ Ёлка"]
    await maria.presses("Найти")
    await maria.says("%")
    assert "ничего не нашлось" in text(maria)
    await maria.presses("Показать все")
    assert "CallDog: 21" in text(maria)


async def test_refresh_asks_the_service(stage: Stage, maria: Someone) -> None:
    await maria.says("/records")
    assert "Роликов пока нет" in text(maria)
    stage.provider.records.put("1", "Новый")
    await maria.presses("Обновить")
    assert "✅ Новый" in maria.labels()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Refused("provider-not-offered"), "своего списка сервис не показывает"),
        (Unreachable("provider-read-timeout"), "Сервис сейчас не ответил"),
    ],
)
async def test_ours_are_there_without_the_services_list(
    stage: Stage, maria: Someone, error: Refused | Unreachable, said: str
) -> None:
    await saved(maria, "Наш")
    stage.provider.records.list_error = error
    await maria.says("/records")
    assert said in text(maria)
    await maria.presses("Наш")
    assert "больше не показывает" not in text(maria)


async def test_what_the_service_lists_no_more_is_told(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Пропавший")
    stage.provider.records.kept.clear()
    await maria.says("/records")
    await maria.presses("Пропавший")
    assert "больше не показывает" in text(maria)
    await maria.presses("Удалить")
    assert "У сервиса CallDog такого ролика нет" in text(maria)
    await maria.presses("Да, удалить")
    assert stage.provider.records.removed == [], "what is not there is not asked for"
    assert [record.stage for record in await records(stage)] == [RecordStage.REMOVED]


async def test_play_by_telegrams_id_and_anew(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Ролик")
    await maria.says("/records")
    await maria.presses("Ролик")
    await maria.presses("Прослушать")
    await maria.presses("Прослушать")
    first, second = stage.telegram.asked(SendVoice)
    assert not isinstance(first.voice, str)
    assert second.voice == (await records(stage))[0].voice_file, "made once, then sent by its id"
    assert len(stage.transcoder.taken) == 2, "for the service, and for the first listening"
    stage.telegram.files.pop(second.voice)
    await maria.presses("Прослушать")
    assert not isinstance(stage.telegram.asked(SendVoice)[-1].voice, str), "Telegram had lost it"


async def test_telegram_forbidding_voice_notes_is_told(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Ролик")
    await maria.says("/records")
    await maria.presses("Ролик")
    stage.telegram.refusals = {SendVoice: "Bad Request: VOICE_MESSAGES_FORBIDDEN"}
    await maria.presses("Прослушать")
    assert "настройках приватности" in (stage.telegram.answers()[-1] or "")


async def test_moderation_is_told_once_with_the_words(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Ролик", RecordState.WAITING)
    stage.provider.records.moderate("7001", RecordState.REFUSED, "Слишком <тихо>")
    for _ in range(3):
        stage.clock.advance(3600)
        await stage.app.core.record_watch.sweep()
    await stage.until(lambda: "Слишком <тихо>" in text(maria))
    assert [news.count("отклонил ролик Ролик (CallDog)") for news in await told(stage, maria)] == [1]
    await maria.says("/records")
    await maria.presses("⛔️ Ролик")
    assert "Слова модератора: «Слишком <тихо>»" in text(maria)


async def test_looking_at_the_list_learns_it_too(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Ролик", RecordState.WAITING)
    stage.provider.records.moderate("7001", RecordState.APPROVED)
    await maria.says("/records")
    assert maria.under("✅ Ролик · 0:05")
    assert [record.stage for record in await records(stage)] == [RecordStage.APPROVED]
    stage.clock.advance(3600)
    await stage.app.core.record_watch.sweep()
    assert len(await told(stage, maria)) == 1


async def test_operators_have_no_records(oleg: Someone) -> None:
    await oleg.says("/records")
    assert "нет прав" in text(oleg)


async def test_a_record_that_is_gone_says_so(stage: Stage, maria: Someone) -> None:
    stage.provider.records.put("55", "Чужой")
    await maria.says("/records")
    stage.provider.records.kept.clear()
    stage.clock.advance(60)
    await maria.presses("Чужой")
    assert "больше нет" in (stage.telegram.answers()[-1] or "")
    await maria.presses("Обновить")
    assert "CallDog: 0" in text(maria), "the list is still open"


async def test_a_restart_stale_buttons_and_two_people_in_a_group(stage: Stage, maria: Someone) -> None:
    anna = await stage.let_in(ANNA)
    stage.provider.records.put("55", "Чужой")
    await maria.says("/records", GROUP)
    hers = maria.last(GROUP)
    await anna.says("/records", GROUP)
    await anna.presses("Чужой", hers)
    assert "открыл другой сотрудник" in (stage.telegram.answers()[-1] or "")
    await stage.restart()
    await maria.presses("Чужой", hers)
    now = stage.telegram.messages[GROUP, hers.message_id]
    assert "Номер у сервиса: 55" in (now.text or "")
    await maria.says("/cancel", GROUP)
    await maria.presses("Удалить", now)
    assert "не действует" in (stage.telegram.answers()[-1] or "")
    assert stage.provider.records.removed == []


async def test_what_was_made_just_now_is_not_missed(stage: Stage, maria: Someone) -> None:
    await maria.says("/records")
    await saved(maria, "Новый")
    await maria.says("/records")
    await maria.presses("Новый")
    assert "больше не показывает" not in text(maria)
