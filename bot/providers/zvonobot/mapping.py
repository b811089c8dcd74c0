"""Zvonobot's calls in our words. Of an unchanged call only the fingerprint is made: a few microseconds.

Zvonobot's own redials are a new record each, which names the one before in `prevCallId`. A call whose answer was lost
is found among all the others.
"""

import logging
from collections.abc import Container, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from hashlib import blake2b
from typing import Any
from urllib.parse import urljoin

from bot.domain.calls import CallState, Report
from bot.ports import NOTHING_KNOWN, Fingerprints, Sighting
from bot.ports.abilities import LostCall
from bot.providers import loose, wire
from bot.providers.loose import Once
from bot.providers.zvonobot.answers import apart, call_id, is_error, listed, phone_of
from bot.providers.zvonobot.schemas import CallEntry

REMEMBERED = 10_000
_LONGEST_CHAIN = 50


class Redials:
    """Who redialled whom: the last 10,000 redials that any answer told of."""

    def __init__(self) -> None:
        self._before: dict[str, str] = {}
        self._newest: dict[str, str] = {}

    def learn(self, redial: str, before: str) -> None:
        if redial == before:
            return
        for known, key, value in ((self._before, redial, before), (self._newest, before, redial)):
            known.pop(key, None)
            known[key] = value
            if len(known) > REMEMBERED:
                del known[next(iter(known))]

    def followed(self, redial: str, wanted: Container[str]) -> str | None:
        """The wanted call that this one repeats, however often it was repeated before."""
        at: str | None = redial
        for _ in range(_LONGEST_CHAIN):
            at = self._before.get(at) if at else None
            if at is None or at in wanted:
                return at
        return None

    def first(self, redial: str) -> str:
        """The call that the known chain began with."""
        return _end_of(self._before, redial)

    def of(self, ids: Iterable[str]) -> list[str]:
        """The newest redial of each call that had one."""
        return [_end_of(self._newest, id_) for id_ in ids if id_ in self._newest]


def _end_of(links: Mapping[str, str], at: str) -> str:
    for _ in range(_LONGEST_CHAIN):
        if at not in links:
            break
        at = links[at]
    return at


def previous(item: object) -> str | None:
    return loose.identifier(item.get("prevCallId")) if isinstance(item, dict) else None


STATES = {
    "created": CallState.PLACED,
    "processed": CallState.PLACED,
    "started": CallState.RINGING,
    "answered": CallState.TALKING,
    "finished": CallState.COMPLETED,
    "canceled": CallState.NO_ANSWER,
    "busy": CallState.BUSY,
}

_READING = "2"
"""Raise it when this module reads more than before: then every open call is read once again."""

_LONG = 120


