"""Kinds of values that the engine's documents name."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.ports.emulating import ParameterKind
from bot.providers.forms import looks


class Request(BaseModel):
    """A body; `apiKey` is added when it is sent. Its fields have the engine's own names."""

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
JsonObject = Annotated[str, AfterValidator(_json_object), looks(ParameterKind.TEXT, "a JSON object")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}-[A-Z]{2}$"), looks(ParameterKind.TEXT, "as in ru-RU")]
