"""«Call with this»: from a voice note, a record that was made just now, a template; what was chosen last."""

import asyncio

import pytest
from aiogram.types import Document

from bot.domain.errors import BadAudio, Refused
from bot.domain.records import RecordStage
from bot.domain.sayings import Record
from bot.ports.abilities import RecordState, Template
from tests.dialogs.recording import opened, records, saved, speaks, text, voice
from tests.fakes.provider import FakeProvider
from tests.fakes.services import HavingPhrases, ListingRecords, SecondRecords
from tests.support.stage import Someone, Stage

PHONE = "79991234567"


@pytest.fixture
def services() -> list[FakeProvider]:
    return [ListingRecords(), SecondRecords(), HavingPhrases()]


@pytest.fixture
def keeper(services: list[FakeProvider]) -> HavingPhrases:
    assert isinstance(services[2], HavingPhrases)
    return services[2]


async def test_a_voice_note_is_called_with_at_once(stage: Stage, maria: Someone) -> None:
    stage.provider.records.state = RecordState.WAITING
    await speaks(maria, caption="Заказ готов")
    await maria.presses("Позвонить с ним")
    assert "Кому позвонить с роликом «Заказ готов»?" in text(maria)
    await maria.says("не номер")
    assert "Кому позвонить" in text(maria), "it is asked for again"
    await maria.says("+7 999 123-45-67 Иван")
    assert "появится карточка звонка: +7 999 123-45-67" in text(maria)
    assert "не прозвучит" in text(maria)
    assert await stage.orders() == [], "nothing is drafted before the record is there"
    await maria.presses("Отправить в CallDog")
    await stage.app.core.deliveries.settle()
    [order] = await stage.orders()
    assert (order.phones, order.terms.saying.record) == ((PHONE,), Record("7001"))
    assert maria.labels()[0] == "📞 Позвонить"
    assert "модератор" in text(maria), "the card warns"
    assert maria.under("Закрыть") is None, "the window has gone"
    assert stage.provider.placed == []


async def test_a_voice_note_for_no_call_is_left_by_one_tap(stage: Stage, maria: Someone) -> None:
    await speaks(maria)
    await maria.presses("Позвонить с ним")
    await maria.presses("Отмена")
    assert stage.telegram.in_chat(maria.id) == []
    assert await records(stage) == []


async def test_what_was_sent_just_now_is_called_with(stage: Stage, maria: Someone) -> None:
    await saved(maria, "Ролик")
    assert "Готов к звонкам." in text(maria)
    await maria.presses("Позвонить с ним")
    await maria.presses("Назад")
    await maria.presses("Позвонить с ним")
    window = maria.last()
    await maria.shares("+7 999 123-45-67")
    await stage.app.core.deliveries.settle()
    [order] = await stage.orders()
    assert (order.phones, order.terms.saying.record) == ((PHONE,), Record("7001"))
    assert maria.labels()[0] == "📞 Позвонить"
    assert (maria.id, window.message_id) not in stage.telegram.messages
    assert len(stage.provider.records.made) == 1


async def test_what_was_not_taken_cannot_be_called_with(stage: Stage, maria: Someone) -> None:
    stage.provider.records.error = Refused("provider-refused-record")
    await opened(maria)
    await maria.presses("Отправить в CallDog")
    assert maria.under("📞 Позвонить с ним") is None
    stage.provider.records.error = None
    stage.provider.records.state = RecordState.REFUSED
    await maria.presses("Отправить ещё раз")
    assert [one.stage for one in await records(stage)] == [RecordStage.REFUSED]
    assert maria.under("📞 Позвонить с ним") is None


async def test_the_one_that_is_ready_plays(stage: Stage, maria: Someone) -> None:
    """One provider's moderator is slow: nobody has to wait for him."""
    stage.provider.records.state = RecordState.WAITING
    await speaks(maria)
    await maria.presses("Позвонить с ним")
    await maria.says(PHONE)
    await maria.presses("Сервисы")
    await maria.presses("Программа обзвонов")
    await maria.presses("Назад")
    await maria.presses("Отправить сервису")
    [order] = await stage.orders()
    assert (order.provider, order.terms.saying.record) == ("obzvonov", Record("8001"))


async def test_a_tap_twice_and_a_restart_make_one_order(stage: Stage, maria: Someone) -> None:
    await speaks(maria)
    await maria.presses("Позвонить с ним")
    await stage.restart()
    await maria.says(PHONE)
    await stage.restart()
    window = maria.last()
    await asyncio.gather(*(maria.presses("Отправить в CallDog", window) for _ in range(3)))
    assert len(await stage.orders()) == 1
    assert len(stage.provider.records.made) == 1


@pytest.mark.parametrize("caption", [None, "/call 89991234567"])
async def test_a_broken_sound_is_refused_when_it_comes(stage: Stage, maria: Someone, caption: str | None) -> None:
    stage.transcoder.problem = BadAudio("audio-broken")
    stage.telegram.files["m"] = b"ID3-broken"
    file = Document(file_id="m", file_unique_id="m", file_name="привет.mp3", mime_type="audio/mpeg")
    await stage.feed(message=maria.message(None, document=file, caption=caption))
    assert "Файл повреждён" in text(maria)
    assert "подойдут голосовое сообщение" in text(maria), "what to send instead"
    assert maria.labels() == []
    assert await records(stage) == []


