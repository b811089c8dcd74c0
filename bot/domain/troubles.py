"""What may go wrong with the bot itself, and is told to whoever looks after it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.orders import Place
from bot.domain.views import NoticeKind


class Trouble(StrEnum):
    """`lost`: notices that reached nobody. It has no end: they are sent again, or not."""

    PROVIDER = "provider"
    POLL = "poll"
    DISK = "disk"
    DATABASE = "database"
    TELEGRAM = "telegram"
    LOST = "lost"


class Loss(StrEnum):
    """Why a notice was given up. `deaf`: the person blocked the bot or is gone. `refused`: Telegram never took it.

    `shut`: its group takes nothing any more, and nobody is its author.
    """

    DEAF = "deaf"
    REFUSED = "refused"
    SHUT = "shut"


@dataclass(frozen=True, slots=True)
class LostNotice:
    """One that reached nobody. `whom`: the person's name, where the place is the private chat of somebody known."""

    id: int
    kind: NoticeKind
    place: Place
    why: Loss
    lost_at: datetime
    whom: str | None = None


@dataclass(frozen=True, slots=True)
class Outbox:
    """Notices that wait to be sent: how many, and since when the oldest does. `lost`: how many reached nobody."""

    waiting: int = 0
    oldest_at: datetime | None = None
    lost: int = 0
