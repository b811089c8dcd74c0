"""Mobilgroup's answers, read leniently: a wrong type is None or empty, what we do not know is kept.

Integers come in quotes (`"14"`), money with a comma (`"1,82"`) or a point (`"3.41"`).
"""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from bot.providers import loose
from bot.providers.loose import Id, Loose, Money, Number, Whole


def _text(value: Any) -> str:
    """Line breaks are the text's own."""
    return value if isinstance(value, str) else loose.text(value, limit=10_000) or ""


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; PHP writes a list with gaps as `{"0": …, "2": …}`, and nothing at all as `null`."""
    if isinstance(value, dict) and value and all(key.isdecimal() for key in value):
        value = list(value.values())
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _object(value: Any) -> Any:
    """PHP writes an empty object as `[]`."""
    return value if isinstance(value, dict) and value else None


_Line = Annotated[str, loose.line(500)]
_Text = Annotated[str, BeforeValidator(_text)]


class SentSubscriber(Loose):
    """One phone of a mailing. `{"phone": "79…", "result": "ok", "price": "0,91", "duration": "14"}` or
    `{"phone": "79…", "result": "error", "description": "Error_Not_Enough_Money"}`: refused while others pass.

    The code stands in `description` here and in `error_code` elsewhere: both are read. `price` is in the account's
    currency, `duration` the message's seconds.
    """

    phone: Number = None
    result: _Line = ""
    description: _Line = ""
    error_code: _Line = ""
    price: Money = None
    duration: Whole = None


class Sent(Loose):
    """`{"result": "ok", "id": "1234", "phones": "3", "budget": "1,82", "subscribers": […]}`

    `budget` is an estimate of the whole.
    """

    id: Id = None
    phones: Whole = None
    budget: Money = None
    subscribers: Annotated[list[SentSubscriber], BeforeValidator(objects)] = Field(default_factory=list)


class Transfer(Loose):
    """The callee was put through to `number`.

    `{"number": "7…", "duration": "0", "price": "0", "status": "Нет ответа"}`
    """

    number: _Line = ""
    duration: Whole = None
    price: Money = None
    status: _Line = ""


class Sms(Loose):
    """Sent because nobody answered: `{"date": …, "message": "Текст", "partition": "1", "price": "2.50",
    "status": "Доставлено"}`. `partition` is how many SMS it took.
    """

    date: _Line = ""
    message: _Text = ""
    partition: Whole = None
    price: Money = None
    status: _Line = ""


class CalledSubscriber(Loose):
    """`{"phone": "79…", "date": …, "status": "Успешно", "attempts": "1", "duration": "13", "price": "0.91"}`

    `duration` is the talk's seconds, `price` the call's whole cost. `raw` is ours: the object as it came.
    """

    phone: Number = None
    date: Any = None
    status: _Line = ""
    attempts: Whole = None
    duration: Whole = None
    price: Money = None
    transfer: Annotated[Transfer | None, BeforeValidator(_object)] = None
    sms: Annotated[Sms | None, BeforeValidator(_object)] = None
    raw: dict[str, Any] = Field(default_factory=dict, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _keep(cls, value: Any) -> Any:
        return {**value, "raw": value} if isinstance(value, dict) else value


class Called(Loose):
    """`{"result": "ok", "id": "1234", "phones": "2", "budget": "3.41", "subscribers": […]}`"""

    id: Id = None
    phones: Whole = None
    budget: Money = None
    subscribers: Annotated[list[CalledSubscriber], BeforeValidator(objects)] = Field(default_factory=list)


class Balance(Loose):
    """`{"result": "ok", "balance": "273,50", "currency": "Rub"}`"""

    balance: Money = None
    currency: _Line = ""


class Listed(Loose):
    """A script or a phrase: `{"id": "1", "name": "Скрипт 1", "duration": "25"}`, `duration` in seconds."""

    id: Id = None
    name: _Line = ""
    duration: Whole = None


class OwnNumber(Loose):
    """`{"number": "74951234567", "description": "Комментарий"}`: a request must name it just as it stands here."""

    number: _Line = ""
    description: _Line = ""


class StoredTemplate(Loose):
    """`{"id": "1", "account": "123", "name": "Шаблон №1", "message": "Текст шаблона"}`; in the answer to a change also
    `"result": "ok"`, or a code such as `Template_not_found`.
    """

    id: Id = None
    name: _Line = ""
    message: _Text = ""
    result: _Line = ""
    error_code: _Line = ""
    description: _Line = ""


class SavedTemplates(Loose):
    """`{"result": "ok", "account_id": "123", "templates": […]}`"""

    templates: Annotated[list[StoredTemplate], BeforeValidator(objects)] = Field(default_factory=list)
