"""What CallKeeper keeps: widgets, orders, calls, the account."""

import itertools
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from decimal import Decimal
from typing import Any

from bot.sandbox.callkeeper.schedule import ALWAYS, Week
from bot.sandbox.callkeeper.statuses import PLANNED, RUNNING, Pair

# How far a call has come; on the wire it is 2/0, then 1/0, then its final pair.
CREATED, MANAGER_RINGING, CLIENT_RINGING = "created", "manager_ringing", "client_ringing"
TALKING, OVER = "talking", "over"

# Counted over the whole process: after a reset a client still asking for an old call must not meet a new one.
_call_ids = itertools.count(9_721_917)

SANDBOX_WIDGET = "sandbox-widget"
OFFICES = ("74951234567", "74957654321^4342")


@dataclass(slots=True, eq=False)
class Widget:
    """`offices` are counted from 0; an extension follows `^`."""

    hash: str
    alias: str
    name: str
    offices: tuple[str, ...]
    site: str = ""
    week: Week = ALWAYS
    zone: tzinfo = UTC
    emails: tuple[str, ...] = ()
    enabled: bool = True


@dataclass(slots=True, frozen=True)
class Order:
    """One call asked for; `fields` are all its parameters as they came."""

    widget: Widget
    client: str
    manager: str
    extension: str
    text: str = ""
    info: str = ""
    time_to_call: int | None = None
    week: Week = ALWAYS
    zone: tzinfo = UTC
    interval: tuple[int, ...] = ()
    """Minutes before each further attempt."""
    fields: dict[str, Any] = field(default_factory=dict)
    utm: dict[str, str] = field(default_factory=dict)
    root: str = ""


@dataclass(slots=True, eq=False)
class Call:
    """Times are UNIX seconds, with the fraction kept."""

    id: int
    order: Order
    outcome: str
    created_at: float
    date: float
    attempt: int = 1
    stage: str = CREATED
    status: Pair = PLANNED
    manager_answered_at: float | None = None
    client_answered_at: float | None = None
    finished_at: float | None = None
    seconds: int = 0
    client_seconds: int = 0
    tags: list[str] = field(default_factory=list)

    @property
    def over(self) -> bool:
        return self.stage == OVER


@dataclass(slots=True)
class Settings:
    """What can be changed in the cabinet, and a few shapes of which clients have seen both."""

    key: str
    enabled: bool = True
    host_check: bool = False
    hosts: tuple[str, ...] = ()
    webhook_url: str = ""
    answer_shape: str = "object"
    """`array`: errors and `getUserInfo` come as an array of one."""


class Account:
    """Everything the service remembers; thrown away and made anew by a reset. The balance is in minutes."""

    user_id = 4711

    def __init__(self, key: str) -> None:
        self.settings = Settings(key)
        self.balance = Decimal(300)
        self.widgets = [Widget(SANDBOX_WIDGET, SANDBOX_WIDGET, "Песочница", OFFICES, site="example.com")]
        self.calls: dict[int, Call] = {}
        # Tap2Calls, a tap on a number of a mobile page, made an hour and a day ago.
        self.taps = [(time.time() - 86_400, "79991112233"), (time.time() - 3_600, "79994445566")]

    def add_call(self, order: Order, outcome: str, date: float, attempt: int) -> Call:
        now = time.time()
        call = Call(next(_call_ids), order, outcome, now, date, attempt)
        call.status = PLANNED if date > now else RUNNING
        self.calls[call.id] = call
        return call

    def add_widget(self, name: str, office: str, **more: Any) -> Widget:
        # Eight digits, as the alias of the documents' example has.
        widget = Widget(secrets.token_hex(16), str(secrets.randbelow(90_000_000) + 10_000_000), name, (office,), **more)
        self.widgets.append(widget)
        return widget
