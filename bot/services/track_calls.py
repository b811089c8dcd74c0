"""Following: one poll asks each provider about its due calls in as few requests as it allows.

A provider may make further attempts by itself after nobody took the call: each is a call of ours, with its own end.
Final stays final: the miss that was told is not rewritten. The next attempt is the order's newest call, so that the
card shows how it goes, and its end is told as any other, once.
"""

import asyncio
import logging
import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.calls import Call, CallState, Handle, Report
from bot.domain.errors import ProviderError
from bot.domain.orders import Order
from bot.domain.views import CardKind
from bot.ports import Claimed, Clock, Database, Provider, Sighting, UnitOfWork
from bot.ports.vitals import Vitals
from bot.services.providers import Providers
from bot.services.results import promise_result

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
LATE_FACTS = timedelta(minutes=15)
"""How long after its end a call is still asked about for a cost or a recording that came late."""
SPARSER = 5
"""How much longer the pauses are for a provider that tells by webhooks."""
MAX_PAUSE = 60.0
"""Seconds: the longest pause after failed polls in a row."""
NEXT_LOOK = timedelta(seconds=1)
"""How soon a provider's own further attempt is asked about."""

Change = tuple[Call, Report, str]
Changes = list[Change]
Redials = list[tuple[Sighting, Report]]


def back_off(poll_interval: float) -> list[tuple[float, float]]:
    """(age below, pause) in seconds: fresh calls every few seconds, older ones less; the last is for all older."""
    pauses = ((60, 1), (300, 2), (1800, 5), (6 * 3600, 20), (10**9, 100))
    return [(age, poll_interval * factor) for age, factor in pauses]


@dataclass(slots=True)
class _Failing:
    count: int = 0
    until: datetime | None = None


class TrackCalls:
    """`poll` never overlaps itself, and one that fails leaves all as it was."""

    def __init__(
        self,
        database: Database,
        providers: Providers,
        clock: Clock,
        poll_interval: float,
        told: Collection[str] = (),
        vitals: Vitals | None = None,
    ) -> None:
        """`told`: providers that tell by webhooks; they are polled beside that, sparser."""
        self._database = database
        self._providers = providers
        self._clock = clock
        self._interval = poll_interval
        self._steps = back_off(poll_interval)
        self._sparse_steps = back_off(poll_interval * SPARSER)
        self._told = frozenset(told)
        self._vitals = vitals or Vitals()
        self._lock = asyncio.Lock()
        self._failing: dict[str, _Failing] = {}

    async def poll(self) -> None:
        if self._lock.locked():
            return
        async with self._lock:
            began = time.perf_counter()
            polls = (self._poll_provider(provider) for provider in self._providers.all())
            broken = [one for one in await asyncio.gather(*polls, return_exceptions=True) if isinstance(one, Exception)]
            for error in broken:
                log.error("a poll broke, the calls are asked about again", exc_info=error)
            if not broken:
                self._vitals.polled(self._clock.now(), time.perf_counter() - began)

    async def _poll_provider(self, provider: Provider) -> None:
        failing = self._failing.setdefault(provider.name, _Failing())
        if failing.until and self._clock.now() < failing.until:
            return
        while True:
            try:
                asked = await self._poll_batch(provider)
            except ProviderError as error:
                failing.count += 1
                pause = min(MAX_PAUSE, self._interval * 2 ** (failing.count - 1))
                failing.until = self._clock.now() + timedelta(seconds=pause)
                log.warning(
                    "%s does not tell of its calls (%s), asked again in %.0f s", provider.name, error.key, pause
                )
                return
            failing.count, failing.until = 0, None
            if asked < provider.batch:
                return

    async def _poll_batch(self, provider: Provider) -> int:
        """Ask about up to a batch of due calls; how many were asked about."""
        now = self._clock.now()
        claimed = await self._database.transact(
            lambda uow: uow.calls.claim(provider.name, now, now + LEASE, provider.batch)
        )
        if not claimed:
            return 0
        try:
            known = {call.handle.id: call.fingerprint for call in claimed}
            sightings = await provider.fetch([call.handle for call in claimed], known)
            news = _news(claimed, sightings)
            redials = _redials(sightings)
            await self._database.transact(lambda uow: self._apply(uow, provider.name, news, redials))
        except BaseException:
            await self._database.transact(lambda uow: uow.calls.give_back(provider.name))
            raise
        return len(claimed)

    def _apply(self, uow: UnitOfWork, provider: str, news: dict[int, tuple[Report, str]], redials: Redials) -> None:
        now = self._clock.now()
        calls = uow.calls.many(news) if news else {}
        changes = [change_of(uow, call, *news[id_], now) for id_, call in calls.items()]
        uow.calls.record(changes, now)
        for sighting, report in redials:
            if call := redial_of(uow, provider, sighting, report, now):
                changes.append(change_of(uow, call, report, sighting.fingerprint, now))
                uow.calls.record(changes[-1:], now)
        _say(uow, changes, now)  # of a miss nothing is told where the next attempt is known already
        uow.calls.reschedule(provider, now, self._sparse_steps if provider in self._told else self._steps)


