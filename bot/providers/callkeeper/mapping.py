"""CallKeeper's calls in our words.

Of a pair `status_code/status2_code` the first code is the manager's leg, the second the client's: 0 when nobody tried
to reach the client. The wording of each pair is in `locales/*/callkeeper.ftl`.
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from hashlib import blake2b
from typing import Any

from pydantic import ValidationError

from bot.domain.calls import CallState, Handle, Report
from bot.ports import Sighting
from bot.providers import loose, wire
from bot.providers.callkeeper.schemas import CallRecord
from bot.providers.loose import Once
from bot.providers.secrecy import masked

_REDIALLED = "r"


def handle_of(id_: str, placed_at: datetime, *, is_redialled: bool = False) -> Handle:
    """Its detail is when the call was placed, in UNIX seconds: CallKeeper tells of many calls by their dates alone.

    `is_redialled`: CallKeeper was asked to try again by itself, which may be a call with an id of its own.
    """
    return Handle(id_, f"{int(placed_at.timestamp())}{_REDIALLED if is_redialled else ''}")


def placed_at_of(handle: Handle) -> datetime | None:
    """None for a call that a webhook told of."""
    return loose.moment(handle.detail.removesuffix(_REDIALLED)) if handle.detail else None


def is_redialled(handle: Handle) -> bool:
    return (handle.detail or "").endswith(_REDIALLED)


# 707/0 may still be about to change, so it ends nothing. 200/0 does: the manager's leg broke off.
_PAIRS = {
    CallState.PLACED: "2/0 707/0",
    CallState.RINGING: "1/0",
    CallState.COMPLETED: "200/200 200/717",
    CallState.BUSY: "200/486 200/600 486/0",
    CallState.NO_ANSWER: "200/406 200/408 200/480 200/487 200/718 408/0 480/0 487/0",
    CallState.FAILED: "200/403 200/404 200/410 200/461 200/484 200/603 200/400 200/491 200/500 200/502 200/503 200/504 "
    "667/0 668/0 718/0 200/0 200/1 403/0 404/0 484/0 488/0 491/0 500/0 502/0 503/0 504/0 603/0 604/0 705/0 "
    "703/0 709/0 710/0 720/0 811/0 812/0 814/0",
    CallState.CANCELED: "200/708 708/0 701/0 702/0 704/0 790/0 813/0 815/0",
}
TABLE = {pair: state for state, pairs in _PAIRS.items() for pair in pairs.split()}


def status_key(vendor_status: str) -> str | None:
    """The Fluent key of this pair's name in CallKeeper's cabinet. None for a pair that is not listed there."""
    return f"callkeeper-status-{vendor_status.replace('/', '_')}" if vendor_status in TABLE else None


def detail_key(vendor_status: str) -> str | None:
    """The same at length."""
    return f"callkeeper-detail-{vendor_status.replace('/', '_')}" if vendor_status in TABLE else None


PROCESSING = "call is processing"
"""`hook_event` of the first of two webhooks; the second says «Call is over»."""

_READING = "2"
"""Raise it when this module reads more than before: then every open call is read once again."""
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
        """The records by id. Of several attempts at one call, the last."""
        found: dict[str, dict[str, Any]] = {}
        for item in items:
            id_ = loose.identifier(item.get("id")) if isinstance(item, dict) else None
            if id_ is None:
                self._once.warn(f"{self._name}: skipped a call without an id")
            elif id_ not in found or attempt_in(item) >= attempt_in(found[id_]):
                found[id_] = item
        return found

    def sighting(self, id_: str, item: dict[str, Any], follows: str | None = None) -> Sighting:
        return Sighting(id_, fingerprint(item), partial(self.report, item), follows=follows)

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
            recording_url=loose.web_address(record.record_url),
            hangup_cause=record.status2_reason or record.status_reason,
            answered_at=record.client_answered_at,
            ended_at=record.ended_at if is_over else None,
            attempt=record.attempt or None,
            raw=_storable(item),
        )

    def _state(self, pair: str | None, record: CallRecord) -> CallState | None:
        """None for an unlisted pair: it ends nothing. Nor does a webhook that says the call goes on."""
        if pair is None:
            return CallState.RINGING if is_processing(record.hook_event) else None
        state = TABLE.get(pair)
        if state is None:
            self._once.warn(f"{self._name}: unlisted status {pair}")
            return None
        return CallState.RINGING if state.is_final and is_processing(record.hook_event) else state


def pair_of(record: CallRecord) -> str | None:
    """`200/486`; the second code may be missing until the client is called."""
    return None if record.status_code is None else f"{record.status_code}/{record.status2_code or 0}"


def is_processing(hook_event: Any) -> bool:
    return isinstance(hook_event, str) and hook_event.strip().casefold() == PROCESSING


def fingerprint(item: dict[str, Any]) -> str:
    """Covers exactly what `Reader.report` reads. A webhook and a poll that tell the same have the same one."""
    values = ("" if (value := item.get(name)) is None else str(value) for name in _READ)
    read = [_READING, *values, str(max(1, attempt_in(item))), str(is_processing(item.get("hook_event")))]
    return blake2b("|".join(read).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _unlisted(pair: str, record: CallRecord) -> str:
    words = record.status2_reason or record.status_reason
    return f"{pair} {words}" if words else pair


def attempt_in(item: dict[str, Any]) -> int:
    """0 where it does not say."""
    return loose.integer(item.get("attempt")) or 0


def _storable(item: dict[str, Any]) -> dict[str, Any]:
    """As it came, but for the widget's hash: who knows it places calls through that widget."""
    found: dict[str, Any] = wire.storable(item)
    return {name: masked(str(value)) if name in _HASHES and value else value for name, value in found.items()}
