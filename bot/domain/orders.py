"""An order: who asked, whom to call, with what, when."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from zlib import crc32
from zoneinfo import ZoneInfo

from bot.domain.callbacks import NO_EXTRAS, CallbackExtras
from bot.domain.callees import Choice
from bot.domain.calls import Call, CallState
from bot.domain.errors import OrderChanged, OrderClosed, OrderProblem
from bot.domain.inserts import Inserts
from bot.domain.menus import Menu
from bot.domain.phones import Phone, ShownNumber
from bot.domain.sayings import RecordKind, Saying

MAX_PHONES = 20
"""A longer list is a campaign, with a pace of its own."""


class OrderState(StrEnum):
    """`draft`: shown, not yet placed. `placed`: its calls were made. `withdrawn`: will never be placed."""

    DRAFT = "draft"
    PLACED = "placed"
    WITHDRAWN = "withdrawn"


class OrderKind(StrEnum):
    """`verification`: the service itself rings, to make sure whose number it is; nothing of ours is said."""

    CALL = "call"
    VERIFICATION = "verification"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in Telegram something is shown. `thread_id` is a forum topic."""

    chat_id: int
    thread_id: int | None = None

    @property
    def is_group(self) -> bool:
        return self.chat_id < 0


@dataclass(frozen=True, slots=True)
class CallbackTerms:
    """How a callback service joins the two: whose phone rings first, what the manager hears, when it goes.

    `manager` is eleven digits, with `^extension` if any; without it `office` counts the service's offices from 0.
    """

    manager: str | None = None
    office: int = 0
    info_to_manager: str = ""
    at: datetime | None = None
    redials: tuple[int, ...] = ()
    """Minutes before each further attempt that the service makes by itself when nobody takes the call."""
    extras: CallbackExtras = NO_EXTRAS

    def goes_on_after(self, call: Call) -> bool:
        """Nobody took it, and the service was asked to try again."""
        is_missed = call.is_unreached and call.handle is not None
        return is_missed and (call.their_attempt or 1) <= len(self.redials)


@dataclass(frozen=True, slots=True)
class Terms:
    """What an order says, and how. A copy of the order has the same."""

    saying: Saying = field(default_factory=Saying)
    caller_id: ShownNumber | None = None
    """None: the provider's default in the settings."""
    menu: Menu | None = None
    """As it was when it was chosen: a later change of the menu changes no order."""
    need_recording: bool = False
    at: datetime | None = None
    """When its calls are to go; None: as soon as it is placed. A callback has a time of its own."""
    attempts: int = 1
    """How often a service that redials by itself may try (`Capability.ATTEMPTS`), `interval` minutes apart. Of both
    0 is what its own account says."""
    interval: int = 5
    repeats: int = 0
    """How often the callee is offered to hear it again (`Capability.REPEATS`)."""
    inserts: Inserts | None = None
    """What the script that is played reads aloud in its open places."""
    callback: CallbackTerms | None = None
    """Only on services that join a manager and a client."""
    fallback: str | None = None
    """A second service, used only after the first one definitely refused."""
    purpose: str | None = None
    """Why this person is called, for colleagues: it is never said."""

    @property
    def plays_script(self) -> bool:
        return self.saying.record is not None and self.saying.record.kind is RecordKind.SCRIPT

    @property
    def rings_at(self) -> datetime | None:
        """The time that was named, whether we wait for it or the service does; None: at once."""
        return self.callback.at if self.callback else self.at

    def timed(self, at: datetime | None) -> "Terms":
        """The same for another time. A service that joins people is told the time and waits by itself."""
        return replace(self, callback=replace(self.callback, at=at)) if self.callback else replace(self, at=at)


