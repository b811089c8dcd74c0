"""A provider's audio records, played."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.domain.errors import ProviderError, Refused
from bot.ports.abilities import NewRecord, ProviderRecord, RecordState


class KeptRecords:
    """Answers as told. `first_id` tells the providers apart."""

    def __init__(self, first_id: int) -> None:
        self.made: list[NewRecord] = []
        """Every request, also those whose answer was lost."""
        self.removed: list[str] = []
        self.listed = 0
        """How often the list was asked for."""
        self.kept: dict[str, ProviderRecord] = {}
        self.state = RecordState.APPROVED
        """The state of records made from now on."""
        self.cost: Decimal | None = None
        self.error: Exception | None = None
        """Raised instead of making or removing a record."""
        self.loses: Exception | None = None
        """Raised instead of the answer. The record is made all the same."""
        self.list_error: ProviderError | None = None
        self.while_listing: Callable[[], Awaitable[object]] | None = None
        """Awaited once while the list is asked for."""
        self.hold: asyncio.Event | None = None
        self.arrived = asyncio.Event()
        """Set when a new record arrives."""
        self._next = first_id

    async def create(self, record: NewRecord) -> ProviderRecord:
        self.made.append(record)
        self.arrived.set()
        if self.hold is not None:
            await self.hold.wait()
        if self.error is not None:
            raise self.error
        self._next += 1
        url = f"https://files.example.com/{self._next}.wav"
        made = ProviderRecord(str(self._next), record.name, self.state, "", record.text or "", self.cost, url)
        self.kept[made.id] = made
        if self.loses is not None:
            raise self.loses
        return made

    async def remove(self, ids: Sequence[str]) -> None:
        self.removed += ids
        if self.error is not None:
            raise self.error
        for id_ in ids:
            if self.kept.pop(id_, None) is None:
                raise Refused("provider-refused-record")
        if self.loses is not None:
            raise self.loses

    async def all(self) -> list[ProviderRecord]:
        self.listed += 1
        meanwhile, self.while_listing = self.while_listing, None
        if meanwhile is not None:
            await meanwhile()
        if self.list_error is not None:
            raise self.list_error
        return list(self.kept.values())

    def moderate(self, record_id: str, state: RecordState, comment: str = "") -> None:
        self.kept[record_id] = replace(self.kept[record_id], state=state, comment=comment)

    def put(self, record_id: str, name: str, state: RecordState = RecordState.APPROVED, text: str = "") -> None:
        """Adds a record that was made elsewhere."""
        self.kept[record_id] = ProviderRecord(record_id, name, state, text=text)
