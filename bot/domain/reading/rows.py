"""What a person dictated: numbers, with names beside them or without, and the text that comes last."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from bot.domain.errors import BadPhone
from bot.domain.reading.beside import JOINED, NO_NAME, are_one_persons, begin_of_rows, is_no_text, past_kind, same_words
from bot.domain.reading.figures import MAX_WRITTEN
from bot.domain.reading.plain import Plain
from bot.domain.reading.reader import Broken, Number, Reader, Where
from bot.domain.reading.shapes import TAX

_BETWEEN = re.compile(r"[\s,;)]*")
_PARTED = re.compile(r"[,;\n]")
_CELL = re.compile(r"[\t;|]")
_MARKS = re.compile(
    r"(?:^|(?<=\s))(?:(?:[№#][ ]?)?[0-9]{1,4}[.):]?|[0-9]{1,2}:[0-9]{2}|[0-9]{1,2}\.[0-9]{2}(?:\.[0-9]{2,4})?)(?=\s|$)|(?:тел|моб|сот|tel|phone|mob)\w*\.?:?|(?:https?://)?wa\.me/|tel:",
    re.IGNORECASE,
)
"""What stands around numbers and is no name."""
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_MOST_WORDS, _SHORT = 5, 3
"""Words of a name; of one that is written in small letters."""
_LONGEST_CELL = 80
_FIELDS = re.compile(r"(?:\s*[^\W\d_][^\n:]{0,30}:[^\n]*(?:\n|\Z)){2,}")
"""The rest of a request from a site or a CRM, which begins with «Телефон: …»: nobody says it to a client."""

_TEXT_LABEL = re.compile(r"(?:текст(?:[ ]сообщения)?|сообщение|text|message)[ ]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dictated:
    numbers: tuple[Number, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line, or a part of one: its numbers, and the words before and behind them."""

    numbers: tuple[Number, ...]
    before: str
    after: str
    broken: Broken | None = None

    @property
    def words(self) -> str:
        return self.before + self.after

    @property
    def is_worded(self) -> bool:
        return _has_word(self.words)

    @property
    def is_figures(self) -> bool:
        """Amounts, dates, the numbers of orders stand behind its number, and no word."""
        return not self.is_worded and any(char.isdigit() for char in self.after)

    @property
    def is_cells(self) -> bool:
        return "\t" in self.words or (_CELL.search(self.words) is not None and self.is_short)

    @property
    def is_short(self) -> bool:
        return len(self.words) <= _LONGEST_CELL

    def is_name(self, *, small: bool = False) -> bool:
        """Whether its words read as a name; `small`: in small letters too."""
        words = _WORD.findall(_MARKS.sub(" ", self.words))
        if not words or len(words) > _MOST_WORDS or re.search(r"[!?:…]", _MARKS.sub(" ", self.words)):
            return False
        if any(NO_NAME.fullmatch(word) for word in words):
            return False
        return all(word[0].isupper() for word in words) or (small and len(words) <= _SHORT)


def read_dictation(plain: Plain) -> tuple[Dictated, bool]:
    """With whether one of the numbers is meant and nobody knows which: «8 999 … или 8 495 …».

    Raises BadPhone for a broken number, for a tax number among phones, and where no number comes first; Contradictory.
    """
    reader = Reader(plain)
    dictated = _read(reader)
    if papers := tax_numbers(dictated.numbers):
        raise BadPhone("phone-tax-number", written=reader.text[papers[0].start : papers[0].end])
    return dictated, any(are_one_persons(reader.text, a.end, b.start) for a, b in pairwise(dictated.numbers))


def _read(reader: Reader) -> Dictated:
    plain = reader.plain
    start = _between(plain.text, begin_of_rows(reader))
    if start == len(plain.text):
        raise BadPhone("phone-missing")
    first = reader.item(start, Where.FIRST)
    numbers, at = _head(reader, start, first)
    listed = _listed(reader, start) if at < len(plain.text) else None
    if listed is not None:
        return listed
    if isinstance(first, Broken):
        raise first.error
    if first is None:
        written = _PARTED.split(plain.text[start:], maxsplit=1)[0]
        raise BadPhone("phone-not-a-number", written=written.strip()[:MAX_WRITTEN])
    is_form = _is_labelled(reader, start, first) and _FIELDS.fullmatch(plain.text, at) is not None
    if is_form or is_no_text(reader, numbers[-1].end):
        return Dictated(numbers, "")
    also, end = same_words(reader, at)
    if also:
        return Dictated((*numbers, *also), _said(plain, at, end))
    return Dictated(numbers, _said(plain, at))


