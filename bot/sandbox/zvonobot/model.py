"""What zvonobot keeps: orders, calls, audio records, outgoing numbers, settings."""

import itertools
import time
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from bot.sandbox import provider

CREATED, PROCESSED, STARTED, ANSWERED = "created", "processed", "started", "answered"
FINISHED, CANCELED, BUSY = "finished", "canceled", "busy"
FINAL = frozenset({FINISHED, CANCELED, BUSY})
STAYED_ON_LINE = -1

# Never begun anew, not even by a reset: a client that still asks for an old call must not be given a new one.
_call_ids = itertools.count(173_811_933)
_leg_ids = itertools.count(1_933_618_469)
_record_ids = itertools.count(2_859_334)
_phone_ids = itertools.count(104)

Answer = int | str


@dataclass(slots=True, frozen=True)
class Block:
    """One `ivrs` item; without a digit and key words it is «остаться на линии»."""

    digit: int | None = None
    key_words: tuple[str, ...] = ()
    recognize: bool = False
    need_block: bool = False
    record_id: int | None = None
    record_text: str | None = None
    manager_phone: str | None = None
    sms_text: str | None = None
    webhook_url: str | None = None
    webhook_parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def stays(self) -> bool:
        return self.digit is None and not self.key_words

    @property
    def answer(self) -> Answer:
        """One that chooses this block."""
        if self.digit is not None:
            return self.digit
        return self.key_words[0] if self.key_words else STAYED_ON_LINE

    def is_chosen_by(self, answer: Answer) -> bool:
        if answer == STAYED_ON_LINE:
            return self.stays
        return self.digit == answer if isinstance(answer, int) else answer.casefold() in self.key_words


@dataclass(slots=True, frozen=True)
class Order:
    """What one `create` asked for; all its calls share it."""

    record_id: int | None
    text: str | None
    gender: int = 0
    outgoing_phone: str | None = None
    planned_at: int | None = None
    need_recording: int = 0
    recognize: bool | None = None
    """None: the provider has no such parameter and always listens for key words."""
    webhook_url: str | None = None
    blocks: tuple[Block, ...] = ()
    lang: str | None = None
    extras: dict[str, Any] = field(default_factory=dict)
    root: str = ""
    """The provider's address as the client wrote it: recordings are served under it."""
    peer: str = ""

    @property
    def listens(self) -> bool:
        """Words said on the line are recognised."""
        return self.recognize in (None, True) or any(block.recognize for block in self.blocks)

    @property
    def record_ids(self) -> list[int]:
        ids = (self.record_id, *(block.record_id for block in self.blocks))
        return [record_id for record_id in ids if record_id is not None]

    @property
    def generated(self) -> int:
        """How many of its texts must be turned into a voice."""
        return sum(text is not None for text in (self.text, *(block.record_text for block in self.blocks)))


@dataclass(slots=True, eq=False)
class Call:
    """One number called once. Times are UNIX seconds, with the fraction kept."""

    phone: str
    order: Order
    outcome: str
    held: bool = False
    """Waits for moderation and does not start."""
    id: int = field(default_factory=lambda: next(_call_ids))
    leg_id: int = field(default_factory=lambda: next(_leg_ids))
    created_at: float = field(default_factory=time.time)
    updated_at: float = field(default_factory=time.time)
    status: str = CREATED
    started_at: float | None = None
    answered_at: float | None = None
    finished_at: float | None = None
    manager_phone: str | None = None
    manager_started_at: float | None = None
    manager_answered_at: float | None = None
    manager_status: str | None = None
    digit: int | None = None
    answers: list[Answer] = field(default_factory=list)
    hangup_cause: int | None = None
    to_block: bool = False
    sms: list[str] = field(default_factory=list)
    cost: Decimal = Decimal(0)
    webhook_try: int = 0
    webhook_sent: int = 0
    previous_id: int | None = None
    """The call that this one repeats."""

    @property
    def over(self) -> bool:
        return self.status in FINAL

    @property
    def ending(self) -> str:
        return self.status


@dataclass(slots=True, eq=False)
class Record:
    """An audio record. Its status is `ready` or empty: nothing else has been seen."""

    name: str
    text: str = ""
    gender: int = 0
    id: int = field(default_factory=lambda: next(_record_ids))
    created_at: float = field(default_factory=time.time)
    need_moderation: bool = False
    moderator_comment: str = ""
    status: str = "ready"
    cost: Decimal = Decimal(0)
    deleted_at: float | None = None
    audio: bytes | None = None
    """The uploaded file; None where the sound is generated."""
    seconds: float | None = None
    """How long the uploaded file plays."""


@dataclass(slots=True)
class OutgoingPhone:
    phone: str
    enable: bool = True
    duty: bool = False
    id: int = field(default_factory=lambda: next(_phone_ids))


class Settings(provider.Settings):
    """What an administrator of the provider can change about the account."""

    moderation: bool = False
    unmoderated_text: Literal["refuse", "hold"] = "refuse"
    unmoderated_record: Literal["refuse", "hold"] = "hold"
    webhook_shape: Literal["get", "apiCalls"] = "get"
    """`get`: the body repeats the answer of `get`, as documented; `apiCalls`: as seen on the wire."""
    answer_shape: Literal["envelope", "bare"] = "envelope"
    """`envelope`: `{"status", "data"}`, as seen on the wire; `bare`: as some documents print it, data alone."""
