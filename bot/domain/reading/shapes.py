"""What stands around a number, and what only looks like a number."""

import re

EXTENSION_WORD = re.compile(
    r"[ \t]{0,6}[,;-]?[ \t]{0,6}[(\[]?[ \t]{0,6}"
    r"(?:(?:доб(?:авочн\w*)?|вн(?:утр(?:енн\w*)?)?|ext(?:ension)?|(?:в[ ])?тон(?:альн|ов)\w*(?:[ ](?:набор|режим)\w*)?)"
    r"(?!\w)|(?:доп|тон)\.?(?=[ ]?[0-9]{2,6}(?!\w))|[xх](?=[. ]*[0-9])|\^|#|\*(?=[ ]?[0-9]{1,6}(?![\w*])))\.?",
    re.IGNORECASE,
)
EXTENSION = re.compile(
    rf"(?:{EXTENSION_WORD.pattern}|[ \t]{{0,6}}(?:доб|ext)(?=[0-9]))"
    r"[ \t]{0,6}(?:номер|number|№)?[ \t]{0,6}[:=-]?[ \t]{0,6}(?P<digits>[0-9]{1,10})(?!\w)[ \t]{0,6}[)\]]?"
    r"|[ ]?\((?P<bracketed>[0-9]{2,5})\)(?![ ()-]*[0-9])",
    re.IGNORECASE,
)
SYMBOLS = re.compile(r"(?:[ \t]|[^\w\s+(\[,;№#^@%$€₽/])*")
MARKER = re.compile(
    r"(?:[№#][ ]?[0-9]{1,4}[.):]?|[0-9]{1,4}[ ]?[.):])[ \t]+|[0-9]{1,4}\t"
    r"|[№#]?[ ]?[0-9]{1,4}[.):](?=\+|[78](?:[ (]|[0-9]{3}[ -]|[0-9]{10}(?![0-9])))"
)
LABEL = (
    r"(?:(?:номер[ ]+)?тел(?:ефон\w*)?|моб(?:ильн\w*)?|сот(?:ов\w*)?|номер|т|"
    r"tel(?:ephone)?|phone|mobile|mob|cell|number|whats?app|в[оа]тс[аеэ]п|viber|вайбер)\b\.?[ ]*(?:[:=\-][ ]*)?"
)
LABELLED = re.compile(LABEL, re.IGNORECASE)
LINK = re.compile(
    r"(?:tel|callto|sms|whatsapp):(?://)?(?:send/?\?phone=)?|"
    r"(?:https?://)?(?:www\.)?(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=(?:%2B)?|t\.me/)",
    re.IGNORECASE,
)
LINK_REST = re.compile(r"[/?&]\S*")
DECORATION = re.compile(rf"(?:{LINK.pattern}|(?<!\w){LABEL})[ (\[]*\Z", re.IGNORECASE)
QUOTES = re.compile(r"[\"'`*_«»“”„’‘>~]+")


_DAY, _MONTH, _YEAR = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])", "(?:19|20)[0-9]{2}"
_DATE = (
    rf"(?:{_DAY}\.{_MONTH}\.{_YEAR}|{_DAY}/{_MONTH}/{_YEAR}|{_DAY}-{_MONTH}-{_YEAR}|{_YEAR}[-./]{_MONTH}[-./]{_DAY})"
)
_HOUR = r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?"
_MOMENT = re.compile(
    rf"(?<![\w.\-/+:])(?:(?:{_DAY}(?:\.{_MONTH})?[ ]*-[ ]*)?{_DATE}(?:[ ]*-[ ]*{_DATE})?(?![0-9]|[./\-][0-9])"
    rf"|{_HOUR}(?:[ ]*-[ ]*{_HOUR})?(?![0-9:]))"
)
"""Dates and clocks that nobody would read otherwise, wherever they stand."""

_LOOSE_MOMENT = re.compile(
    rf"(?:{_DAY}[ .] ?{_MONTH}[ .] ?{_YEAR}|[0-2][0-9][ .-][0-5][0-9] {_DAY}[ .]{_MONTH}[ .]{_YEAR}"
    rf"|{_DAY}\.{_MONTH}\.[0-9]{{2}}|{_DAY}-{_MONTH}-[0-9]{{2}}[ ]+{_HOUR}"
    r"|[0-9]{1,2}\.[0-9]{2}(?:[ ]*-[ ]*|[ ]+)[0-9]{1,2}[.-][0-9]{2})(?![0-9]|[.\-][0-9])"
)
"""Dates and clocks written as some numbers are."""
_PAPER = re.compile(
    r"(?:[0-9]{4} [0-9]{6}|[0-9]{2} [0-9]{2} [0-9]{6}|[0-9]{3}-[0-9]{3}-[0-9]{3} [0-9]{2})(?![0-9]|-[0-9])"
)
"""Passports (`4510 123456`) and pension insurance numbers (`112-233-445 95`)."""

