"""How calls go by themselves: the called number's ending chooses the outcome, its script runs against the clock."""

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

BATCH = 1_000

BY_HAND = "by_hand"
REFUSED, ANSWER_LOST = "refused", "answer_lost"
_OUTCOMES = (
    "listened", "busy", "no_answer", "pressed_1", "pressed_2", "manager", "stayed", "voicemail", REFUSED, ANSWER_LOST,
)  # fmt: skip


def outcome_of(phone: str) -> str:
    """By the last two digits, 00 to 09; all others listen to the end."""
    ending = phone[-2:]
    return _OUTCOMES[int(ending)] if ending.isdecimal() and int(ending) < len(_OUTCOMES) else _OUTCOMES[0]


class Step(NamedTuple):
    """`after` in seconds from the script's beginning, at pace 1.0."""

    after: float
    verb: str
    value: int | None = None


Call = TypeVar("Call", bound=Hashable)


class Timeline(Generic[Call]):
    """Applies each step at its own time; `settle` brings every call up to now, whoever asks first."""

    def __init__(self, pace: float, apply: Callable[[Call, Step, float], None]) -> None:
        if pace <= 0:
            raise ValueError("pace must be above zero")
        self._pace = pace
        self._apply = apply
        self._due: list[tuple[float, int, Call]] = []
        self._scripts: dict[Call, tuple[float, tuple[Step, ...], int]] = {}
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = 0.0
        self._closed = False

    def run(self, call: Call, script: tuple[Step, ...], base: float) -> None:
        """Starts the call's script, its offsets counted from `base` (UNIX seconds)."""
        if self._closed:
            return
        self._scripts[call] = (base, script, 0)
        self._push(call, base, script[0])
        self._arm()

    def stop(self, call: Call) -> None:
        """Forgets the call's script: from here on it moves by hand only."""
        self._scripts.pop(call, None)

    def settle(self, limit: int | None = None) -> None:
        """Applies the steps due by now, at most `limit` of them."""
        now = time.time()
        done = 0
        while self._due and self._due[0][0] <= now and (limit is None or done < limit):
            at, _, call = heapq.heappop(self._due)
            self._step(call, at)
            done += 1

    def close(self) -> None:
        self._closed = True
        self._due.clear()
        self._scripts.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _step(self, call: Call, at: float) -> None:
        running = self._scripts.get(call)
        if running is None:
            return
        base, script, cursor = running
        if cursor + 1 < len(script):
            self._scripts[call] = (base, script, cursor + 1)
            self._push(call, base, script[cursor + 1])
        else:
            del self._scripts[call]
        self._apply(call, script[cursor], at)

    def _push(self, call: Call, base: float, step: Step) -> None:
        heapq.heappush(self._due, (base + step.after * self._pace, next(self._numbers), call))

    def _arm(self) -> None:
        if not self._due:
            return
        at = self._due[0][0]
        if self._timer is not None:
            if self._timer_at <= at:
                return
            self._timer.cancel()
        delay = max(0.0, at - time.time())
        self._timer = asyncio.get_running_loop().call_later(delay, self._tick)
        self._timer_at = at

    def _tick(self) -> None:
        self._timer = None
        # In batches, so that ten thousand calls turning at once do not stop the server answering.
        self.settle(BATCH)
        self._arm()
