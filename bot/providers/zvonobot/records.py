"""The engine's audio records in our words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.domain.errors import Uncertain
from bot.ports.abilities import NewRecord, RecordState, ServiceRecord
from bot.providers.multipart import Upload
from bot.providers.reasons import Reason
from bot.providers.zvonobot.requests import CreateRecord
from bot.providers.zvonobot.schemas import RecordEntry
from bot.providers.zvonobot.values import gender

_REFUSED = frozenset({"refused", "rejected", "declined", "blocked"})


def new_record(record: NewRecord) -> CreateRecord:
    """Raises pydantic's ValidationError unless there is exactly one of text and audio."""
    if record.audio is not None:
        return CreateRecord(name=record.name, source="file", file=record.audio, text=record.text)
    return CreateRecord(name=record.name, source="text", text=record.text, gender=gender(record.voice))


def uploads(request: CreateRecord) -> dict[str, Upload]:
    return {"file": Upload("record.wav", request.file)} if request.file is not None else {}


def service_records(items: Iterable[Any]) -> list[ServiceRecord]:
    """Those that can be read and are not deleted."""
    entries = [RecordEntry.model_validate(item) for item in items if isinstance(item, dict)]
    return [_record(entry) for entry in entries if entry.id and not entry.deleted_at]


def created_record(items: list[Any]) -> ServiceRecord:
    """Raises Uncertain when the answer names no record."""
    for record in service_records(items):
        return record
    raise Uncertain(Reason.NO_ID)


def _record(entry: RecordEntry) -> ServiceRecord:
    return ServiceRecord(
        id=entry.id or "",
        name=entry.name,
        state=_state(entry),
        comment=entry.moderator_comment,
        text=entry.record_text,
        cost=entry.cost,
        url=entry.path,
    )


def _state(entry: RecordEntry) -> RecordState:
    """`needModeration` tells if the record still needs a moderator; a comment beside it is why it was turned down.

    The documents name no statuses; only `ready` and an empty one were ever seen.
    """
    if entry.status and entry.status.casefold() in _REFUSED:
        return RecordState.REFUSED
    if entry.need_moderation is None:
        return RecordState.UNKNOWN
    if not entry.need_moderation:
        return RecordState.APPROVED
    return RecordState.REFUSED if entry.moderator_comment else RecordState.WAITING
