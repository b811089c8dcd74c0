"""`/export`: the filter's calls as a file, of one's own or of everybody's, while the person goes on."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from aiogram.methods import SendDocument
from aiogram.types import FSInputFile

from bot.domain.calls import CallState, Report
from bot.services import history
from tests.dialogs.test_history import BUSY, called
from tests.support.people import CALL
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
    assert stage.app.errands.begin(("export", oleg.id), _forever())
    await oleg.opens("/export", "CSV")
    assert stage.telegram.answers()[-1] == "Файл уже готовится, он придёт сюда."


async def _forever() -> None:
    import asyncio

    await asyncio.Event().wait()


async def test_what_breaks_is_told(stage: Stage, oleg: Someone) -> None:
    stage.telegram.refusals[SendDocument] = "Bad Request: file is too big"
    await oleg.opens("/export", "CSV")
    assert await stage.until(lambda: "Файл не получился" in (oleg.last().text or ""))


async def test_in_groups_a_link_leads_into_private(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/export", GROUP)
    assert oleg.labels(oleg.last(GROUP)) == ["✉️ Открыть в личном чате"]
