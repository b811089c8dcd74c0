"""`/call …` over a sound, or in reply to one: it is what is played, with a record made first."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.types import Audio, Document, Message, VideoNote

from bot.domain.access import Person, Role
from bot.domain.errors import Refused
from bot.domain.orders import Order, Place
from bot.domain.sayings import Record
from bot.ports.abilities import RecordState
from bot.services.change_draft import DraftChange
from bot.services.draft_orders import Press
from handlers.new_record.start import LARGEST
from tests.dialogs.recording import records, text, voice
from tests.fakes.provider import FakeProvider
from tests.fakes.services import HavingPhrases, ListingRecords, SecondRecords
from tests.support.stage import GROUP, Someone, Stage

A, B = "79991234567", "79991234568"


@pytest.fixture
def services() -> list[FakeProvider]:
    return [ListingRecords(), SecondRecords(), HavingPhrases()]


def sounds(stage: Stage) -> dict[str, dict[str, Any]]:
    stage.telegram.files["s"] = b"OggS"
    named: dict[str, Any] = {"file_id": "s", "file_unique_id": "s"}
    return {
        "voice": {"voice": voice(stage)},
        "audio": {"audio": Audio(**named, duration=30, file_name="Гудок.mp3")},
        "video note": {"video_note": VideoNote(**named, duration=3, length=1)},
        "document": {"document": Document(**named, file_name="привет.wav", mime_type="audio/wav")},
    }


async def sends(someone: Someone, chat: int | None = None, **fields: Any) -> Message:
    message = someone.message(None, chat, **fields)
    await someone.stage.feed(message=message)
    return message


async def called(stage: Stage, someone: Someone, chat: int | None = None, send: str = "в CallDog") -> Order:
    """Sends the record to the provider and returns the order whose card comes then."""
    await someone.presses(f"Отправить {send}", someone.last(chat))
    await stage.app.core.deliveries.settle()
    (order,) = await stage.orders()
    several = "" if len(order.phones) == 1 else f" всем ({len(order.phones)})"
    assert f"📞 Позвонить{several}" in someone.labels(someone.last(chat))
    return order


@pytest.mark.parametrize("kind", ["voice", "audio", "video note", "document"])
async def test_a_sound_under_call_is_what_is_played(stage: Stage, maria: Someone, kind: str) -> None:
    stage.provider.records.state = RecordState.APPROVED
    await sends(maria, caption="/call +7 999 123-45-67, 89991234568", **sounds(stage)[kind])
    assert "Новый ролик" in text(maria)
    assert "появится карточка звонка: +7 999 123-45-67, +7 999 123-45-68" in text(maria)
    assert "/call" not in text(maria), "the command is no name for a record"
    assert await stage.orders() == [], "nothing is drafted before the record is there"
    order = await called(stage, maria)
    assert (order.phones, order.terms.saying.record, order.terms.saying.text) == ((A, B), Record("7001"), None)
    assert stage.provider.placed == []
    assert len(await records(stage)) == 1


@pytest.mark.parametrize("chat", [None, GROUP])
@pytest.mark.parametrize("written", ["/call +7 999 123-45-67", "/Call+79991234567", "/call, 89991234567"])
async def test_in_reply_to_a_sound(stage: Stage, maria: Someone, written: str, chat: int | None) -> None:
    bearer = await sends(maria, chat, **sounds(stage)["voice"])
    await maria.says(written, chat, reply_to_message=bearer)
    assert (await called(stage, maria, chat)).terms.saying.record == Record("7001")


async def test_a_text_beside_a_sound_is_not_spoken_and_that_is_said(stage: Stage, maria: Someone) -> None:
    await sends(maria, caption="/call 89991234567 Ваш заказ готов", **sounds(stage)["voice"])
    assert "Текст рядом со звуком или номером не прозвучит" in text(maria)
    assert "Название: Ваш заказ готов" in text(maria)
    order = await called(stage, maria)
    assert (order.terms.saying.text, order.terms.saying.record) == (None, Record("7001"))


async def test_a_text_in_reply_to_a_sound_is_spoken_as_ever_and_that_is_said(stage: Stage, maria: Someone) -> None:
    """The sound may be what the client said."""
    bearer = await sends(maria, **sounds(stage)["voice"])
    await maria.says("/call 89991234567 Ваш заказ готов", reply_to_message=bearer)
    (order,) = await stage.orders()
    assert (order.terms.saying.text, order.terms.saying.record) == ("Ваш заказ готов", None)
    assert "не прозвучит" in (stage.telegram.in_chat(maria.id)[-2].text or "")
    assert maria.labels()[0] == "📞 Позвонить"


@pytest.mark.parametrize("chat", [None, GROUP])
@pytest.mark.parametrize("by_reply", [False, True])
async def test_an_operator_records_for_a_call_of_their_own(
    stage: Stage, oleg: Someone, by_reply: bool, chat: int | None
) -> None:
    if by_reply:
        bearer = await sends(oleg, chat, **sounds(stage)["voice"])
        await oleg.says("/call 89991234567", chat, reply_to_message=bearer)
    else:
        await sends(oleg, chat, caption="/call 89991234567 Ваш заказ готов", **sounds(stage)["voice"])
    order = await called(stage, oleg, chat)
    assert (order.phones, order.terms.saying.record, order.author_id) == ((A,), Record("7001"), oleg.id)
    assert [(one.listed, one.author_id) for one in await records(stage)] == [(False, oleg.id)]


async def test_one_sound_in_a_group_is_two_records_of_two_operators(stage: Stage, oleg: Someone) -> None:
    """Nobody's order plays what somebody else may take away."""
    nina = await stage.person(7, Role.OPERATOR, "ru", "Нина")
    bearer = await sends(oleg, GROUP, **sounds(stage)["voice"])
    for who in (oleg, nina):
        await who.says("/call 89991234567", GROUP, reply_to_message=bearer)
        await who.presses("Отправить в CallDog", who.last(GROUP))
    assert [(one.author_id, one.provider_record_id) for one in await records(stage)] == [
        (oleg.id, "7001"),
        (nina.id, "7002"),
    ]


