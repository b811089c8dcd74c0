"""What Mobilgroup keeps: broadcasts, their subscribers' calls, scripts, phrases, numbers, templates; its codes."""

import itertools
import math
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from bot.sandbox import provider
from bot.sandbox.provider import Text

CREATED, RINGING, TALKING, PAUSED, OVER = "created", "ringing", "talking", "paused", "over"

# The documents name three results of dialling. While a call is under way, or waits for its next attempt, its status is
# empty: no word for that is documented.
SUCCESS, BUSY, NO_ANSWER = "Успешно", "Занято", "Нет ответа"

AUTHORISATION_FAILED = "Error_Authorisation_Failed"
USER_DISABLED = "Error_User_Disabled"
NO_ANI_PHONE = "Error_No_AniPhone"
NO_MESSAGE = "Error_No_Message"
NO_SUBSCRIBERS = "Error_No_Subscribers"
NOT_ENOUGH_CREDITS = "Error_Not_Enough_Credits"
NOT_TTS_FILE = "Error_Not_TTS_File"
NOT_MEDIA_FILE = "Error_Not_Media_File"
MESSAGE_TOO_LONG = "Error_Message_Too_Long"
ID_NOT_FOUND = "Error_ID_Not_Found"

# `/api/set/` writes the same thing without `Error_`.
UNKNOWN_REQUEST = "Error_Unknown_Request"
UNKNOWN_SET_REQUEST = "Unknown_Request"

OWN_NUMBER = "79932432781"
PRICE_PER_SECOND = Decimal("0.065")
SMS_PRICE = Decimal("2.50")
LETTERS_PER_SECOND = 14
SMS_LETTERS = 70

# Never begun anew, not even by a reset: a client that still asks for an old broadcast must not be given a new one.
_broadcast_ids = itertools.count(1234)
_call_ids = itertools.count(880_001)


class Refusal(Exception):
    """`{"result": "error", "error_code": …}`, always with HTTP 200."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def price_of(seconds: int) -> Decimal:
    return (PRICE_PER_SECOND * seconds).quantize(Decimal("0.01"))


def sms_parts(text: str) -> int:
    return -(-len(text) // SMS_LETTERS)


@dataclass(slots=True, frozen=True)
class Sound:
    """A phrase or a script; a script may pass the call on, and send an SMS to who did not answer."""

    id: str
    name: str
    duration: int
    transfer: str | None = None
    sms: str | None = None


PHRASES = [Sound("1", "Заказ готов", 14), Sound("2", "Запись на приём", 25)]
SCRIPTS = [
    Sound("1", "Оплата счёта", 25, transfer="74957654321"),
    Sound("2", "Напоминание о записи", 14, sms="Мы не дозвонились. Перезвоните нам, пожалуйста."),
]


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
        return price_of(self.duration)


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

    phone: str
    said: Said
    terms: Terms
    outcome: str
    created_at: float
    fields: dict[str, str] = field(default_factory=dict)
    id: int = field(default_factory=lambda: next(_call_ids))
    stage: str = CREATED
    status: str = ""
    attempts: int = 0
    rung_at: float | None = None
    answered_at: float | None = None
    finished_at: float | None = None
    duration: int = 0
    price: Decimal = Decimal(0)
    digits: list[int] = field(default_factory=list)
    transfer_at: float | None = None
    transfer_status: str | None = None
    transfer_duration: int = 0
    sms_at: float | None = None

    @property
    def over(self) -> bool:
        return self.stage == OVER

    @property
    def ending(self) -> str:
        return self.status


@dataclass(slots=True, eq=False)
class Broadcast:
    calls: list[Call]
    id: int = field(default_factory=lambda: next(_broadcast_ids))

    @property
    def budget(self) -> Decimal:
        return sum((call.price if call.over else call.said.price for call in self.calls), Decimal(0))


@dataclass(slots=True)
class Template:
    id: str
    account: str
    name: str
    message: str


class Settings(provider.Settings):
    """`attempts` and `interval` stand where a broadcast names none."""

    login: Text = "sandbox"
    password: Text = "sandbox-password"  # noqa: S105 -- the sandbox's own, printed in its documents
    enabled: bool = True
    attempts: Annotated[int, Field(ge=1, le=3)] = 1
    interval: Annotated[int, Field(ge=0, le=60)] = 1
    sms_on_no_answer: bool = False
    numbers: dict[str, str]
