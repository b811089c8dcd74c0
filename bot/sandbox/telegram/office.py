"""What the methods of the Bot API and the simulated people work on."""

import asyncio
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.hub import Hub
from bot.sandbox.telegram.files import Files
from bot.sandbox.telegram.refusal import too_many_requests
from bot.sandbox.telegram.updates import Updates
from bot.sandbox.telegram.views import shown_message
from bot.sandbox.telegram.world import Message, Person, World, founded

PRESSES_KEPT = 10_000


@dataclass(slots=True)
class Bucket:
    """`burst` at once, then `rate` a second."""

    burst: float
    rate: float
    filled: float = 0.0
    at: float = 0.0

    def wait(self, now: float) -> float:
        """Seconds until one more fits."""
        self.filled = max(self.filled - (now - self.at) * self.rate, 0.0)
        self.at = now
        return max((self.filled + 1 - self.burst) / self.rate, 0.0)


@dataclass(slots=True)
class Limits:
    """https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this

    Off until asked for. Sending and editing share them; answers to presses are free.
    """

    on: bool = False
    _all: Bucket = field(default_factory=lambda: Bucket(30, 30))
    _chats: dict[int, list[Bucket]] = field(default_factory=dict)

    def spend(self, chat_id: int, *, private: bool) -> None:
        """Raises `RefusalError` with the seconds to wait; a refused message costs nothing."""
        if not self.on:
            return
        buckets = self._chats.get(chat_id)
        if buckets is None:
            buckets = [Bucket(3, 1)] if private else [Bucket(3, 1), Bucket(20, 20 / 60)]
            self._chats[chat_id] = buckets
        now = time.monotonic()
        buckets = [self._all, *buckets]
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > 0:
            raise too_many_requests(max(math.ceil(wait), 1))
        for bucket in buckets:
            bucket.filled += 1

    def clear(self) -> None:
        self._all = Bucket(30, 30)
        self._chats.clear()


@dataclass(slots=True)
class Press:
    """A button that was pressed and may still be answered."""

    id: str
    person: Person
    message: Message
    at: float
    answer: asyncio.Future[dict[str, Any]]


@dataclass(slots=True)
class WebhookState:
    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    has_certificate: bool = False
    last_error_date: int = 0
    last_error_message: str = ""


@dataclass(slots=True)
class Office:
    """`callback_lifetime` in seconds: how long a press may wait for its answer."""

    hub: Hub
    restart_webhook: Callable[[], None]
    world: World = field(default_factory=founded)
    updates: Updates = field(default_factory=Updates)
    files: Files = field(default_factory=Files)
    limits: Limits = field(default_factory=Limits)
    webhook: WebhookState = field(default_factory=WebhookState)
    presses: dict[str, Press] = field(default_factory=dict)
    callback_lifetime: float = 900.0

    def add_press(self, press: Press) -> None:
        self.presses[press.id] = press
        if len(self.presses) > PRESSES_KEPT:
            del self.presses[next(iter(self.presses))]

    def live_press(self, press_id: str) -> Press | None:
        press = self.presses.get(press_id)
        if press is None or time.monotonic() - press.at > self.callback_lifetime:
            return None
        return press

    def delete_message(self, message: Message) -> None:
        message.deleted = True
        self.publish_message("message.deleted", message)

    def publish_message(self, kind: str, message: Message) -> None:
        """`message.new`, `message.edited` or `message.deleted`; edits are in the transcript only."""
        self.hub.publish(
            kind,
            {
                "chat_id": message.chat.id,
                "message_id": message.id,
                "message": shown_message(self.world, message, with_edits=False),
            },
        )
