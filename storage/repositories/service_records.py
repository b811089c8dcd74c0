"""What services last said of their records: one row a record that is listed now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select

from bot.domain.records import HeardRecord, RecordStage
from storage.material import service_records
from storage.rows import AnyRow
from storage.statements import in_batches, per_dialect

MOST = 5000
"""Records that are kept of one service, the first that it lists."""

_KEYS = (service_records.c.provider, service_records.c.provider_record_id)
_HEAR = per_dialect(
    service_records,
    lambda insert: insert.on_conflict_do_update(
        index_elements=_KEYS,
        set_={name: insert.excluded[name] for name in ("name", "stage", "heard_at")},
    ),
)
_ALL = select(service_records)


class SqlProviderRecords:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def heard(self, provider: str, records: Sequence[HeardRecord], at: datetime) -> None:
        kept = self._connection.execute(_ALL.where(service_records.c.provider == provider))
        listed = {one.provider_record_id: one for one in records[:MOST]}
        gone = [row.provider_record_id for row in kept if row.provider_record_id not in listed]
        for where in _of(provider, gone):
            self._connection.execute(delete(service_records).where(where))
        # In one order everywhere: two processes that store at once do not wait for each other.
        rows = [_columns_of(provider, one, at) for _, one in sorted(listed.items())]
        if rows:
            self._connection.execute(_HEAR[self._connection.dialect.name], rows)

    def known(self, provider: str, provider_record_ids: Collection[str]) -> dict[str, HeardRecord]:
        asked = (self._connection.execute(_ALL.where(where)) for where in _of(provider, provider_record_ids))
        return {row.provider_record_id: _as_heard(row) for rows in asked for row in rows}


def _of(provider: str, ids: Collection[str]) -> Iterator[ColumnElement[bool]]:
    """Conditions that find them, none for no ids."""
    for batch in in_batches(ids):
        yield (service_records.c.provider == provider) & service_records.c.provider_record_id.in_(batch)


def _columns_of(provider: str, record: HeardRecord, at: datetime) -> dict[str, object]:
    return {
        "provider": provider,
        "provider_record_id": record.provider_record_id,
        "name": record.name,
        "stage": record.stage,
        "heard_at": at,
    }


def _as_heard(row: AnyRow) -> HeardRecord:
    return HeardRecord(row.provider_record_id, row.name, RecordStage(row.stage))
