"""A dialog has one message, at the bottom while somebody writes, and leaves nothing when it is over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from aiogram.methods import DeleteMessage, EditMessageReplyMarkup, SendMessage
from aiogram.types import Document, Message, PhotoSize

from bot.domain.calls import CallState, Report
from tests.dialogs.emulating import Wire, stage_of
from tests.dialogs.recording import speaks
from tests.fakes.provider import FakeProvider
from tests.fakes.services import HavingPhrases, JoiningPeople, ListingRecords
from tests.support.people import ANNA
from tests.support.stage import GROUP, Someone, Stage

TAP = "👆 "
"""Begins what is tapped in the ways below; the rest is written."""
WAYS = {
    "call": ["/call", "не номер"],
    "records": ["/records", "👆 Найти", "ролик", "👆 Показать все", "просто слова"],
    "a record from a text": ["/records", "👆 Из текста", "Ваш заказ готов", "👆 Название", "Готов"],
    "menus": ["/ivr", "👆 Новое меню", "я" * 61, "Меню", "👆 Голос", "Здравствуйте", "👆 Ещё"],
    "a key": [
        "/ivr",
        "👆 Новое меню",
        "Меню",
        "👆 Назад",
        "👆 Клавиша",
        "👆 1",
        "👆 Метка",
        "да",
        "👆 Соединить",
        "не номер",
    ],
    "a search of menus": ["/ivr", "👆 Из файла", "не файл"],
    "templates": ["/templates", "77", "👆 Добавить", "без текста", "Имя\nТекст", "👆 Назад"],
}


@pytest.fixture
def services() -> list[FakeProvider]:
    return [ListingRecords(), JoiningPeople(), HavingPhrases()]


def windows(stage: Stage, chat: int) -> list[Message]:
    """The messages whose buttons are a dialog's."""
    return [message for message in stage.telegram.in_chat(chat) if any("\x1d" in data for data in _data(message))]


def _data(message: Message) -> Iterable[str]:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    return [button.callback_data or "" for row in rows for button in row]


async def goes(someone: Someone, steps: Iterable[str], chat: int | None = None) -> None:
    for step in steps:
        if step.startswith(TAP):
            await someone.presses(step.removeprefix(TAP), someone.last(chat))
        else:
            await someone.says(step, chat)
        shown = someone.stage.telegram.in_chat(chat or someone.id)
        assert windows(someone.stage, chat or someone.id) == shown[-1:], f"after «{step}»: {shown}"
        assert len(shown) == 1, f"after «{step}» more than the window is there: {shown}"


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
async def test_one_message_all_the_way_and_none_when_it_is_closed(stage: Stage, maria: Someone, way: list[str]) -> None:
    await goes(maria, way)
    while stage.telegram.in_chat(maria.id):
        out = [label for label in ("Закрыть", "Отмена", "Назад") if any(label in one for one in maria.labels())]
        assert out, maria.labels()
        await maria.presses(out[0])


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
async def test_cancel_leaves_one_line_that_says_what_was_not_done(stage: Stage, maria: Someone, way: list[str]) -> None:
    await goes(maria, way)
    await maria.says("/cancel")
    (said,) = stage.telegram.in_chat(maria.id)
    assert (said.text or "").startswith(("Отменено. ", "Окно закрыто."))
    assert "\n" not in (said.text or "")


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
async def test_another_command_takes_the_window_away(stage: Stage, maria: Someone, way: list[str]) -> None:
    await goes(maria, way)
    await maria.says("/templates")
    (window,) = stage.telegram.in_chat(maria.id)
    assert "Шаблоны " in (window.text or "")


ANSWERED = ["/start", "/settings"]


@pytest.mark.parametrize("command", ANSWERED)
async def test_a_command_that_a_message_answers_takes_it_away_too(stage: Stage, maria: Someone, command: str) -> None:
    for way in WAYS.values():
        await goes(maria, way)
        await maria.says(command)
        assert windows(stage, maria.id) == [], way
        for shown in stage.telegram.in_chat(maria.id):
            del stage.telegram.messages[maria.id, shown.message_id]


