"""CallKeeper's call records in our words."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from functools import partial
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from bot.domain.calls import CallState, Report
from bot.ports import Sighting
from bot.providers import loose, wire
from bot.providers.callkeeper.schemas import CallRecord
from bot.providers.callkeeper.table import TABLE
from bot.providers.once import Once
from bot.providers.secrecy import masked

PROCESSING = "call is processing"
"""`hook_event` of the first of two webhooks; the second says «Call is over»."""

_READING = "1"
"""Raise it when this module learns to read more: every open call is then read once again."""
_READ = (
    "status_code",
    "status2_code",
    "status_reason",
    "status2_reason",
    "date",
    "duration_sec",
    "duration2_sec",
    "record_url",
)
_HASHES = ("widget_hash", "whash")


class Reader:
    """Each oddity is logged once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._once = Once(logging.getLogger(__name__))

    def by_id(self, items: Iterable[Any]) -> dict[str, dict[str, Any]]:
        """The records by the service's id; of several attempts at one call the last."""
        found: dict[str, dict[str, Any]] = {}
        for item in items:
            id_ = loose.identifier(item.get("id")) if isinstance(item, dict) else None
            if id_ is None:
                self._once.warn(f"{self._name}: skipped a call without an id")
            elif id_ not in found or _attempt(item) >= _attempt(found[id_]):
                found[id_] = item
        return found

    def sightings(self, records: Mapping[str, dict[str, Any]], handles: Mapping[str, str]) -> list[Sighting]:
        """`handles`: how we name each of the wanted ids."""
        return [self.sighting(handle, records[id_]) for id_, handle in handles.items() if id_ in records]

    def sighting(self, handle: str, item: dict[str, Any]) -> Sighting:
        return Sighting(handle, fingerprint(item), partial(self.report, item))

    def record(self, item: dict[str, Any]) -> CallRecord | None:
        try:
            return CallRecord.model_validate(item)
        except ValidationError:
            self._once.warn(f"{self._name}: skipped a call that cannot be read")
            return None

    def report(self, item: dict[str, Any]) -> Report:
        record = self.record(item) or CallRecord()
        pair = pair_of(record)
        state = self._state(pair, record)
        is_over = state is not None and state.is_final
        return Report(
            state=state,
            vendor_status=pair,
            unrecognised=_unlisted(pair, record) if pair and pair not in TABLE else None,
            recording_url=_address(record.record_url),
            hangup_cause=record.status2_reason or record.status_reason,
            answered_at=record.client_answered_at,
            ended_at=record.ended_at if is_over else None,
            raw=_storable(item),
        )

    def _state(self, pair: str | None, record: CallRecord) -> CallState | None:
        """None for an unlisted pair: it ends nothing. Nor does a webhook that says the call goes on."""
        if pair is None:
            return CallState.RINGING if is_processing(record.hook_event) else None
        meaning = TABLE.get(pair)
        if meaning is None:
            self._once.warn(f"{self._name}: unlisted status {pair}")
            return None
        return CallState.RINGING if meaning.state.is_final and is_processing(record.hook_event) else meaning.state


def pair_of(record: CallRecord) -> str | None:
    """`200/486`; the second code may be missing until the client is called."""
    return None if record.status_code is None else f"{record.status_code}/{record.status2_code or 0}"


def is_processing(hook_event: Any) -> bool:
    return isinstance(hook_event, str) and hook_event.strip().casefold() == PROCESSING


def fingerprint(item: dict[str, Any]) -> str:
    """Covers exactly what `Reader.report` reads beside the raw report; a webhook and a poll may well agree in it."""
    values = ("" if (value := item.get(name)) is None else str(value) for name in _READ)
    read = [_READING, *values, str(is_processing(item.get("hook_event")))]
    return blake2b("|".join(read).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _unlisted(pair: str, record: CallRecord) -> str:
    words = record.status2_reason or record.status_reason
    return f"{pair} {words}" if words else pair


def _address(link: str | None) -> str | None:
    try:
        parts = urlsplit(link or "")
    except ValueError:
        return None
    return link if parts.scheme in ("http", "https") and parts.hostname and " " not in (link or "") else None


def _attempt(item: dict[str, Any]) -> int:
    return loose.integer(item.get("attempt")) or 0


def _storable(item: dict[str, Any]) -> dict[str, Any]:
    """As it came, but for the widget's hash: who knows it places calls through that widget."""
    found: dict[str, Any] = wire.storable(item)
    return {name: masked(str(value)) if name in _HASHES and value else value for name, value in found.items()}
