from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from decimal import Decimal

from bot.domain.calls import Handle, Report
from bot.domain.errors import ProviderError
from bot.domain.menus import MenuLimits
from bot.domain.phones import Phone
from bot.ports import NOTHING_KNOWN, CallerId, Capability, Fingerprints, Sighting, VoiceCall
from bot.ports.abilities import LostCall, NewRecord, Pressed, ProviderRecord, WebhookKind
from bot.ports.hearing import hear
from tests.fakes.records import KeptRecords


class FakeProvider:
    """A provider that keeps what it was asked and answers as told."""

    name = "calldog"
    title = "CallDog"
    capabilities = frozenset(
        {
            Capability.VOICE_CALL,
            Capability.REPORTS,
            Capability.BALANCE,
            Capability.CALLER_IDS,
            Capability.OWN_NUMBER,
            Capability.RECORDS,
            Capability.VOICES,
            Capability.RECORDING,
            Capability.DUTY_NUMBER,
            Capability.MENUS,
        }
    )
    text_limit = 1024
    batch = 3
    first_record = 7000
    menu_limits = MenuLimits(reads_texts=True, recognizes=True)

    def __init__(self) -> None:
        self.placed: list[VoiceCall] = []
        self.asked: list[list[str]] = []
        self.fetching = asyncio.Event()
        """Set when a question arrives."""
        self.read: list[str] = []
        """The ids whose report was read."""
        self.reports: dict[str, Report] = {}
        self.error: Exception | None = None
        self.read_error: ProviderError | None = None
        self.hold: asyncio.Event | None = None
        """Unset: answers wait until it is set."""
        self.described: list[VoiceCall] = []
        self.unreadable: set[str] = set()
        """The ids whose report cannot be read."""
        self.lost: dict[str, Handle] = {}
        """Calls that it shows when it is asked for a lost one, by phone."""
        self.hears: Callable[[WebhookKind, bytes], list[Sighting] | list[Pressed]] | None = None
        """How it reads webhooks."""
        self.records = KeptRecords(self.first_record)

    async def place(self, call: VoiceCall) -> Handle:
        self.placed.append(call)
        if self.hold is not None:
            await self.hold.wait()
        if self.error is not None:
            raise self.error
        return Handle(str(100 + len(self.placed)))

    async def fetch(self, handles: Sequence[Handle], known: Fingerprints = NOTHING_KNOWN) -> list[Sighting]:
        ids = [handle.id for handle in handles]
        self.asked.append(ids)
        self.fetching.set()
        if self.hold is not None:
            await self.hold.wait()
        if self.read_error is not None:
            raise self.read_error
        return [self._sighting(id_) for id_ in ids if id_ in self.reports]

    def _sighting(self, id_: str) -> Sighting:
        return Sighting(id_, repr(self.reports[id_]), lambda: self.report(id_))

    def report(self, id_: str) -> Report:
        if id_ in self.unreadable:
            raise RuntimeError("a bug in the adapter")
        self.read.append(id_)
        return self.reports[id_]

    async def balance(self) -> Decimal:
        if self.read_error is not None:
            raise self.read_error
        return Decimal("273.50")

    async def caller_ids(self) -> list[CallerId]:
        return [CallerId(Phone("74951234567"), confirmed=True)]

    async def create_record(self, record: NewRecord) -> ProviderRecord:
        made = await self.records.create(record)
        hear(200, f'{{"id": {made.id}}}'.encode())
        return made

    def describe_record(self, record: NewRecord) -> str:
        return f'{{"name": "{record.name}"}}'

    async def remove_records(self, ids: Sequence[str]) -> None:
        await self.records.remove(ids)

    async def list_records(self) -> list[ProviderRecord]:
        """Subclasses that list records declare the capability."""
        return await self.records.all()

    async def find_lost(self, lost: LostCall) -> Handle | None:
        """Tests that need it declare the capability, and so for `read_webhook`."""
        return self.lost.get(lost.phone)

    def read_webhook(self, kind: WebhookKind, body: bytes) -> list[Sighting] | list[Pressed]:
        assert self.hears is not None
        return self.hears(kind, body)

    async def aclose(self) -> None:
        """Nothing is open."""

    def describe(self, call: VoiceCall) -> str:
        self.described.append(call)
        return f'{{"phone": "{call.phone}"}}'
