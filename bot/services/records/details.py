"""One record: all that is known of it, and where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.access import Person, Right
from bot.domain.calls import CallState
from bot.domain.errors import NotFound
from bot.domain.menus import Menu
from bot.domain.orders import Order
from bot.domain.records import RecordStage
from bot.ports import Clock, Database, Provider, UnitOfWork
from bot.services.access import UseCase
from bot.services.providers import Providers
from bot.services.records.hearing import is_silent
from bot.services.records.listing import Listing, Listings
from bot.services.records.looking import RecordRow, foreign_row, row_of

MOST_PLANNED = 5000
"""Planned orders that are looked through for those that play it."""


@dataclass(frozen=True, slots=True)
class RecordRef:
    """Ours by `id`, else the service's by `provider_record_id`."""

    provider: str
    id: int = 0
    provider_record_id: str = ""


@dataclass(frozen=True, slots=True)
class RecordDetails:
    """`author` who made it here. `menus` are the names of those that play it, `calls` how many planned calls do.

    `is_told`: the service told which records it has.
    """

    provider: str
    row: RecordRow
    author: str | None
    menus: tuple[str, ...]
    calls: int
    is_told: bool = True


class ReadRecord(UseCase[RecordRef, RecordDetails]):
    """Raises NotFound."""

    right = Right.MANAGE_RECORDS

    def __init__(self, database: Database, providers: Providers, listings: Listings, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._listings = listings
        self._clock = clock

    async def run(self, actor: Person, command: RecordRef) -> RecordDetails:
        provider = self._providers.get(command.provider)
        listing = await self._listings.of(provider.name)
        return await self._database.transact(lambda uow: self._details(uow, provider, command, listing))

    def _details(self, uow: UnitOfWork, provider: Provider, ref: RecordRef, listing: Listing) -> RecordDetails:
        now = self._clock.now()
        row = find_row(uow, ref, listing, now)
        id_, record = row.provider_record_id, row.record
        author = uow.people.get(record.author_id) if record else None
        return RecordDetails(
            provider=provider.name,
            row=row,
            author=author.name if author else None,
            menus=tuple(menu.name for menu in uow.menus.playing(provider.name, id_)) if id_ else (),
            calls=planned_calls(uow, provider.name, id_) if id_ else 0,
            is_told=listing.is_known,
        )


def find_row(uow: UnitOfWork, ref: RecordRef, listing: Listing, now: datetime) -> RecordRow:
    """Raises NotFound when it is gone."""
    record = uow.audio_records.get(ref.id) if ref.id else None
    if record is not None and record.provider == ref.provider and record.stage is not RecordStage.REMOVED:
        return row_of(record, listing, silent=is_silent(record, now))
    heard = listing.get(ref.provider_record_id) if ref.provider_record_id else None
    if heard is None:
        raise NotFound("records-gone")
    return foreign_row(heard)


def planned_calls(uow: UnitOfWork, provider: str, record_id: str) -> int:
    """How many calls that wait for their time will play it."""
    playing = [order for order in uow.orders.planned(None, MOST_PLANNED) if _plays(order, provider, record_id)]
    return sum(call.state is CallState.WAITING for order in playing for call in order.calls)


def _plays(order: Order, provider: str, record_id: str) -> bool:
    in_menu = order.menu is not None and record_id in _played(order.menu)
    return order.provider == provider and (order.saying.record_id == record_id or in_menu)


def _played(menu: Menu) -> set[str | None]:
    return {menu.greeting.record_id, *(branch.record_id for branch in menu.branches)}