@pytest.mark.parametrize(("caption", "said"), [("/call", "Номера здесь нет"), ("/call привет", "не похоже на номер")])
async def test_without_a_number_it_is_asked_for(stage: Stage, maria: Someone, caption: str, said: str) -> None:
    await sends(maria, caption=caption, **sounds(stage)["voice"])
    assert said in text(maria)
    assert "Чтобы прозвучал этот звук, напишите номер" in text(maria)


async def test_where_it_is_asked_what_to_say_a_voice_note_is_taken(stage: Stage, maria: Someone) -> None:
    await maria.says("/call 89991234567")
    await sends(maria, **sounds(stage)["voice"])
    await maria.presses("Отправить в CallDog")
    await stage.app.core.deliveries.settle()
    (order,) = await stage.orders()
    assert (order.phones, order.terms.saying.record_id) == ((A,), "7001")
    cards = [shown for shown in stage.telegram.in_chat(maria.id) if "📞 Позвонить" in maria.labels(shown)]
    assert len(cards) == 1
    await maria.presses("Позвонить", cards[0])
    await stage.app.core.submitter.drain()
    assert [call.saying.record_id for call in stage.provider.placed] == ["7001"]


async def test_a_draft_that_was_canceled_meanwhile_takes_no_record_and_that_is_said(
    stage: Stage, maria: Someone
) -> None:
    await maria.says("/call 89991234567")
    await sends(maria, **sounds(stage)["voice"])
    (order,) = await stage.orders()
    await stage.app.core.api.orders.withdraw(*await _cancels(stage, maria, order.id))
    await maria.presses("Отправить в CallDog")
    window = maria.under("📞 Позвонить с ним")
    assert window is not None, "the record was made, and can be called with"
    assert "⚠️" in (window.text or "")
    assert stage.provider.placed == []


async def _cancels(stage: Stage, someone: Someone, order_id: int) -> tuple[Person, Press]:
    return await _person(stage, someone), Press(order_id, Place(someone.id), None, "ru")


async def _person(stage: Stage, someone: Someone) -> Person:
    person = await stage.app.database.transact(lambda uow: uow.people.get(someone.id))
    assert person is not None
    return person


