"""Who is subscribed to what, and what waits to be told of it together."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.orders import Place
from bot.domain.subscriptions import Habits, Subscriber, Subscription, Topic
from bot.domain.views import Notice


class Subscriptions(Protocol):
    def add(self, subscription: Subscription, at: datetime) -> int: ...
    def get(self, subscription_id: int) -> Subscription | None: ...
    def remove(self, subscription_id: int) -> None: ...
    def end(self, place: Place, *, everywhere: bool) -> list[Subscription]:
        """All of this place, with its habits and what is gathered there. `everywhere`: of its topics too."""

    def of(self, place: Place) -> list[Subscription]: ...
    def to(self, topic: Topic) -> list[Subscriber]:
        """All subscriptions to it."""

    def habits(self, place: Place) -> Habits | None: ...
    def keep(self, habits: Habits) -> None: ...
    def told_since(self, place: Place, since: datetime) -> dict[int, int]:
        """How many notices were promised there since then, by subscription."""


@dataclass(frozen=True, slots=True)
class GatheredNotice:
    """A notice that is told with others."""

    id: int
    notice: Notice
    created_at: datetime


class Gathered(Protocol):
    """What is told later, together. Of each subject a place is told the newest, and each event once."""

    def add(self, subject: str, notice: Notice, at: datetime, due_at: datetime) -> None: ...
    def forget(self, subject: str, place: Place) -> None:
        """Something newer is told of it at once."""

    def holds(self, subject: str, notice: Notice) -> bool:
        """Whether this event is gathered there, or was told together with others."""

    def due(self, now: datetime, limit: int) -> list[Place]:
        """Where something gathered is to be told."""

    def oldest(self, place: Place, now: datetime) -> dict[int, datetime]:
        """When the oldest of what is to be told there was gathered, by subscription."""

    def take(self, place: Place, now: datetime, limit: int) -> list[GatheredNotice]:
        """What is to be told there, as told by now: whoever takes it must promise it in the same transaction."""

    def tell_at(self, place: Place, subscription_id: int, due_at: datetime, before: datetime | None = None) -> None:
        """What is gathered there for this subscription, `before` then, is told at another time."""

    def drop(self, subscription_id: int) -> None:
        """Nobody is told what is gathered for it."""

    def clear(self, told_before: datetime) -> None:
        """Forget what was told earlier than that."""
