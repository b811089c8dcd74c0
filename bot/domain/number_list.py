"""Numbers from a file that somebody made in a spreadsheet or an editor: rows of cells, or just lines."""

import csv
import io
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from bot.domain.errors import BadPhone, OrderProblem
from bot.domain.phones import Phone, find_phones, parse_phone
from bot.domain.reading.shapes import is_tax_number

LARGEST = 2**20
"""Bytes."""
MAX_ROWS = 2000
_SAMPLE = 50
_ATTEMPT = 5
"""Digits: a cell with fewer was not meant as a number."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OWN_COMMA = re.compile(r"\d,\d{1,2}(?!\d)|\d,\d+E\+\d+", re.IGNORECASE)
"""A comma inside of one number, as Excel in Russian writes it."""
_NAMED = re.compile(r"тел|моб|сот|phone|mobile|cell", re.IGNORECASE)
_MOBILE_OR_FULL = re.compile(r"\+?[78]\d{10}|9\d{9}")

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A row that gave no number; `row` counts from 1, as the spreadsheet does."""

    row: int
    why: BadPhone


@dataclass(frozen=True, slots=True)
class NumberList:
    """`phones` in their order, each once; `repeated`: how often one came again; `column`: its heading, or empty."""

    phones: tuple[Phone, ...]
    given_back: tuple[GivenBack, ...]
    repeated: int
    column: str


def read_list(content: bytes) -> NumberList:
    """Raises OrderProblem for anything else, and for too long a list. Other columns are not looked at."""
    if len(content) > LARGEST:
        raise OrderProblem("list-too-big", limit=LARGEST // 2**20)
    rows = _rows(_decoded(content))
    if len(rows) > MAX_ROWS:
        raise OrderProblem("list-too-long", limit=MAX_ROWS)
    heading = next((row for row in rows if any(row)), ())
    headed = not any(_is_attempt(cell) for cell in heading)
    column = _column(rows, heading if headed else ())
    phones: dict[Phone, None] = {}
    given_back: list[GivenBack] = []
    repeated = 0
    for number, row in enumerate(rows, 1):
        if not any(row) or (headed and row is heading):
            continue
        try:
            found = _numbers(row, column, headed=headed)
        except BadPhone as error:
            given_back.append(GivenBack(number, error))
            continue
        repeated += sum(phone in phones for phone in found)
        phones.update(dict.fromkeys(found))
    named = heading[column] if headed and column < len(heading) else ""
    return NumberList(tuple(phones), tuple(given_back), repeated, named)


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else Windows' Cyrillic. Raises OrderProblem when it is not text."""
    codec = next((codec for mark, codec in _MARKS if content.startswith(mark)), None)
    if codec is None:
        codec = "utf-8"
        with suppress(UnicodeDecodeError):
            return _text(content.decode(codec))
        codec = "cp1251"
    return _text(content.decode(codec, errors="replace"))


def _text(text: str) -> str:
    if "\0" in text:
        raise OrderProblem("list-unreadable")
    return text


def _rows(text: str) -> list[list[str]]:
    """Cells without blanks around them; one row more than allowed tells that there are too many."""
    lines = text.splitlines()
    told = re.fullmatch(r"sep=(.)", lines[0].strip(), re.IGNORECASE) if lines else None
    delimiter = told[1] if told else _delimiter(lines)
    if delimiter is None:
        return [[line.strip()] for line in lines[: MAX_ROWS + 1]]
    body = text.partition("\n")[2] if told else text
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        # Strict: a quote that nobody closes would swallow the rest of the file. Then quotes are letters.
        reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
        with suppress(csv.Error):
            return [[cell.strip().strip('"').strip() for cell in row] for row in islice(reader, MAX_ROWS + 1)]
    raise OrderProblem("list-unreadable")


def _delimiter(lines: Sequence[str]) -> str | None:
    """What most lines have. A comma counts only between numbers, not within one."""
    sample = [line for line in lines if line.strip()][:_SAMPLE]
    for delimiter in (";", "\t", ","):
        bare = [_OWN_COMMA.sub("", line) for line in sample] if delimiter == "," else sample
        if sum(delimiter in line for line in bare) * 2 > len(bare):
            return delimiter
    return None


def _column(rows: Sequence[Row], heading: Row) -> int:
    """Which column holds the numbers: one whose heading says so, if it has any; else the one with the most, of which
    tax numbers are none.
    """
    width = max(map(len, rows), default=0)
    named = [at for at, name in enumerate(heading) if _NAMED.search(name)]
    for columns in (named, range(width)):
        for fits in (_is_number, _is_attempt):
            cells = {at: [row[at] for row in rows if at < len(row) and fits(row[at])] for at in columns}
            if any(cells.values()):
                return max(
                    cells, key=lambda at: (sum(not is_tax_number(cell) for cell in cells[at]), len(cells[at]), -at)
                )
    return 0


def _numbers(row: Row, column: int, *, headed: bool) -> tuple[Phone, ...]:
    """Raises BadPhone. A row without a heading that holds numbers and nothing else gives all of them."""
    filled = [cell for cell in row if cell]
    if not headed and len(filled) > 1 and all(_is_full_number(cell) for cell in filled):
        return tuple(parse_phone(cell) for cell in filled)
    cell = row[column] if column < len(row) else ""
    if not cell:
        raise BadPhone("phone-missing")
    try:
        return (parse_phone(cell),)
    except BadPhone:
        # «Иван, 8 999 …»: words beside a number are not spoken. A run of digits is never searched for a shorter one.
        found = find_phones(cell) if any(char.isalpha() for char in re.sub(r"E\+", "", cell)) else ()
        if not found:
            raise
        return found


def _is_number(cell: str) -> bool:
    try:
        parse_phone(cell)
    except BadPhone:
        return False
    return True


def _is_full_number(cell: str) -> bool:
    """Ten digits that begin otherwise may be a tax number."""
    return _MOBILE_OR_FULL.fullmatch(re.sub(r"[^\d+]", "", cell)) is not None and _is_number(cell)


def _is_attempt(cell: str) -> bool:
    return sum(char.isdigit() for char in cell) >= _ATTEMPT
