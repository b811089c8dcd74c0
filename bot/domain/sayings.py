"""What is said to a callee."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    def of(cls, kept: str) -> Record:
        """`12`, `phrase:12`, `script:7`."""
        kind, _, id_ = kept.partition(":")
        return cls(id_, RecordKind(kind)) if kind in _OWN else cls(kept)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.kind in _OWN else self.id


_OWN = frozenset({RecordKind.PHRASE, RecordKind.SCRIPT})


@dataclass(frozen=True, slots=True)
class Saying:
    """What the callee will hear: a text read aloud or a record at the service; neither yet when both are None."""

    text: str | None = None
    record_id: str | None = None
    voice: Voice = Voice.FEMALE
    language: str | None = None
    """Like `ru-RU`; None is the service's own default."""

    @property
    def record(self) -> Record | None:
        return Record.of(self.record_id) if self.record_id else None

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.record_id
