"""How much Telegram takes from one bot, and what is remembered of each chat.

Times are seconds of the event loop's clock. A gate never waits: it says when the next message may go.
"""

from collections import deque
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Rate:
    """`count` messages in `seconds`."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's own numbers unless told otherwise (https://core.telegram.org/bots/faq, «hitting limits»).

    `chat` is an average with a burst of `count`; `overall` and `group` hold for every stretch of `seconds`.
    `background_share`: the part of each rate that requests nobody waits for may use up.
    `patience`: after so many seconds of waiting for Telegram's flood control a request is given up.
    """

    overall: Rate | None = Rate(30, 1)
    chat: Rate | None = Rate(3, 3)
    group: Rate | None = Rate(20, 60)
    background_share: float = 2 / 3
    patience: float = 300

    @classmethod
    def off(cls) -> "Limits":
        """No rates of our own; Telegram's `retry_after` is obeyed all the same."""
        return cls(overall=None, chat=None, group=None)

    def background_count(self, rate: Rate) -> int:
        return max(1, int(rate.count * self.background_share))


class Gate(Protocol):
    def free_at(self, background: bool) -> float:
        """The time from which one more message may go."""
        ...

    def take(self, now: float, cost: int) -> None: ...

    def idle_at(self) -> float:
        """The time from which this gate can be forgotten."""
        ...


class Window:
    """At most so many in every stretch of the period, wherever the stretch begins."""

    __slots__ = ("_background", "_count", "_period", "_sent")

    def __init__(self, rate: Rate, background_count: int) -> None:
        self._count = rate.count
        self._background = background_count
        self._period = rate.seconds
        self._sent: deque[float] = deque(maxlen=rate.count)

    def free_at(self, background: bool) -> float:
        allowed = self._background if background else self._count
        return self._sent[-allowed] + self._period if len(self._sent) >= allowed else 0.0

    def take(self, now: float, cost: int) -> None:
        self._sent.extend([now] * cost)

    def idle_at(self) -> float:
        return self._sent[-1] + self._period if self._sent else 0.0


class Bucket:
    """An even rate with a burst: a leaky bucket, of which only the moment is kept when it will be empty."""

    __slots__ = ("_background_slack", "_empty_at", "_interval", "_slack")

    def __init__(self, rate: Rate, background_count: int) -> None:
        self._interval = rate.seconds / rate.count
        self._slack = (rate.count - 1) * self._interval
        self._background_slack = (background_count - 1) * self._interval
        self._empty_at = 0.0

    def free_at(self, background: bool) -> float:
        return self._empty_at - (self._background_slack if background else self._slack)

    def take(self, now: float, cost: int) -> None:
        self._empty_at = max(self._empty_at, now) + cost * self._interval

    def idle_at(self) -> float:
        return self._empty_at


ChatKey = int | str | None
"""A chat's id or @name; None for what goes to no chat of ours, such as an edit of an inline message."""

FIRST_SWEEP = 1_000


class Lane:
    __slots__ = ("gates", "held_until")

    def __init__(self, gates: tuple[Gate, ...]) -> None:
        self.gates = gates
        self.held_until = 0.0

    def free_at(self, background: bool) -> float:
        at = self.held_until
        for gate in self.gates:
            at = max(at, gate.free_at(background))
        return at

    def take(self, now: float, cost: int) -> None:
        for gate in self.gates:
            gate.take(now, cost)

    def is_idle(self, now: float) -> bool:
        return self.held_until <= now and all(gate.idle_at() <= now for gate in self.gates)


class Lanes:
    """Chats are forgotten once their limits are free: memory follows what was sent in the last minute."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lanes: dict[ChatKey, Lane] = {}
        self._sweep_at = FIRST_SWEEP

    def __len__(self) -> int:
        return len(self._lanes)

    def of(self, chat: ChatKey, now: float) -> Lane:
        lane = self._lanes.get(chat)
        if lane is None:
            if len(self._lanes) >= self._sweep_at:
                self._sweep(now)
            lane = self._lanes[chat] = Lane(self._gates(chat))
        return lane

    def _gates(self, chat: ChatKey) -> tuple[Gate, ...]:
        limits = self._limits
        if chat is None:
            return ()
        gates: list[Gate] = []
        if limits.chat:
            gates.append(Bucket(limits.chat, limits.background_count(limits.chat)))
        if limits.group and is_group(chat):
            gates.append(Window(limits.group, limits.background_count(limits.group)))
        return tuple(gates)

    def _sweep(self, now: float) -> None:
        self._lanes = {chat: lane for chat, lane in self._lanes.items() if not lane.is_idle(now)}
        self._sweep_at = max(FIRST_SWEEP, 2 * len(self._lanes))


def is_group(chat: int | str) -> bool:
    """Groups, supergroups and channels have negative ids; only they can be addressed by @name."""
    return isinstance(chat, str) or chat < 0
