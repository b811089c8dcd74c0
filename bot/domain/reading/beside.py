"""What stands beside numbers and is no text for everybody: other columns, notes, words for somebody else."""

import re
from collections.abc import Iterator

from bot.domain.errors import Contradictory
from bot.domain.reading.figures import MAX_WRITTEN
from bot.domain.reading.reader import Number, Reader, Where

_ADDRESSED = re.compile(
    r"(?:[A-ZА-ЯЁ]\w+(?:[ ][A-ZА-ЯЁ]\w+){0,2}[ ]?[,!:—-][ ]*)?"
    r"(?i:ваш[аеиу]?|вас|вам|вы|здравствуйте|добр(?:ый|ое)|уважаем\w*|напомина\w*|your?|hello|hi|dear|good)\b"
    r"|(?!(?i:(?:по|пере)?звон|call|вопрос|справк|тел|номер|phone))[A-ZА-ЯЁ]\w+[ ][a-zа-яё]"
)
"""How words begin that are said to a callee, behind a name or without one: «Вы …», «Иван, ваш …», «Долг растёт»."""
_COLUMN = (
    r"(?:№|имя|фио|ф\.и\.о\.?|клиент|контакт|компания|контрагент|номер(?:[ ]телефона)?|(?:моб\w*|раб\w*)?[. ]*телефон|"
    r"сумма|дата|адрес|город|e-?mail|почта|комментарий|name|client|contact|company|phone(?:[ ]number)?|sum|date|city)"
)
_HEADER = re.compile(rf"\s*{_COLUMN}(?:[ ]*[\t;,|][ ]*{_COLUMN})*[ ]*+:?[ ]*+\n", re.IGNORECASE)
NO_NAME = re.compile(
    r"(?:ваш[аеи]?|вас|вам|мы|нас|нам|наш[аеи]?|вы|я|это|по|не|звонить|во?|на|со?|до|за|от|для|не|ждём|ждем|(?:пере|по)?звоните|"
    r"здравствуйте|добр(?:ый|ое|ая)|завтра|сегодня|вопросы|заказы?|заказа|готовы?|готова|или|"
    r"your?|we|us|our|is|are|was|the|a|to|for|call|please|hello|hi|tomorrow|today|order|ready|and|or)",
    re.IGNORECASE,
)
"""Words of sentences, which no name has."""
_WORD_OF_NAME = rf"(?!(?i:{NO_NAME.pattern})\b)[A-ZА-ЯЁ][a-zа-яё]+"
_NAME = rf"{_WORD_OF_NAME}(?:[ ]{_WORD_OF_NAME})?"
_NO_TEXT = re.compile(
    r"[\s,]*(?:\"\w+\"[ ]*:|&\w+=|\[[0-9]{1,2}\.[0-9]{1,2}[.0-9]*,?[ ][0-9]{1,2}:[0-9]{2}[:0-9]*\])"
    r"|(?:[;,][ ]*\"[^\"\n]*\")+\s*\Z|[ ]*\|[^|\n]*\|[^\n]*\Z|[^\w]*\Z"
)
"""Fields of JSON and of an address, when a message was written in a chat, cells in quotes or bars, signs."""
_DO_NOT = re.compile(
    r"[ \t,;:(-]*(?:больше[ ]+)?(?:не[ ]+(?:надо[ ]+|нужно[ ]+)?(?:звонить|беспокоить|набирать)|do[ ]+not[ ]+call)\b",
    re.IGNORECASE,
)
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
    rf"[ \t]*+(?:\([ \t]*(?:(?i:{_NAMED}|{_RATHER})\.?|{_NAME})[ \t]*\)(?:[ \t]*:)?"
    rf"|-?[ \t]*+(?i:{_NAMED})\.?[ \t]*(?=[,;\n]|\Z|(?i:и|или|либо|and|or)\b))[ \t]*"
    r"|[ \t]*+[^\w\s+(\[№#\"'«„“<]+[ \t]*(?=\n)"
)
"""«8 999 … (WhatsApp), 8 495 … — рабочий, 8 916 … (Иван)»: what number it is; nobody says it to a client. Or signs."""
_RATHER_SAID = re.compile(rf"\b(?:{_RATHER})\b")
_POINTED = re.compile(rf"\b(?:{_RATHER}|{_KINDS}|(?:если[ ]+)?не[ ]+(?:отвечает|ответит|бер[её]т|возьм[её]т))\b")
_OR_ANOTHER = (
    rf"(?:\(?{_NAME}\)?[ ]++)?(?i:и|или|либо|and|or)\b[ ]*+"
    rf"(?:\(?{_NAME}\)?[ :]*+|(?i:на|номер)[ ]++)?(?=[+(\[]*+(?:[0-9]|\Z))"
)
JOINED = re.compile(
    rf"[\s,;]*+(?:{_OR_ANOTHER}|(?:[/|&(][ ]*+)?(?:(?i:и|and)\b|"
    rf"(?:(?:{_POINTED.pattern})\.?[ ,:()-]*(?:(?:на|номер)\b[ :-]*)?){{1,3}})?)[\s,;]*"
)
"""Between two numbers: «и», «или», «или Иван», «(старый), новый», «если не ответит»."""
_OPENING = " \t,;:-—"
FREE_OF_CHARGE = ("7800", "7804")
"""Codes of numbers that callees are told to ring; nobody rings them."""


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
    said = reader.text[at : _end_of_line(reader.text, at)].strip()
    if _DO_NOT.match(reader.text, at):
        raise Contradictory("phone-do-not-call", written=said.strip(f"{_OPENING}()")[:MAX_WRITTEN])
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


def same_words(reader: Reader, at: int) -> tuple[Number, ...]:
    """The numbers of the lines below, when each has one and says the same as the line from `at` on.

    Raises Contradictory when one of them says something else to somebody else.
    """
    end = _end_of_line(reader.text, at)
    said = reader.text[at:end].strip(_OPENING)
    rows = list(_rows(reader, end))
    if said and rows and all(number and words == said for number, words in rows):
        return tuple(number for number, _ in rows if number)
    for number, words in rows:
        if number and not number.digits.startswith(FREE_OF_CHARGE) and _is_for_callee(words, said):
            raise Contradictory(
                "phone-texts-apart", written=reader.text[number.start : number.end].strip()[:MAX_WRITTEN]
            )
    return ()


def _rows(reader: Reader, at: int) -> Iterator[tuple[Number | None, str]]:
    """The number by which each line begins, and its words."""
    while at < len(reader.text):
        begin, at = at + 1, _end_of_line(reader.text, at + 1)
        if reader.text[begin:at].strip():
            read = reader.item(begin, Where.HARD)
            number = read if isinstance(read, Number) and read.end <= at else None
            yield number, reader.text[past_kind(reader.text, number.end) if number else begin : at].strip(_OPENING)


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _is_for_callee(words: str, said: str) -> bool:
    first = [re.match(r"[^\W\d_]{3,}", one.casefold()) for one in (words, said)]
    begins_alike = first[0] and first[1] and first[0][0] == first[1][0]
    return bool(begins_alike or _ADDRESSED.match(words))
