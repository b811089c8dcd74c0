"""What stands under old messages: it works while it can, and says kindly when it cannot; nobody is stranded."""

from __future__ import annotations

import logging

import pytest
from aiogram.types import InaccessibleMessage
from sqlalchemy import func, update

from storage.tables import fsm
from tests.support.people import CALL
from tests.support.stage import Someone, Stage

OUTDATED = "Эта кнопка уже не действует. Начните заново."


async def rename_states(stage: Stage, new: str) -> None:
    """As an update that renames or removes the states of the dialog, with people inside."""
    changed = update(fsm).values(data=func.replace(fsm.c.data, "Options:main", new))
    await stage.app.database.run(lambda connection: connection.execute(changed))
    await stage.restart()


async def open_options(oleg: Someone) -> None:
    await oleg.says(CALL)
    await oleg.presses("Параметры")


@pytest.mark.parametrize("state", ["Gone:main", "Options:gone"])
async def test_a_state_that_is_gone_strands_nobody_who_presses(stage: Stage, oleg: Someone, state: str) -> None:
    await open_options(oleg)
    window = oleg.last()
    await rename_states(stage, state)

    await oleg.presses("Запись", window)
    assert stage.telegram.answers()[-1] == OUTDATED
    await stage.app.core.deliveries.settle()
    assert oleg.labels()[0] == "📞 Позвонить"
    assert "⚙️ Параметры" in oleg.labels(), "it is the card again"

    await open_options(oleg)
    await oleg.presses("Запись")
    assert [order.terms.need_recording for order in await stage.orders()] == [False, True]


@pytest.mark.parametrize("state", ["Gone:main", "Options:gone"])
async def test_a_state_that_is_gone_strands_nobody_who_writes(stage: Stage, oleg: Someone, state: str) -> None:
    await open_options(oleg)
    await rename_states(stage, state)

    await oleg.says("/help")
    await oleg.says("/help")
    assert "Как позвонить" in (oleg.last().text or "")
    await open_options(oleg)
    assert "✏️ Текст" in oleg.labels()


async def test_a_button_of_a_finished_dialog_is_told_kindly(stage: Stage, oleg: Someone) -> None:
    await open_options(oleg)
    window = oleg.last()
    await oleg.says("/cancel")
    await oleg.presses("Запись", window)
    assert stage.telegram.answers()[-1] == OUTDATED
    assert (await stage.orders())[0].terms.need_recording is False


async def test_a_button_of_the_dialog_before_is_told_kindly(stage: Stage, oleg: Someone) -> None:
    await open_options(oleg)
    window = oleg.last()
    await open_options(oleg)
    newest = oleg.last()
    assert newest.message_id != window.message_id
    await oleg.presses("Запись", window)
    assert stage.telegram.answers()[-1] == OUTDATED

    await oleg.presses("Запись", newest)
    assert [order.terms.need_recording for order in await stage.orders()] == [False, True]


@pytest.mark.parametrize("data", ["nonsense", "order:nonsense:1", "order:place:x", "voice:7", "", "a\x1dbcd:e"])
async def test_a_button_that_nobody_knows_is_answered(
    stage: Stage, oleg: Someone, data: str, caplog: pytest.LogCaptureFixture
) -> None:
    await oleg.says(CALL)
    with caplog.at_level(logging.ERROR):
        await oleg.sends_data(data, oleg.last())
    assert stage.telegram.answers() == [OUTDATED]
    assert caplog.records == []


async def test_a_message_of_days_ago_still_works(stage: Stage, oleg: Someone) -> None:
    """Of such a message Telegram tells its number only."""
    await oleg.says(CALL)
    card = oleg.last()
    old = InaccessibleMessage(chat=card.chat, message_id=card.message_id)
    assert card.reply_markup is not None
    data = {b.text: str(b.callback_data) for row in card.reply_markup.inline_keyboard for b in row}

    await oleg.sends_data("order:request:1", old)
    assert "79991234567" in (oleg.last().text or "")
    stage.clock.advance(12 * 3600)
    await oleg.sends_data(data["📞 Позвонить"], old)
    card = stage.telegram.messages[oleg.id, card.message_id]
    assert oleg.labels(card)[0] == "📞 Всё равно позвонить"
    await oleg.sends_data(data["✖️ Отмена"], old)
    card = await stage.until(lambda: oleg.under("🔁 Позвонить ещё"))
    assert card.reply_markup is not None
    await oleg.sends_data(str(card.reply_markup.inline_keyboard[0][0].callback_data), old)
    assert oleg.labels()[0] == "📞 Позвонить"
    assert stage.provider.placed == []


async def test_a_bug_is_told_by_a_code_that_the_log_knows(
    stage: Stage, oleg: Someone, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(stage.app.core.api.history, "page", broken)
    await oleg.says("/calls")
    said = oleg.last().text or ""
    code = said.rsplit(" ", 1)[-1].strip(".")
    assert "Что-то сломалось" in said
    assert f"error {code} while handling an update" in caplog.text
    assert "RuntimeError: a bug" in caplog.text
    assert "RuntimeError" not in said


@pytest.mark.parametrize(
    "data",
    ["order:show:99999999999999999999", "call:heard:99999999999999999999", "details:1:-9", "order:place:-1"],
)
async def test_a_number_that_no_button_of_ours_has(
    stage: Stage, oleg: Someone, data: str, caplog: pytest.LogCaptureFixture
) -> None:
    await oleg.says(CALL)
    await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()
    await oleg.sends_data(data, oleg.last())
    assert stage.telegram.answers()[-1] == OUTDATED
    assert caplog.text == ""
