"""What CallKeeper keeps: widgets, orders, calls, settings."""

import itertools
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Any, Literal

from pydantic import Field

from bot.sandbox import provider
from bot.sandbox.callkeeper.schedule import ALWAYS, Week
from bot.sandbox.callkeeper.statuses import PLANNED, Pair

# How far a call has come; on the wire it is 2/0, then 1/0, then its final pair.
CREATED, MANAGER_RINGING, CLIENT_RINGING = "created", "manager_ringing", "client_ringing"
TALKING, OVER = "talking", "over"

# Never begun anew, not even by a reset: a client that still asks for an old call must not be given a new one.
_call_ids = itertools.count(9_721_917)


@dataclass(slots=True, eq=False)
class Widget:
    """`offices` are counted from 0; an extension follows `^`."""

    name: str
    offices: tuple[str, ...]
    hash: str = field(default_factory=lambda: secrets.token_hex(16))
    # Eight digits, as the alias of the documents' example has.
    alias: str = field(default_factory=lambda: str(secrets.randbelow(90_000_000) + 10_000_000))
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

    order: Order
    outcome: str
    date: float
    attempt: int = 1
    id: int = field(default_factory=lambda: next(_call_ids))
    created_at: float = field(default_factory=time.time)
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

    @property
    def ending(self) -> str:
        return f"{self.status[0]}/{self.status[1]}"


class Settings(provider.Settings):
    """The balance is in minutes. Of a few shapes clients have seen both."""

    enabled: bool = True
    host_check: bool = False
    hosts: list[str] = Field(default_factory=list)
    webhook_url: str = ""
    answer_shape: Literal["object", "array"] = "object"
    """`array`: errors and `getUserInfo` come as an array of one."""
