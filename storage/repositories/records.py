"""Audio records: those made here, one row a source, and what providers last said of theirs, one row a record."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, select, text, update

from bot.domain.records import AudioRecord, HeardRecord, RecordStage
from bot.domain.sayings import Voice
from storage.material import CHECKED, SENDING, audio_records, provider_records
from storage.rows import AnyRow, placed
from storage.statements import Repository, folded, holds, in_batches, per_dialect

_ADD = per_dialect(
    audio_records,
    lambda insert: insert.on_conflict_do_nothing(index_elements=[audio_records.c.source]).returning(audio_records.c.id),
)
_ALL = select(audio_records)
_BY_SOURCE = _ALL.where(audio_records.c.source == bindparam("of_source"))
_BY_ID = _ALL.where(audio_records.c.id == bindparam("record_id"))
_BY_PROVIDERS_ID = (
    _ALL.where(
        audio_records.c.provider == bindparam("of_provider"),
        audio_records.c.provider_record_id == bindparam("wanted_id"),
    )
    .order_by(audio_records.c.id.desc())
    .limit(1)
)
_THERE = audio_records.c.stage != RecordStage.REMOVED.value
_CHECK = (
    _ALL.where(text(CHECKED), audio_records.c.check_at <= bindparam("now"))
    .order_by(audio_records.c.check_at, audio_records.c.id)
    .limit(bindparam("limit"))
)
_STRANDED = _ALL.where(text(SENDING), audio_records.c.sent_at <= bindparam("before")).order_by(
    audio_records.c.sent_at, audio_records.c.id
)
_FIELDS = tuple(field.name for field in fields(AudioRecord) if field.name not in ("id", "created_at"))
_CHANGEABLE = {*_FIELDS, "check_at"} - {"author_id", "provider", "source"}


class SqlAudioRecords(Repository):
    def add(self, record: AudioRecord, at: datetime, check_at: datetime | None = None) -> tuple[AudioRecord, bool]:
        columns = _columns_of({name: getattr(record, name) for name in _FIELDS}, at)
        added = self._put(_ADD, {**columns, "created_at": at, "check_at": check_at}).scalar()
        kept = self._connection.execute(_BY_SOURCE, {"of_source": record.source}).one()
        return _as_record(kept), added is not None

    def get(self, record_id: int) -> AudioRecord | None:
        row = self._connection.execute(_BY_ID, {"record_id": record_id}).first()
        return _as_record(row) if row else None

    def find(self, provider: str, provider_record_id: str) -> AudioRecord | None:
        of = {"of_provider": provider, "wanted_id": provider_record_id}
        row = self._connection.execute(_BY_PROVIDERS_ID, of).first()
        return _as_record(row) if row else None

    def page(self, provider: str, search: str, offset: int, limit: int) -> list[AudioRecord]:
        found = _ALL.where(audio_records.c.provider == provider, _THERE, holds(audio_records.c.folded, search))
        newest = found.order_by(audio_records.c.id.desc()).offset(offset).limit(limit)
        return [_as_record(row) for row in self._connection.execute(newest)]

    def made_from(self, sources: Collection[str]) -> list[AudioRecord]:
        found = _ALL.where(audio_records.c.source.in_(sources), _THERE).order_by(audio_records.c.id)
        return [_as_record(row) for row in self._connection.execute(found)]

    def change(self, record_id: int, at: datetime, *, of: Collection[RecordStage] | None = None, **new: Any) -> bool:
        """Other names than those of a record's changeable fields are a TypeError."""
        if unknown := new.keys() - _CHANGEABLE:
            raise TypeError(f"nothing to change in a record: {sorted(unknown)}")
        guard = _THERE if of is None else audio_records.c.stage.in_([stage.value for stage in of])
        statement = update(audio_records).where(audio_records.c.id == record_id, guard).values(_columns_of(new, at))
        return self._connection.execute(statement).rowcount == 1

    def to_check(self, now: datetime, limit: int) -> list[AudioRecord]:
        return [_as_record(row) for row in self._connection.execute(_CHECK, {"now": now, "limit": limit})]

    def stranded(self, sent_before: datetime) -> list[AudioRecord]:
        return [_as_record(row) for row in self._connection.execute(_STRANDED, {"before": sent_before})]


def _columns_of(new: dict[str, Any], at: datetime) -> dict[str, Any]:
    """A record that begins to be sent is sent at this moment."""
    columns = {**new, "changed_at": at}
    if "name" in new:
        columns["folded"] = folded(new["name"])
    if (place := columns.pop("place", None)) is not None:
        columns |= {"chat_id": place.chat_id, "thread_id": place.thread_id}
    if new.get("stage") is RecordStage.SENDING:
        columns["sent_at"] = at
    return columns


def _as_record(row: AnyRow) -> AudioRecord:
    return placed(AudioRecord, row, stage=RecordStage(row.stage), voice=Voice(row.voice))


MOST = 5000
"""Records that are kept of one provider, the first that it lists."""

_KEYS = (provider_records.c.provider, provider_records.c.provider_record_id)
_HEAR = per_dialect(
    provider_records,
    lambda insert: insert.on_conflict_do_update(
        index_elements=_KEYS,
        set_={name: insert.excluded[name] for name in ("name", "stage", "heard_at")},
    ),
)
_HEARD = select(provider_records)


class SqlProviderRecords(Repository):
    def heard(self, provider: str, records: Sequence[HeardRecord], at: datetime) -> None:
        kept = self._connection.execute(_HEARD.where(provider_records.c.provider == provider))
        listed = {one.provider_record_id: one for one in records[:MOST]}
        gone = [row.provider_record_id for row in kept if row.provider_record_id not in listed]
        for where in _of(provider, gone):
            self._connection.execute(delete(provider_records).where(where))
        # In one order everywhere: two processes that store at once do not wait for each other.
        rows = [{"provider": provider, **asdict(one), "heard_at": at} for _, one in sorted(listed.items())]
        if rows:
            self._put(_HEAR, rows)

    def known(self, provider: str, provider_record_ids: Collection[str]) -> dict[str, HeardRecord]:
        wanted = _of(provider, provider_record_ids)
        rows = (row for where in wanted for row in self._connection.execute(_HEARD.where(where)))
        found = (HeardRecord(row.provider_record_id, row.name, RecordStage(row.stage)) for row in rows)
        return {one.provider_record_id: one for one in found}


def _of(provider: str, ids: Collection[str]) -> Iterator[ColumnElement[bool]]:
    """Conditions that find them, none for no ids."""
    for batch in in_batches(ids):
        yield (provider_records.c.provider == provider) & provider_records.c.provider_record_id.in_(batch)
