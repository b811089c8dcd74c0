"""Phone numbers as people write them, and as the providers take them."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NewType

from bot.domain.errors import BadPhone, NotOurNumber
from bot.domain.reading.beside import FREE_OF_CHARGE
from bot.domain.reading.figures import MAX_WRITTEN, is_valid_abroad, wrong_length
from bot.domain.reading.mending import MENDED, without
from bot.domain.reading.plain import plain
from bot.domain.reading.reader import Broken, Reader, Where
from bot.domain.reading.rows import read_dictation, surest_in_cells, tax_numbers
from bot.domain.reading.shapes import EXTENSION_WORD

Phone = NewType("Phone", str)
"""Eleven digits, `7XXXXXXXXXX`."""


class Duty(StrEnum):
    """In place of a number to call from: `ANY` of the provider's own."""

    ANY = "duty"


ShownNumber = Phone | Duty
"""What the callee sees."""

_OURS = re.compile(
    r"[\s,;:—–-]*(?:это[ ]+)?(?:наш\w*|мой|моя|горяч\w*|телефон\w*|номер\w*|(?:пере|по)?звоните|(?:is[ ]+)?(?:our|my)"
    r"|call[ ]+us)\b",
    re.IGNORECASE,
)
_EDGES = re.compile(r"[\s()\[\].,;\-]*")


@dataclass(frozen=True, slots=True)
class Dictation:
    """What a person wrote after `/call`: numbers in their order, each once, and the text that follows them.

    `extensions` are those that were written behind numbers: nobody dials them, and nobody reads them out. `in_doubt`:
    the person has to say which of them is meant.
    """

    phones: tuple[Phone, ...]
    text: str
    extensions: tuple[tuple[Phone, str], ...] = ()
    misread: tuple[str, ...] = ()
    """What stood among the numbers and is none: only `parse_list` passes over it."""
    in_doubt: bool = False


def parse_phone(written: str) -> Phone:
    """One number and nothing else. Raises BadPhone with the reason."""
    phone, extension = parse_extended(written)
    if extension:
        raise BadPhone("phone-no-extension", written=written.strip()[:MAX_WRITTEN])
    return phone


def parse_extended(written: str) -> tuple[Phone, str]:
    """One number with the extension behind it, or an empty one, and nothing else. Raises BadPhone with the reason."""
    reader = Reader(plain(written))
    read = reader.item(len(reader.text) - len(reader.text.lstrip()), Where.FIRST)
    if isinstance(read, Broken):
        if _EDGES.fullmatch(reader.text, read.end) or isinstance(read.error, NotOurNumber):
            raise read.error
    elif read is not None:
        if _EDGES.fullmatch(reader.text, read.end):
            return Phone(read.digits), read.extension
        if EXTENSION_WORD.match(reader.text, read.end):
            raise BadPhone("phone-bad-extension", written=written.strip()[:MAX_WRITTEN])
        expression = reader.expression(read.start)
        if expression is not None and _EDGES.fullmatch(reader.text, expression.end):
            raise wrong_length(reader.text, expression.digits, plus=False)
    raise BadPhone("phone-not-a-number", written=written.strip()[:MAX_WRITTEN])


@lru_cache(64)  # a command is read to learn whether it names numbers, and again to be kept
def parse_dictation(written: str) -> Dictation:
    """Numbers first, parted by blanks, commas, semicolons or lines; what follows the last complete one is the text.

    Names in rows with numbers are no text. Raises BadPhone for a number that is not one, with the reason.
    """
    dictated, in_doubt = read_dictation(plain(written))
    phones = dict.fromkeys(Phone(number.digits) for number in dictated.numbers)
    extensions = {Phone(number.digits): number.extension for number in dictated.numbers if number.extension}
    read = Dictation(tuple(phones), dictated.text, tuple(extensions.items()))
    are_free_of_charge = {phone.startswith(FREE_OF_CHARGE) for phone in phones}
    return replace(read, in_doubt=len(phones) > 1 and (in_doubt or len(are_free_of_charge) > 1 or tells_of_ours(read)))


MOST_MISREAD = 10


def parse_list(written: str) -> Dictation:
    """The same; of several numbers the broken ones are given back, and the others stand. Raises BadPhone."""
    rest, misread = written, list[str]()
    while True:
        try:
            return replace(parse_dictation(rest), misread=tuple(misread))
        except BadPhone as error:
            left = without(rest, str(error.args_.get("written", ""))) if error.key in MENDED else None
            if left is None or len(misread) == MOST_MISREAD:
                return parse_dictation(written)  # it raises the reason of the first one
            rest, piece = left
            misread.append(piece[:MAX_WRITTEN])


def tells_of_ours(read: Dictation) -> bool:
    """«8 999 … это наш номер», «8 800 … ждём звонка»: it says where to ring, and not whom to call."""
    are_free_of_charge = all(phone.startswith(FREE_OF_CHARGE) for phone in read.phones)
    return bool(read.text) and (are_free_of_charge or _OURS.match(read.text) is not None)


def find_phones(text: str) -> tuple[Phone, ...]:
    """Every callable number in a free text, each once: for a message that somebody else wrote."""
    reader = Reader(plain(text))
    numbers = tuple(surest_in_cells(reader.text, reader.scan()))
    papers = tax_numbers(numbers)
    return tuple(dict.fromkeys(Phone(number.digits) for number in numbers if number not in papers))


def phone_of_contact(number: str, *, of_account: bool = True) -> Phone:
    """The number of a Telegram contact. Raises BadPhone with the reason.

    An account's number begins with its country's code, with or without a plus: `84912345678` is in Vietnam. An entry
    of a phonebook may lack the code, or have a plus before what is none: `9991234567`, `+9991234567`, `89991234567`.
    """
    reader = Reader(plain(number))
    read = reader.expression(0)
    if read is None or not _EDGES.fullmatch(reader.text, read.end) or len(read.digits) not in (10, 11):
        return parse_phone(number)
    is_told_abroad = (read.plus or of_account) and read.groups[0].digits != "8"
    if is_told_abroad and (is_valid_abroad(read.digits) or read.digits[0] not in "789"):
        raise NotOurNumber("phone-other-country", written=number.strip()[:MAX_WRITTEN])
    return parse_phone(f"+{read.digits}" if read.digits.startswith("7") else read.digits)


def shown_number(kept: str) -> ShownNumber:
    """Eleven digits, or `duty`."""
    return Duty.ANY if kept == Duty.ANY else Phone(kept)


def pretty(phone: Phone) -> str:
    """`+7 999 123-45-67`; one that is kept with an eight stays so."""
    lead = "8" if phone.startswith("8") else f"+{phone[0]}"
    return f"{lead} {phone[1:4]} {phone[4:7]}-{phone[7:9]}-{phone[9:11]}"


def masked(phone: Phone) -> str:
    """`+7 999 ***-**-67`: for groups and logs."""
    return f"+{phone[0]} {phone[1:4]} ***-**-{phone[9:11]}"


def parse_manager(written: str) -> str:
    """`+7 495 123-45-67^123`, «8 495 123-45-67 доб. 123» → `74951234567^123`. Raises BadPhone."""
    phone, extension = parse_extended(written)
    return f"{phone}^{extension}" if extension else phone


def split_manager(manager: str) -> tuple[Phone, str]:
    """The phone, and the extension or an empty text."""
    phone, _, extension = manager.partition("^")
    return Phone(phone), extension