def _redials(sightings: list[Sighting]) -> Redials:
    """Further attempts that the provider makes by itself."""
    found: Redials = []
    for sighting in sightings:
        if sighting.follows is not None:
            try:
                found.append((sighting, sighting.read()))
            except Exception:
                log.exception("what the provider says of a further attempt cannot be read")
    return found


def _news(claimed: list[Claimed], sightings: list[Sighting]) -> dict[int, tuple[Report, str]]:
    """Reports of the calls whose fingerprint changed; the others are not even read. One that breaks stops no other."""
    news: dict[int, tuple[Report, str]] = {}
    if not sightings:
        return news
    known = {call.handle.id: call for call in claimed}
    for sighting in sightings:
        call = known.get(sighting.id)
        if call is None or call.fingerprint == sighting.fingerprint:
            continue
        try:
            news[call.id] = (sighting.read(), sighting.fingerprint)
        except Exception:
            log.exception("what the provider says of call %s cannot be read", call.id)
    return news


def after_report(call: Call, report: Report, now: datetime) -> Call:
    """A call that ended without saying when has ended now."""
    after = call.told(report)
    return replace(after, ended_at=now) if after.state.is_final and after.ended_at is None else after


def change_of(uow: UnitOfWork, call: Call, report: Report, fingerprint: str, now: datetime) -> Change:
    """What a report changes, in this call or in the provider's next attempt after it."""
    return after_report(call_told_of(uow, call, report, now), report, now), report, fingerprint


def apply_changes(uow: UnitOfWork, changes: Changes, now: datetime) -> None:
    """Store what reports brought, and promise in the same transaction whatever must be said of it."""
    uow.calls.record(changes, now)
    _say(uow, changes, now)


def _say(uow: UnitOfWork, changes: Changes, now: datetime) -> None:
    if not changes:
        return
    orders = {call.order_id for call, _, _ in changes}
    uow.cards.touch(CardKind.ORDER, orders)
    uow.calls.stop_polling([call.id for call, _, _ in changes if _is_complete(call)])
    ended = {call.order_id for call, _, _ in changes if call.state.is_final}
    if ended:
        promise_result(uow, ended, now)


def _is_complete(call: Call) -> bool:
    """Ended, and nothing more is to be expected of the provider."""
    has_price = call.cost is not None and (call.cost > 0 or call.state is not CallState.COMPLETED)
    has_recording = call.recording_url is not None or not call.need_recording or call.answered_at is None
    return call.state.is_final and has_price and has_recording


def call_told_of(uow: UnitOfWork, call: Call, report: Report, now: datetime) -> Call:
    """The call that this report is of: `call`, or the next attempt that the provider knows by the same id."""
    if call.handle is None or not call.is_redialled_by(report):
        return call
    return _next_attempt(uow, call, call.handle, now) or call


def redial_of(uow: UnitOfWork, provider: str, sighting: Sighting, report: Report, now: datetime) -> Call | None:
    """The next attempt, which has an id of its own and is seen for the first time. None when it is known already, or
    follows nothing of ours.
    """
    if sighting.follows is None or uow.calls.by_handle(provider, sighting.id) is not None:
        return None
    before = uow.calls.by_handle(provider, sighting.follows)
    if before is None or before.handle is None or not before.is_redialled_by(report):
        return None
    return _next_attempt(uow, before, replace(before.handle, id=sighting.id), now)


def redials_until(order: Order, call: Call) -> timedelta:
    """How long after the end of a call its next attempt may begin, as far as its order asked for one."""
    callback = order.terms.callback
    return timedelta(minutes=max(callback.redials, default=0)) if callback and call.is_unreached else timedelta()


def is_redialled_there(order: Order, call: Call, now: datetime) -> bool:
    """Whether the provider may still ring this callee by itself: whoever calls them now would ring them twice."""
    callback = order.terms.callback
    ended_at = call.ended_at or call.submitted_at or now
    return callback is not None and callback.goes_on_after(call) and ended_at + redials_until(order, call) > now


def _next_attempt(uow: UnitOfWork, before: Call, handle: Handle, now: datetime) -> Call | None:
    """None when the order has a newer call for this phone: then the report comes too late."""
    order = uow.orders.get(before.order_id)
    added = order and uow.calls.add(order, before.phone, before.attempt + 1, now, provider=before.provider)
    if not added:
        return None
    uow.calls.stop_polling([before.id])
    uow.calls.resolve(replace(added, state=CallState.PLACED, handle=handle), now + NEXT_LOOK, now)
    return uow.calls.get(added.id)
