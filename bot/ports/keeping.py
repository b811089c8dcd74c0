"""Records and menus as they are kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.domain.menus import Menu
from bot.domain.records import AudioRecord, HeardRecord, RecordStage


class AudioRecords(Protocol):
    def add(self, record: AudioRecord, at: datetime, check_at: datetime | None = None) -> tuple[AudioRecord, bool]:
        """The record with its id, and whether it is new: one from the same source is returned as it is."""
        ...

    def get(self, record_id: int) -> AudioRecord | None: ...
    def find(self, provider: str, provider_record_id: str) -> AudioRecord | None: ...
    def page(self, provider: str, search: str, offset: int, limit: int) -> list[AudioRecord]:
        """Those at one provider, the newest first, removed ones left out. `search` is part of the name, in any case."""
        ...

    def count(self, provider: str, search: str) -> int: ...
    def change(self, record_id: int, at: datetime, *, of: Collection[RecordStage] | None = None, **fields: Any) -> bool:
        """Change fields of AudioRecord (or `check_at`); False when its stage is none `of` these.

        Without them it is any but `removed`.
        """
        ...

    def to_check(self, now: datetime, limit: int) -> list[AudioRecord]:
        """Those whose `check_at` has come: they wait for a moderator, or their answer was lost."""
        ...

    def stranded(self, sent_before: datetime) -> list[AudioRecord]:
        """Still `sending` though their request can no longer be under way."""
        ...


class ProviderRecords(Protocol):
    """What each provider last said of its records, so that an order's card need not ask."""

    def heard(self, provider: str, records: Sequence[HeardRecord], at: datetime) -> None:
        """All that it lists now: what it does not list any more is forgotten. The first 5,000 are kept."""
        ...

    def known(self, provider: str, provider_record_ids: Collection[str]) -> dict[str, HeardRecord]:
        """By the provider's number; those that it did not list are absent."""
        ...


class Menus(Protocol):
    def add(self, menu: Menu, source: str, at: datetime) -> Menu:
        """With its id; one from the same source (a message, a button) is returned as it is."""
        ...

    def get(self, menu_id: int, *, lock: bool = False) -> Menu | None:
        """None once removed. `lock`: nobody else changes it before this transaction ends."""
        ...

    def page(self, search: str, offset: int, limit: int) -> list[Menu]:
        """By name."""
        ...

    def count(self, search: str) -> int: ...
    def of(self, provider: str, limit: int) -> list[Menu]:
        """Those of one provider, by name."""
        ...

    def change(self, menu: Menu, at: datetime) -> bool:
        """Store it as it is now, but for its author; False when it is gone."""
        ...

    def remove(self, menu_id: int, at: datetime) -> bool: ...
    def playing(self, provider: str, record_id: str) -> list[Menu]:
        """Those that play this record anywhere."""
        ...


class Balances(Protocol):
    def fell(self, provider: str) -> int | None:
        """How many times it has fallen by now; None when it was low already. One caller gets the number."""
        ...

    def rose(self, provider: str) -> None:
        """The next fall is told of again."""
        ...
