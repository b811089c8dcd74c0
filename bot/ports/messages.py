"""Telegram, as the workers see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.domain.views import Card, Notice, Subject


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of showing a card or saying a notice; without a message, `retry` or `moved_to` it never will be shown.

    `blocked`: the person blocked the bot or the chat is gone. `moved_to`: the group has a new id.
    `retry`: try again later.
    """

    message_id: int | None = None
    digest: str = ""
    blocked: bool = False
    moved_to: int | None = None
    retry: bool = False


class Messenger(Protocol):
    async def show_card(self, card: Card, subject: Subject) -> Shown:
        """Send or edit the card's message so that it shows `subject` as it is now."""
        ...

    async def say(self, notice: Notice, subject: Subject | None) -> Shown:
        """Send the notice as a message; `subject` is what it is about, as it is now."""
        ...


@dataclass(slots=True)
class Signals:
    """Wakes the workers: set when something may be due, cleared by whoever looks."""

    cards: Callable[[], None] = field(default=lambda: None)
    notices: Callable[[], None] = field(default=lambda: None)
    webhooks: Callable[[], None] = field(default=lambda: None)
