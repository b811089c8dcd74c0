"""What is said to a callee."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Voice(StrEnum):
    FEMALE = "female"
    MALE = "male"


class RecordKind(StrEnum):
    """Which of a provider's lists it stands in. People make a `record`; the others are the provider's own."""

    RECORD = "record"
    PHRASE = "phrase"
    SCRIPT = "script"


@dataclass(frozen=True, slots=True)
class Record:
    """Something recorded at a provider, by the id that it has there."""

    id: str
    kind: RecordKind = RecordKind.RECORD

    @classmethod
    def of(cls, kept: str) -> "Record":
        """`12`, `phrase:12`, `script:7`."""
        kind, _, id_ = kept.partition(":")
        return cls(id_, RecordKind(kind)) if kind in _OWN else cls(kept)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.kind in _OWN else self.id


_OWN = frozenset({RecordKind.PHRASE, RecordKind.SCRIPT})


class Said:
    """What a callee hears: a text read aloud, or a record at the provider; None while nothing is chosen."""

    __slots__ = ()
    said: str | Record | None

    @property
    def text(self) -> str | None:
        return self.said if isinstance(self.said, str) else None

    @property
    def record(self) -> Record | None:
        return self.said if isinstance(self.said, Record) else None

    @property
    def record_id(self) -> str | None:
        return str(self.record) if self.record else None

    def kept(self) -> dict[str, str | None]:
        """As tables and menus keep it: a text and a record have places of their own."""
        return {"text": self.text, "record_id": self.record_id}


def said_in(kept: Mapping[str, Any]) -> str | Record | None:
    return Record.of(kept["record_id"]) if kept.get("record_id") else kept.get("text")


@dataclass(frozen=True, slots=True)
class Saying(Said):
    """What is heard first."""

    said: str | Record | None = None
    voice: Voice = Voice.FEMALE
    language: str | None = None
    """Like `ru-RU`; None is the service's own default."""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Saying":
        """Of what `kept` returns, whatever is missing in it."""
        voice = Voice.MALE if kept.get("voice") == Voice.MALE else Voice.FEMALE
        return cls(said_in(kept), voice, kept.get("language"))

    def kept(self) -> dict[str, str | None]:
        return {**Said.kept(self), "voice": self.voice, "language": self.language}

    @property
    def is_empty(self) -> bool:
        return not self.said
