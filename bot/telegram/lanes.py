"""What is remembered of each chat: its own limits, and how long Telegram told us to leave it alone."""

from __future__ import annotations

from bot.telegram.limits import Bucket, Gate, Limits, Window

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
