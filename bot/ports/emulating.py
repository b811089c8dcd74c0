"""Requests that people make by hand: a provider's operations as forms, and what is kept of what was sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable


class ParameterKind(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    FLAG = "flag"
    CHOICE = "choice"
    PHONE = "phone"
    TIME = "time"
    FILE = "file"
    LIST = "list"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One field of an operation's form.

    `limits` is shown to people: «≤ 1024», «0–9»; `items` are the fields of a LIST's items or of an OBJECT.
    `secret` values are never kept; a `spoken` text is read aloud, with `+` before a stressed vowel and `-` for a pause.
    """

    name: str
    kind: ParameterKind
    required: bool = False
    limits: str = ""
    choices: tuple[str, ...] = ()
    items: "tuple[Parameter, ...]" = ()
    secret: bool = False
    spoken: bool = False


class Absent(StrEnum):
    """What a provider's own pages offer for an operation and its API does not name."""

    VOICEMAIL_FILTER = "voicemail_filter"
    SILENCE_DETECTION = "silence_detection"
    MANAGER_CALLER_ID = "manager_caller_id"
    INTERRUPTION = "interruption"
    MENU_TAGS = "menu_tags"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a provider. `id` is its row in the table of operations; `places_call`: it disturbs somebody."""

    id: str
    name: str
    places_call: bool
    parameters: tuple[Parameter, ...]
    absent: tuple[Absent, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request exactly as it would be sent, every secret masked. `body` is the text of JSON, form or multipart."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: str
    curl: str


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """As it came, secrets masked. `is_cut`: it was longer than people are given."""

    status: int
    body: str
    is_cut: bool = False


class Upload(bytes):
    """A file's content, with the name and the content type that it came with."""

    name: str = ""
    content_type: str = ""

    @classmethod
    def of(cls, content: bytes, name: str, content_type: str) -> "Upload":
        upload = cls(content)
        upload.name, upload.content_type = name, content_type
        return upload


class BadValues(Exception):
    """What a person entered does not fit: field (dotted path) → what is wrong, in English as pydantic says it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {problem}" for name, problem in problems.items()))
        self.problems = dict(problems)


@runtime_checkable
class Discreet(Protocol):
    def hide(self, text: str) -> str:
        """The same with every secret of ours masked."""


@runtime_checkable
class Emulated(Protocol):
    """Every operation of the provider as a form made from its request model."""

    operations: Mapping[str, Operation]
    masked_key: str
    """What every request is signed with, as people may see it."""

    def prepare(self, operation: str, values: Mapping[str, Any]) -> Prepared:
        """Nothing leaves. Raises BadValues."""

    async def send(self, operation: str, values: Mapping[str, Any]) -> RawAnswer:
        """Once, never retried. Raises BadValues, ProviderError."""


@dataclass(frozen=True, slots=True)
class Emulation:
    """A request that was sent by hand; `request` as it was shown, secrets masked. `key`: one showing, one sending.

    Neither `status` (HTTP's, with `answer`) nor `problem` (an error's key, with the provider's `words`): the answer is
    not there yet, or never will be, for the bot was stopped in between.
    """

    key: str
    person_id: int
    provider: str
    operation: str
    request: str
    status: int | None = None
    answer: str | None = None
    problem: str | None = None
    words: str | None = None

    @property
    def is_lost(self) -> bool:
        return self.status is None and self.problem is None


class Emulations(Protocol):
    def add(self, emulation: Emulation, at: datetime) -> bool:
        """True for exactly one caller with this key, who may then send it."""

    def answered(self, emulation: Emulation, at: datetime) -> None:
        """Store how it ended."""

    def clear(self, sent_before: datetime) -> None:
        """Delete what was answered. What was not stays, so that a press after a crash sends nothing twice."""

    def get(self, key: str) -> Emulation | None: ...
    def newest(self, person_id: int, provider: str, operation: str) -> Emulation | None:
        """What this person sent last."""

    def answers(self, provider: str, limit: int) -> list[str]:
        """The newest answers of this provider."""

    def remember(self, person_id: int, provider: str, operation: str, values: Mapping[str, Any], at: datetime) -> None:
        """These are the values this person used last."""

    def remembered(self, person_id: int, provider: str) -> dict[str, dict[str, Any]]:
        """Operation → the values this person used last."""
