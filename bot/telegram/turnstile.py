"""Lets messages through one by one, no faster than Telegram takes them, those that people wait for first.

A request goes when its chat and the overall rate are free at the same moment. aiolimiter is not used: its
bucket lets twice the rate through in the first period, and it knows neither priorities nor several limits.
"""

import asyncio
import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from heapq import heappop, heappush, heapreplace
from typing import Protocol

from bot.telegram.limits import ChatKey, Gate, Lanes, Limits, Window


class Cancellable(Protocol):
    def cancel(self) -> None: ...


class Time(Protocol):
    def time(self) -> float:
        """Seconds of a clock that never goes back."""
        ...

    def call_at(self, when: float, callback: Callable[[], None]) -> Cancellable: ...

    async def sleep(self, seconds: float) -> None: ...


class LoopTime:
    """The running event loop's own."""

    def time(self) -> float:
        return asyncio.get_running_loop().time()

    def call_at(self, when: float, callback: Callable[[], None]) -> Cancellable:
        return asyncio.get_running_loop().call_at(when, callback)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


FLOOD_CHATS = 3
FLOOD_SECONDS = 2.0
"""Telegram does not say whether a 429 is about a chat or the bot. So many chats in so many seconds mean the bot."""


class OverdueError(Exception):
    """The request would wait longer than its patience allows: for `seconds` at least."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not within {seconds:.0f} s")
        self.seconds = seconds


class Rank(IntEnum):
    """What goes first. Only what somebody waits for now may use up the rates."""

    URGENT = 0
    OF_ONE = 1
    """About a single call: it does not stand in line behind lists."""
    BACKGROUND = 2


@dataclass(frozen=True, slots=True)
class Ticket:
    """`number` keeps a chat's messages of one rank in their order, `cost` is how many messages the request sends."""

    chat: ChatKey
    cost: int
    rank: Rank
    number: int
    deadline: float

    @property
    def background(self) -> bool:
        return self.rank is not Rank.URGENT


Waiter = tuple[int, "asyncio.Future[None]", int]


class _Queue:
    """Waiting requests by chat, and the chats by the time at which each may be free."""

    def __init__(self, background: bool) -> None:
        self.background = background
        self.chats: dict[ChatKey, list[Waiter]] = {}
        self.order: list[tuple[float, int, ChatKey]] = []

    def push(self, ticket: Ticket, future: asyncio.Future[None], now: float) -> None:
        waiters = self.chats.get(ticket.chat)
        if waiters is None:
            waiters = self.chats[ticket.chat] = []
            heappush(self.order, (now, ticket.number, ticket.chat))
        heappush(waiters, (ticket.number, future, ticket.cost))

    def postpone_first(self, until: float) -> None:
        _, number, chat = self.order[0]
        heapreplace(self.order, (until, number, chat))

    def pop_first(self) -> Waiter:
        """The next waiter of the first chat. The chat keeps its place for the waiter after it."""
        at, _, chat = self.order[0]
        waiters = self.chats[chat]
        waiter = heappop(waiters)
        if waiters:
            heapreplace(self.order, (at, waiters[0][0], chat))
        else:
            heappop(self.order)
            del self.chats[chat]
        return waiter


class Turnstile:
    def __init__(self, limits: Limits, time: Time) -> None:
        self._time = time
        self._lanes = Lanes(limits)
        self._overall: Gate | None = None
        if limits.overall:
            self._overall = Window(limits.overall, limits.background_count(limits.overall))
        self._queues = {rank: _Queue(rank is not Rank.URGENT) for rank in Rank}
        self._all_held_until = 0.0
        self._recent_floods: deque[tuple[float, ChatKey]] = deque(maxlen=50)
        self._number = 0
        self._timer: tuple[float, Cancellable] | None = None

    def ticket(self, chat: ChatKey, cost: int, rank: Rank, patience: float) -> Ticket:
        self._number += 1
        return Ticket(chat, cost, rank, self._number, self._time.time() + patience)

    async def turn(self, ticket: Ticket) -> None:
        """Return when the request may be sent. Raises OverdueError when that is not before its deadline."""
        now = self._time.time()
        lane = self._lanes.of(ticket.chat, now)
        if (
            not any(queue.order for queue in self._queues.values())
            and lane.free_at(ticket.background) <= now
            and self._overall_free_at(ticket.background) <= now
        ):
            self._take(ticket.chat, ticket.cost, now)
            return
        held_until = max(lane.held_until, self._all_held_until)
        if held_until > ticket.deadline:
            raise OverdueError(held_until - now)
        await self._wait(ticket, now)

    def hold(self, chat: ChatKey, seconds: float) -> None:
        """Lets nothing through to this chat for so long. Nor to any chat when `chat` is None or many were refused."""
        now = self._time.time()
        lane = self._lanes.of(chat, now)
        lane.held_until = max(lane.held_until, now + seconds)
        self._recent_floods.append((now, chat))
        flooded = {of for at, of in self._recent_floods if at > now - FLOOD_SECONDS}
        if chat is None or len(flooded) >= FLOOD_CHATS:
            self._all_held_until = max(self._all_held_until, now + seconds)

    async def _wait(self, ticket: Ticket, now: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def give_up() -> None:
            if not future.done():
                future.set_exception(OverdueError(self._seconds_until_free(ticket)))

        self._queues[ticket.rank].push(ticket, future, now)
        expiry = self._time.call_at(ticket.deadline, give_up)
        self._pump()
        try:
            await future
        finally:
            expiry.cancel()

    def _pump(self) -> None:
        now = self._time.time()
        next_at = min([self._release(queue, now) for queue in self._queues.values()])
        if self._timer is not None:
            if self._timer[0] <= next_at:
                return
            self._timer[1].cancel()
        self._timer = None if next_at == math.inf else (next_at, self._time.call_at(next_at, self._on_timer))

    def _on_timer(self) -> None:
        self._timer = None
        self._pump()

    def _release(self, queue: _Queue, now: float) -> float:
        """Lets through what may go now. Returns when to look again, or infinity when nothing waits."""
        while queue.order:
            at, _, chat = queue.order[0]
            if at > now:
                return at
            if queue.chats[chat][0][1].done():
                queue.pop_first()
                continue
            lane_free_at = self._lanes.of(chat, now).free_at(queue.background)
            if lane_free_at > now:
                queue.postpone_first(lane_free_at)
                continue
            overall_free_at = self._overall_free_at(queue.background)
            if overall_free_at > now:
                return overall_free_at
            _, future, cost = queue.pop_first()
            self._take(chat, cost, now)
            future.set_result(None)
        return math.inf

    def _seconds_until_free(self, ticket: Ticket) -> float:
        now = self._time.time()
        lane = self._lanes.of(ticket.chat, now)
        return max(lane.free_at(ticket.background), self._overall_free_at(ticket.background)) - now

    def _overall_free_at(self, background: bool) -> float:
        if self._overall is None:
            return self._all_held_until
        return max(self._all_held_until, self._overall.free_at(background))

    def _take(self, chat: ChatKey, cost: int, now: float) -> None:
        self._lanes.of(chat, now).take(now, cost)
        if self._overall is not None:
            self._overall.take(now, cost)
