"""Telegram's updates on their way to the handlers: asked for or sent, stored first, handled once, by one process.

What is stored may be confirmed to Telegram: a batch is stored before the next request confirms it. A crash while a
handler runs leaves the row; the next start, or with a shared database another process, begins its handling anew.
At start there is patience while Telegram cannot be reached, and an end when it refuses.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from aiogram.utils.backoff import Backoff, BackoffConfig

from bot.ports import Clock, Database, UnitOfWork
from bot.ports.keeping import Incoming, Taken

T = TypeVar("T")
RawUpdate = Mapping[str, Any]

FRESH_FOR = timedelta(minutes=1)
"""People have given up on a tap that waits for longer."""
LEASE = timedelta(seconds=10)
REMEMBERED = timedelta(hours=25)
"""Telegram keeps updates for 24 hours."""
TRIES = 10
"""How often an update's handling is begun: an update that kills the process must not kill it for ever.

After that its person is told, and only telling them is begun again; after twice as many nothing is.
"""
AT_ONCE = 100
"""How many updates of other processes are taken over in one transaction."""
GATHERING = 0.05
"""Seconds for which handled updates are gathered, to be marked in one transaction."""
AFTER_FAILURE = 1.0
MARKING_WITHIN = 5.0
"""Seconds, when the bot stops."""

TIMEOUT = 10
"""Seconds for which Telegram holds a request back until there is something to say."""
MOST = 100
"""Updates in one answer, at most."""
PAUSES = BackoffConfig(min_delay=1.0, max_delay=30.0, factor=1.5, jitter=0.1)
AT_START = BackoffConfig(min_delay=1.0, max_delay=60.0, factor=2.0, jitter=0.1)
_WRONG_TOKEN = (TelegramUnauthorizedError, TelegramNotFound)

log = logging.getLogger(__name__)


class Inbox:
    def __init__(self, bot: Bot, dispatcher: Dispatcher, database: Database, clock: Clock) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._database = database
        self._clock = clock
        self._handling: dict[asyncio.Task[None], int] = {}
        self._handled: list[int] = []
        self._marking: asyncio.Task[None] | None = None

    async def take(self, raws: Sequence[RawUpdate], *, late: bool = False) -> None:
        """Store them, then begin to handle those that never came before; `late`: people gave up on what they tapped.

        Raises what the database raises; nothing is to be confirmed to Telegram then.
        """
        now = self._clock.now()
        fresh_until = now if late else now + FRESH_FOR
        incoming = [Incoming(int(raw["update_id"]), _written(raw), fresh_until) for raw in raws]

        def work(uow: UnitOfWork) -> dict[int, int]:
            uow.updates.set_heard(now)
            return uow.updates.add(incoming, now + LEASE) if incoming else {}

        ids = await self._database.transact(work)
        for raw in raws:
            if (id_ := ids.pop(int(raw["update_id"]), None)) is not None:
                self._begin(id_, raw, fresh_until)

    async def beat(self) -> None:
        """Notes that updates could reach us until now. With a webhook nothing else notes it."""
        now = self._clock.now()
        await self._database.transact(lambda uow: uow.updates.set_heard(now))

    async def silent_for(self) -> timedelta:
        """How long ago Telegram's updates were last heard of. `timedelta.max` when they never were."""
        heard_at = await self._database.transact(lambda uow: uow.updates.heard_at())
        return self._clock.now() - heard_at if heard_at else timedelta.max

    async def resume(self) -> None:
        """Handles what other processes left."""
        while left := await self._take_over():
            for one in left:
                given_up = one.tries >= TRIES
                if given_up:
                    log.error("update %s is given up: it was begun %s times and never ended", one.update_id, one.tries)
                if one.tries < 2 * TRIES:
                    self._begin(one.id, json.loads(one.body), one.fresh_until, given_up)
                else:
                    self._handled_one(one.id)

    async def renew(self) -> None:
        """Keep the lease on what is being handled, and take over what others left: every few seconds, when shared."""
        if in_hand := [*self._handling.values(), *self._handled]:
            until = self._clock.now() + LEASE
            await self._database.transact(lambda uow: uow.updates.hold(in_hand, until))
        await self.resume()

    async def clear(self) -> None:
        """Forget what Telegram can no longer repeat."""
        before = self._clock.now() - REMEMBERED
        await self._database.transact(lambda uow: uow.updates.clear(before))

    async def finish(self, within: float) -> None:
        """Let handlers end for so many seconds; the others are cut off, and begun anew by the next start."""
        if self._handling:
            await asyncio.wait(self._handling, timeout=within)
        for task in self._handling:
            task.cancel()
        await asyncio.gather(*self._handling, return_exceptions=True)
        if self._marking is not None:
            await asyncio.wait([self._marking], timeout=MARKING_WITHIN)

    async def _take_over(self) -> list[Incoming]:
        now = self._clock.now()
        return await self._database.transact(lambda uow: uow.updates.claim(now, now + LEASE, AT_ONCE))

    def _begin(self, id_: int, raw: RawUpdate, fresh_until: datetime, given_up: bool = False) -> None:
        task = asyncio.create_task(self._handle(id_, raw, fresh_until, given_up))
        self._handling[task] = id_
        task.add_done_callback(self._handling.pop)

    async def _handle(self, id_: int, raw: RawUpdate, fresh_until: datetime, given_up: bool) -> None:
        taken = Taken(id_) if len(self._handling) == 1 else None  # several are marked together
        try:
            update = Update.model_validate(raw, context={"bot": self._bot})
            known = {"fresh_until": fresh_until, "taken": taken, "given_up": given_up}
            await self._dispatcher.feed_update(self._bot, update, **known)
        except Exception:
            log.exception("update %s could not be handled", raw["update_id"])
        if taken is None or not taken.is_handled:
            self._handled_one(id_)

    def _handled_one(self, id_: int) -> None:
        self._handled.append(id_)
        if self._marking is None or self._marking.done():
            self._marking = asyncio.create_task(self._mark())

    async def _mark(self) -> None:
        while self._handled:
            await asyncio.sleep(GATHERING)
            ids, self._handled = self._handled, []
            if not await self._marked(ids):
                self._handled += ids
                await asyncio.sleep(AFTER_FAILURE)

    async def _marked(self, ids: Collection[int]) -> bool:
        now = self._clock.now()
        try:
            await self._database.transact(lambda uow: uow.updates.handled(ids, now))
        except Exception:
            log.exception("%s handled updates could not be marked; trying again", len(ids))
            return False
        return True


