"""What Mobilgroup keeps: broadcasts, their subscribers' calls, scripts, phrases, numbers, templates."""

import itertools
import math
import time
from dataclasses import dataclass, field
from decimal import Decimal

CREATED, RINGING, TALKING, PAUSED, OVER = "created", "ringing", "talking", "paused", "over"

# Counted over the whole process: after a reset a client still asking for an old broadcast must not meet a new one.
_broadcast_ids = itertools.count(1234)
_call_ids = itertools.count(880_001)

OWN_NUMBER = "79932432781"
PRICE_PER_SECOND = Decimal("0.065")
SMS_PRICE = Decimal("2.50")
LETTERS_PER_SECOND = 14
SMS_LETTERS = 70


@dataclass(slots=True, frozen=True)
class Sound:
    """A phrase or a script; a script may pass the call on, and send an SMS to who did not answer."""

    id: str
    name: str
    duration: int
    transfer: str | None = None
    sms: str | None = None


@dataclass(slots=True, frozen=True)
class Said:
    """What a broadcast plays: one of a message, a phrase, a script."""

    message: str | None = None
    phrase: Sound | None = None
    script: Sound | None = None

    @property
    def duration(self) -> int:
        """Seconds."""
        sound = self.phrase or self.script
        return sound.duration if sound else max(1, math.ceil(len(self.message or "") / LETTERS_PER_SECOND))

    @property
    def price(self) -> Decimal:
        return (PRICE_PER_SECOND * self.duration).quantize(Decimal("0.01"))


@dataclass(slots=True, frozen=True)
class Terms:
    """`interval` in minutes, `start` in UNIX seconds."""

    number: str
    start: float | None
    attempts: int
    interval: int
    repeat: int | None


@dataclass(slots=True, eq=False)
class Call:
    """One subscriber of a broadcast. Times are UNIX seconds, durations seconds."""

    id: int
    phone: str
    said: Said
    terms: Terms
    outcome: str
    created_at: float
    fields: dict[str, str] = field(default_factory=dict)
    stage: str = CREATED
    status: str = ""
    attempts: int = 0
    rung_at: float | None = None
    answered_at: float | None = None
    finished_at: float | None = None
    duration: int = 0
    price: Decimal = Decimal(0)
    reserved: Decimal = Decimal(0)
    digits: list[int] = field(default_factory=list)
    transfer_at: float | None = None
    transfer_status: str | None = None
    transfer_duration: int = 0
    sms_at: float | None = None

    @property
    def over(self) -> bool:
        return self.stage == OVER


@dataclass(slots=True, eq=False)
class Broadcast:
    id: int
    calls: list[Call]

    @property
    def budget(self) -> Decimal:
        return sum((call.price if call.over else call.reserved for call in self.calls), Decimal(0))


@dataclass(slots=True)
class Template:
    id: int
    account: str
    name: str
    message: str


@dataclass(slots=True)
class Settings:
    """What can be changed in the cabinet; `attempts` and `interval` stand where a broadcast names none."""

    key: str
    login: str = "sandbox"
    password: str = "sandbox-password"  # noqa: S105 -- the sandbox's own, printed in its documents
    enabled: bool = True
    attempts: int = 1
    interval: int = 1
    sms_on_no_answer: bool = False


class Account:
    """Everything the service remembers; thrown away and made anew by a reset."""

    def __init__(self, key: str) -> None:
        self.settings = Settings(key)
        self.balance = Decimal("2735.50")
        self.numbers = {OWN_NUMBER: "Основной номер", "74951234567": "Московский номер"}
        self.phrases = [
            Sound("1", "Заказ готов", 14),
            Sound("2", "Запись на приём", 25),
        ]
        self.scripts = [
            Sound("1", "Оплата счёта", 25, transfer="74957654321"),
            Sound("2", "Напоминание о записи", 14, sms="Мы не дозвонились. Перезвоните нам, пожалуйста."),
        ]
        self.broadcasts: dict[int, Broadcast] = {}
        self.calls: dict[int, Call] = {}
        self.templates: list[Template] = []
        self._template_ids = itertools.count(1)

    def add_call(self, phone: str, said: Said, terms: Terms, outcome: str, fields: dict[str, str]) -> Call:
        call = Call(next(_call_ids), phone, said, terms, outcome, time.time(), fields)
        call.reserved = said.price
        self.calls[call.id] = call
        return call

    def add_broadcast(self, calls: list[Call]) -> Broadcast:
        broadcast = Broadcast(next(_broadcast_ids), calls)
        self.broadcasts[broadcast.id] = broadcast
        return broadcast

    def add_template(self, account: str, name: str, message: str) -> Template:
        template = Template(next(self._template_ids), account, name, message)
        self.templates.append(template)
        return template

    def template(self, account: str, template_id: str) -> Template | None:
        return next((item for item in self.templates if item.account == account and str(item.id) == template_id), None)