@pytest.mark.parametrize("command", ["/help", "/balance"])
async def test_a_look_at_something_else_moves_it_below(stage: Stage, maria: Someone, command: str) -> None:
    for way in WAYS.values():
        await goes(maria, way)
        text = maria.last().text
        await maria.says(command)
        answer, window = stage.telegram.in_chat(maria.id)
        assert windows(stage, maria.id) == [window], way
        assert not answer.reply_markup or "\x1d" not in "".join(_data(answer))
        assert (window.text or "").splitlines()[-1] == (text or "").splitlines()[-1]
        await maria.says("/start")
        for shown in stage.telegram.in_chat(maria.id):
            del stage.telegram.messages[maria.id, shown.message_id]


async def test_such_a_command_leaves_the_card_of_open_options(stage: Stage, oleg: Someone) -> None:
    await oleg.opens("/call 89991234567 Ваш заказ готов", "Параметры")
    window = oleg.last()
    await oleg.says("/calls")
    await stage.app.core.deliveries.settle()
    assert oleg.labels(stage.telegram.messages[oleg.id, window.message_id])[0] == "📞 Позвонить"
    (history,) = windows(stage, oleg.id)
    assert history.message_id != window.message_id


async def test_call_again_takes_it_away_too(stage: Stage, maria: Someone) -> None:
    await maria.says("/call 89991234567 Ваш заказ готов")
    await maria.says("/cancel")
    await stage.app.core.deliveries.settle()
    card = maria.under("🔁 Позвонить ещё")
    await maria.says("/records")
    await maria.presses("Позвонить ещё", card)
    assert windows(stage, maria.id) == []
    assert maria.labels()[0] == "📞 Позвонить"


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
async def test_it_goes_on_after_a_restart(stage: Stage, maria: Someone, way: list[str]) -> None:
    await goes(maria, way[:-1])
    await stage.restart()
    await goes(maria, way[-1:])


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
async def test_two_people_of_a_group_each_have_their_own(
    stage: Stage, maria: Someone, anna: Someone, way: list[str]
) -> None:
    await maria.says("/records", GROUP)
    (hers,) = stage.telegram.in_chat(GROUP)
    await anna.says(way[0], GROUP)
    await anna.says("/cancel", GROUP)
    assert windows(stage, GROUP) == [hers]
    await maria.presses("Закрыть", hers)
    assert windows(stage, GROUP) == []


async def test_a_tag_leaves_the_card_and_what_became_of_it(
    stage: Stage, oleg: Someone, services: list[FakeProvider]
) -> None:
    await oleg.says("/callback +7 999 123-45-67")
    await oleg.says("Не сейчас")
    await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()
    services[1].reports["501"] = Report(CallState.COMPLETED)
    stage.clock.advance(600)
    await stage.app.core.track.poll()
    card = await stage.until(lambda: oleg.under("🏷 Метка в CallKeeper"))
    before = [message.message_id for message in stage.telegram.in_chat(oleg.id)]
    for end in ("Отмена", "/cancel", "важный"):
        await oleg.presses("Метка", card)
        await (oleg.presses(end) if end == "Отмена" else oleg.says(end))
        assert oleg.labels(stage.telegram.messages[oleg.id, card.message_id]) == oleg.labels(card)
        assert windows(stage, oleg.id) == []
    left = [message.text for message in stage.telegram.in_chat(oleg.id) if message.message_id not in before]
    assert left == ["Отменено. Метка не поставлена.", "🏷 Метка «важный» поставлена."]


async def test_an_offer_becomes_the_window_and_goes_with_it(stage: Stage, maria: Someone) -> None:
    await speaks(maria)
    await goes(maria, ["👆 Сохранить как", "👆 Название", "Готов", "👆 Отмена"][:3])
    await maria.presses("Отмена")
    assert stage.telegram.in_chat(maria.id) == []


async def test_the_emulator(tmp_path: Path) -> None:
    async with stage_of(tmp_path, Wire()) as stage:
        anna = await stage.let_in(ANNA)
        await goes(anna, ["/emulator", "👆 CallDog", "👆 Назад"])
        await anna.presses("Закрыть")
        assert stage.telegram.in_chat(anna.id) == []