RUNS_ON = re.compile(
    r"(?<= [0-9]{2} [0-9]{2}) [0-9]{1,2}(?=[ ]*(?:\n|\Z)| \+?[78][ (]"
    r"| (?!Янв|Фев|Мар|Апр|Ма[яй]|Ию[нл]|Авг|Сен|Окт|Ноя|Дек|Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec)"
    r"[A-ZА-ЯЁ][a-zа-яё])"
)
"""Behind a number whose last digits stand in pairs: «8 999 123 45 67 89 Ваш заказ …» has two digits too many."""

_GAP = "[ ]{0,6}"
"""Bounded, for a text may be blanks all over."""
_CURRENCY = (
    r"(?:руб\w*|р\.|₽|коп\w*|\$|€|₸|£|¥|₴|₾|֏|%|долл\w*|евро|тенге|тг\b|гривен|грн\b|драм\w*|лари\b|манат\w*"
    r"|сом(?:ов|а)?\b|сум(?:ов)?\b|юан\w*|лир\b|RUB\b|USD\b|EUR\b|KZT\b|UAH\b|BYN\b|AMD\b|GEL\b|AZN\b|UZS\b|KGS\b|GBP\b|CNY\b|TRY\b"
    r"|rubles?|roubles?|dollars?|euros?|pounds?)"
)
_SCALE = r"(?:тыс\w*\.?|млн\.?|млрд\.?|thousand|million)"
_RUN = re.compile(r"[0-9]+(?:[.,][0-9]{2})?(?![0-9])")
"""Digits in a row, with cents or without: also those that something invisible parts."""
_SUM_AFTER = re.compile(rf"(?:[.,][0-9]{{1,2}})?{_GAP}(?:{_CURRENCY}|{_SCALE})", re.IGNORECASE)
_CENTS_AFTER = re.compile(r",(?!00?(?![0-9]))[0-9]{1,2}(?![0-9])")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[ .][0-9]{3})+(?:[.,][0-9]{1,2})?(?![0-9]|[ .\-][0-9])")

_PAPERS = (
    r"инн|кпп|огрн(?:ип)?|снилс|окпо|октмо|уин|бик|[ркл]/с|паспорт\w*|полис\w*|осаго|каско|вин|vin|inn|tin|vat|tax|passport|"
    r"policy|ssn|iban"
)
_THINGS = (
    r"заказ\w*|сч[её]т\w*|договор\w*|накладн\w*|заявк\w*|обращени\w*|артикул\w*|трек\w*|карт[аыеу]\w*|чек\w*|код\w*|сумм\w*|"
    r"посылк\w*|отправлени\w*|лицев\w*|брон[ьи]\w*|билет\w*|плат[её]ж\w*|транзакци\w*|квитанци\w*|ттн|order(?:_?id)?|invoice|track\w*|"
    r"card|account|contract|amount|(?:sub)?total|ticket|parcel|booking|payment|code|id"
)
_RUNS = (
    r"сделк\w*|лид\w*|тикет\w*|ticket|задач\w*|акт\w*|спецификаци\w*|парти[яию]|модел\w*|(?:с|з|s)/[нn]|sn|арт\.?|sku|sr|"
    r"серийн\w*[ ]номер|серийник|серия|уип|шпи|стс|птс|ву|гост|тн[ ]вэд|удостоверени\w*|водительск\w*|свидетельств\w*|"
    r"доверенност\w*|осаго[ ][a-zа-яё]{3}|карт[аыеу][ ]лояльности|абонемент\w*|л\.?с\.?|аб\.|сч[её]т-фактур\w*|упд|cmr|"
    r"(?:договор-)?оферт\w*|дог\.?|(?:заказ-)?наряд\w*|зак\.|рейс\w*|wb|авито|avito|ozon|озон"
)
"""Before a run of ten digits only: a phone may stand behind them as well."""
_WHOSE = r"(?:клиент|абонент|покупател|получател|участник|плательщик)\w*|client|customer"
"""Whose code, account or card it is; whose order it is may be said with a phone."""
_NUMBER_WORD = r"(?:номер\w*|no|number|num|n)\.?"
_LABEL_BEFORE = re.compile(
    rf"(?<!\w)(?:{_PAPERS}|{_THINGS}|(?:id|код\w*|сч[её]т\w*|карт[аыеу]\w*)[ ]{_GAP}(?:{_WHOSE}))"
    rf"(?:[ -]{_GAP}{_NUMBER_WORD})?(?:\"?{_GAP}[:=])?{_GAP}[№#]?{_GAP}\Z|[$€₽]{_GAP}\Z",
    re.IGNORECASE,
)
_NUMBER_SIGN = re.compile(rf"(?:[№#]{_GAP}|(?<!\w)[A-ZА-ЯЁ]{{1,3}}-)\Z")
"""Before a run of ten digits, as in «ЗН-9161234567»; a sign is somebody's place in a list before other numbers."""
_RUN_BEFORE = re.compile(
    rf"(?<![\w.])(?:{_RUNS})(?:[ ]{_GAP}{_NUMBER_WORD})?\"?{_GAP}[:=]?{_GAP}[№#]?{_GAP}\Z|_id\"?{_GAP}[:=]{_GAP}\Z",
    re.IGNORECASE,
)
_PAPER_ABOVE = re.compile(
    rf"(?<!\w)(?:{_PAPERS})(?:[ ]{_GAP}{_NUMBER_WORD})?{_GAP}[:=]?{_GAP}\n{_GAP}\Z", re.IGNORECASE
)
"""On the line before a run of ten digits."""
_LABEL_AFTER = re.compile(
    rf"{_GAP}[-(:,]?{_GAP}(?:(?:это|is|your|our|the|ваш\w*|наш\w*|мой|моя)[ ]{_GAP})*"
    rf"(?:(?:{_PAPERS})|{_NUMBER_WORD}[ ]{_GAP}(?:of[ ]{_GAP})?(?:(?:the|your|our|ваш\w*|наш\w*)[ ]{_GAP})*"
    rf"(?:{_PAPERS}|{_THINGS})"
    rf"|(?:{_THINGS})[ ]{_GAP}{_NUMBER_WORD})(?!\w)(?!\.?{_GAP}(?:{_NUMBER_WORD})?{_GAP}[:=]?{_GAP}[№#]?{_GAP}[0-9])",
    re.IGNORECASE,
)
"""It belongs to the digits behind it, if there are any."""
_LINE = 80
"""Characters before a number that may say what it is."""


