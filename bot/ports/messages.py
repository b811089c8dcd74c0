"""Telegram and the time of day, as the workers see them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.views import Card, Notice, Subject


class Shut(StrEnum):
    """`muted`: the bot may not write there. `removed`: it is no member any more. `gone`: the group is deleted."""

    TOPIC = "topic"
    MUTED = "muted"
    REMOVED = "removed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of showing a card or saying a notice.

    `moved_to`: the group has a new id. `shut`: the group takes nothing in this place. `retry`: try again later.
    None of all: it never will be shown, as when the person blocked the bot or the private chat is gone.
    """

    message_id: int | None = None
    digest: str = ""
    moved_to: int | None = None
    retry: bool = False
    shut: Shut | None = None

    @property
    def is_hopeless(self) -> bool:
        """It was not shown, and never will be."""
        return not (self.message_id or self.retry or self.moved_to is not None or self.shut)


class Messenger(Protocol):
    async def show_card(self, card: Card, subject: Subject) -> Shown:
        """Send or edit the card's message so that it shows `subject` as it is now."""

    async def say(self, notice: Notice, subject: Subject | None) -> Shown:
        """Send the notice as a message; `subject` is what it is about, as it is now."""

    async def is_heard(self) -> bool:
        """Whether Telegram answers us now."""


class Bell(StrEnum):
    """Whose work a transaction may have made due."""

    CARDS = "cards"
    NOTICES = "notices"
    WEBHOOKS = "webhooks"


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, in UTC."""