@pytest.mark.parametrize("refused", [[DeleteMessage], [DeleteMessage, EditMessageReplyMarkup]])
async def test_a_window_that_cannot_be_deleted_strands_nobody(
    stage: Stage, maria: Someone, refused: list[type]
) -> None:
    """It is of days ago, or in a group without the right. Its buttons are taken off, if that can be."""
    await maria.says("/records")
    old = maria.last()
    for method in refused:
        stage.telegram.refusals[method] = "Bad Request: message can't be deleted for everyone"
    await maria.presses("Найти", old)
    await maria.says("ролик")
    assert maria.last().message_id != old.message_id
    assert "По запросу «ролик»" in (maria.last().text or "")
    is_dead = EditMessageReplyMarkup not in refused
    assert (maria.labels(stage.telegram.messages[maria.id, old.message_id]) == []) is is_dead
    await maria.presses("Закрыть")
    assert (windows(stage, maria.id) == []) is is_dead
    await maria.says("/templates")
    assert "Шаблоны " in (maria.last().text or "")


async def test_a_window_that_somebody_deleted_strands_nobody(stage: Stage, maria: Someone) -> None:
    await maria.says("/records")
    window = maria.last()
    del stage.telegram.messages[maria.id, window.message_id]
    await maria.says("просто слова")
    assert "Ролики, CallDog" in (maria.last().text or "")


async def test_where_the_new_window_cannot_be_sent_the_old_one_stays(stage: Stage, maria: Someone) -> None:
    await maria.says("/records")
    await maria.presses("Найти")
    asked = maria.last()
    stage.telegram.refusals[SendMessage] = "Bad Request: not now"
    await maria.says("ролик")
    assert stage.telegram.in_chat(maria.id) == [asked]
    del stage.telegram.refusals[SendMessage]
    await maria.presses("Назад", asked)
    assert "Ролики, CallDog" in (maria.last().text or "")


async def test_a_problem_is_shown_once(stage: Stage, maria: Someone) -> None:
    await maria.says("/call")
    await maria.says("не номер")
    assert (maria.last().text or "").startswith("⚠️ ")
    assert "Кому позвонить?" in (maria.last().text or "")
    await maria.says("/call")
    assert not (maria.last().text or "").startswith("⚠️ ")


async def test_what_a_window_does_not_take_is_said(stage: Stage, maria: Someone) -> None:
    photo = PhotoSize(file_id="photo", file_unique_id="photo", width=1, height=1)
    await maria.says("/records")
    await maria.says("просто слова")
    assert (maria.last().text or "").startswith("⚠️ Здесь выбирают кнопками.")
    await maria.presses("Найти")
    await stage.feed(message=maria.message(None, photo=[photo]))
    assert (maria.last().text or "").startswith("⚠️ Здесь нужен ответ текстом.")


async def test_pictures_sent_at_once_move_the_window_once(stage: Stage, maria: Someone) -> None:
    await maria.says("/records")
    for name in "ab":
        document = Document(file_id=name, file_unique_id=name, file_name=f"{name}.pdf")
        await stage.feed(message=maria.message(None, document=document, media_group_id="album"))
    assert len(stage.telegram.asked(SendMessage)) == 2
    assert len(windows(stage, maria.id)) == 1


async def test_in_a_group_it_says_first_that_it_hears_replies_only(stage: Stage, maria: Someone) -> None:
    await maria.says("/records", GROUP)
    await maria.presses("Найти", maria.last(GROUP))
    assert (maria.last(GROUP).text or "").startswith("↩️ Ответьте на это сообщение")
    await maria.says("ролик", GROUP, reply_to_message=maria.last(GROUP))
    assert len(stage.telegram.in_chat(GROUP)) == 1
    assert "По запросу «ролик»" in (maria.last(GROUP).text or "")


@pytest.mark.parametrize(
    ("command", "labels"),
    [("/settings", []), ("/balance", []), ("/calls", []), ("/settings", ["Параметры по умолчанию", "Назад"])],
)
async def test_what_is_no_dialog_closes_too(stage: Stage, oleg: Someone, command: str, labels: list[str]) -> None:
    await oleg.opens(command, *labels)
    await oleg.presses("Закрыть")
    assert stage.telegram.in_chat(oleg.id) == []
