"""The child that writes tables: `python -m bot.media.sheets`. It holds one row, and nothing in it becomes a formula.

Lines of JSON come on stdin: first what is written, then portions of rows. How many rows a file holds, and its path, go
to stdout when it is whole, a line each. A moment is `{"at": seconds since 1970 by its own clock}`.
"""

import csv
import io
import json
import os
import re
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from xml.sax.saxutils import escape

LARGEST = 45 * 2**20
"""Bytes of a file: Telegram takes 50 MB."""
MOST_ROWS = 1_000_000
"""Of a file: Excel takes 1,048,576."""
LOOK_EVERY = 100
"""Rows between two looks at a file's size."""
LONGEST = 32_000
"""Characters of a cell: Excel takes 32,767, of which some are written as several."""
NICE = 5

_ARMED = re.compile(r"[\t\r\n]|[\s\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]")
"""What a spreadsheet may take for a formula when a cell begins so, whatever nobody sees before it."""
_RECKONED = re.compile(r"0\d+|\d{12,}|\d+[.,]?\d*[eE][+-]?\d+|\d{1,4}([-./:]\d{1,4}){1,3}")
"""Texts out of which a spreadsheet makes another number, or a date, when it reads CSV."""
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
_EPOCH = 25_569
"""1970 as Excel counts days."""


class Table(Protocol):
    """A file that rows are added to."""

    def add(self, row: list[Any]) -> None: ...
    def size(self) -> int: ...
    def close(self) -> None: ...


class CsvTable:
    """UTF-8 with its mark, semicolons, decimal commas: so Excel opens it in Russian."""

    def __init__(self, path: Path, head: list[str]) -> None:
        self._raw = path.open("wb")
        self._text = io.TextIOWrapper(self._raw, "utf-8-sig", newline="", write_through=True)
        self._writer = csv.writer(self._text, delimiter=";", lineterminator="\r\n")
        self._writer.writerow([_disarmed(cell) for cell in head])

    def add(self, row: list[Any]) -> None:
        self._writer.writerow([_for_csv(cell) for cell in row])

    def size(self) -> int:
        return self._raw.tell()

    def close(self) -> None:
        self._text.close()


def _for_csv(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case str():
            return _disarmed(_clean(cell))
        case dict():
            return datetime.fromtimestamp(cell["at"], UTC).strftime("%d.%m.%Y %H:%M:%S")
        case _:
            return str(cell).replace(".", ",")


def _disarmed(text: str) -> str:
    return f"'{text}" if _ARMED.match(text) or _RECKONED.fullmatch(text.strip()) else text


def _clean(text: str) -> str:
    return _UNWANTED.sub("", text)[:LONGEST]


_TEXT, _HEAD, _QUOTED, _MOMENT = 0, 1, 2, 3
"""Styles of cells. What could be a formula is quoted, so that it stays a text when somebody edits it."""
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Zvonar" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet {_MAIN}><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1" applyFont="1"/>'
    '<xf numFmtId="0" fontId="0" quotePrefix="1"/><xf numFmtId="164" fontId="0" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BEGIN = (
    f'{_DECLARED}<worksheet {_MAIN}><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<cols><col min="1" max="{columns}" width="18" customWidth="1"/></cols><sheetData>'
)
_END = "</sheetData></worksheet>"


class XlsxTable:
    """Texts stand in their cells as texts (`inlineStr`), which no spreadsheet calculates."""

    def __init__(self, path: Path, head: list[str]) -> None:
        self._raw = path.open("wb")
        self._zip = zipfile.ZipFile(self._raw, "w", zipfile.ZIP_DEFLATED, compresslevel=3)
        for name, content in _PARTS.items():
            self._zip.writestr(name, _DECLARED + content)
        self._sheet: Any = self._zip.open("xl/worksheets/sheet1.xml", "w", force_zip64=True)
        self._write(_BEGIN.format(columns=len(head)))
        self._write(f"<row>{''.join(_text_cell(cell, _HEAD) for cell in head)}</row>")

    def _write(self, text: str) -> None:
        self._sheet.write(text.encode())

    def add(self, row: list[Any]) -> None:
        self._write(f"<row>{''.join(map(_for_xlsx, row))}</row>")

    def size(self) -> int:
        return self._raw.tell()

    def close(self) -> None:
        self._write(_END)
        self._sheet.close()
        self._zip.close()
        self._raw.close()


def _for_xlsx(cell: Any) -> str:
    match cell:
        case None | "":
            return "<c/>"
        case str():
            return _text_cell(cell, _QUOTED if _ARMED.match(_clean(cell)) else _TEXT)
        case dict():
            return f'<c s="{_MOMENT}"><v>{cell["at"] / 86_400 + _EPOCH!r}</v></c>'
        case _:
            return f"<c><v>{cell}</v></c>"


def _text_cell(text: str, style: int) -> str:
    written = escape(_clean(text).replace("\r\n", "\n").replace("\r", "\n"))
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


class Files:
    """One table after another, the next one when the last is full."""

    def __init__(self, what: dict[str, Any]) -> None:
        self._what = what
        self._number, self._rows = what["before"], 0
        self._table: Table | None = None

    @property
    def _path(self) -> Path:
        return Path(self._what["folder"]) / f"{self._what['name']}-{self._number}.{self._what['kind']}"

    def _open(self) -> Table:
        self._number, self._rows = self._number + 1, 0
        made = CsvTable if self._what["kind"] == "csv" else XlsxTable
        return made(self._path, self._what["head"])

    def add(self, row: list[Any]) -> None:
        table = self._table = self._table or self._open()
        table.add(row)
        self._rows += 1
        is_large = self._rows % LOOK_EVERY == 0 and table.size() >= self._what["largest"]
        if is_large or self._rows >= self._what["most_rows"]:
            self._close(table)

    def finish(self) -> None:
        """There is a file at all, even if it holds its head alone."""
        if self._table is not None or not self._number:
            self._close(self._table or self._open())

    def _close(self, table: Table) -> None:
        table.close()
        self._table = None
        sys.stdout.write(f"{self._rows} {self._path}\n")
        sys.stdout.flush()


def main(lines: BinaryIO) -> None:
    files = Files(json.loads(lines.readline()))
    for line in lines:
        for row in json.loads(line):
            files.add(row)
    files.finish()


if __name__ == "__main__":
    if sys.platform != "win32":
        os.nice(NICE)
    main(sys.stdin.buffer)