def _is_labelled(reader: Reader, start: int, first: Number | Broken | None) -> bool:
    """«Тел.: 8 999 …»."""
    return isinstance(first, Number) and _WORD.search(reader.text[start : first.start]) is not None


def _head(reader: Reader, start: int, first: Number | Broken | None) -> tuple[tuple[Number, ...], int]:
    """The numbers that follow each other, and where the rest begins. Raises BadPhone for a broken one behind them."""
    numbers: list[Number] = []
    at, read = start, first
    labelled = _is_labelled(reader, start, first)
    while isinstance(read, Number):
        numbers.append(read)
        end = past_kind(reader.text, read.end)
        at = _between(reader.text, end)
        joined = JOINED.match(reader.text, end)
        place = joined.end() if joined else at
        parted = _PARTED.search(reader.text, end, place) is not None
        where = Where.HARD if parted else Where.SOFT
        read = reader.item(place, where, labels=labelled and parted) if place < len(reader.text) else None
    if isinstance(read, Broken) and numbers:
        raise read.error
    return tuple(surest_in_cells(reader.text, numbers)), at


def _between(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _said(plain: Plain, at: int, end: int | None = None) -> str:
    at = _between(plain.text, at)
    label = _TEXT_LABEL.match(plain.text, at)
    return plain.original(label.end() if label else at, end).strip()


def _listed(reader: Reader, start: int) -> Dictated | None:
    """A list with names in its rows, or None when the words are the text."""
    lines = list(_lines(reader.text, start))
    parts = _parts(reader, *lines[0])
    if len(lines) == 1 and not parts and "\t" not in reader.text:
        return None  # one row is a list only as a table's
    listed = _of_lines(reader, lines)
    return listed or (_of_lines(reader, parts + lines[1:], strict=True) if parts else None)


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    at = start
    for line in text[start:].split("\n"):
        if line.strip(" \t,;"):
            yield at, at + len(line)
        at += len(line) + 1


def _parts(reader: Reader, start: int, end: int) -> list[tuple[int, int]]:
    """One line that holds several rows: each ends behind its number, or behind the name that follows its number."""
    numbers = list(reader.scan(start, end))
    if len(numbers) < 2:
        return []
    if _has_word(reader.text[start : numbers[0].start]):
        cuts = [number.end for number in numbers]
    else:
        cuts = []
        ends = [*(_begin(reader.text, number.start) for number in numbers[1:]), end]
        for number, stop in zip(numbers, ends, strict=True):
            named = _PARTED.search(reader.text, _between(reader.text, number.end), stop)
            cuts += [named.start(), stop] if named else [stop]
    edges = [start, *cuts, end]
    return [(a, b) for a, b in pairwise(edges) if reader.text[a:b].strip(" \t,;")]


def _has_word(words: str) -> bool:
    return _WORD.search(_MARKS.sub(" ", words)) is not None


def _begin(text: str, at: int) -> int:
    """With the plus before it."""
    while at and text[at - 1] in "+ ([":
        at -= 1
    return at


def _of_lines(reader: Reader, spans: list[tuple[int, int]], *, strict: bool = False) -> Dictated | None:
    rows: list[Row] = []
    for start, end in spans:
        row = _row(reader, start, end)
        if not (row.numbers or row.broken) or not _may_follow(row, rows, strict=strict):
            break
        rows.append(row)
    at = spans[len(rows)][0] if len(rows) < len(spans) else len(reader.text)
    worded = [row for row in rows if row.is_worded or (row.is_figures and not strict)]
    if (
        not worded
        or (strict and (not _are_alike(rows) or _begins_words(reader, rows, at)))
        or not _are_names(worded, every=len(worded) == len(rows) > 1, strict=strict)
    ):
        return None
    if len(rows) == 1 and not (_is_row(rows[0]) and (len(spans) > 1 or rows[0].before)):
        return None
    for row in rows:
        if row.broken:
            raise row.broken.error
    numbers = tuple(number for row in rows for number in row.numbers)
    if at == len(reader.text):
        return Dictated(numbers, "")
    more, at = _head(reader, at, reader.item(at, Where.HARD))
    said = "" if more and is_no_text(reader, more[-1].end) else _said(reader.plain, at)
    return Dictated(numbers + more, said)


def _begins_words(reader: Reader, rows: list[Row], at: int) -> bool:
    """«A B Внимание, завтра …»: a word behind the last number alone begins the words that follow; «(Иван)» does not."""
    if any(row.is_worded for row in rows[:-1]) or rows[-1].after.lstrip().startswith("("):
        return False
    return _between(reader.text, at) < len(reader.text) and reader.item(at, Where.HARD) is None


def _is_row(row: Row) -> bool:
    """Whether a row alone is one of a table."""
    return row.is_worded and row.is_short and "\t" in row.words


def _are_alike(rows: list[Row]) -> bool:
    """A list has its numbers written alike, and «Бронь 9161234568, тел. 89161234567» is none."""
    return len({bool(number.doubt) for row in rows for number in row.numbers}) == 1


def _row(reader: Reader, start: int, end: int) -> Row:
    read = reader.item(_between(reader.text, start), Where.HARD)
    if isinstance(read, Broken):
        return Row((), "", reader.text[read.end : end], read)
    led = (read,) if isinstance(read, Number) and read.end <= end else ()
    found = (*led, *reader.scan(led[0].end if led else start, end))
    row = _beside(reader.text, (start, end), _surest(found, 1), led)
    return _beside(reader.text, (start, end), _surest(found), led) if row.is_worded else row


def _beside(text: str, span: tuple[int, int], numbers: tuple[Number, ...], led: tuple[Number, ...]) -> Row:
    """`led`: the number by which the row begins, if it begins by one."""
    if not numbers:
        return Row((), "", text[slice(*span)])
    before = "" if numbers[:1] == led else text[span[0] : numbers[0].start]
    return Row(numbers, before, text[numbers[-1].end : span[1]])


def _surest(numbers: tuple[Number, ...], most: int = 0) -> tuple[Number, ...]:
    """Of one row: ten digits beside a phone are a cell of their own, such as a tax number. `most`: see shapes.doubt."""
    least = max(most, min((number.doubt for number in numbers), default=0))
    return tuple(number for number in numbers if number.doubt <= least)


def surest_in_cells(text: str, numbers: Iterable[Number]) -> Iterator[Number]:
    """The same of each line with tabs, copied from a spreadsheet: there mobiles may be written in two ways."""
    for _, in_line in groupby(numbers, lambda number: text.count("\n", 0, number.start)):
        found = tuple(in_line)
        yield from _surest(found, 1) if "\t" in text[found[0].start : found[-1].start] else found


def tax_numbers(numbers: Iterable[Number]) -> list[Number]:
    """Those among them that are no phones, as the others show: all may be written so in Kazakhstan, or in a city."""
    papers, phones = list[Number](), list[Number]()
    for number in numbers:
        (papers if number.doubt == TAX else phones).append(number)
    written_so = {phone.digits[1] == "7" for phone in phones if phone.doubt == 2}
    return [paper for paper in papers if phones and (paper.digits[1] == "7") not in written_so]


def _may_follow(row: Row, rows: list[Row], *, strict: bool) -> bool:
    """Names stand on the same side of every number."""
    if not row.is_worded:
        return True
    if not (row.is_name(small=not strict) or (row.is_cells and not strict)):
        return False
    led = [_has_word(other.before) for other in rows if other.is_worded]
    return not led or led[0] == _has_word(row.before) or row.is_cells


def _are_names(worded: list[Row], *, every: bool, strict: bool) -> bool:
    if strict or not every:
        return all(row.is_name() or (row.is_cells and not strict) for row in worded)
    return all(row.is_cells or row.is_figures or row.is_name(small=True) for row in worded)
