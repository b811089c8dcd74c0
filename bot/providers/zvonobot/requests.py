"""What Zvonobot may be asked, by its documents' own names: one model an operation, every value checked."""

import json
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from bot.domain.sayings import Voice
from bot.ports.emulating import ParameterKind
from bot.providers.forms import looks, spoken


class Request(BaseModel):
    """A body; `apiKey` is added when it is sent. Its fields have Zvonobot's own names."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    def body(self) -> dict[str, Any]:
        return self.model_dump(exclude_none=True)


def _seconds(value: Any) -> Any:
    """`date_format:U`, UNIX seconds; also a moment with its zone, or one as ISO 8601 writes it."""
    if isinstance(value, str) and not value.strip().lstrip("-").isdecimal():
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is None:
        raise ValueError("a time needs its zone")
    return int(value.timestamp())


def _web_address(value: str) -> str:
    if not value.startswith(("http://", "https://")) or any(char.isspace() for char in value):
        raise ValueError("an address starts with http:// or https:// and holds no spaces")
    return value


def _as_json(value: Any) -> Any:
    """The provider takes a string; an object that stands in a body as it is becomes one."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _json_object(value: str) -> str:
    try:
        decoded = json.loads(value)
    except (ValueError, RecursionError):
        decoded = None
    if not isinstance(decoded, dict):
        raise ValueError('a JSON object as a string, such as {"order": "17"}')  # noqa: TRY004 - pydantic's own way
    return value


def one_of(**given: Any) -> None:
    """Raises ValueError unless exactly one of these is there."""
    if sum(value is not None for value in given.values()) != 1:
        raise ValueError(f"exactly one of {', '.join(given)}")


Number = Annotated[str, StringConstraints(pattern=r"^7\d{10}$"), looks(ParameterKind.PHONE, "7XXXXXXXXXX, 11 digits")]
Bit = Literal[0, 1]
Gender = Annotated[int, Field(ge=0, le=1), looks(ParameterKind.INTEGER, "0 female, 1 male")]
Id = Annotated[int, Field(gt=0)]
Seconds = Annotated[
    int,
    BeforeValidator(_seconds),
    Field(gt=0, lt=4_102_444_800),
    looks(ParameterKind.TIME, "UNIX seconds"),
]
WebhookUrl = Annotated[str, StringConstraints(max_length=255), AfterValidator(_web_address)]
JsonObject = Annotated[
    str, BeforeValidator(_as_json), AfterValidator(_json_object), looks(ParameterKind.TEXT, "a JSON object")
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}-[A-Z]{2}$"), looks(ParameterKind.TEXT, "as in ru-RU")]


_GENDER = {Voice.FEMALE: 0, Voice.MALE: 1}


def gender(voice: Voice) -> int:
    return _GENDER[voice]


def record_number(record_id: str) -> int | str:
    """As it is when it is no number: `dialect.create` says what is wrong with it."""
    return int(record_id) if record_id.isdecimal() and len(record_id) <= 18 else record_id


# ruff: noqa: N815 - the fields have the provider's own names

KeyWords = Annotated[str, Field(min_length=1), looks(ParameterKind.TEXT, "words separated by spaces")]


class Record(Request):
    """A saved record, or a text to be read aloud by a woman (0) or a man (1)."""

    id: Id | None = None
    text: Annotated[str, Field(min_length=1, max_length=1024), spoken()] | None = None
    gender: Gender | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        one_of(id=self.id, text=self.text)
        return self


class SavedRecord(Request):
    id: Id


class Ivr(Request):
    """What a digit or a word does. Without either: what happens when nothing else was chosen («stayed on the line»).

    `{"digit": 2, "needBlock": 0, "managerPhone": "79999999998"}`
    """

    digit: int | None = Field(default=None, ge=0, le=9)
    keyWords: KeyWords | None = None
    needBlock: Bit | None = None
    record: SavedRecord | None = None
    managerPhone: Number | None = None
    smsText: str | None = Field(default=None, max_length=70)
    webhookUrl: WebhookUrl | None = None
    webhookParameters: JsonObject | None = None


