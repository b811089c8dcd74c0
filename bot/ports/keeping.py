"""Repositories beside those of orders and calls."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from bot.domain.calls import Deed
from bot.domain.menus import Menu
from bot.domain.records import AudioRecord, HeardRecord, RecordStage
from bot.domain.widgets import KeptWidget

Item = TypeVar("Item")


class Queue(Protocol[Item]):
    """What a process claims is in no other's hands until its lease ends or the process dies."""

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Item]:
        """Take up what is due and in nobody's hands, in its order, until the moment `until`."""

    def hold(self, ids: Collection[int], until: datetime) -> None:
        """Renew the lease of what this process has in hand."""

    def release(self, ids: Collection[int]) -> None:
        """Give back what is not done: whatever is stored as done is in nobody's hands any more."""


class AudioRecords(Protocol):
    def add(self, record: AudioRecord, at: datetime, check_at: datetime | None = None) -> tuple[AudioRecord, bool]:
        """The record with its id, and whether it is new: one from the same source is returned as it is."""

    def get(self, record_id: int) -> AudioRecord | None: ...
    def find(self, provider: str, provider_record_id: str) -> AudioRecord | None: ...
    def page(self, provider: str, search: str, offset: int, limit: int) -> list[AudioRecord]:
        """Those at one provider, the newest first, removed ones left out. `search` is part of the name, in any case."""

    def made_from(self, sources: Collection[str]) -> list[AudioRecord]:
        """Removed ones left out."""

    def change(self, record_id: int, at: datetime, *, of: Collection[RecordStage] | None = None, **fields: Any) -> bool:
        """False when its stage is none `of` these (None: `removed`). Fields are AudioRecord's, or `check_at`."""

    def to_check(self, now: datetime, limit: int) -> list[AudioRecord]:
        """Those whose `check_at` has come: they wait for a moderator, or their answer was lost."""

    def stranded(self, sent_before: datetime) -> list[AudioRecord]:
        """Still `sending` though their request can no longer be under way."""


class ProviderRecords(Protocol):
    """What each provider last said of its records, so that an order's card need not ask."""

    def heard(self, provider: str, records: Sequence[HeardRecord], at: datetime) -> None:
        """All that it lists now: what it does not list any more is forgotten. The first 5,000 are kept."""

    def known(self, provider: str, provider_record_ids: Collection[str]) -> dict[str, HeardRecord]:
        """By the provider's number; those that it did not list are absent."""


class Menus(Protocol):
    def add(self, menu: Menu, source: str, at: datetime) -> Menu:
        """With its id; one from the same source (a message, a button) is returned as it is."""

    def made_from(self, source: str) -> bool:
        """Whether there is one from this source, be it removed since."""

    def get(self, menu_id: int, *, lock: bool = False) -> Menu | None:
        """None once removed. `lock`: nobody else changes it before this transaction ends."""

    def page(self, search: str, offset: int, limit: int) -> list[Menu]:
        """By name."""

    def count(self, search: str) -> int: ...
    def of(self, provider: str, limit: int) -> list[Menu]:
        """Those of one provider, by name."""

    def change(self, menu: Menu, at: datetime) -> bool:
        """Store it as it is now, but for its author; False when it is gone."""

    def remove(self, menu_id: int, at: datetime) -> bool: ...
    def playing(self, provider: str, record_id: str) -> list[Menu]:
        """Those that play this record anywhere."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """What a provider sent, as it came; `token` is the unguessable part of the address it came to."""

    provider: str
    token: str
    body: bytes
    id: int = 0
    problem: str | None = None


class WebhookInbox(Queue[Webhook], Protocol):
    """Due are those unapplied, in the order they came."""

    def add(self, webhook: Webhook, at: datetime) -> bool:
        """False when this body came to this address before."""

    def applied(self, webhook_id: int, at: datetime, problem: str | None = None) -> None: ...
    def problems(self, limit: int) -> list[Webhook]:
        """The newest that could not be understood or belong to nobody."""

    def again(self, webhook_id: int) -> bool:
        """Apply it once more; False when it is not there."""

    def clear(self, received_before: datetime) -> None:
        """Forget applied ones that are older."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as Telegram's JSON. A tap that is handled after `fresh_until` is one that people gave up on.

    `tries` counts how often its handling was begun anew because a process had died of it, or beside it.
    """

    update_id: int
    body: str
    fresh_until: datetime
    id: int = 0
    tries: int = 0


@dataclass(slots=True)
class Taken:
    """An update that is being handled. Whatever ends that may store it as handled in its own transaction.

    `is_handled`: it has.
    """

    id: int
    is_handled: bool = False


class Updates(Queue[Incoming], Protocol):
    """Due are those unhandled, in the order they came."""

    def add(self, updates: Sequence[Incoming], held_until: datetime) -> dict[int, int]:
        """Our ids of those that never came before, by Telegram's: this process has them in hand."""

    def handled(self, ids: Collection[int], at: datetime) -> None:
        """They are remembered, so that a repetition is known, and what stood in them is not."""

    def clear(self, handled_before: datetime) -> None:
        """Forget handled ones that Telegram can no longer repeat."""

    def heard_at(self) -> datetime | None:
        """When the bot last heard of Telegram's updates; None when it never did."""

    def set_heard(self, at: datetime) -> None: ...


class KeptWidgets(Protocol):
    """Widgets that were made from here."""

    def add(self, widget: KeptWidget) -> None: ...
    def of(self, provider: str) -> list[KeptWidget]: ...
    def forget(self, provider: str, widget_hash: str) -> None: ...


class Audit(Protocol):
    def add(self, person_id: int, action: str, subject: str, at: datetime) -> None:
        """Of what is done to an order or its call (`order.…`, `call.…`) the subject begins with the order's number."""

    def of_order(self, order_id: int) -> list[Deed]:
        """What people did with this order and its calls, in its order."""
