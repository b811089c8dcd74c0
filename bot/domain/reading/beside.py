"""What stands beside numbers and is no text for everybody: other columns, notes, words for somebody else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.domain.errors import Contradictory
from bot.domain.reading.figures import MAX_WRITTEN
from bot.domain.reading.reader import Number, Reader, Where

_MORE_OF_NAME = r"(?:[A-ZА-ЯЁ]\w+|[A-ZА-ЯЁ]\.[ ]?[A-ZА-ЯЁ]\.)"
_ADDRESSED = re.compile(
    rf"(?:[A-ZА-ЯЁ]\w+(?:[ ]{_MORE_OF_NAME}){{0,2}}[ ]?[,!:-][ ]*|[A-ZА-ЯЁ]\w+(?:[ ]{_MORE_OF_NAME}){{1,2}}[ ])?"
    r"(?i:ваш[аеиу]?|вас|вам|вы|здравствуйте|добр(?:ый|ое)|уважаем\w*|напомина\w*|your?|hello|hi|dear|good)\b"
)
"""How words begin that are said to a callee, behind a name or without one."""
_SENTENCE = re.compile(r"(?!(?i:(?:по|пере)?звон|call|вопрос|справк|тел|номер|phone))[A-ZА-ЯЁ]\w*[ ][a-zа-яё]")
"""Behind somebody's mobile number: «Долг растёт», and not «Иван Сомов» or «Звоните до шести»."""
_WORKS_FOR_US = r"(?:менеджер|мастер|курьер|водител|консультант|врач|оператор|manager|driver|courier|doctor|technician)"
_TO_RING = re.compile(
    r"\b(?:(?:по|пере|до)?звон|тел\.|телефон|номер|справк|вопрос|свяж|связ|обраща|call|phone|number|contact|"
    rf"{_WORKS_FOR_US})|:\s*\Z",
    re.IGNORECASE,
)
"""Words before a number that is told to a callee, who is to ring it."""
_SIGNED = re.compile(
    rf"(?:[A-ZА-ЯЁ]\w+[ ,-]+){{0,3}}(?i:(?:ваш\w*|your)(?:[ ]\w+)?[ ]{_WORKS_FOR_US}\w*)(?:[ ][A-ZА-ЯЁ]\w+)*\W*"
)
"""«Ваш менеджер Анна», «Анна, ваш менеджер»: whose number it is."""
_COLUMN = (
    r"(?:№|имя|фио|ф\.и\.о\.?|клиент|контакт|компания|контрагент|номер(?:[ ]телефона)?|(?:моб\w*|раб\w*)?[. ]*телефон|"
    r"сумма|дата|адрес|город|e-?mail|почта|комментарий|name|client|contact|company|phone(?:[ ]number)?|sum|date|city)"
)
_HEADER = re.compile(rf"\s*{_COLUMN}(?:[ ]*[\t;,|][ ]*{_COLUMN})*[ ]*+:?[ ]*+\n", re.IGNORECASE)
NO_NAME = re.compile(
    r"(?:ваш[аеи]?|вас|вам|мы|нас|нам|наш[аеи]?|вы|я|это|по|не|звонить|во?|на|со?|до|за|от|для|не|ждём|ждем|(?:пере|по)?звоните|"
    r"здравствуйте|добр(?:ый|ое|ая)|завтра|сегодня|вопросы|заказы?|заказа|готовы?|готова|или|"
    r"ошибк[аи]|ошиблись|ошибочный|отказ(?:ал(?:ся|ась))?|умер(?:ла)?|занят[оа]?|удалить|исключить|отменить|отключ[её]н|чужой|"
    r"недоступен|неактуален|заблокирован|уволена?|уволил(?:ся|ась)|кроме|уже|нет|был|wrong|dead|busy|left|remove|no|not|"
    r"просим|просьба|прошу|пожалуйста|внимание|"
    r"your?|we|us|our|is|are|was|the|a|to|for|call|please|hello|hi|tomorrow|today|order|ready|and|or)",
    re.IGNORECASE,
)
"""Words of sentences and of notes such as «(умер)», which no name has."""
_WORD_OF_NAME = rf"(?!(?i:{NO_NAME.pattern})\b)[A-ZА-ЯЁ][a-zа-яё]+"
_NAME = rf"{_WORD_OF_NAME}(?:[ ]{_WORD_OF_NAME})?"
_NO_TEXT = re.compile(
    r"[\s,]*(?:\"\w+\"[ ]*:|&\w+=|\[[0-9]{1,2}\.[0-9]{1,2}[.0-9]*,?[ ][0-9]{1,2}:[0-9]{2}[:0-9]*\])"
    r"|(?:[;,][ ]*\"[^\"\n]*\")+\s*\Z|[ ]*\|[^|\n]*\|[^\n]*\Z|[^\w]*\Z"
)
"""Fields of JSON and of an address, when a message was written in a chat, cells in quotes or bars, signs."""
_DO_NOT = re.compile(
    rf"(?:[^\w\n]*{_NAME}[ ]*[^\w\s])?[^\w\n]*(?i:(?:больше|просил\w*)[ ]+)?(?i:не[ ]+(?:надо[ ]+|нужно[ ]+)?"
    r"(?:звонить|беспокоить|набирать)|do(?:[ ]+not|n['’]t)[ ]+call)\b|\W*(?i:не[ ]+звонит[ье]|do[ ]+not[ ]+call)\W*\Z"
)
"""«(Иван) не звонить»; a whole text of «Не звоните» too."""
_KINDS = (
    r"основн\w+|осн|дополнительн\w+|доп|рабоч\w+|раб|домашн\w+|дом|личн\w+|мобильн\w+|моб|сотов\w+|сот|городск\w+|гор|"
    r"запасн\w+|резервн\w+|втор\w+|друг\w+|work|home|mobile|(?i:тел(?:ефон)?|whats?app|в[оа]тс[аеэ]п|viber|вайбер|телеграм)"
)
_RATHER = r"(?i:или|либо|or|вернее|точнее)|исправлен\w*|нов\w+|стар\w+|(?:не)?правильн\w+|(?:не)?верн\w+|old|new"
_NAMED = (
    r"основной|дополнительный|рабочий|домашний|личный|мобильный|сотовый|городской|запасной|резервный|тел(?:ефон)?|моб|сот|"
    r"whats?app|в[оа]тс[аеэ]п|viber|вайбер|telegram|телеграм|work|home|mobile"
)
_KIND = re.compile(
    rf"[ \t]*+(?:\([ \t]*(?:(?i:{_NAMED}|{_RATHER})\.?|{_NAME})[ \t]*\)(?:[ \t]*[:.!]+(?=\s))?"
    rf"|-?[ \t]*+(?i:{_NAMED})\.?[ \t]*(?=[,;\n]|\Z|(?i:и|или|либо|and|or)\b))[ \t]*"
    r"|[ \t]*+[^\w\s+(\[№#\"'«„“<]+[ \t]*(?=\n)"
)
"""«8 999 … (WhatsApp), 8 495 … — рабочий, 8 916 … (Иван)»: what number it is, which no client is told. Or signs."""
_RATHER_SAID = re.compile(rf"\b(?:{_RATHER})\b")
_POINTED = re.compile(rf"\b(?:{_RATHER}|{_KINDS}|(?:если[ ]+)?не[ ]+(?:отвечает|ответит|бер[её]т|возьм[её]т))\b")
_OR_ANOTHER = (
    rf"(?:\(?{_NAME}\)?[ ]++)?(?i:и|или|либо|and|or)\b[ ]*+"
    rf"(?:\(?{_NAME}\)?[ :]*+|(?i:на|номер)[ ]++)?(?=[+(\[]*+(?:[0-9]|\Z))"
)
JOINED = re.compile(
    rf"[\s,;]*+(?:{_OR_ANOTHER}|(?:[-/|&(][ ]*+)?(?:(?i:и|and)\b|"
    rf"(?:(?:{_POINTED.pattern})\.?[ ,:()-]*(?:(?:на|номер)\b[ ,:-]*)?){{1,3}})?)[\s,;]*"
)
"""Between two numbers: «и», «или», «или Иван», «(старый), новый», «если не ответит»."""
_OPENING = ' \t,;:.-—"«»“”'
_CUT = re.compile(r"\n|[;,.!?][ \t]+(?=[+(\[]*[0-9])")
"""Where other words may begin: a line, or a number behind a sign."""
_ENDS = re.compile(r"[.]|.[,;!?]")
"""At the last character of a number: it ends a sentence or a part of one."""
FREE_OF_CHARGE = ("7800", "7804")
"""Codes of numbers that callees are told to ring; nobody rings them."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A number and the words behind it; `is_to_ring`: what stands before tells to ring it, as «Звоните:» does."""

    number: Number | None
    words: str
    is_to_ring: bool = False