def _written(raw: RawUpdate) -> str:
    """ASCII: a lone surrogate or a NUL in what people wrote stays an escape, which every database takes."""
    return json.dumps(raw, separators=(",", ":"))


def last_id(raws: Iterable[RawUpdate]) -> int:
    return max(int(raw["update_id"]) for raw in raws)


class TelegramRefused(Exception):
    """Trying again is of no use; its words say in one line why."""


def in_a_line(error: TelegramAPIError) -> str:
    return " ".join(error.message.split())


async def reach(what: str, ask: Callable[[], Awaitable[T]], pauses: BackoffConfig = AT_START) -> T:
    """Ask until Telegram answers, a line in the log for each time that it does not. Raises TelegramRefused."""
    backoff = Backoff(pauses)
    while True:
        refusal = None
        try:
            return await ask()
        except _WRONG_TOKEN as error:
            refusal = f"Telegram does not know this bot, see BOT_TOKEN: {in_a_line(error)}"
        except (TelegramBadRequest, TelegramForbiddenError) as error:
            refusal = f"Telegram refuses {what}: {in_a_line(error)}"
        except TelegramAPIError as error:
            log.warning("%s: %s; again in %.0f s", what, in_a_line(error), backoff.next_delay)
        if refusal is not None:
            raise TelegramRefused(refusal)
        await backoff.asleep()


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """`getUpdates`, its updates as they came: one that aiogram cannot read must not hold back the others."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = MOST
    timeout: int = TIMEOUT
    allowed_updates: list[str] | None = None


class Polling:
    """After a start or a failed request it first takes what Telegram has kept, without waiting.

    When that was long ago, those updates are late, up to the first answer that is not full.
    """

    def __init__(self, bot: Bot, inbox: Inbox, kinds: list[str]) -> None:
        self._bot = bot
        self._inbox = inbox
        self._kinds = kinds
        self._offset: int | None = None
        self._is_after_silence = True
        self._is_late = False

    async def run(self) -> None:
        """Runs until cancelled. Logs each failure in one line and tries again after growing pauses."""
        backoff = Backoff(PAUSES)
        while True:
            try:
                await self._take_batch()
                backoff.reset()
            except Exception as error:
                self._is_after_silence = True
                log.warning("Failed to fetch updates, again in %.0f s: %s", backoff.next_delay, _said(error))
                await backoff.asleep()

    async def drain(self) -> None:
        """Take what Telegram has kept, once, and confirm it. Raises what Telegram or the database raises."""
        while self._is_after_silence:
            await self._take_batch()
        await self._ask(0)

    async def was_away(self) -> bool:
        """Whether nothing was heard of updates for so long that what Telegram has kept is late."""
        return await self._inbox.silent_for() > FRESH_FOR

    async def _take_batch(self) -> None:
        if self._is_after_silence:
            self._is_late = self._is_late or await self.was_away()
        raws = await self._ask(0 if self._is_after_silence else TIMEOUT)
        await self._inbox.take(raws, late=self._is_late)
        if raws:
            self._offset = last_id(raws) + 1
        self._is_after_silence = self._is_late = self._is_late and len(raws) >= MOST

    async def _ask(self, timeout: int) -> list[dict[str, Any]]:
        request = GetRawUpdates(offset=self._offset, timeout=timeout, allowed_updates=self._kinds)
        return await self._bot(request, request_timeout=int(self._bot.session.timeout) + timeout)


def _said(error: Exception) -> str:
    """A database's errors hold its parameters: what people wrote."""
    name = type(error).__name__
    return f"{name}: {in_a_line(error)}" if isinstance(error, TelegramAPIError) else name
