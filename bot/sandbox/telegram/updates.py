"""The bot's updates: numbered, waited for, confirmed by the next `offset`."""

import asyncio
import time
from collections import deque
from operator import itemgetter
from typing import Any

from aiogram.enums import UpdateType

from bot.sandbox.telegram.refusal import conflict

Update = dict[str, Any]

KEPT = 100_000
REMEMBERED = 10_000  # delivered ones, for a repetition
LONGEST_POLL = 50  # seconds
KINDS = frozenset(kind.value for kind in UpdateType)
BY_DEFAULT = KINDS - {"chat_member", "message_reaction", "message_reaction_count"}

WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OTHER_REQUEST = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Updates:
    def __init__(self) -> None:
        self.last_id = 100_000_000
        self._pending: deque[Update] = deque(maxlen=KEPT)
        self._repeated: deque[Update] = deque()
        self._history: dict[int, Update] = {}
        self.allowed: frozenset[str] = BY_DEFAULT
        self._poll: asyncio.Future[None] | None = None
        self._arrived = asyncio.Event()
        self._closed = False

    def push(self, kind: str, payload: dict[str, Any]) -> int | None:
        """The update's number, or None where the bot did not ask for this kind."""
        if kind not in self.allowed:
            return None
        self.last_id += 1
        update = {"update_id": self.last_id, kind: payload}
        self._pending.append(update)
        self._history[self.last_id] = update
        if len(self._history) > REMEMBERED:
            del self._history[next(iter(self._history))]
        self._wake()
        return self.last_id

    def repeat(self, update_id: int) -> None:
        """Delivers it once more, whatever was confirmed. Raises `LookupError`."""
        if update_id not in self._history:
            raise LookupError("no such update")
        self._repeated.append(self._history[update_id])
        self._wake()

    def allow(self, kinds: list[str] | None) -> None:
        """None leaves it as it was, an empty list is Telegram's default."""
        if kinds is None:
            return
        self.allowed = KINDS & set(kinds) or BY_DEFAULT

    @property
    def pending(self) -> int:
        return len(self._pending) + len(self._repeated)

    async def get(self, offset: int, limit: int, timeout: int) -> list[Update]:
        """Raises `RefusalError` when another long poll takes this one's place."""
        self._confirm(offset)
        deadline = time.monotonic() + min(timeout, LONGEST_POLL)
        if timeout > 0 and not self.pending:
            await self._wait(deadline)
        return self._batch(limit)

    def interrupt(self, reason: str) -> None:
        """Ends a waiting long poll with a conflict."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(reason))

    def next(self) -> Update | None:
        """The oldest one, taken out: for a webhook."""
        if self._repeated:
            return self._repeated.popleft()
        return self._pending.popleft() if self._pending else None

    def put_back(self, undelivered: list[Update]) -> None:
        """What a webhook did not take waits for whoever asks next."""
        self._pending.extendleft(sorted(undelivered, key=itemgetter("update_id"), reverse=True))
        self._wake()

    async def arrived(self) -> None:
        """Returns once there is something to deliver."""
        while not self.pending:
            self._arrived.clear()
            await self._arrived.wait()

    def drop(self) -> None:
        self._pending.clear()
        self._repeated.clear()

    def close(self) -> None:
        """Waiting long polls get what there is, and no further one waits."""
        self._closed = True
        self._wake()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()

    async def _wait(self, deadline: float) -> None:
        self.interrupt(OTHER_REQUEST)
        if self._closed:
            return
        poll: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            async with asyncio.timeout(max(deadline - time.monotonic(), 0)):
                await poll
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None

    def _batch(self, limit: int) -> list[Update]:
        batch: list[Update] = []
        while self._repeated and len(batch) < limit:
            batch.append(self._repeated.popleft())
        for update in self._pending:
            if len(batch) >= limit:
                break
            batch.append(update)
        return batch

    def _wake(self) -> None:
        self._arrived.set()
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