def begin_of_rows(reader: Reader) -> int:
    """Behind the heads of a table's columns."""
    header = _HEADER.match(reader.text)
    if header is None:
        return 0
    second = _end_of_line(reader.text, header.end())
    lines = ((header.end(), second), (second, _end_of_line(reader.text, second + 1)))
    return header.end() if all(any(True for _ in reader.scan(*line)) for line in lines) else 0


def is_no_text(reader: Reader, at: int) -> bool:
    """What follows the last number there. Raises Contradictory when it says that it is not to be called."""
    if _DO_NOT.match(reader.text, at) or _DO_NOT.match(reader.text, past_kind(reader.text, at)):
        said = reader.text[at : _end_of_line(reader.text, at)].strip(_OPENING)
        whole = said[1:-1] if said.startswith("(") and said.endswith(")") else said
        raise Contradictory("phone-do-not-call", written=whole[:MAX_WRITTEN])
    return _NO_TEXT.match(reader.text, at) is not None


def past_kind(text: str, at: int) -> int:
    """Behind what is said at `at` of the number before it, if anything is."""
    kind = _KIND.match(text, at)
    return kind.end() if kind else at


def are_one_persons(text: str, start: int, end: int) -> bool:
    """Whether what stands between two numbers says that one of them is meant; «(рабочий)» alone does not."""
    end = start + len(text[start:end].rstrip("+ ()[]"))
    behind = past_kind(text, start)
    if behind > end:
        behind = start
    if not JOINED.fullmatch(text, behind, end):
        return False
    is_pointed_to = "\n" not in text[behind:end] and _POINTED.search(text, behind, end)
    return bool(is_pointed_to or _RATHER_SAID.search(text, start, end))