@dataclass(frozen=True, slots=True)
class NewOrder:
    """`source` is the message it came from: one order a message, however often the update is delivered."""

    author_id: int
    place: Place
    provider: str
    phones: tuple[Phone, ...]
    terms: Terms
    source: str
    kind: OrderKind = OrderKind.CALL
    choice: Choice | None = None
    extensions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    id: int
    author_id: int
    place: Place
    provider: str
    phones: tuple[Phone, ...]
    terms: Terms
    state: OrderState = OrderState.DRAFT
    created_at: datetime | None = None
    kind: OrderKind = OrderKind.CALL
    choice: Choice | None = None
    """Only where several numbers were found and not written: `phones` are those chosen by now."""
    extensions: tuple[str, ...] = ()
    """What was written behind its numbers and cannot be dialled."""
    placed_by: int | None = None
    """Who pressed «Call now»."""
    calls: tuple[Call, ...] = field(default=())

    def check(self, text_limit: int) -> None:
        """Raise OrderProblem unless this order can be placed as it is."""
        if self.in_doubt:
            raise OrderProblem("order-choose-numbers")
        saying = self.terms.saying
        if self.is_wordless:
            raise OrderProblem("order-nothing-to-say")
        if saying.text and len(saying.text) > text_limit:
            raise OrderProblem("order-text-too-long", length=len(saying.text), limit=text_limit)

    @property
    def mark(self) -> str:
        """Who calls whom, with what and when, in eight letters. Its card's buttons carry what the card shows."""
        return self._mark_of(self.phones, self.terms)

    @property
    def redial_mark(self) -> str:
        """That of an order to those whom this one did not reach."""
        return self._mark_of(self.unreached, self.terms.timed(None))

    @property
    def missed_mark(self) -> str:
        """The same of the calls that were not sent at their time."""
        return self._mark_of(tuple(call.phone for call in self.missed), self.terms)

    def _mark_of(self, phones: tuple[Phone, ...], terms: Terms) -> str:
        # How often is chosen in a window that shows no card.
        shown = replace(terms, attempts=0, interval=0, repeats=0)
        return f"{crc32(repr((self.provider, phones, shown)).encode()):08x}"

    @property
    def needs_words(self) -> bool:
        """People who are joined talk for themselves, and in a verification the service speaks."""
        return self.terms.callback is None and self.kind is OrderKind.CALL

    @property
    def is_wordless(self) -> bool:
        """What to say is not known yet."""
        return self.needs_words and self.terms.saying.is_empty

    @property
    def is_begun(self) -> bool:
        """A draft whose words are asked for: it goes when nobody waits for them any more."""
        return self.state is OrderState.DRAFT and self.is_wordless

    @property
    def in_doubt(self) -> bool:
        """Which of its numbers are meant, nobody has said yet."""
        return self.choice is not None and not self.choice.is_made

    @property
    def services(self) -> tuple[str, ...]:
        """All that may come to call."""
        return (self.provider, self.terms.fallback) if self.terms.fallback else (self.provider,)

    @property
    def is_planned(self) -> bool:
        """Placed, and nobody has been called yet: it can still be changed."""
        is_waiting = bool(self.calls) and all(
            call.state is CallState.WAITING and not call.is_in_line for call in self.calls
        )
        return self.state is OrderState.PLACED and is_waiting

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed."""
        return self.state is OrderState.DRAFT or self.is_planned

    @property
    def is_withdrawn(self) -> bool:
        """As a draft, or while all its calls waited for their time."""
        calls = self.latest_calls()
        was_planned = bool(calls) and all(call.state is CallState.CANCELED and not call.is_missed for call in calls)
        return self.state is OrderState.WITHDRAWN or was_planned

    def closed(self) -> OrderClosed:
        """Why it cannot be changed any more."""
        return OrderClosed("order-withdrawn" if self.is_withdrawn else "order-already-placed")

    @property
    def goes_at(self) -> datetime | None:
        """When the next of its waiting calls goes, else the time it is for; None: at once."""
        starts = [call.start_at for call in self.calls if call.state is CallState.WAITING and call.start_at]
        return min(starts, default=self.terms.at)

    @property
    def unreached(self) -> tuple[Phone, ...]:
        """Whom its last attempts did not reach."""
        return tuple(call.phone for call in self.latest_calls() if call.is_unreached)

    @property
    def missed(self) -> tuple[Call, ...]:
        """What was not sent at its time, and waits for a person's word."""
        return tuple(call for call in self.latest_calls() if call.is_missed)

    def latest_calls(self) -> tuple[Call, ...]:
        """The last attempt for each phone, in the order's own sequence."""
        last: dict[Phone, Call] = {}
        for call in self.calls:
            if call.phone not in last or last[call.phone].attempt < call.attempt:
                last[call.phone] = call
        return tuple(last[phone] for phone in self.phones if phone in last)

    @property
    def was_sent(self) -> bool:
        """Whether a request for any of its calls has left, so that there may be an answer."""
        return any(call.submitted_at is not None for call in self.latest_calls())


def require_shown(mark: str, shown: str | None) -> None:
    """Raises OrderChanged unless the pressed button showed this; None of a button from before they carried marks."""
    if shown != mark:
        raise OrderChanged("order-changed")


@dataclass(frozen=True, slots=True)
class CallingWindow:
    """The hours in which people may be called. `start` after `end` runs over midnight; equal means the whole day."""

    start: time
    end: time

    @classmethod
    def parse(cls, written: str) -> "CallingWindow":
        """`09:00-21:00`; `00:00-24:00` is the whole day. Raises ValueError."""
        start, _, end = written.replace(" ", "").partition("-")
        return cls(_time_of(start), _time_of("00:00" if end == "24:00" else end))

    def is_open(self, now: datetime, zone: ZoneInfo) -> bool:
        local = now.astimezone(zone).time()
        if self.start == self.end:
            return True
        if self.start < self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end

    def next_opening(self, now: datetime, zone: ZoneInfo) -> datetime:
        """`now` when open, else the next moment the window opens."""
        if self.is_open(now, zone):
            return now
        local = now.astimezone(zone)
        opening = local.replace(hour=self.start.hour, minute=self.start.minute, second=0, microsecond=0)
        return (opening if opening > local else opening + timedelta(days=1)).astimezone(now.tzinfo)


def _time_of(written: str) -> time:
    """Without seconds or a zone, which `time.fromisoformat` would take."""
    if not re.fullmatch(r"[0-9]{2}:[0-9]{2}", written):
        raise ValueError(f"a time is written like 09:00, not {written!r}")
    return time.fromisoformat(written)
