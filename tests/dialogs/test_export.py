"""`/export`: the filter's calls as a file, of one's own or of everybody's, while the person goes on."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.methods import SendDocument
from aiogram.types import FSInputFile, Message

from bot.domain.access import Role
from bot.domain.calls import CallState, Report
from bot.media.sheet_writer import ChildSheetWriter
from bot.ports.media import SheetFile
from bot.services import history
from bot.services.people import RoleChange
from handlers.calls import files
from tests.dialogs.test_history import BUSY, called
from tests.support.people import ANNA, CALL, MARIA
from tests.support.stage import GROUP, Someone, Stage


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bytes]]:
    """Name and content of each file, read when it is sent: afterwards it is gone."""
    found: list[tuple[str, bytes]] = []
    make = FSInputFile.__init__

    def note(self: FSInputFile, path: str | Path, *args: object, **named: object) -> None:
        found.append((Path(path).name, Path(path).read_bytes()))
        make(self, path, *args, **named)  # type: ignore[arg-type]  # as aiogram has it

    monkeypatch.setattr(FSInputFile, "__init__", note)
    return found


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


async def exported(stage: Stage, someone: Someone, kind: str = "CSV") -> None:
    await someone.says("/export")
    await someone.presses(kind)
    await stage.until(lambda: "Готово" in (someone.last().text or "") or stage.telegram.asked(SendDocument))
    await stage.until(lambda: any("Готово" in (m.text or "") for m in stage.telegram.in_chat(someone.id)))


async def test_the_filters_calls_as_csv(stage: Stage, oleg: Someone, sent: list[tuple[str, bytes]]) -> None:
    await called(stage, oleg, f"{CALL} =cmd", BUSY)
    await called(stage, oleg, f"{CALL} ещё", Report(state=CallState.COMPLETED, digit=1))
    await oleg.opens("/calls", "Фильтр", "Итог", "Занято")
    await exported(stage, oleg)
    ((name, content),) = sent
    assert name == "zvonar-calls-1.csv"
    (row,) = rows_of(content)
    assert (row["Номер"], row["Итог"], row["Сервис"], row["Сотрудник"]) == (
        "7\u00a0999\u00a0123-45-67",
        "занято",
        "CallDog",
        "Олег",
    )
    assert row["Текст"] == "Ваш заказ готов =cmd"
    assert row["Когда"] == "20.11.2026 12:00:00"


async def test_an_operator_exports_only_their_own(
    stage: Stage, oleg: Someone, olga: Someone, maria: Someone, sent: list[tuple[str, bytes]]
) -> None:
    await called(stage, oleg, CALL, BUSY)
    await called(stage, olga, CALL, BUSY)
    await olga.presses("Закрыть") if "Закрыть" in olga.labels() else None
    await exported(stage, olga)
    await exported(stage, maria)
    own, everybodys = (rows_of(content) for _, content in sent)
    assert [row["Сотрудник"] for row in own] == ["Ольга"]
    assert {row["Сотрудник"] for row in everybodys} == {"Олег", "Ольга"}


async def test_portion_by_portion(
    stage: Stage, oleg: Someone, sent: list[tuple[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PORTION", 2)
    for index in range(5):
        await called(stage, oleg, f"{CALL} номер {index}")
    await exported(stage, oleg)
    texts = [row["Текст"][-1] for row in rows_of(sent[0][1])]
    assert texts == ["4", "3", "2", "1", "0"]
    assert "📥 Готово, звонков в файле: 5" in [m.text for m in stage.telegram.in_chat(oleg.id)]


async def test_xlsx_too_from_the_window_of_calls(stage: Stage, oleg: Someone, sent: list[tuple[str, bytes]]) -> None:
    await called(stage, oleg, CALL, BUSY)
    await oleg.opens("/calls", "Скачать")
    await oleg.presses("XLSX")
    await stage.until(lambda: sent)
    name, content = sent[0]
    assert name == "zvonar-calls-1.xlsx"
    assert content.startswith(b"PK")


async def test_a_second_one_waits_until_the_first_is_done(stage: Stage, oleg: Someone) -> None:
    stage.telegram.holds[SendDocument] = asyncio.Event()
    await called(stage, oleg, CALL, BUSY)
    await oleg.opens("/export", "CSV")
    await oleg.opens("/export", "CSV")
    assert stage.telegram.answers()[-1] == "Файл уже готовится, он придёт сюда."


async def cut_off(stage: Stage, someone: Someone) -> None:
    """An export is about to be sent when the bot ends; it begins again at once."""
    hold = stage.telegram.holds[SendDocument] = asyncio.Event()
    before = len(stage.telegram.asked(SendDocument))
    await someone.opens("/export", "CSV")
    await stage.until(lambda: len(stage.telegram.asked(SendDocument)) > before)
    await stage.restart()
    del stage.telegram.holds[SendDocument]
    hold.set()


async def test_a_restart_in_the_middle_loses_none(stage: Stage, oleg: Someone, sent: list[tuple[str, bytes]]) -> None:
    await called(stage, oleg, CALL, BUSY)
    await oleg.opens("/calls", "Фильтр", "Итог", "Занято")
    await cut_off(stage, oleg)
    assert await stage.until(lambda: "📥 Готово, звонков в файле: 1" in texts_of(stage, oleg))
    assert [row["Итог"] for row in rows_of(sent[-1][1])] == ["занято"]
    await stage.restart()
    assert texts_of(stage, oleg).count("📥 Готово, звонков в файле: 1") == 1, "done is done"


async def test_a_restart_between_two_files_sends_each_once(
    stage: Stage, oleg: Someone, sent: list[tuple[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "ChildSheetWriter", partial(ChildSheetWriter, most_rows=2))
    monkeypatch.setattr(history, "PORTION", 3)
    for number in range(5):
        await called(stage, oleg, f"{CALL} {number}", BUSY)
    second = asyncio.Event()
    sending = Bot.send_document

    async def held(self: Bot, chat_id: int, document: FSInputFile, **named: Any) -> Message:
        if str(document.path).endswith("-2.csv") and not second.is_set():
            second.set()
            await asyncio.Event().wait()  # until the bot ends
        return await sending(self, chat_id, document, **named)

    monkeypatch.setattr(Bot, "send_document", held)
    await oleg.opens("/export", "CSV")
    async with asyncio.timeout(60):
        await second.wait()
    await called(stage, oleg, f"{CALL} 5", BUSY)  # what comes meanwhile moves nothing
    await stage.restart()
    assert await stage.until(lambda: "📥 Готово, звонков в файле: 5" in texts_of(stage, oleg))
    names = [name for name, _ in sent]
    assert names == [f"zvonar-calls-{number}.csv" for number in (1, 2, 2, 3)], "the second was not sent before"
    said = [row["Текст"] for _, content in (sent[0], *sent[2:]) for row in rows_of(content)]
    assert [text[-1] for text in said] == ["4", "3", "2", "1", "0"]


async def test_an_export_that_ends_the_bot_again_and_again_is_given_up(
    stage: Stage, oleg: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_TRIES", 1)
    await called(stage, oleg, CALL, BUSY)
    await cut_off(stage, oleg)
    assert await stage.until(lambda: any(text.startswith("Файл не получился") for text in texts_of(stage, oleg)))


@pytest.mark.parametrize("role", [Role.OPERATOR, None])
async def test_whose_rights_have_changed_meanwhile_gets_no_file(
    stage: Stage, anna: Someone, oleg: Someone, maria: Someone, role: Role | None
) -> None:
    await called(stage, oleg, CALL, BUSY)
    hold = asyncio.Event()
    writing = ChildSheetWriter.write

    async def slowly(self: ChildSheetWriter, *args: Any) -> AsyncIterator[SheetFile]:
        async with aclosing(writing(self, *args)) as written:  # type: ignore[type-var]  # it is a generator
            async for file in written:
                await hold.wait()
                yield file

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ChildSheetWriter, "write", slowly)
        await maria.opens("/export", "CSV")
        api = stage.app.core.api
        await api.people.change_role(ANNA, RoleChange(MARIA.id, Role.MANAGER, role))
        hold.set()
        assert await stage.until(lambda: any("изменились ваши права" in text for text in texts_of(stage, maria)))
    assert stage.telegram.asked(SendDocument) == []


def texts_of(stage: Stage, someone: Someone) -> list[str]:
    return [message.text or "" for message in stage.telegram.in_chat(someone.id)]


async def test_what_breaks_is_told(stage: Stage, oleg: Someone) -> None:
    stage.telegram.refusals[SendDocument] = "Bad Request: file is too big"
    await oleg.opens("/export", "CSV")
    assert await stage.until(lambda: "Файл не получился" in (oleg.last().text or ""))


async def test_in_groups_a_link_leads_into_private(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/export", GROUP)
    assert oleg.labels(oleg.last(GROUP)) == ["✉️ Открыть в личном чате"]
