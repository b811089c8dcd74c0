"""What is said to a callee."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Voice(StrEnum):
    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True)
class Saying:
    """What the callee will hear: a text read aloud or a record at the service; neither yet when both are None."""

    text: str | None = None
    record_id: str | None = None
    voice: Voice = Voice.FEMALE
    language: str | None = None
    """Like `ru-RU`; None is the service's own default."""

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.record_id