class OlderIvr(Ivr):
    """Программа обзвонов: recognises speech, and reads a text aloud as its example does.

    `{"keyWords": "Да", "smsText": "текст СМС", "record": {"text": "Текст аудиоролика"}}`
    """

    recognize: Bit | None = None
    record: Record | None = None  # type: ignore[assignment]  # the older dialect takes a text there too


class CreateCall(Request):
    """`POST /apiCalls/create`, what both dialects take.

    `{"phone": "79991234567", "dutyPhone": 1, "needRecording": 0, "record": {"id": 1342}}`
    """

    phone: Number | None = None
    phones: list[Number] | None = Field(default=None, min_length=1)
    outgoingPhone: Number | None = None
    dutyPhone: Bit | None = None
    plannedAt: Seconds | None = None
    needRecording: Bit | None = None
    webhookUrl: WebhookUrl | None = None
    record: Record
    ivrs: list[Ivr] | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        one_of(phone=self.phone, phones=self.phones)
        if not self.outgoingPhone and not self.dutyPhone:
            raise ValueError("either outgoingPhone or dutyPhone")
        _each_once(self.ivrs or [])
        return self


class CalldogCreateCall(CreateCall):
    lang: Language | None = None


class ObzvonovCreateCall(CreateCall):
    recognize: Bit | None = None
    ivrs: list[OlderIvr] | None = None  # type: ignore[assignment]  # the same blocks with two fields more


class GetCalls(Request):
    """`POST /apiCalls/get` `{"apiCallIdList": ["173011933", "172765519"]}`"""

    apiCallIdList: list[Id] = Field(min_length=1, max_length=5000)


class GetAnyCalls(Request):
    """In the older dialect, without ids: every call there is."""

    apiCallIdList: list[Id] | None = Field(default=None, max_length=5000)


class CreateRecord(Request):
    """`POST /apiCalls/createRecord`; a file goes as multipart.

    `{"name": "TestRecord", "source": "text", "text": "Hello world", "gender": 0}`
    """

    name: str = Field(min_length=1)
    source: Literal["text", "file"]
    text: Annotated[str, Field(min_length=1), spoken()] | None = None
    gender: Gender | None = None
    file: bytes | None = Field(default=None, min_length=1, repr=False)

    @model_validator(mode="after")
    def _from_its_source(self) -> Self:
        if getattr(self, self.source) is None:
            raise ValueError(f"source is {self.source}, but there is no {self.source}")
        one_of(text=self.text, file=self.file)
        return self


class RemoveRecords(Request):
    """`POST /apiCalls/removeRecord` `{"idList": [123]}`"""

    idList: list[Id] = Field(min_length=1)


class RemoveRecord(Request):
    """The same in the older dialect, one at a time: `{"id": 123}`"""

    id: Id


class GetPhones(Request):
    """`POST /apiCalls/getPhones`; `all`: the unconfirmed ones too."""

    all: bool | None = None


class ConfirmPhone(Request):
    """`POST /apiVerificationPhones/confirmPhone` `{"phone": "79991234567"}` or `{"phones": […]}`: places real calls."""

    phone: Number | None = None
    phones: list[Number] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_or_many(self) -> Self:
        one_of(phone=self.phone, phones=self.phones)
        return self


class CancelCalls(Request):
    """`POST /apiCalls/remove` `{"idList": [173011933]}`: in no document, seen with one client of Zvonobot."""

    idList: list[Id] = Field(min_length=1)


class Nothing(Request):
    """An operation without parameters of its own."""


def _each_once(ivrs: list[Ivr]) -> None:
    """Raises ValueError for a digit with two meanings, or two blocks for staying on the line."""
    digits: list[Any] = [ivr.digit for ivr in ivrs if ivr.digit is not None or not ivr.keyWords]
    twice = sorted({str(digit) for digit in digits if digit is not None and digits.count(digit) > 1})
    if twice:
        raise ValueError(f"digit {', '.join(twice)} stands in two blocks of ivrs")
    if digits.count(None) > 1:
        raise ValueError("two blocks of ivrs have neither a digit nor key words")
