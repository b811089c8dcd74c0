"""Records as people look at them: those made here, and those that only the provider knows."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.access import Person
from bot.domain.calls import CallState
from bot.domain.errors import NotFound
from bot.domain.menu_rules import plays
from bot.domain.orders import Order
from bot.domain.records import AudioRecord, RecordStage
from bot.ports import Provider, UnitOfWork
from bot.ports.abilities import ProviderRecord
from bot.services.records.listing import AT_PROVIDER, Listing, stage_of
from bot.services.records.watching import is_silent, update

PAGE = 4
MOST = 5000
"""Records made here, at one provider, that are looked at together."""
MOST_PLANNED = 5000
"""Planned orders that are searched for a record."""


@dataclass(frozen=True, slots=True)
class RecordRef:
    """One made here by its `id`, another one by the provider's number of it."""

    provider: str
    id: int = 0
    provider_record_id: str = ""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """`record` is what was made here, `heard` what the provider tells of it; one of them at least is there.

    `is_missing`: the provider lists its records, and not this one. `is_silent`: nobody asks about it any more.
    """

    name: str
    stage: RecordStage | None
    record: AudioRecord | None = None
    heard: ProviderRecord | None = None
    is_missing: bool = False
    is_silent: bool = False
    twins: tuple[AudioRecord, ...] = ()
    """What the same message became at other providers."""

    @property
    def provider_record_id(self) -> str | None:
        return self.heard.id if self.heard else self.record.provider_record_id if self.record else None


@dataclass(frozen=True, slots=True)
class RecordPage:
    """`problem` and `offered` as in Listing. `page` counts from 0. `providers` are all that keep records."""

    rows: Sequence[RecordRow]
    page: int
    pages: int
    total: int
    problem: str | None
    offered: bool
    providers: Sequence[str]
    unlisted: int = 0
    """How many there are that were made for somebody's calls alone."""


@dataclass(frozen=True, slots=True)
class RecordDetails:
    """`menus` are the names of those that play it, `calls` is how many planned calls do."""

    provider: str
    row: RecordRow
    author: str | None
    menus: tuple[str, ...]
    calls: int
    is_list_known: bool = True


@dataclass(frozen=True, slots=True)
class RecordChoice:
    """`record_id` is the provider's. `stage` and `seconds` are None when nobody tells them."""

    record_id: str
    name: str
    stage: RecordStage | None
    seconds: int | None = None
    own_id: int = 0
    """Our number of it, when it was made for this person's calls alone."""


def rows_of(uow: UnitOfWork, provider: Provider, listing: Listing, now: datetime) -> list[RecordRow]:
    """Those made here, the newest first, then the provider's own. What is new of ours is stored, and its owner told."""
    kept = uow.audio_records.page(provider.name, "", 0, MOST)
    by_id = {heard.id: heard for heard in listing.records}
    known = [(record, by_id.get(record.provider_record_id or "")) for record in kept]
    changed = [update(uow, record, heard, provider.title, now) for record, heard in known if heard is not None]
    if any(changed):
        kept = uow.audio_records.page(provider.name, "", 0, MOST)
    ours = {record.provider_record_id for record in kept}
    others = [_foreign_row(heard) for heard in listing.records if heard.id not in ours]
    return [_row(record, listing, now) for record in kept] + others


def parted(rows: Sequence[RecordRow]) -> tuple[list[RecordRow], list[RecordRow]]:
    """Those that everybody's calls play, and those made for somebody's calls alone."""
    listed: list[RecordRow] = []
    unlisted: list[RecordRow] = []
    for row in rows:
        (listed if row.record is None or row.record.listed else unlisted).append(row)
    return listed, unlisted


