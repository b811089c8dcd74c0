"""What is asked so that the bot notices its own trouble."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.troubles import LostNotice, Outbox


class Unwritable(StrEnum):
    """Why the database keeps nothing new."""

    FULL = "full"
    READ_ONLY = "read_only"
    OTHER = "other"


class Troubles(Protocol):
    """What goes wrong has a name, such as `poll` or `balance:calldog`, and is on or over."""

    def begin(self, name: str, at: datetime) -> int | None:
        """How many times it has begun by now; None when it was on already. One caller gets the number."""

    def end(self, name: str) -> int | None:
        """The number of its last beginning; None when it was over already. One caller gets it."""

    def on(self) -> dict[str, datetime]:
        """Since when, by name."""


class Outgoing(Protocol):
    """The outbox, as those see it who look after the bot."""

    def outbox(self) -> Outbox: ...
    def lost(self, limit: int) -> Sequence[LostNotice]:
        """The newest."""

    def tell_lost(self, at: datetime) -> int:
        """How many were lost that nobody was told of before: from now on somebody was."""

    def send_again(self) -> int:
        """All that are lost are due again; how many."""

    def forget_lost(self, given_up_before: datetime) -> None: ...


class Keeping(Protocol):
    """The database, asked whether it still keeps what is written."""

    async def why_unwritable(self) -> Unwritable | None:
        """Write something and take it back. None: what is written is kept."""

    def free_bytes(self) -> int | None:
        """Free space where the database is; None where only its server knows."""
