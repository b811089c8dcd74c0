"""The requests that make records: each is sent once, and how it ended is stored."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import Any

from bot.domain.errors import NotFound, ProviderError, Uncertain
from bot.domain.records import AudioRecord, RecordStage
from bot.ports import Capability, Clock, Database, Provider
from bot.ports.abilities import NewRecord, Records, able
from bot.services.providers import Providers
from bot.services.records.hearing import FIRST_CHECK, taken
from bot.services.records.listing import Listings

log = logging.getLogger(__name__)

ANSWER_WITHIN = 25.0
"""Seconds for the whole request."""
LOST_KEY = "provider-change-lost"
_SENT = frozenset({RecordStage.SENDING, RecordStage.LOST})
_FAILED_NOWHERE = {"stage": RecordStage.FAILED, "reason_key": "provider-none", "words": "", "check_at": None}


class RecordSender:
    """Sends records that are saved as `sending`. Whoever waits may be cancelled: the request is not."""

    def __init__(self, database: Database, providers: Providers, listings: Listings, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._listings = listings
        self._clock = clock
        self._under_way: set[asyncio.Task[None]] = set()

    async def send(self, records: Sequence[AudioRecord], audio: bytes | None) -> None:
        """Until all are answered and stored. Without `audio` their texts are read by the service."""
        tasks = [self._spawn(self._send(record, audio)) for record in records]
        if tasks:
            await asyncio.wait(tasks)

    async def drain(self) -> None:
        """Wait until every request under way has been answered and stored."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("what became of a record could not be stored; the sweep will settle it", exc_info=error)

    async def _send(self, record: AudioRecord, audio: bytes | None) -> None:
        fields = await self._ended(record, audio)
        self._listings.forget(record.provider)
        now = self._clock.now()
        await self._database.transact(lambda uow: uow.audio_records.change(record.id, now, of=_SENT, **fields))

    async def _ended(self, record: AudioRecord, audio: bytes | None) -> dict[str, Any]:
        """The fields that tell how it ended."""
        new = NewRecord(record.name, None if audio else record.text, audio, record.voice)
        try:
            provider = self._providers.get(record.provider)
        except NotFound:
            return _FAILED_NOWHERE
        if (keeper := able(provider, Records)) is None:
            return _FAILED_NOWHERE
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                made = await keeper.create_record(new)
        except (TimeoutError, Uncertain) as error:
            return self._lost(provider, getattr(error, "words", ""))
        except ProviderError as error:
            return {"stage": RecordStage.FAILED, "reason_key": error.key, "words": error.words, "check_at": None}
        except Exception:
            log.exception("sending record %s broke after its request may have left", record.id)
            return self._lost(provider, "")
        return taken(made, self._clock.now())

    def _lost(self, provider: Provider, words: str) -> dict[str, Any]:
        """It is looked for where the service can tell; it is never sent again by itself."""
        can_tell = Capability.RECORD_LIST in provider.capabilities
        check_at = self._clock.now() + FIRST_CHECK if can_tell else None
        return {"stage": RecordStage.LOST, "reason_key": LOST_KEY, "words": words, "check_at": check_at}
