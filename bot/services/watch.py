"""The bot watches over itself: what goes wrong is told to its admins once, and once when it is over.

A trouble begins and ends on evidence only. What nobody has seen yet, as after a start, begins and ends nothing.
While the database keeps nothing, admins are told straight through the messenger, from memory. While Telegram does not
answer there is a line in the log, `/healthz` says so, and the heartbeat stops.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.errors import ProviderError
from bot.domain.troubles import Trouble
from bot.domain.views import NoticeKind
from bot.ports import Capability, Messenger, Provider, UnitOfWork
from bot.ports.vitals import Line
from bot.ports.watching import Keeping, Unwritable
from bot.services.alarms import Unwritten, Watchers, tell, watchers
from bot.services.deps import Chore, Deps

log = logging.getLogger(__name__)

Beat = Callable[[], Awaitable[None]]
Lasted = tuple[datetime, datetime]
"""Since when, until when."""

TICK = 5.0
"""Seconds between two looks at how late the event loop is."""
LOOK_EVERY = 3
"""Ticks."""
BEAT_EVERY = timedelta(seconds=60)
CALM = timedelta(seconds=60)
"""How long it must have been well before a trouble is over."""
SILENT_AFTER = timedelta(minutes=3)
"""After so long without an answer a provider, or Telegram, is out; and a poll that takes longer does not come round."""
FAILURES = 3
"""In a row, at the least: one request that fails is none of our business."""
FORGIVEN_AFTER = timedelta(minutes=15)
"""A failure this old, of an operation that nobody tried since, says nothing any more."""
ASK_AGAIN = timedelta(seconds=60)
TELL_LOST_EVERY = timedelta(minutes=10)
LITTLE_SPACE = 256 * 2**20
ENOUGH_SPACE = 512 * 2**20
"""Bytes free on the disk of the database."""
HEARD_WITHIN = 10.0
"""Seconds for Telegram to answer when it is asked for nothing else."""


@dataclass(slots=True)
class State:
    """`is_on` None: nobody knows. `since`: when it began, where that is known better than since it was seen."""

    trouble: Trouble
    name: str
    is_on: bool | None
    details: dict[str, object] = field(default_factory=dict)
    since: datetime | None = None


class Watch(Chore):
    """`run` until cancelled; `look` looks once."""

    def __init__(
        self, deps: Deps, keeping: Keeping, messenger: Messenger, poll_interval: float, beat: Beat | None = None
    ) -> None:
        super().__init__(deps)
        self._keeping = keeping
        self._messenger = messenger
        self._vitals = deps.vitals
        self._beat = beat
        self._poll_within = max(SILENT_AFTER, timedelta(seconds=10 * poll_interval))
        self._since = self._looked_at = deps.clock.now()
        """Since when silence means anything: not while the database was out, nor while this machine slept."""
        self._beaten_at: datetime | None = None
        self._asked_at: dict[str, datetime] = {}
        self._known: _Known | None = None
        """None before the first look into the database."""
        self._unwritten = Unwritten(messenger)

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            for _ in range(LOOK_EVERY):
                due = loop.time() + TICK
                await asyncio.sleep(TICK)
                self._vitals.loop_lag = loop.time() - due
            try:
                await self.look()
            except Exception:
                log.exception("a look at the bot's health failed")

    async def look(self) -> None:
        now = self._deps.clock.now()
        if now - self._looked_at > SILENT_AFTER:  # longer than a look takes, whoever keeps it waiting
            self._since = now
        self._looked_at = now
        why = await self._keeping.why_unwritable()
        await self._ask_telegram(now)
        states = [self._poll(now), self._telegram(now)]
        self._note_unwell(why, states)
        if why is not None:
            self._since = now
            await self._unwritten.tell(await self._watchers(), why, now)
            return
        await self._ask_doubted(now)
        states += [self._provider(provider, now) for provider in self._deps.providers.all()] + [self._disk()]
        self._known = await self._deps.database.transact(lambda uow: self._tell(uow, states, now))
        self._unwritten.end()
        await self._beat_if_well(now)

    def _note_unwell(self, why: Unwritable | None, states: list[State]) -> None:
        words = [f"database: {why}"] if why else []
        words += [state.name for state in states if state.is_on]
        if tuple(words) != self._vitals.unwell:
            log.log(
                logging.ERROR if words else logging.WARNING, "the bot is %s", f"unwell: {words}" if words else "well"
            )
        self._vitals.unwell = tuple(words)

    async def _beat_if_well(self, now: datetime) -> None:
        is_known = self._vitals.polled_at is not None and self._vitals.telegram_answered_at is not None
        if self._beat is None or self._vitals.unwell or not is_known:
            return
        if self._beaten_at is None or now - self._beaten_at >= BEAT_EVERY:
            self._beaten_at = now
            await self._beat()

    # --- what is seen

    def _poll(self, now: datetime) -> State:
        late = now - max(self._vitals.polled_at or self._since, self._since) > self._poll_within
        return State(Trouble.POLL, "poll", late if late or self._vitals.polled_at else None)

    async def _ask_telegram(self, now: datetime) -> None:
        """Nothing but this asks it when updates come by a webhook."""
        heard = self._vitals.telegram_answered_at
        if self._vitals.telegram_refuses or heard is None or now - heard >= ASK_AGAIN:
            try:
                async with asyncio.timeout(HEARD_WITHIN):
                    is_heard = await self._messenger.is_heard()
            except Exception as error:
                log.warning("Telegram was asked in vain: %s", type(error).__name__)
                is_heard = False
            if is_heard:
                self._vitals.telegram_answered_at, self._vitals.telegram_refuses = now, False

    def _telegram(self, now: datetime) -> State:
        heard = self._vitals.telegram_answered_at
        is_out = self._vitals.telegram_refuses or now - max(heard or self._since, self._since) > SILENT_AFTER
        return State(Trouble.TELEGRAM, "telegram", is_out if is_out or heard else None)

    def _disk(self) -> State:
        free = self._keeping.free_bytes()
        least = ENOUGH_SPACE if self._is_known("disk") else LITTLE_SPACE
        return State(Trouble.DISK, "disk", None if free is None else free < least, {"megabytes": (free or 0) // 2**20})

    def _provider(self, provider: Provider, now: datetime) -> State:
        lines = list(self._vitals.lines_of(provider.name).values())
        out = [line.failing_since for line in lines if line.failing_since and _is_out(line, now)]
        is_on = True if out else False if _is_answering(lines) else None
        began = min(out, default=None)
        return State(Trouble.PROVIDER, f"provider:{provider.name}", is_on, {"service": provider.title}, began)

    async def _ask_doubted(self, now: datetime) -> None:
        """A provider that failed is asked for its balance, which costs nothing, until it is clear how it does."""
        doubted = [provider for provider in self._deps.providers.all() if self._is_to_be_asked(provider, now)]
        self._asked_at.update((provider.name, now) for provider in doubted)
        await asyncio.gather(*(_ask(provider) for provider in doubted))

    def _is_to_be_asked(self, provider: Provider, now: datetime) -> bool:
        lines = self._vitals.lines_of(provider.name).values()
        asked_at = self._asked_at.get(provider.name)
        is_doubted = any(line.failures for line in lines) or self._is_known(f"provider:{provider.name}")
        can_be = Capability.BALANCE in provider.capabilities
        return is_doubted and can_be and (asked_at is None or now - asked_at >= ASK_AGAIN)

    async def _watchers(self) -> Watchers:
        """As far as the database said when it last could: one that keeps nothing may be read all the same."""
        if self._known is not None:
            return self._known.watchers
        try:
            return await self._deps.database.transact(lambda uow: watchers(self._deps, uow))
        except Exception:
            log.exception("nobody knows who the admins are, but for those of the settings")
            return dict.fromkeys(self._deps.directory.settled_admins, self._deps.locale)

    def _is_known(self, name: str) -> bool:
        return self._known is not None and name in self._known.on

    # --- what is told

    def _tell(self, uow: UnitOfWork, states: list[State], now: datetime) -> "_Known":
        """The change of a trouble and the promise to tell of it are one transaction, which may run twice."""
        known = self._known.copy() if self._known else _Known(uow.troubles.on())
        known.watchers = watchers(self._deps, uow)
        if (since := self._unwritten.since) is not None:
            times = uow.troubles.begin("database", since)
            uow.troubles.end("database")
            self._promise(uow, State(Trouble.DATABASE, "database", is_on=False), times, now, (since, now))
        for state in states:
            if known.begins(state, now):
                times = uow.troubles.begin(state.name, state.since or now)
                if state.trouble is not Trouble.TELEGRAM:  # nobody would hear of it before it is over
                    self._promise(uow, state, times, now)
            elif (over := known.ends(state, now)) is not None:
                self._promise(uow, state, uow.troubles.end(state.name), now, over)
        self._tell_lost(uow, known, now)
        return known

    def _promise(
        self, uow: UnitOfWork, state: State, times: int | None, now: datetime, over: Lasted | None = None
    ) -> None:
        """`times` None: another process has told of it."""
        if times is None:
            return
        lasted = {"since": over[0].isoformat(), "until": over[1].isoformat()} if over else {}
        payload = {"trouble": state.trouble, **state.details, **lasted}
        event = f"trouble:{state.name}:{times}{':over' if over else ''}"
        tell(self._deps, uow, event, NoticeKind.TROUBLE, payload, now)

    def _tell_lost(self, uow: UnitOfWork, known: "_Known", now: datetime) -> None:
        if known.lost_told_at is not None and now - known.lost_told_at < TELL_LOST_EVERY:
            return
        if count := uow.outgoing.tell_lost(now):
            known.lost_told_at = now
            payload = {"trouble": Trouble.LOST, "count": count}
            tell(self._deps, uow, f"lost:{now.isoformat()}", NoticeKind.TROUBLE, payload, now)


@dataclass(slots=True)
class _Known:
    """What was told of and is not over, by name and since when. The rest is memory of this process.

    `watchers`: whom to tell, as far as the database said when it last could.
    """

    on: dict[str, datetime]
    well_since: dict[str, datetime] = field(default_factory=dict)
    lost_told_at: datetime | None = None
    watchers: Watchers = field(default_factory=dict)

    def copy(self) -> "_Known":
        return replace(self, on=dict(self.on), well_since=dict(self.well_since))

    def begins(self, state: State, now: datetime) -> bool:
        if not state.is_on:
            return False
        self.well_since.pop(state.name, None)
        is_new = state.name not in self.on
        self.on.setdefault(state.name, state.since or now)
        return is_new

    def ends(self, state: State, now: datetime) -> Lasted | None:
        """None unless it is over now: it has been well for a while."""
        if state.is_on is not False or state.name not in self.on:
            return None
        if now - self.well_since.setdefault(state.name, now) < CALM:
            return None
        return self.on.pop(state.name), self.well_since.pop(state.name)


def _is_out(line: Line, now: datetime) -> bool:
    if line.failing_since is None or line.failed_at is None or line.failures < FAILURES:
        return False
    return now - line.failing_since >= SILENT_AFTER and now - line.failed_at < FORGIVEN_AFTER


def _is_answering(lines: list[Line]) -> bool:
    """Something was answered after all that failed."""
    answered = max((line.answered_at for line in lines if line.answered_at), default=None)
    failed = max((line.failed_at for line in lines if line.failed_at), default=None)
    return answered is not None and (failed is None or failed <= answered)


async def _ask(provider: Provider) -> None:
    """How it went is noted where it is asked."""
    try:
        await provider.balance()
    except ProviderError as error:
        log.debug("%s does not answer: %s", provider.name, error.key)
    except Exception:
        log.exception("%s could not be asked", provider.name)
