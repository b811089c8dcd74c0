"""What providers send by themselves, as it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.queues import Queue


@dataclass(frozen=True, slots=True)
class Webhook:
    """What a provider sent, as it came; `token` is the unguessable part of the address it came to."""

    service: str
    token: str
    body: bytes
    id: int = 0
    problem: str | None = None


class WebhookInbox(Queue[Webhook], Protocol):
    """Due are those unapplied, in the order they came."""

    def add(self, webhook: Webhook, at: datetime) -> bool:
        """False when this body came to this address before."""
        ...

    def applied(self, webhook_id: int, at: datetime, problem: str | None = None) -> None: ...
    def problems(self, limit: int) -> list[Webhook]:
        """The newest that could not be understood or belong to nobody."""
        ...

    def again(self, webhook_id: int) -> bool:
        """Apply it once more; False when it is not there."""
        ...

    def clear(self, received_before: datetime) -> None:
        """Forget applied ones that are older."""
        ...
