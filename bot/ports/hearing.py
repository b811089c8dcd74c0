"""What a provider answers, word for word: kept for people who look at requests, whatever we read in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

LONGEST = 3000
"""Characters of an answer that are kept: they fit into one message with what is said above and below."""


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """`text` begins with HTTP's status, secrets masked; `left_out` characters more are not kept."""

    text: str
    left_out: int = 0

    @classmethod
    def of(cls, text: str, longest: int = LONGEST) -> "KeptAnswer":
        return cls(text[:longest], max(0, len(text) - longest))


class AnswerTo(StrEnum):
    """The request that places a call, or that makes a record."""

    CALL = "call"
    RECORD = "record"


class Answers(Protocol):
    def keep(self, to: AnswerTo, subject_id: int, answer: KeptAnswer, at: datetime) -> None:
        """In place of an earlier one."""

    def get(self, to: AnswerTo, subject_id: int) -> KeptAnswer | None: ...


@dataclass(slots=True)
class Ear:
    """`heard` is the last answer; empty when none came."""

    heard: str = ""


_listening: ContextVar[Ear | None] = ContextVar("listening", default=None)


@contextmanager
def listening() -> Iterator[Ear]:
    """Hear what providers answer to the requests that are made within."""
    ear = Ear()
    token = _listening.set(ear)
    try:
        yield ear
    finally:
        _listening.reset(token)


def hear(status: int, body: bytes) -> None:
    """Called for every answer of a provider; somebody may be listening."""
    if (ear := _listening.get()) is not None:
        text = body.decode("utf-8", "replace").replace("\0", "")
        ear.heard = f"HTTP {status}\n{text}"
