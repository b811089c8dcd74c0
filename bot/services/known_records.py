"""What is known of a provider's records without asking it."""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.records import KnownRecord
from bot.ports import UnitOfWork


def known_records(uow: UnitOfWork, provider: str, record_ids: Collection[str]) -> dict[str, KnownRecord]:
    """By the provider's number: those made here, of the others what it said last. Unknown ones are absent."""
    ours = {id_: record for id_ in record_ids if (record := uow.audio_records.find(provider, id_)) is not None}
    others = [id_ for id_ in record_ids if id_ not in ours]
    return {**uow.service_records.known(provider, others), **ours}
