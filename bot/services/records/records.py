"""What people do with audio records."""

import math
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.access import Person, Right
from bot.domain.errors import Forbidden, NotFound, OrderProblem
from bot.domain.orders import Order
from bot.domain.records import AudioRecord, RecordStage
from bot.domain.sayings import Record, Saying
from bot.domain.views import OrderView
from bot.ports import Capability, Provider, UnitOfWork
from bot.ports.abilities import NewRecord
from bot.ports.abilities import Records as KeepsRecords
from bot.ports.hearing import AnswerTo, KeptAnswer
from bot.ports.media import FetchFile, PhoneAudio
from bot.services.access import Noun, needs
from bot.services.call_answers import Exchange
from bot.services.defaults import own_provider, require
from bot.services.draft_orders import Written, draft_view, load_order, new_order
from bot.services.order_views import require_playable
from bot.services.records.making import NewRecords, Sound, check_text, keep_new, phone_audio, record_name, records_of
from bot.services.records.views import (
    RecordChoice,
    RecordDetails,
    RecordPage,
    RecordRef,
    choices_of,
    details_of,
    find_row,
    page_of,
    parted,
    rows_of,
    with_twins,
)

CAN_GO_AGAIN = frozenset({RecordStage.FAILED, RecordStage.LOST})
CAN_BE_RENAMED = frozenset(RecordStage) - {RecordStage.SENDING, RecordStage.LOST, RecordStage.REMOVED}
"""A lost record is found again at the provider by its name, so it keeps that name until then."""
CAN_BE_REMOVED = frozenset(RecordStage) - {RecordStage.SENDING}


def _exchange(keeper: Provider, record: NewRecord, answer: KeptAnswer | None = None) -> Exchange:
    return Exchange(keeper.title, require(keeper, KeepsRecords).describe_record(record), answer)


SOUND = b"sound"
"""In place of one that is not made yet: a request that is shown names it only."""


def _asked(record: AudioRecord) -> NewRecord:
    sound = SOUND if record.source_file else None
    return NewRecord(record.name, None if sound else record.text, sound, record.voice)