def same_words(reader: Reader, at: int) -> tuple[tuple[Number, ...], int]:
    """The numbers of the lines below, when the words behind each are those from `at` on; and where these end.

    Raises Contradictory when words behind a number are said to somebody else.
    """
    (_, end), *others = _parts(reader, at)
    said = reader.text[at:end].strip(_OPENING)
    rows = _rows(reader, reader.text[at:end], others)
    if reader.text[end : end + 1] == "\n" and said and all(row.number and row.words == said for row in rows):
        return tuple(row.number for row in rows if row.number), end
    for row in rows:
        if row.number and _is_for_callee(row, said):
            written = reader.text[row.number.start : row.number.end].strip()[:MAX_WRITTEN]
            raise Contradictory("phone-texts-apart", written=written)
    return (), end


def _parts(reader: Reader, at: int) -> Iterator[tuple[int, int]]:
    """Lines, and what a number begins inside of one: not «…, 8 999 …. Ждём», whose number ends a sentence."""
    for cut in _CUT.finditer(reader.text, at):
        read = None if cut[0] == "\n" else reader.item(cut.end(), Where.HARD)
        if cut[0] == "\n" or (isinstance(read, Number) and not _ENDS.match(reader.text, read.end - 1)):
            yield at, cut.start()
            at = cut.end()
    yield at, len(reader.text)


def _rows(reader: Reader, before: str, parts: Iterable[tuple[int, int]]) -> list[_Row]:
    """The words of a number that stands alone on its line are those of the next line."""
    rows: list[_Row] = []
    for begin, end in parts:
        if not reader.text[begin:end].strip():
            continue
        read = reader.item(begin, Where.HARD)
        number = read if isinstance(read, Number) and read.end <= end else None
        words = reader.text[past_kind(reader.text, number.end) if number else begin : end].strip(_OPENING)
        if number is None and rows and not rows[-1].words:
            rows[-1] = replace(rows[-1], words=words)
        else:
            rows.append(_Row(number, words, _TO_RING.search(before) is not None))
        before = reader.text[begin:end]
    return rows


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _is_for_callee(row: _Row, said: str) -> bool:
    if row.number is None or row.number.digits.startswith(FREE_OF_CHARGE) or _SIGNED.fullmatch(row.words):
        return False
    first = [re.match(r"[^\W\d_]{3,}", one.casefold()) for one in (row.words, said)]
    begins_alike = first[0] and first[1] and first[0][0] == first[1][0]
    is_sentence = row.number.digits[1] == "9" and not row.is_to_ring and _SENTENCE.match(row.words)
    return bool(begins_alike or is_sentence or _ADDRESSED.match(row.words))
