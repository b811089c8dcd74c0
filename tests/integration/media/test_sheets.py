"""Tables by the real child: whole in whatever reads them, disarmed, in constant memory, cut where a file is full."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import shutil
import unicodedata
import zipfile
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import psutil
import pytest

from bot.media.sheet_writer import ChildSheetWriter
from bot.ports.media import Cell, Rows, Sheet, SheetKind

AT = datetime.fromisoformat("2026-11-28 15:04:05")
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+7 999",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    'first\nsecond; "third"',
    "👩‍👩‍👧 ёлка",
    "\u202eabc\u202c שלום",
    "<b>&amp;</b> ]]>",
    "\x00\x07нуль\ufffe",
    "x" * 10_000,
    "_x0041_",
    *("  =1+1", "\u00a0=1+1", "\u3000=1+1", "\ufeff=1+1", "\u200b=1+1", "\u202e=1+1", "\u2067\u061c@SUM(A1)"),
    *("＝1+1", "＋1", "－1", "＠SUM(A1)", "\ud800=1+1", "\x00=1+1", "\n=1+1"),
]
RECKONED = ["007", "79991234567890123", "1e5", "2,5E+3", "01.02", "1/2", "3-4", "12:30", "01.02.2026", "1.10"]
"""Excel makes of them 7, 79991234567890100, 100000, and dates."""
ROW: list[Cell] = [AT, "7 999 123-45-67", 1, Decimal("0.16"), None, ""]
HEAD = ["Когда", "Номер", "Клавиша", "Цена", "Пусто", "Тоже"]


async def written(
    folder: Path, kind: SheetKind, *portions: Rows, head: list[str] | None = None, **limits: int
) -> list[Path]:
    async def rows() -> AsyncIterator[Rows]:
        for portion in portions:
            yield portion

    made = ChildSheetWriter(**limits).write(Sheet(kind, "calls", head or HEAD), rows(), folder)
    return [file.path async for file in made]


def as_csv(file: Path) -> list[list[str]]:
    text = file.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


async def test_csv_as_excel_opens_it_in_russian(tmp_path: Path) -> None:
    (file,) = await written(tmp_path, SheetKind.CSV, [ROW], [ROW])
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    row = ["28.11.2026 15:04:05", "7 999 123-45-67", "1", "0,16", "", ""]
    assert as_csv(file) == [HEAD, row, row]


async def test_nothing_becomes_a_formula_in_csv(tmp_path: Path) -> None:
    (file,) = await written(tmp_path, SheetKind.CSV, [[text] for text in HOSTILE], head=["Текст"])
    cells = [row[0] for row in as_csv(file)[1:]]
    assert len(cells) == len(HOSTILE)
    for cell in cells:
        seen = "".join(sign for sign in cell if unicodedata.category(sign) not in ("Cf", "Cc") and not sign.isspace())
        assert not seen.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
        assert not cell.startswith(("\t", "\r", "\n"))
    assert cells[6:8] == HOSTILE[6:8]
    assert cells[11] == HOSTILE[11]


async def test_texts_stay_what_they_are(tmp_path: Path) -> None:
    """In CSV an apostrophe keeps them, in XLSX they are texts; numbers stay numbers in both."""
    rows: Rows = [[text, 7] for text in [*RECKONED, "7", "12 коробок", "7 999 123-45-67"]]
    (plain,) = await written(tmp_path, SheetKind.CSV, rows, head=["Текст", "Число"])
    kept = [f"'{text}" for text in RECKONED] + ["7", "12 коробок", "7 999 123-45-67"]
    assert as_csv(plain)[1:] == [[text, "7"] for text in kept]
    (typed,) = await written(tmp_path, SheetKind.XLSX, rows, head=["Текст", "Число"])
    assert [[cell.value for cell in row] for row in _cells(typed)[1:]] == rows


def _cells(file: Path) -> list[Any]:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not in this environment")
    sheet = openpyxl.load_workbook(file).active
    assert sheet.freeze_panes == "A2"
    return [list(row) for row in sheet.iter_rows()]


async def test_xlsx_has_typed_cells_and_a_frozen_head(tmp_path: Path) -> None:
    (file,) = await written(tmp_path, SheetKind.XLSX, [ROW])
    head, row = _cells(file)
    assert [cell.value for cell in head] == HEAD
    assert [cell.value for cell in row] == [AT, "7 999 123-45-67", 1, 0.16, None, None]
    assert row[0].is_date


async def test_nothing_becomes_a_formula_in_xlsx(tmp_path: Path) -> None:
    (file,) = await written(tmp_path, SheetKind.XLSX, [[text] for text in HOSTILE], head=["Текст"])
    cells = [row[0] for row in _cells(file)[1:]]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    wanted = [re.sub("[\x00\x07\ufffe\ud800]", "", text.replace("\r", "\n")) for text in HOSTILE]
    assert [cell.value for cell in cells] == wanted
    assert all(cell.quotePrefix for cell in cells[:6])


async def test_xlsx_without_a_library(tmp_path: Path) -> None:
    """The parts are well-formed, and every text stands in its cell as a text."""
    (file,) = await written(tmp_path, SheetKind.XLSX, [[text] for text in HOSTILE], head=["Текст"])
    with zipfile.ZipFile(file) as package:
        assert package.testzip() is None
        parts = {name: ElementTree.fromstring(package.read(name)) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert sheet.findall(f".//{space}f") == [], "no formula"
    texts = [text.text or "" for text in sheet.iter(f"{space}t")]
    assert texts[1] == HOSTILE[0]
    assert len(texts) == len(HOSTILE) + 1


async def test_libreoffice_opens_both(tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine")
    for kind in SheetKind:
        (file,) = await written(tmp_path, kind, [[text] for text in HOSTILE], head=["Текст"])
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        options = ("--headless", "--convert-to", "fods", "--outdir", str(tmp_path), str(file))
        filters = ("--infilter=CSV:59,34,76",) if kind is SheetKind.CSV else ()
        process = await asyncio.create_subprocess_exec(office, profile, *filters, *options)
        assert await asyncio.wait_for(process.wait(), 240) == 0
        opened = (tmp_path / "calls-1.fods").read_text("utf-8")
        assert "table:formula" not in opened
        assert "ёлка" in opened


async def test_an_empty_table_is_a_file_too(tmp_path: Path) -> None:
    for kind in SheetKind:
        assert len(await written(tmp_path, kind)) == 1


@pytest.mark.parametrize("kind", list(SheetKind))
async def test_a_full_file_goes_on_in_the_next(tmp_path: Path, kind: SheetKind) -> None:
    portions: list[list[list[Cell]]] = [
        [[number, "текст " * 20] for number in range(at, at + 500)] for at in range(0, 5000, 500)
    ]
    files = await written(tmp_path, kind, *portions, head=["Число", "Текст"], largest=20_000, most_rows=2000)
    assert len(files) > 2
    if kind is SheetKind.CSV:
        numbers = [int(row[0]) for file in files for row in as_csv(file)[1:]]
        assert numbers == list(range(5000))
        assert all(file.stat().st_size < 60_000 for file in files)


async def test_many_rows_in_constant_memory(tmp_path: Path) -> None:
    """What the child and this process hold does not grow with the rows."""

    async def rows() -> AsyncIterator[Rows]:
        for _ in range(200):
            yield [ROW] * 500

    peaks: list[int] = []

    async def watch() -> None:
        while True:
            for child in psutil.Process().children():
                with suppress(psutil.Error):
                    if "bot.media.sheets" in child.cmdline():  # until it runs that, it holds what this process does
                        peaks.append(child.memory_info().rss)
            await asyncio.sleep(0.02)

    watching = asyncio.create_task(watch())
    made = ChildSheetWriter().write(Sheet(SheetKind.XLSX, "calls", HEAD), rows(), tmp_path)
    files = [file async for file in made]
    watching.cancel()
    assert len(files) == 1
    assert max(peaks) < 60 * 2**20


async def test_whoever_stops_early_leaves_no_child(tmp_path: Path) -> None:
    async def endless() -> AsyncIterator[Rows]:
        while True:
            yield [ROW] * 500

    made = ChildSheetWriter(most_rows=500).write(Sheet(SheetKind.CSV, "calls", HEAD), endless(), tmp_path)
    async with aclosing(made) as files:  # type: ignore[type-var]  # it is a generator
        async for _ in files:
            break
    assert [child for child in psutil.Process().children() if "bot.media.sheets" in child.cmdline()] == []


async def test_what_breaks_the_rows_breaks_the_file(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[Rows]:
        yield [ROW]
        raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError, match="the database is gone"):
        async for _ in ChildSheetWriter().write(Sheet(SheetKind.CSV, "calls", HEAD), broken(), tmp_path):
            pass
