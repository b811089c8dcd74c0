"""Mobilgroup's calls in our words, and the questions about them: a request a mailing, a few at once.

The documents name three results of a call and one of an SMS, all by examples. Another word, and none at all, is a call
that goes on: it is shown as it came.
"""

import asyncio
import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.calls import CallState, Handle, Report
from bot.domain.errors import ProviderError, Refused
from bot.ports import Sighting
from bot.providers import loose, wire
from bot.providers.base import GATE
from bot.providers.loose import Once
from bot.providers.mobilgroup.client import MobilgroupClient
from bot.providers.mobilgroup.outcome import SEND_NOT_FOUND, Part
from bot.providers.mobilgroup.requests import MOST_ATTEMPTS, State
from bot.providers.mobilgroup.schemas import CalledSubscriber


class SmsState(StrEnum):
    DELIVERED = "delivered"


CALL_STATES = {
    "успешно": CallState.COMPLETED,
    "занято": CallState.BUSY,
    "нет ответа": CallState.NO_ANSWER,
}
"""Of a call and of its transfer."""

SMS_STATES = {"доставлено": SmsState.DELIVERED}

QUIET = timedelta(minutes=125)
"""So long after its date no further attempt can follow: at most three, at most an hour apart, and the documents do not
say of which of them the date is.
"""
QUIET_AFTER_ONE = timedelta(minutes=65)
"""Where it counts one attempt, the date is that one's."""

_DATES = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M")


class Reader:
    """Logs each oddity once. `zone` is that of Mobilgroup's dates."""

    def __init__(self, name: str, zone: ZoneInfo) -> None:
        self._name = name
        self._zone = zone
        self._once = Once(logging.getLogger(__name__))

    def sightings(self, subscribers: Iterable[CalledSubscriber], wanted: Iterable[Part]) -> list[Sighting]:
        """The wanted ones of a mailing, each once; a phone that is there twice has its last entry read."""
        entries = {item.phone: item for item in subscribers if item.phone is not None}
        return [self._sighting(part, entries[part.phone]) for part in wanted if part.phone in entries]

    def _sighting(self, part: Part, item: CalledSubscriber) -> Sighting:
        """Where only the account knows how often it tries, time tells that it is over: that is news too."""
        ordered, told = part.attempts or MOST_ATTEMPTS, fingerprint(item.raw)
        if not part.attempts and self._is_quiet(item):
            ordered, told = 1, f"{told}-quiet"
        return Sighting(part.handle.id, told, partial(self.report, item, ordered))

    def _is_quiet(self, item: CalledSubscriber) -> bool:
        dialled = moment(item.date, self._zone)
        quiet = QUIET_AFTER_ONE if item.attempts == 1 else QUIET
        return dialled is not None and datetime.now(UTC) - dialled > quiet

    def report(self, item: CalledSubscriber, ordered: int = 1) -> Report:
        """`ordered` is how many attempts the provider may make: what an earlier one ended with ends no call."""
        word = state_of(item.status)
        if item.status and word is None:
            self._once.warn(f"{self._name}: unlisted status {loose.loggable(item.status)}")
        state = None if word is not None and goes_on(item, word, ordered) else word
        talked = timedelta(seconds=item.duration or 0) if state is CallState.COMPLETED else None
        began = moment(item.date, self._zone) if talked else None
        return Report(
            state=state,
            vendor_status=item.status[:64] or None,
            unrecognised=item.status[:64] or None if word is None else None,
            cost=item.price if state else None,
            answered_at=began,
            ended_at=began + talked if began and talked else None,
            raw=wire.storable(item.raw),
        )


def goes_on(item: CalledSubscriber, word: CallState, ordered: int) -> bool:
    """Whether nobody has talked yet and Mobilgroup will dial again.

    The documents do not say whether it tells of an attempt before the last one. An answer that does not count the
    attempts cannot be told from one that is not the last: it ends no call either.
    """
    return word is not CallState.COMPLETED and (item.attempts or 0) < ordered and ordered > 1


def state_of(word: str) -> CallState | None:
    return CALL_STATES.get(word.strip().rstrip(".").casefold())


def sms_state_of(word: str) -> SmsState | None:
    return SMS_STATES.get(word.strip().rstrip(".").casefold())


def moment(value: Any, zone: ZoneInfo) -> datetime | None:
    """«Дата», of which the documents give no form: `2020-07-15 14:05`, with seconds or not, `15.07.2020 14:05` or UNIX
    seconds; anything else is None.
    """
    written = loose.text(value, limit=40)
    if written is None:
        return None
    if loose.integer(value) is not None:
        return loose.moment(value)
    for pattern in _DATES:
        try:
            return datetime.strptime(written.replace("T", " "), pattern).replace(tzinfo=zone)
        except ValueError:
            continue
    return None


def fingerprint(raw: dict[str, Any]) -> str:
    """Of everything: an SMS or a transfer told later is worth keeping."""
    written = json.dumps(raw, sort_keys=True).encode()
    return blake2b(written, digest_size=16).hexdigest()


class Follower:
    def __init__(self, client: MobilgroupClient, reader: Reader) -> None:
        self._client = client
        self._reader = reader

    async def fetch(self, handles: Iterable[Handle]) -> list[Sighting]:
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
            if len(failures) == len(some):  # the provider itself is in trouble, not one mailing
                break
        if failure and not answers:
            raise failure
        return found

    async def _mailing(self, mailing: str, wanted: list[Part]) -> list[Sighting] | ProviderError:
        try:
            called = await self._client.state(State(id=mailing))
        except ProviderError as error:
            unknown = isinstance(error, Refused) and error.key == SEND_NOT_FOUND
            return [] if unknown else error
        return self._reader.sightings(called.subscribers, wanted)


def _mailings(handles: Iterable[Handle]) -> list[tuple[str, list[Part]]]:
    """The calls by mailing. Handles that are not Mobilgroup's are left out."""
    found: dict[str, list[Part]] = {}
    for part in filter(None, map(Part.of, dict.fromkeys(handles))):
        found.setdefault(part.mailing, []).append(part)
    return list(found.items())