class Reader:
    """Reads the answers of one provider at `root`. Logs each oddity once.

    A redial is a record of its own, `{"id": 18, "prevCallId": 17, "calls": [{"status": "started"}]}`. Where we
    follow 17, it is news of 17: reported under 17's id instead of 17's own record, the newest redial if there are
    several. `redials` remember who redialled whom, and so name what else to ask for.
    """

    def __init__(self, name: str, root: str) -> None:
        self._name = name
        self._root = root.rstrip("/") + "/"
        self._once = Once(logging.getLogger(__name__))
        self.redials = Redials()

    def sightings(
        self, items: Iterable[Any], wanted: Iterable[str], known: Fingerprints = NOTHING_KNOWN
    ) -> list[Sighting]:
        """The wanted calls among `items`, each once; what is no call, or as it is `known`, is skipped."""
        asked = wanted if isinstance(wanted, set) else set(wanted)
        missing = asked.copy()
        found: list[Sighting] = []
        redials: list[dict[str, Any]] = []
        for item in apart(items, asked):
            try:
                sighting = self._sighting(item, missing, known)
                if item.get("prevCallId"):
                    redials.append(item)
            except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
                self._once.warn(f"{self._name}: skipped a call that cannot be read ({type(error).__name__})")
                continue
            if sighting is not None:
                found.append(sighting)
        return self._with_redials(found, redials, asked, known) if redials else found

    def every(self, items: Iterable[Any]) -> list[Sighting]:
        """All the calls among `items`, redials as news of the call they began with: for what nobody asked for."""
        whole = [item for item in apart(items) if isinstance(item, dict)]
        for item in whole:
            self._learn(item)
        ids = {self.redials.first(found) for item in whole if (found := call_id(item))}
        return self.sightings(whole, ids)

    def _learn(self, item: dict[str, Any]) -> str | None:
        """The id of the redial that this is, if it is one."""
        found, before = call_id(item), previous(item)
        if found is None or before is None:
            return None
        self.redials.learn(found, before)
        return found

    def _with_redials(
        self, found: list[Sighting], items: list[dict[str, Any]], asked: set[str], known: Fingerprints
    ) -> list[Sighting]:
        read = [(redial, item) for item in items if (redial := self._learn(item)) and redial not in asked]
        newest: dict[str, Sighting] = {}
        read.sort(key=lambda pair: loose.integer(pair[1].get("createdAt")) or 0)
        for redial, item in read:
            root = self.redials.followed(redial, asked)
            sighting = self._redialled(redial, item, root) if root else None
            if sighting:
                newest[sighting.id] = sighting
        kept = [sighting for sighting in found if sighting.id not in newest]
        return kept + [sighting for id_, sighting in newest.items() if sighting.fingerprint != known.get(id_)]

    def _redialled(self, redial: str, item: dict[str, Any], root: str) -> Sighting | None:
        try:
            call = entry_of(item)
            seen = _short(f"{redial}>{fingerprint(item, call)}")
            return Sighting(root, seen, partial(self.report, item, call), loose.phone(phone_of(item)))
        except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
            self._once.warn(f"{self._name}: skipped a redial that cannot be read ({type(error).__name__})")
            return None

    def _sighting(self, item: Any, missing: set[str], known: Fingerprints) -> Sighting | None:
        found = call_id(item)
        if found is None or ("status" in item and is_error(item)):
            self._once.warn(f"{self._name}: skipped a call without an id or with an error of its own")
            return None
        if found not in missing:
            return None
        call = entry_of(item)
        seen = fingerprint(item, call)
        missing.discard(found)
        if seen == known.get(found):
            return None
        return Sighting(found, seen, partial(self.report, item, call), loose.phone(phone_of(item)))

    def report(self, item: dict[str, Any], call: dict[str, Any]) -> Report:
        entry = CallEntry.model_validate(call)
        word = entry.status
        state = STATES.get(word.casefold()) if word else None
        if word and state is None:
            self._once.warn(f"{self._name}: unlisted status {loose.loggable(word)}")
        return Report(
            state=state,
            vendor_status=word,
            unrecognised=word if state is None else None,
            digit=entry.digit,
            answer=entry.word,
            # CallDog says 0 from the start; that is no price before the call has ended.
            cost=None if entry.cost == 0 and not (state and state.is_final) else entry.cost,
            recording_url=self._link(entry.recording or _recording_beside(item)),
            hangup_cause=entry.hangup_cause,
            answered_at=entry.answered_at,
            ended_at=entry.finished_at,
            raw=wire.storable(item),
        )

    def _link(self, path: str | None) -> str | None:
        """A whole address; what the provider gives as a path is one on its own site."""
        try:
            return loose.web_address(urljoin(self._root, path)) if path else None
        except ValueError:
            return None


def entry_of(item: dict[str, Any]) -> dict[str, Any]:
    """An item is about one phone, see `apart`: the last of its `calls` is it; without any, the item itself is.

    Raises TypeError when it is no object.
    """
    calls = item.get("calls")
    if not isinstance(calls, list):
        calls = listed(calls)
    if not calls:
        return item
    last = calls[-1]
    if not isinstance(last, dict):
        raise TypeError("an entry of `calls` is no object")
    return last


def fingerprint(item: dict[str, Any], call: dict[str, Any]) -> str:
    """Covers exactly what `Reader.report` reads beside the raw report."""
    get = call.get
    read = (
        f"{_READING}|{get('status')}|{get('ivrDigit')}|{get('ivrAnswer')}|{get('ivrAnswers')}|"
        f"{get('cost')}|{get('hangupCause')}|{get('answeredAt') or ''}|{get('finishedAt') or ''}|"
        f"{get('recordFilePath') or ''}|{get('recordPath') or ''}"
    )
    if "recordPath" in item or "recordFilePath" in item:
        read += f"|{item.get('recordFilePath')}|{item.get('recordPath')}"
    return _short(read)


def _short(read: str) -> str:
    return read if len(read) <= _LONG else blake2b(read.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _recording_beside(item: dict[str, Any]) -> str | None:
    """The documents have `recordPath` of the whole order, their example `recordFilePath` of each call."""
    if "recordPath" not in item and "recordFilePath" not in item:
        return None
    return CallEntry.model_validate(item).recording


BEFORE = timedelta(seconds=5)
"""Their clock may be behind ours."""
AFTER = timedelta(seconds=120)


def newest_of(items: Iterable[Any], lost: LostCall) -> str | None:
    """The id of the newest call to the phone, created from 5 s before it was submitted to 120 s after.

    A redial is none of ours: `{"id": 18, "createdAt": 1714993771, "prevCallId": 17, "calls": [{"phone": "79…"}]}`
    """
    found: list[tuple[datetime, int, str]] = []
    for place, item in enumerate(apart(items)):
        if not isinstance(item, dict) or is_error(item) or item.get("prevCallId"):
            continue
        created = loose.moment(item.get("createdAt"))
        if created is None or not lost.submitted_at - BEFORE <= created <= lost.submitted_at + AFTER:
            continue
        id_ = call_id(item)
        if id_ is not None and loose.phone(phone_of(item)) == lost.phone:
            found.append((created, loose.integer(id_) or place, id_))
    return max(found)[2] if found else None