def page_of(
    rows: Sequence[RecordRow], search: str, number: int, listing: Listing, providers: Sequence[str]
) -> RecordPage:
    """The last page when there is no page of this number."""
    found = [row for row in rows if _folded(search) in _folded(row.name)]
    pages = max(1, -(-len(found) // PAGE))
    number = min(max(number, 0), pages - 1)
    shown = found[number * PAGE : (number + 1) * PAGE]
    return RecordPage(shown, number, pages, len(found), listing.problem, listing.offered, providers)


def with_twins(uow: UnitOfWork, rows: Sequence[RecordRow], providers: Sequence[str]) -> list[RecordRow]:
    """Those at providers that are set up."""
    wanted = {row: [row.record.source_at(name) for name in providers] if row.record else [] for row in rows}
    found = uow.audio_records.made_from([source for sources in wanted.values() for source in sources])

    def twins(row: RecordRow) -> tuple[AudioRecord, ...]:
        return tuple(one for one in found if one.source in wanted[row] and row.record and one.id != row.record.id)

    return [replace(row, twins=twins(row)) for row in rows]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def find_row(uow: UnitOfWork, ref: RecordRef, listing: Listing, now: datetime) -> RecordRow:
    """Raises NotFound when the record is gone."""
    record = uow.audio_records.get(ref.id) if ref.id else None
    if record is not None and record.provider == ref.provider and record.stage is not RecordStage.REMOVED:
        return _row(record, listing, now)
    heard = listing.get(ref.provider_record_id) if ref.provider_record_id else None
    if heard is None:
        raise NotFound("records-gone")
    return _foreign_row(heard)


def _row(record: AudioRecord, listing: Listing, now: datetime) -> RecordRow:
    is_there = record.stage in AT_PROVIDER
    heard = listing.get(record.provider_record_id) if is_there else None
    is_missing = listing.is_known and heard is None and is_there
    return RecordRow(record.name, record.stage, record, heard, is_missing, is_silent(record, now))


def _foreign_row(heard: ProviderRecord) -> RecordRow:
    return RecordRow(heard.name or heard.id, stage_of(heard.state), None, heard)


def details_of(
    uow: UnitOfWork, ref: RecordRef, listing: Listing, providers: Sequence[str], now: datetime
) -> RecordDetails:
    """Raises NotFound when the record is gone."""
    [row] = with_twins(uow, [find_row(uow, ref, listing, now)], providers)
    id_, record = row.provider_record_id, row.record
    author = uow.people.get(record.author_id) if record else None
    return RecordDetails(
        provider=ref.provider,
        row=row,
        author=author.name if author else None,
        menus=tuple(menu.name for menu in uow.menus.playing(ref.provider, id_)) if id_ else (),
        calls=planned_calls(uow, ref.provider, id_) if id_ else 0,
        is_list_known=listing.is_known,
    )


def planned_calls(uow: UnitOfWork, provider: str, record_id: str) -> int:
    """How many calls that wait for their time will play it."""
    playing = [order for order in uow.orders.planned(None, MOST_PLANNED) if _plays(order, provider, record_id)]
    return sum(call.state is CallState.WAITING for order in playing for call in order.calls)


def _plays(order: Order, provider: str, record_id: str) -> bool:
    terms = order.terms
    in_menu = terms.menu is not None and plays(terms.menu, record_id)
    return order.provider == provider and (terms.saying.record_id == record_id or in_menu)


def choices_of(uow: UnitOfWork, provider: str, listing: Listing, actor: Person) -> list[RecordChoice]:
    """Those made here, the newest first, then those that only the provider knows. Of the unlisted only one's own."""
    kept = uow.audio_records.page(provider, "", 0, MOST)
    ours = {one.provider_record_id: one for one in kept if one.provider_record_id and one.stage in AT_PROVIDER}
    heard = {one.id: stage_of(one.state) for one in listing.records}
    mine = [
        RecordChoice(id_, one.name, heard.get(id_) or one.stage, one.seconds, 0 if one.listed else one.id)
        for id_, one in ours.items()
        if one.listed or one.author_id == actor.id
    ]
    others = [RecordChoice(one.id, one.name or one.id, heard[one.id]) for one in listing.records if one.id not in ours]
    return mine + others
