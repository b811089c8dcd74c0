"""What Колокол may be asked: one model an operation, every parameter a checked field."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.ports.emulating import ParameterKind
from bot.providers.forms import looks

TEXT_LIMIT = 300
AT_ONCE = 50


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    def body(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_none=True)


class Place(Request):
    """`{"to": "79991234567", "say": "Текст"}`"""

    to: Annotated[str, StringConstraints(pattern=r"^7[0-9]{10}$"), looks(ParameterKind.PHONE, "7XXXXXXXXXX")]
    say: Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT)]


class States(Request):
    """`{"calls": ["17", "18"]}`"""

    calls: Annotated[list[str], Field(min_length=1, max_length=AT_ONCE)]


class Account(Request):
    """`{}`"""