async def test_an_operators_sound_is_not_even_looked_at(stage: Stage, oleg: Someone) -> None:
    await speaks(oleg)
    assert stage.transcoder.taken == []


async def test_the_provider_looked_at_last_is_remembered(stage: Stage, maria: Someone) -> None:
    await maria.says("/records")
    assert "Ролики, CallDog: 0" in text(maria)
    await maria.presses("Программа обзвонов")
    assert "Ролики, Программа обзвонов: 0" in text(maria)
    await maria.presses("Закрыть")
    await stage.restart()
    await maria.says("/records")
    assert "Ролики, Программа обзвонов: 0" in text(maria)
    await maria.presses("CallDog")
    await maria.says("/records")
    assert "Ролики, CallDog: 0" in text(maria)


async def test_a_template_is_what_is_said(stage: Stage, maria: Someone, keeper: HavingPhrases) -> None:
    keeper.stored["123"] = [Template("Заказ", "Ваш заказ № 8 999 000-00-00\n<готов>", "1")]
    await maria.says("/templates 123")
    await maria.presses("Заказ")
    assert maria.labels() == ["📞 Позвонить с ним", "✏️ Изменить", "🗑 Удалить", "◀️ Назад"]
    await maria.presses("Позвонить с ним")
    assert "Кому позвонить с шаблоном «Заказ»?" in text(maria)
    await maria.says("привет")
    assert "Кому позвонить с шаблоном" in text(maria)
    await maria.presses("Назад")
    await maria.presses("Позвонить с ним")
    await maria.says("+7 999 123-45-67, 8 999 123-45-68")
    [order] = await stage.orders()
    assert order.phones == (PHONE, "79991234568"), "a number in the template is spoken, not called"
    assert order.terms.saying.text == "Ваш заказ № 8 999 000-00-00\n<готов>"
    assert maria.labels()[0].startswith("📞 Позвонить всем")
    assert maria.under("◀️ Назад") is None


async def test_the_client_chosen_last_is_remembered(stage: Stage, maria: Someone, keeper: HavingPhrases) -> None:
    await maria.says("/templates")
    assert "Шаблоны какого клиента?" in text(maria)
    await maria.says("123")
    await maria.presses("Закрыть")
    await stage.restart()
    await maria.says("/templates")
    assert "Шаблоны клиента 123" in text(maria)
    await maria.presses("Другой клиент")
    await maria.presses("Назад")
    await maria.presses("Другой клиент")
    await maria.says("77")
    await maria.says("/templates")
    assert "клиента 77" in text(maria).casefold()


async def test_a_client_of_whom_the_provider_does_not_tell_is_asked_for_anew(
    stage: Stage, maria: Someone, keeper: HavingPhrases, monkeypatch: pytest.MonkeyPatch
) -> None:
    await maria.says("/templates 123")

    async def refuses(account: str) -> list[Template]:
        raise Refused("provider-refused-other", "No <such> account")

    monkeypatch.setattr(keeper, "templates", refuses)
    await maria.says("/templates")
    assert "No <such> account" in text(maria)
    assert "Шаблоны какого клиента?" in text(maria)


async def test_a_voice_note_in_the_midst_of_asking_whom_to_call(stage: Stage, maria: Someone) -> None:
    """Another sound gets its own offer, and the question stands."""
    await speaks(maria, caption="Первый")
    await maria.presses("Позвонить с ним")
    await stage.feed(message=maria.message(None, voice=voice(stage)))
    assert maria.labels() == ["💾 Сохранить как ролик", "📞 Позвонить с ним"]
    await maria.says(PHONE)
    assert "Название: Первый" in text(maria)


async def test_a_template_is_chosen_where_it_is_asked_what_to_say(
    stage: Stage, maria: Someone, keeper: HavingPhrases
) -> None:
    keeper.stored["77"] = [Template(f"Шаблон {n}", f"Текст {n}", str(n)) for n in range(12)]
    await maria.says("/call +7 999 123-45-67")
    await maria.presses("Шаблон")
    assert "Шаблоны какого клиента?" in text(maria), "no client was chosen before"
    await maria.says("5")
    assert "У клиента 5 шаблонов пока нет" in text(maria)
    await maria.presses("Другой клиент")
    await maria.says("77")
    assert len(maria.last().reply_markup.inline_keyboard) <= 8  # type: ignore[union-attr]  # it has buttons
    await maria.presses("Шаблон 3")
    [order] = await stage.orders()
    assert order.terms.saying.text == "Текст 3"
    assert maria.labels()[0] == "📞 Позвонить"
    await maria.says("/call +7 999 123-45-68")
    await maria.presses("Шаблон")
    assert "Какой шаблон клиента 77 прозвучит?" in text(maria), "the client is remembered"
    await maria.presses("Назад")
    assert "Что сказать абоненту?" in text(maria)


async def test_operators_choose_no_templates(oleg: Someone) -> None:
    await oleg.says("/call +7 999 123-45-67")
    assert not any("Шаблон" in label for label in oleg.labels())
