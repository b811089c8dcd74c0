"""How CallKeeper tells of calls: by id, by date, in statistics and in webhooks.

It sends two webhooks for each call when they are switched on in its cabinet.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from bot.domain.calls import Handle
from bot.domain.errors import Refused
from bot.domain.reasons import Reason
from bot.ports import Sighting
from bot.ports.abilities import LostCall
from bot.ports.telephony import SeenCall
from bot.providers import loose
from bot.providers.callkeeper import requests as ask
from bot.providers.callkeeper.client import CallkeeperClient
from bot.providers.callkeeper.mapping import Reader, attempt_in, is_redialled, placed_at_of
from bot.providers.callkeeper.outcome import Refusal
from bot.providers.callkeeper.schemas import CallRecord, understand
from bot.providers.forms import bad_values
from bot.providers.loose import Once

SINGLES = 20
"""How many calls a poll asks about one by one."""
LONGEST = timedelta(days=31)
"""An older call is asked about by itself: with it, the question by date would bring too many calls."""
MARGIN = timedelta(hours=1)
FAR = timedelta(days=366)
"""A planned call is dated in the future."""

_NOT_THERE = frozenset({Reason.REFUSED_OTHER, Refusal.MISMATCHED})
UTC_ZONE = "UTC"

Records = dict[str, dict[str, Any]]


class Following:
    def __init__(self, client: CallkeeperClient, reader: Reader, name: str) -> None:
        self._client = client
        self._reader = reader
        self._once = Once(logging.getLogger(__name__))
        self._name = name

    async def sightings(self, handles: Sequence[Handle]) -> list[Sighting]:
        """What CallKeeper knows of these calls, and of its further attempts at them, each after the one before."""
        records = await self._records(handles)
        wanted = dict.fromkeys(handle.id for handle in handles)
        found = [self._reader.sighting(id_, records[id_]) for id_ in wanted if id_ in records]
        for id_, before in redials_of(records, wanted, self._reader).items():
            if id_ not in wanted:
                found.append(self._reader.sighting(id_, records[id_], before))
        return found

    async def _records(self, handles: Sequence[Handle]) -> Records:
        """By id. A question by date brings others too: a further attempt, which has an id of its own, only it shows."""
        now = datetime.now(UTC)
        dated = [at for at in map(placed_at_of, handles) if at and at > now - LONGEST]
        by_date = len(dated) > 1 or (dated and any(map(is_redialled, handles)))
        found = await self._since(min(dated)) if by_date else {}
        missing = [handle.id for handle in handles if handle.id not in found][:SINGLES]
        for records in await asyncio.gather(*map(self._one, missing)):
            found |= records
        return found

    async def between(self, since: datetime, until: datetime) -> list[dict[str, Any]]:
        return await self._client.calls(ask.GetCallsInfo(date=period(since, until), time_zone=UTC_ZONE))

    async def statistics(
        self, since: datetime, until: datetime, statuses: Sequence[str], *, completed: bool
    ) -> list[SeenCall]:
        """`statuses` are pairs such as `200/486`. Raises BadValues for others, ProviderError."""
        every = ask.GetCallsCompleted if completed else ask.GetCallsInfo
        try:
            when = {"date": period(since, until), "time_zone": UTC_ZONE}
            request = ask.GetCallsByStatus(statuses=",".join(statuses), **when) if statuses else every(**when)
        except ValidationError as error:
            raise bad_values(error) from None
        seen = map(self._seen, await self._client.calls(request))
        return [call for call in seen if not completed or (call.report.state and call.report.state.is_final)]

    def _seen(self, item: dict[str, Any]) -> SeenCall:
        record = self._reader.record(item) or CallRecord()
        return SeenCall(
            report=self._reader.report(item),
            id=record.id or "",
            at=record.date,
            manager=record.manager,
            client=record.client,
            seconds=None if record.duration_sec is None else int(record.duration_sec),
            attempt=record.attempt,
        )

    async def _since(self, placed_at: datetime) -> Records:
        return self._reader.by_id(await self.between(placed_at - MARGIN, datetime.now(UTC) + FAR))

    async def _one(self, id_: str) -> Records:
        """The documents do not say how a call that the provider does not know is answered."""
        try:
            return self._reader.by_id(_named(await self._client.calls(ask.GetCallInfo(id_call=id_)), id_))
        except Refused as refused:
            if refused.key not in _NOT_THERE:
                raise
            self._once.warn(f"{self._name}: a call is not known there ({refused.key})")
            return {}


def period(since: datetime, until: datetime) -> ask.Period:
    return ask.Period(from_=_written(since), to=_written(until))


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _named(items: Iterable[dict[str, Any]], id_: str) -> list[dict[str, Any]]:
    """An answer about one call may leave out its id."""
    return [item if item.get("id") else {**item, "id": id_} for item in items if item]


LONGEST_PAUSE = timedelta(hours=25)
"""Between two attempts: ours are a day apart at most."""


def redials_of(items: Mapping[str, dict[str, Any]], ids: Iterable[str], reader: Reader) -> dict[str, str]:
    """Of each further attempt at the calls with these ids: the id of the attempt before. Earlier ones come first.

    CallKeeper makes them by itself: its widget's setting, or the order's `interval`. The documents number them
    (`attempt`) and do not say whether a further one is the same record or one of its own. Both are understood: a record
    of its own is known by both phones, its number and its date.
    """
    if not any(attempt_in(item) > 1 for item in items.values()):
        return {}
    records = [record for record in map(reader.record, items.values()) if record and record.id and record.date]
    records.sort(key=lambda record: (record.attempt or 1, record.date))
    chained, taken = set(ids), set[str]()
    found: dict[str, str] = {}
    for record in records:
        before = _before(record, records, taken) if (record.attempt or 1) > 1 else None
        if before is None or record.id is None:
            continue
        taken.add(before)
        if before in chained:
            chained.add(record.id)
            found[record.id] = before
    return found


def _before(later: CallRecord, records: Iterable[CallRecord], taken: set[str]) -> str | None:
    """The latest attempt with the number before it, between the same phones."""
    fitting = [one for one in records if one.id not in taken and _precedes(one, later)]
    return max(fitting, key=lambda one: str(one.date)).id if fitting else None


def _precedes(one: CallRecord, later: CallRecord) -> bool:
    if (one.attempt or 1) + 1 != later.attempt or one.date is None or later.date is None:
        return False
    if (one.client, one.manager) != (later.client, later.manager) or one.client is None:
        return False
    if one.reference and later.reference and one.reference != later.reference:
        return False
    return timedelta() <= later.date - one.date <= LONGEST_PAUSE


BEFORE = timedelta(seconds=30)
"""Two clocks may differ."""
AFTER = timedelta(minutes=10)
"""Later than that, a call between the same phones is another one."""


def same_call(records: Iterable[CallRecord], lost: LostCall) -> str | None:
    """The id of the lost call, found by our reference where CallKeeper returns it, else by date and both phones.

    None when no call fits, and when several do: then a person has to look.
    """
    known = [record for record in records if record.id]
    if lost.reference:
        for record in known:
            if record.reference == lost.reference:
                return record.id
    alike = {record.id for record in known if _is_alike(record, lost)}
    return alike.pop() if len(alike) == 1 else None


def _is_alike(record: CallRecord, lost: LostCall) -> bool:
    """A record that carries somebody else's reference is somebody else's call."""
    if record.reference or record.client != lost.phone or record.date is None:
        return False
    if lost.manager and record.manager != loose.phone(lost.manager.partition("^")[0]):
        return False
    return lost.submitted_at - BEFORE <= record.date <= lost.submitted_at + AFTER


def read_status(reader: Reader, body: bytes) -> list[Sighting]:
    """Raises ValueError for a body that tells of no call.

    `{"hook_event": "Call is over", "id": "2366", "status_code": "200", "status2_code": "200", "phone1": "…",
    "duration_min": "1", "tags": " ", "attempt": 1, …}`: the fields of a call record, alone or in a list.
    """
    records = {
        id_: item
        for id_, item in reader.by_id(understand(body).items).items()
        if "hook_event" in item or "status_code" in item
    }
    if not records:
        raise ValueError("a webhook that tells of no call")
    return [reader.sighting(id_, item) for id_, item in records.items()]
