"""Mobilgroup's answers, read leniently: a wrong type is None or empty, what we do not know is kept.

Integers come in quotes (`"14"`), money with a comma (`"1,82"`) or a point (`"3.41"`).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.domain.phones import Phone
from bot.providers import loose


def _line(value: Any) -> str:
    return loose.text(value, limit=500) or ""


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


_Line = Annotated[str, BeforeValidator(_line)]
_Text = Annotated[str, BeforeValidator(_text)]
_Id = Annotated[str | None, BeforeValidator(loose.identifier)]
_Whole = Annotated[int | None, BeforeValidator(loose.integer)]
_Money = Annotated[Decimal | None, BeforeValidator(loose.money)]
_Phone = Annotated[Phone | None, BeforeValidator(loose.phone)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)


class SentSubscriber(_Answer):
    """One phone of a mailing. `{"phone": "79…", "result": "ok", "price": "0,91", "duration": "14"}` or
    `{"phone": "79…", "result": "error", "description": "Error_Not_Enough_Money"}`: refused while others pass.

    The code stands in `description` here and in `error_code` elsewhere: both are read. `price` is in the account's
    currency, `duration` the message's seconds.
    """

    phone: _Phone = None
    result: _Line = ""
    description: _Line = ""
    error_code: _Line = ""
    price: _Money = None
    duration: _Whole = None


class Sent(_Answer):
    """`{"result": "ok", "id": "1234", "phones": "3", "budget": "1,82", "subscribers": […]}`

    `budget` is an estimate of the whole.
    """

    id: _Id = None
    phones: _Whole = None
    budget: _Money = None
    subscribers: Annotated[list[SentSubscriber], BeforeValidator(objects)] = []


class Transfer(_Answer):
    """The callee was put through to `number`.

    `{"number": "7…", "duration": "0", "price": "0", "status": "Нет ответа"}`
    """

    number: _Line = ""
    duration: _Whole = None
    price: _Money = None
    status: _Line = ""


class Sms(_Answer):
    """Sent because nobody answered: `{"date": …, "message": "Текст", "partition": "1", "price": "2.50",
    "status": "Доставлено"}`. `partition` is how many SMS it took.
    """

    date: _Line = ""
    message: _Text = ""
    partition: _Whole = None
    price: _Money = None
    status: _Line = ""


class CalledSubscriber(_Answer):
    """`{"phone": "79…", "date": …, "status": "Успешно", "attempts": "1", "duration": "13", "price": "0.91"}`

    `duration` is the talk's seconds, `price` the call's whole cost. `raw` is ours: the object as it came.
    """

    phone: _Phone = None
    date: Any = None
    status: _Line = ""
    attempts: _Whole = None
    duration: _Whole = None
    price: _Money = None
    transfer: Annotated[Transfer | None, BeforeValidator(_object)] = None
    sms: Annotated[Sms | None, BeforeValidator(_object)] = None
    raw: dict[str, Any] = Field(default_factory=dict, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _keep(cls, value: Any) -> Any:
        return {**value, "raw": value} if isinstance(value, dict) else value


class Called(_Answer):
    """`{"result": "ok", "id": "1234", "phones": "2", "budget": "3.41", "subscribers": […]}`"""

    id: _Id = None
    phones: _Whole = None
    budget: _Money = None
    subscribers: Annotated[list[CalledSubscriber], BeforeValidator(objects)] = []


class Balance(_Answer):
    """`{"result": "ok", "balance": "273,50", "currency": "Rub"}`"""

    balance: _Money = None
    currency: _Line = ""


class Listed(_Answer):
    """A script or a phrase: `{"id": "1", "name": "Скрипт 1", "duration": "25"}`, `duration` in seconds."""

    id: _Id = None
    name: _Line = ""
    duration: _Whole = None


class OwnNumber(_Answer):
    """`{"number": "74951234567", "description": "Комментарий"}`"""

    number: _Phone = None
    description: _Line = ""


class StoredTemplate(_Answer):
    """`{"id": "1", "account": "123", "name": "Шаблон №1", "message": "Текст шаблона"}`; in the answer to a change also
    `"result": "ok"`, or a code such as `Template_not_found`.
    """

    id: _Id = None
    account: _Line = ""
    name: _Line = ""
    message: _Text = ""
    result: _Line = ""
    error_code: _Line = ""
    description: _Line = ""


class SavedTemplates(_Answer):
    """`{"result": "ok", "account_id": "123", "templates": […]}`"""

    account_id: _Line = ""
    templates: Annotated[list[StoredTemplate], BeforeValidator(objects)] = []