class Records(Noun):
    """A provider that is not set up raises NotFound, one that keeps no records OrderProblem."""

    @needs(Right.PLACE_CALLS)
    async def providers(self, actor: Person) -> list[str]:
        """The names of those that keep records, the person's own first. Raises NotFound when none does."""
        found = [one.name for one in self._deps.providers.all() if Capability.RECORDS in one.capabilities]
        if not found:
            raise NotFound("none-records")
        own = own_provider(actor, self._deps.providers).name
        return sorted(found, key=lambda name: name != own)

    @needs(Right.PLACE_CALLS)
    async def look(self, actor: Person, sound: Sound) -> None:
        """Raises BadAudio, which names what it is, where no record can be made of it; NotFound as `listen`."""
        await self._deps.transcoder.look(await sound.fetch(sound.file))

    @needs(Right.PLACE_CALLS)
    async def listen(self, actor: Person, sound: Sound) -> PhoneAudio:
        """How it will sound on the phone; nothing is stored or sent. Raises NotFound, BadAudio."""
        return await phone_audio(self._deps.transcoder, sound)

    @needs(Right.MANAGE_RECORDS)
    async def make(self, actor: Person, new: NewRecords) -> list[AudioRecord]:
        """Each provider gets one record of a message, however often this is called, also after a crash.

        The records tell how sending ended. Raises OrderProblem, NotFound and BadAudio before anything is stored.
        """
        return await self._make(actor, new, listed=True)

    @needs(Right.PLACE_CALLS)
    async def make_for_call(self, actor: Person, new: NewRecords) -> list[AudioRecord]:
        """The same for this person's own calls: it does not stand in `/records`, and nobody else's calls play it."""
        return await self._make(actor, new, listed=False)

    async def _make(self, actor: Person, new: NewRecords, *, listed: bool) -> list[AudioRecord]:
        name = record_name(new.name)
        self._check(new)
        audio = await phone_audio(self._deps.transcoder, new.sound) if new.sound else None
        records = records_of(actor, new, name, math.ceil(audio.seconds) if audio else None, listed=listed)
        kept, fresh = await self._deps.database.transact(lambda uow: keep_new(uow, records, self._deps.clock.now()))
        await self._deps.record_sender.send(fresh, audio.wav if audio else None)
        return await self.kept(actor, kept)

    @needs(Right.SEE_REQUESTS)
    async def requests(self, actor: Person, new: NewRecords) -> list[Exchange]:
        """What would go to each provider; a sound is named. Raises Refused for what none would take."""
        sound = SOUND if new.sound else None
        record = NewRecord(new.name, None if sound else new.text, sound, new.voice)
        return [_exchange(self._keeper(name), record) for name in new.providers]

    @needs(Right.SEE_REQUESTS)
    async def exchanges(self, actor: Person, ids: Sequence[int]) -> list[Exchange]:
        """What went for each record, and what was answered."""
        found = await self.kept(actor, ids)
        kept = await self._deps.database.transact(lambda uow: [uow.answers.get(AnswerTo.RECORD, id_) for id_ in ids])
        answers = dict(zip(ids, kept, strict=True))
        return [_exchange(self._keeper(one.provider), _asked(one), answers[one.id]) for one in found]

    @needs(Right.PLACE_CALLS)
    async def send_again(self, actor: Person, record_id: int, seen: RecordStage, fetch: FetchFile) -> AudioRecord:
        """Send what failed or was lost, if it is still at the stage `seen`. Raises NotFound, BadAudio.

        Whoever manages no records has only their own, here and where they are read.
        """
        record = await self._one(actor, record_id)
        if record.stage is not seen or seen not in CAN_GO_AGAIN:
            return record
        sound = Sound(record.source_file, fetch) if record.source_file else None
        audio = await phone_audio(self._deps.transcoder, sound) if sound else None

        def begin(uow: UnitOfWork) -> bool:
            now = self._deps.clock.now()
            blank = {"words": "", "reason_key": None, "check_at": None}
            if not uow.audio_records.change(record_id, now, of={seen}, stage=RecordStage.SENDING, **blank):
                return False
            uow.audit.add(actor.id, "record.send_again", f"{record.provider} {record.name}", now)
            return True

        if await self._deps.database.transact(begin):
            await self._deps.record_sender.send([record], audio.wav if audio else None)
        return await self._one(actor, record_id)

    @needs(Right.MANAGE_RECORDS)
    async def page(
        self,
        actor: Person,
        provider: str,
        search: str = "",
        number: int = 0,
        *,
        unlisted: bool = False,
        anew: bool = False,
    ) -> RecordPage:
        """Ours, the newest first, then the provider's own. `anew`: ask it now. Owners are told what is new.

        `unlisted`: those instead that were made for somebody's calls alone.
        """
        keeper, listings = self._keeper(provider), self._deps.listings
        listing = await (listings.anew if anew else listings.of)(provider)
        providers = await self.providers(actor)

        def find(uow: UnitOfWork) -> RecordPage:
            listed, others = parted(rows_of(uow, keeper, listing, self._deps.clock.now()))
            found = page_of(others if unlisted else listed, search, number, listing, providers)
            return replace(found, rows=with_twins(uow, found.rows, providers), unlisted=len(others))

        return await self._deps.database.transact(find)

    @needs(Right.MANAGE_RECORDS)
    async def read(self, actor: Person, ref: RecordRef) -> RecordDetails:
        """Raises NotFound when the record is gone."""
        listing, providers = await self._deps.listings.of(ref.provider), await self.providers(actor)
        return await self._deps.database.transact(
            lambda uow: details_of(uow, ref, listing, providers, self._deps.clock.now())
        )

    @needs(Right.PLACE_CALLS)
    async def kept(self, actor: Person, ids: Sequence[int]) -> list[AudioRecord]:
        """Those made here as they are now; those that are gone, or somebody else's, are left out."""
        found = await self._deps.database.transact(lambda uow: [uow.audio_records.get(id_) for id_ in ids])
        return [record for record in found if record is not None and record.is_for(actor)]

    @needs(Right.PLACE_CALLS)
    async def played(self, actor: Person, order_id: int) -> tuple[AudioRecord | None, str | None]:
        """What an order plays, to be heard before it goes: as it was made here, and where its provider has it.

        Whoever may act on the order may hear it. Raises NotFound, Forbidden.
        """

        def find(uow: UnitOfWork) -> tuple[Order, AudioRecord | None]:
            order = load_order(uow, actor, order_id)
            return order, uow.audio_records.find(order.provider, order.terms.saying.record_id or "")

        order, ours = await self._deps.database.transact(find)
        heard = (await self._deps.listings.of(order.provider)).get(order.terms.saying.record_id)
        return ours, heard.url if heard else None

    @needs(Right.PLACE_CALLS)
    async def choices(self, actor: Person, provider: str) -> list[RecordChoice]:
        """What a call or a menu may play. What the provider does not tell now is left out."""
        self._keeper(provider)
        listing = await self._deps.listings.of(provider)
        return await self._deps.database.transact(lambda uow: choices_of(uow, provider, listing, actor))

    @needs(Right.PLACE_CALLS)
    async def draft_call(self, actor: Person, provider: str, record_id: str, written: Written) -> OrderView:
        """Keep a draft that plays this provider's record. Raises BadPhone, OrderProblem, NotFound."""
        new = new_order(actor, written, self._keeper(provider), self._deps.providers)
        await self._deps.database.transact(lambda uow: require_playable(uow, actor, provider, record_id))
        new = replace(new, terms=replace(new.terms, saying=Saying(Record(record_id))))
        return await draft_view(self._deps.database, new, self._deps.clock.now(), actor)

    @needs(Right.MANAGE_RECORDS)
    async def rename(self, actor: Person, record_id: int, written: str) -> None:
        """Only one made here, and only here: providers know no renaming. Raises NotFound, OrderProblem."""
        name = record_name(written)

        def work(uow: UnitOfWork) -> None:
            now = self._deps.clock.now()
            record = uow.audio_records.get(record_id)
            if record is None or record.stage is RecordStage.REMOVED:
                raise NotFound("records-gone")
            if not uow.audio_records.change(record_id, now, of=CAN_BE_RENAMED, name=name):
                raise OrderProblem("records-rename-later")
            uow.audit.add(actor.id, "record.rename", f"{record.provider} {record.name} → {name}", now)

        await self._deps.database.transact(work)

    @needs(Right.PLACE_CALLS)
    async def keep_voice(self, actor: Person, record: AudioRecord, voice_file: str, seconds: int) -> None:
        """`voice_file` is Telegram's id of the record as it sounds on the phone: the next time it plays at once."""
        now = self._deps.clock.now()
        await self._deps.database.transact(
            lambda uow: uow.audio_records.change(record.id, now, voice_file=voice_file, seconds=seconds)
        )

    @needs(Right.PLACE_CALLS)
    async def remove(self, actor: Person, ref: RecordRef, *, only_here: bool = False) -> None:
        """At the provider, then here. `only_here`: do not ask the provider; it may list no records.

        Whoever manages no records may remove what they made for their own calls.
        Raises Forbidden, NotFound, OrderProblem while it is being sent, and ProviderError: then it stays.
        """
        deps, provider = self._deps, ref.provider
        if not (actor.may(Right.MANAGE_RECORDS) or await self._is_own(actor, ref.id)):
            raise Forbidden("access-forbidden")
        keeper = require(deps.providers.get(provider), KeepsRecords)
        listing = await deps.listings.anew(provider)
        row = await deps.database.transact(lambda uow: find_row(uow, ref, listing, deps.clock.now()))
        if row.stage is RecordStage.SENDING:
            raise OrderProblem("records-remove-later")
        id_, record = row.provider_record_id, row.record
        await deps.database.transact(
            lambda uow: uow.audit.add(actor.id, "record.remove", f"{provider} {id_} {row.name}", deps.clock.now())
        )
        if id_ and not (row.is_missing or only_here):
            try:
                await keeper.remove_records([id_])
            finally:
                deps.listings.forget(provider)
        if record is not None:
            gone = {"stage": RecordStage.REMOVED, "check_at": None}
            await deps.database.transact(
                lambda uow: uow.audio_records.change(record.id, deps.clock.now(), of=CAN_BE_REMOVED, **gone)
            )

    def _keeper(self, name: str) -> Provider:
        provider = self._deps.providers.get(name)
        require(provider, Capability.RECORDS)
        return provider

    def _check(self, new: NewRecords) -> None:
        if not new.providers:
            raise OrderProblem("records-no-service")
        keepers = [self._keeper(name) for name in new.providers]
        if new.sound is None:
            check_text(new.text or "", min(keeper.text_limit for keeper in keepers))

    async def _is_own(self, actor: Person, record_id: int) -> bool:
        """Whether it was made for this person's calls alone."""
        found = await self.kept(actor, [record_id])
        return any(record.author_id == actor.id and not record.listed for record in found)

    async def _one(self, actor: Person, record_id: int) -> AudioRecord:
        found = await self.kept(actor, [record_id])
        if not found:
            raise NotFound("records-gone")
        return found[0]
