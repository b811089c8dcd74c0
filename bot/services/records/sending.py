"""The requests that make records: each is sent once, and how it ended is stored."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime

from bot.domain.errors import ProviderError, Uncertain
from bot.domain.reasons import Reason
from bot.domain.records import AudioRecord, RecordStage
from bot.ports import Capability, Clock, Database, Provider, UnitOfWork
from bot.ports.abilities import NewRecord, Records, able
from bot.ports.hearing import AnswerTo, listening
from bot.services.call_answers import kept_answer
from bot.services.providers import Providers
from bot.services.records.listing import Listings
from bot.services.records.watching import FIRST_CHECK, RecordNews, fields_of, promise_news

log = logging.getLogger(__name__)

_SENT = frozenset({RecordStage.SENDING, RecordStage.LOST})


class RecordSender:
    """Sends records that are saved as `sending`. When whoever waits is cancelled, the request goes on."""

    def __init__(self, database: Database, providers: Providers, listings: Listings, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._listings = listings
        self._clock = clock
        self.answer_within = 25.0
        """Seconds for the whole request."""
        self._under_way: set[asyncio.Task[None]] = set()

    async def send(self, records: Sequence[AudioRecord], audio: bytes | None) -> None:
        """Returns when all are answered and stored. Without `audio` the provider reads their texts."""
        tasks = [asyncio.create_task(self._send(record, audio)) for record in records]
        for task in tasks:
            self._under_way.add(task)
            task.add_done_callback(self._finished)
        if tasks:
            await asyncio.wait(tasks)

    async def drain(self) -> None:
        """Wait until every request under way has been answered and stored."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("what became of a record could not be stored; the sweep will settle it", exc_info=error)

    async def _send(self, record: AudioRecord, audio: bytes | None) -> None:
        with listening() as ear:
            fields = await self._outcome(record, audio)
        self._listings.forget(record.provider)
        now = self._clock.now()

        def work(uow: UnitOfWork) -> None:
            uow.audio_records.change(record.id, now, of=_SENT, **fields)
            if ear.heard:
                answer = kept_answer(self._providers, record.provider, ear.heard)
                uow.answers.keep(AnswerTo.RECORD, record.id, answer, now)

        await self._database.transact(work)

    async def _outcome(self, record: AudioRecord, audio: bytes | None) -> dict[str, object]:
        """The fields that tell how it ended."""
        new = NewRecord(record.name, None if audio else record.text, audio, record.voice)
        provider = _provider(self._providers, record)
        keeper = able(provider, Records) if provider else None
        if keeper is None:
            return _failed(Reason.NO_PROVIDER)
        try:
            async with asyncio.timeout(self.answer_within):
                made = await keeper.create_record(new)
        except (TimeoutError, Uncertain) as error:
            return _lost(provider, self._clock.now(), getattr(error, "words", ""))
        except ProviderError as error:
            return _failed(error.key, error.words)
        except Exception:
            log.exception("sending record %s broke after its request may have left", record.id)
            return _lost(provider, self._clock.now())
        return fields_of(made, self._clock.now())


def lose(uow: UnitOfWork, providers: Providers, record: AudioRecord, now: datetime) -> bool:
    """Its sending was cut off by a crash. Only a person sends it again."""
    provider = _provider(providers, record)
    if not uow.audio_records.change(record.id, now, of={RecordStage.SENDING}, **_lost(provider, now)):
        return False
    promise_news(uow, record, RecordNews.LOST, provider.title if provider else record.provider, now)
    return True


def _provider(providers: Providers, record: AudioRecord) -> Provider | None:
    """None when its key was taken away."""
    return next((one for one in providers.all() if one.name == record.provider), None)


def _failed(reason_key: str, words: str = "") -> dict[str, object]:
    return {"stage": RecordStage.FAILED, "reason_key": reason_key, "words": words, "check_at": None}


def _lost(provider: Provider | None, now: datetime, words: str = "") -> dict[str, object]:
    """It is looked for where the provider lists its records; it is never sent again by itself."""
    can_tell = provider is not None and Capability.RECORD_LIST in provider.capabilities
    check_at = now + FIRST_CHECK if can_tell else None
    return {"stage": RecordStage.LOST, "reason_key": Reason.CHANGE_LOST, "words": words, "check_at": check_at}
