"""Many calls followed with few questions: one by date, and one each for those that it did not show."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.errors import Refused
from bot.providers.callkeeper import questions as ask
from bot.providers.callkeeper.client import CallkeeperClient
from bot.providers.callkeeper.handles import Handle
from bot.providers.callkeeper.mapping import Reader
from bot.providers.callkeeper.refusals import Refusal
from bot.providers.once import Once
from bot.providers.reasons import Reason

SINGLES = 20
"""How many calls one poll asks about one by one."""
LONGEST = timedelta(days=31)
"""A call placed longer ago is asked about by itself: it would make the question by date too large."""
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

    async def records(self, handles: Sequence[Handle]) -> Records:
        """What the service knows of these calls, by its ids."""
        now = datetime.now(UTC)
        dated = [handle.placed_at for handle in handles if handle.placed_at and handle.placed_at > now - LONGEST]
        found = await self._since(min(dated)) if len(dated) > 1 else {}
        missing = [handle.id for handle in handles if handle.id not in found][:SINGLES]
        for records in await asyncio.gather(*map(self._one, missing)):
            found |= records
        return found

    async def between(self, since: datetime, until: datetime) -> list[dict[str, Any]]:
        return await self._client.get_calls_info(ask.GetCallsInfo(date=period(since, until), time_zone=UTC_ZONE))

    async def _since(self, placed_at: datetime) -> Records:
        return self._reader.by_id(await self.between(placed_at - MARGIN, datetime.now(UTC) + FAR))

    async def _one(self, id_: str) -> Records:
        """The documents do not say how a call that the service does not know is answered."""
        try:
            return self._reader.by_id(_named(await self._client.get_call_info(ask.GetCallInfo(id_call=id_)), id_))
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
    """Asked about one call, the service need not repeat its id."""
    return [item if item.get("id") else {**item, "id": id_} for item in items if item]
