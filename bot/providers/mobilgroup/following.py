"""Asking about calls: a request a mailing, a few at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from bot.domain.errors import ProviderError, Refused
from bot.ports import Sighting
from bot.providers.base import GATE
from bot.providers.mobilgroup.client import MobilgroupClient
from bot.providers.mobilgroup.codes import SEND_NOT_FOUND
from bot.providers.mobilgroup.mapping import Reader
from bot.providers.mobilgroup.outcome import Handle
from bot.providers.mobilgroup.requests import State


class Follower:
    def __init__(self, client: MobilgroupClient, reader: Reader) -> None:
        self._client = client
        self._reader = reader

    async def fetch(self, handles: Iterable[str]) -> list[Sighting]:
        """What could be read. Raises ProviderError when nothing could: one mailing's trouble is not the others'."""
        mailings = _mailings(handles)
        found: list[Sighting] = []
        failure: ProviderError | None = None
        answers = 0
        for start in range(0, len(mailings), GATE):
            some = mailings[start : start + GATE]
            told = await asyncio.gather(*(self._mailing(mailing, wanted) for mailing, wanted in some))
            failures = [one for one in told if isinstance(one, ProviderError)]
            answers += len(told) - len(failures)
            found += [sighting for one in told if not isinstance(one, ProviderError) for sighting in one]
            failure = failures[0] if failures else failure
            if len(failures) == len(some):  # the service is unwell, not one mailing
                break
        if failure and not answers:
            raise failure
        return found

    async def _mailing(self, mailing: str, wanted: list[Handle]) -> list[Sighting] | ProviderError:
        try:
            called = await self._client.state(State(id=mailing))
        except ProviderError as error:
            unknown = isinstance(error, Refused) and error.key == SEND_NOT_FOUND
            return [] if unknown else error
        return self._reader.sightings(called.subscribers, wanted)


def _mailings(handles: Iterable[str]) -> list[tuple[str, list[Handle]]]:
    """Handles by mailing; what is no handle is known to nobody."""
    found: dict[str, list[Handle]] = {}
    for handle in filter(None, map(Handle.read, dict.fromkeys(handles))):
        found.setdefault(handle.mailing, []).append(handle)
    return list(found.items())
