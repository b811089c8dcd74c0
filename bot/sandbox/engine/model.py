"""What the engine keeps: orders, calls, audio records, outgoing numbers, settings."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

CREATED, PROCESSED, STARTED, ANSWERED = "created", "processed", "started", "answered"
FINISHED, CANCELED, BUSY = "finished", "canceled", "busy"
FINAL = frozenset({FINISHED, CANCELED, BUSY})
STAYED_ON_LINE = -1

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
    """None: the service has no such parameter and always listens for key words."""
    webhook_url: str | None = None
    blocks: tuple[Block, ...] = ()
    lang: str | None = None
    extras: dict[str, Any] = field(default_factory=dict)
    root: str = ""
    """The service's address as the client wrote it: recordings are served under it."""
    peer: str = ""

    @property
    def listens(self) -> bool:
        """Words said on the line are recognised."""
        return self.recognize in (None, True) or any(block.recognize for block in self.blocks)

    @property
    def generated(self) -> int:
        """How many of its texts the engine must turn into a voice."""
        return sum(text is not None for text in (self.text, *(block.record_text for block in self.blocks)))


@dataclass(slots=True, eq=False)
class Call:
    """One number called once. Times are UNIX seconds, with the fraction kept."""

    id: int
    leg_id: int
    phone: str
    order: Order
    outcome: str
    created_at: float
    updated_at: float
    status: str = CREATED
    held: bool = False
    """Waits for moderation and does not start."""
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


@dataclass(slots=True, eq=False)
class Record:
    """An audio record. Its status is `ready` or empty: nothing else has been seen."""

    id: int
    name: str
    created_at: float
    text: str = ""
    gender: int = 0
    need_moderation: bool = False
    moderator_comment: str = ""
    status: str = "ready"
    cost: Decimal = Decimal(0)
    deleted_at: float | None = None
    audio: bytes | None = None
    """The uploaded file; None where the engine generated the sound."""
    seconds: float | None = None
    """How long the uploaded file plays."""


@dataclass(slots=True)
class OutgoingPhone:
    id: int
    phone: str
    enable: bool
    duty: bool = False


@dataclass(slots=True)
class Settings:
    """What an administrator of the service can change about the account."""

    key: str
    moderation: bool = False
    unmoderated_text: str = "refuse"
    unmoderated_record: str = "hold"
    webhook_shape: str = "get"
    """`get`: the body repeats the answer of `get`, as documented; `apiCalls`: as seen on the wire."""
    answer_shape: str = "envelope"
    """`envelope`: `{"status", "data"}`, as seen on the wire; `bare`: as some documents print it, data alone."""
