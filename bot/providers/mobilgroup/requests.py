"""Bodies of requests, as Mobilgroup's documents give them, and a voice call of ours as a mailing to one phone.

`security` and `request` are added when they are sent. Numbers are quoted as in the documents' examples:
`"attempts": "2"`, `"summa": "17.25"`.
"""

import re
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from bot.domain.inserts import Inserts, is_date_or_digits
from bot.domain.phones import Duty
from bot.domain.sayings import RecordKind, Saying
from bot.ports import VoiceCall
from bot.ports.emulating import ParameterKind
from bot.providers.forms import looks

TEXT_LIMIT = 5000
MOST_ATTEMPTS = 3


def _minute(value: Any) -> Any:
    """`2020-07-15 14:05`. The documents do not name its zone: it is written as the account's own time."""
    if not isinstance(value, str):
        return value
    written = value.strip().replace("T", " ")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}", written):
        raise ValueError("must look like 2020-07-15 14:05")
    datetime.fromisoformat(written)
    return written


def _date_or_digits(written: str) -> str:
    """What a script can read aloud: `2020-07-15`, `15.07.2020`, `142`, `3,5`."""
    if not is_date_or_digits(written):
        raise ValueError("must be a date or digits")
    return written


def _point(value: Any) -> Any:
    return value.strip().replace(",", ".") if isinstance(value, str) else value


def _plain(amount: Decimal) -> str:
    return format(amount, "f")


_Quoted = PlainSerializer(str, return_type=str)
_Phone = Annotated[str, StringConstraints(pattern=r"^7[0-9]{10}$"), looks(ParameterKind.PHONE, "7XXXXXXXXXX")]
_OwnNumber = Annotated[str, StringConstraints(pattern=r"^[78][0-9]{10}$"), looks(ParameterKind.PHONE, "7XXXXXXXXXX")]
_Id = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,64}$")]
_GivenId = Annotated[str, StringConstraints(pattern=r"\S", max_length=64)]
_Text = Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT)]
_Words = Annotated[str, StringConstraints(min_length=1)]
_Minute = Annotated[str, BeforeValidator(_minute), looks(ParameterKind.TIME, "YYYY-MM-DD HH:MM")]
_Sum = Annotated[
    Decimal,
    Field(ge=0, max_digits=12, decimal_places=2),
    BeforeValidator(_point),
    PlainSerializer(_plain, return_type=str),
]
_Param = Annotated[str, AfterValidator(_date_or_digits), looks(ParameterKind.TEXT, "YYYY-MM-DD, DD.MM.YYYY, 0–9")]


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    def body(self) -> dict[str, Any]:
        """As it is sent: what is not given is left to the account's «Настройки API»."""
        return self.model_dump(mode="json", exclude_none=True)


class SendSettings(Request):
    """`{"message": "Текст", "number": "74951234567", "attempts": "2", "interval": "1"}`

    `interval` in minutes. After `repeat` the callee is offered to press 1 to hear it again, so many times.
    """

    number: _OwnNumber
    message: _Text | None = None
    phrase: _Id | None = None
    script: _Id | None = None
    schedule: _Minute | None = None
    attempts: Annotated[int, Field(ge=1, le=MOST_ATTEMPTS), _Quoted] | None = None
    interval: Annotated[int, Field(ge=0, le=60), _Quoted] | None = None
    repeat: Annotated[int, Field(ge=1, le=3), _Quoted] | None = None

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        if sum(given is not None for given in (self.message, self.phrase, self.script)) != 1:
            raise ValueError("exactly one of message, phrase and script")
        return self


class Subscriber(Request):
    """`{"phone": "79991234567", "summa": "17.25"}`; what a script reads aloud to this one."""

    phone: _Phone
    message: _Text | None = None
    summa: _Sum | None = None
    param1: _Param | None = None
    param2: _Param | None = None
    param3: _Param | None = None


class Send(Request):
    """`POST /api/send/`"""

    settings: SendSettings
    subscribers: Annotated[list[Subscriber], Field(min_length=1)]

    @model_validator(mode="after")
    def _own_messages_only_beside_a_message(self) -> Self:
        if self.settings.message is None and any(item.message is not None for item in self.subscribers):
            raise ValueError("a subscriber's own message does not work with a phrase or a script")
        return self


class State(Request):
    """`POST /api/get/` `{"request": "state", "id": "1234"}`, the id as the provider gave it."""

    id: _GivenId


class Nothing(Request):
    """`balance`, `scripts`, `phrases` and `numbers` ask for nothing more."""


class Templates(Request):
    """`POST /api/get/` `{"request": "templates", "account": "123", "id": "1"}`

    `account` is the client in one's own CRM; without `id`, all templates of that client.
    """

    account: _Words
    id: _Id | None = None


class TemplateItem(Request):
    """New without `id`, which is then sent as `""`; changed with it."""

    id: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{0,64}$")] = ""
    name: _Words
    message: _Words


class SetTemplates(Request):
    """`POST /api/set/` `{"request": "templates", "account": "123", "templates": [{"id": "", "name": …}]}`"""

    account: _Words
    templates: Annotated[list[TemplateItem], Field(min_length=1)]


def send_body(call: VoiceCall, default_caller_id: str) -> dict[str, Any]:
    """The body of this call, valid or not: what is wrong with it is for `Send` to say.

    `attempts` and `interval` are left out where the account's own settings are wished for. After a `repeat` of 2 it
    is offered twice to hear it again; without one, never. Mobilgroup has no duty numbers, so `duty` is the account's
    number from the settings.
    """
    number = default_caller_id if call.caller_id in (None, Duty.ANY) else call.caller_id
    return {
        "settings": {**_said(call.saying), "number": number, **_again(call)},
        "subscribers": [{"phone": call.phone, **_read_aloud(call.inserts)}],
    }


def _again(call: VoiceCall) -> dict[str, str]:
    again = {"attempts": call.attempts, "interval": call.interval if call.attempts > 1 else 0, "repeat": call.repeats}
    return {name: str(count) for name, count in again.items() if count}


def _read_aloud(inserts: Inserts | None) -> dict[str, str]:
    if inserts is None:
        return {}
    values = (inserts.amount, inserts.first, inserts.second, inserts.third)
    return {name: value for name, value in zip(("summa", "param1", "param2", "param3"), values, strict=True) if value}


def _said(saying: Saying) -> dict[str, str]:
    """A record that people write as a number is a phrase."""
    if saying.record is None:
        return {"message": saying.text or ""}
    return {"script" if saying.record.kind is RecordKind.SCRIPT else "phrase": saying.record.id}