@pytest.mark.parametrize("kind", ["voice", "audio", "video note", "document"])
@pytest.mark.parametrize("window", ["", "Параметры", "Текст", "Ролик"])
async def test_in_the_options_of_an_order(stage: Stage, oleg: Someone, window: str, kind: str) -> None:
    """Where the text is asked, and in every window that has to do with what is said."""
    await oleg.says("/call 89991234567" if not window else "/call 89991234567 Ваш заказ готов")
    for label in ["Параметры", window] if window else []:
        if label != "Параметры" or "Текст" not in " ".join(oleg.labels()):
            await oleg.presses(label)
    await sends(oleg, **sounds(stage)[kind])
    order = await called(stage, oleg)
    assert (order.terms.saying.record, order.terms.saying.text) == (Record("7001"), None)
    assert stage.provider.placed == []


async def test_a_list_of_numbers_is_no_sound(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call 89991234567")
    stage.telegram.files["l"] = b"phone\n89991234568\n"
    listed = Document(file_id="l", file_unique_id="l", file_name="base.csv", mime_type="text/csv")
    await sends(oleg, document=listed)
    assert (await stage.orders())[-1].phones == (B,)


async def test_a_service_that_plays_no_records_says_so(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call 89991234567")
    (order,), person = await stage.orders(), await _person(stage, oleg)
    await stage.app.core.api.orders.change(person, DraftChange(order.id, provider="mobilgroup"))
    await sends(oleg, **sounds(stage)["voice"])
    assert "⚠️" in text(oleg)
    assert "Mobilgroup" in text(oleg)
    assert await records(stage) == []


async def test_too_many_numbers_are_refused_before_a_record_is_made(stage: Stage, maria: Someone) -> None:
    numbers = ", ".join(f"899912{n:05}" for n in range(21))
    await sends(maria, caption=f"/call {numbers}", **sounds(stage)["voice"])
    assert "до 20 номеров" in text(maria)
    assert maria.labels() == []


async def test_a_sound_too_large_to_take(stage: Stage, maria: Someone) -> None:
    big = Audio(file_id="b", file_unique_id="b", duration=9, file_size=LARGEST + 1)
    await sends(maria, caption="/call 89991234567", audio=big)
    assert "20" in text(maria)
    assert maria.labels() == []


async def test_a_record_that_was_not_taken_makes_no_card_until_it_is(stage: Stage, maria: Someone) -> None:
    await sends(maria, caption="/call 89991234567", **sounds(stage)["voice"])
    stage.provider.records.error = Refused("provider-refused-record")
    await maria.presses("Отправить в CallDog")
    assert "Карточки звонка пока нет" in text(maria)
    assert await stage.orders() == []
    stage.provider.records.error = None
    await maria.presses("Отправить ещё раз")
    await stage.app.core.deliveries.settle()
    (order,) = await stage.orders()
    assert order.terms.saying.record == Record("7001")


async def test_the_service_that_took_the_record_plays_it(
    stage: Stage, maria: Someone, services: list[FakeProvider]
) -> None:
    await sends(maria, caption="/call 89991234567", **sounds(stage)["voice"])
    await maria.presses("Сервисы")
    await maria.presses("Программа обзвонов")
    await maria.presses("Назад")
    services[0].records.error = Refused("provider-refused-record")
    order = await called(stage, maria, send="сервису")
    assert (order.provider, order.terms.saying.record) == ("obzvonov", Record("8001"))


async def test_sent_twice_it_is_one_order(stage: Stage, maria: Someone) -> None:
    await sends(maria, caption="/call 89991234567", **sounds(stage)["voice"])
    window = maria.last().model_copy()
    await maria.presses("Отправить в CallDog", window)
    await maria.presses("Отправить в CallDog", window)
    assert len(await stage.orders()) == 1
    assert len(await records(stage)) == 1


async def test_in_their_language(stage: Stage) -> None:
    john = await stage.person(6, Role.MANAGER, "en", "John")
    await sends(john, caption="/call 89991234567 Hello", **sounds(stage)["voice"])
    assert "the call’s card will appear: +7 999 123-45-67\n" in text(john)
    assert "The text beside the sound or the number is not spoken" in text(john)