def moments(text: str) -> tuple[tuple[int, int], ...]:
    """Where its dates and clocks stand."""
    return tuple(found.span() for found in _MOMENT.finditer(text))


def end_of_paper(text: str, at: int) -> int | None:
    """Of a passport's or an insurance number that begins there."""
    found = _PAPER.match(text, at)
    return found.end() if found else None


def is_moment(text: str, at: int) -> bool:
    return _LOOSE_MOMENT.match(text, at) is not None


def is_sum(text: str, start: int, end: int) -> bool:
    """Whether these digits, to `end`, are an amount."""
    found = _THOUSANDS.match(text, start) or _RUN.match(text, start)
    return bool(_SUM_AFTER.match(text, end) or (found and found.end() >= end and _SUM_AFTER.match(text, found.end())))


def has_cents(text: str, end: int) -> bool:
    """Excel's `,00` are none."""
    return _CENTS_AFTER.match(text, end) is not None


def is_grouped_by_thousands(text: str, at: int) -> bool:
    return _THOUSANDS.match(text, at) is not None


def is_labelled(text: str, start: int, end: int) -> bool:
    """Whether a word beside it says that this is the number of a paper, an order, an account."""
    before = text[max(0, start - _LINE, text.rfind("\n", 0, start) + 1) : start]
    above = text[max(0, start - _LINE) : start]
    if is_run(text, start, end) and any(
        (_NUMBER_SIGN.search(before), _RUN_BEFORE.search(before), _PAPER_ABOVE.search(above))
    ):
        return True
    return bool(_LABEL_BEFORE.search(before) or _LABEL_AFTER.match(text, end))


def is_said_to_be_a_paper(text: str, start: int, end: int) -> bool:
    """Of ten digits at the beginning: «7715123456 — наш ИНН», and not «9991234567 Паспорт готов»."""
    said = _LABEL_AFTER.match(text, end) if is_run(text, start, end) else None
    return said is not None and re.match(r"[ \t]*(?:[,;.\n]|\Z)", text[said.end() :]) is not None


def is_run(text: str, start: int, end: int) -> bool:
    """Whether ten digits stand there: a number without its prefix, a company's tax number, an order's."""
    return end - start == 10 and text[start:end].isdigit()


def doubt(text: str, start: int, end: int) -> int:
    """Of a number: 0 when it is written as numbers alone are, 1 for such ten digits, 2 where no mobile of Russia begins
    so, `TAX` for what may as well be a company's tax number.
    """
    if not is_run(text, start, end) or DECORATION.search(text[max(0, start - _LINE) : start]):
        return 0
    if text[start] != "9" and is_tax_number(text[start:end]):
        return TAX
    return 1 if text[start] == "9" else 2


TAX = 3
_FEW_OFFICES = ("49", "8")
"""Regions with less than twenty; others have less than seventy. It leaves 495, 499 and 812 to the phones there."""
_TAX_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


def is_tax_number(written: str) -> bool:
    """Whether the last of its ten digits is what the others make it (the tax service's order ММВ-7-6/435@).

    It begins with its tax office: two digits of the region, two of the office there.
    """
    if not is_run(written, 0, len(written)):
        return False
    if written[0] != "7" and int(written[2]) > (1 if written.startswith(_FEW_OFFICES) else 6):
        return False
    made = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, written, strict=False))
    return made % 11 % 10 == int(written[9])
