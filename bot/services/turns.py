"""Turns at a provider: how many calls are on their way to it at once. All others stand in line in the database."""

import asyncio
import threading
from collections.abc import Callable

AT_ONCE = 4
"""As many as the HTTP clients send at once (bot.providers.base): a request whose turn has come waits for nothing."""
PATIENCE = 0.25
"""Seconds after which a call without an answer no longer holds back those behind it; again as in the clients."""
QUICK = 48
"""The most turns of a provider that answers quickly: they pass the clients' gate in no time."""
SLOW = 1.0
"""Seconds without an answer after which a provider has only as many turns as in the beginning."""
UNANSWERED = 64
"""Calls without an answer after which a provider gets no more."""


class Turns:
    """Turns are taken in any thread and given back in the event loop's; `freed` is told of the provider then."""

    def __init__(self, freed: Callable[[str], None]) -> None:
        self._freed = freed
        self._lock = threading.Lock()
        self._providers: dict[str, _Provider] = {}

    def take(self, provider: str, wanted: int) -> "list[Turn]":
        """As many as are free of those wanted."""
        with self._lock:
            at = self._providers.setdefault(provider, _Provider(provider, self._lock, self._freed))
            free = max(0, min(wanted, at.width - at.fresh, UNANSWERED - at.unanswered))
            at.fresh += free
            at.unanswered += free
        return [Turn(at) for _ in range(free)]

    def drop(self, turns: "list[Turn]") -> None:
        """Turns that were never begun, in whichever thread: nobody is told."""
        with self._lock:
            for turn in turns:
                turn.provider.fresh -= 1
                turn.provider.unanswered -= 1


class Turn:
    """One call's: `begin` when its request begins, `end` when it has ended or will never be sent."""

    __slots__ = ("is_fresh", "provider")

    def __init__(self, provider: "_Provider") -> None:
        self.provider = provider
        self.is_fresh = True
        """It holds back those behind it."""

    def begin(self) -> None:
        self.provider.begun(self)

    def end(self) -> None:
        self.provider.ended(self)


class _Provider:
    """Counts the turns of one provider. Its `width` grows with each quick answer; a slow one takes all that back."""

    def __init__(self, name: str, lock: threading.Lock, freed: Callable[[str], None]) -> None:
        self.width = AT_ONCE
        self.fresh = 0
        self.unanswered = 0
        self._name = name
        self._lock = lock
        self._freed = freed
        self._begun: dict[Turn, float] = {}
        """When each began, the oldest first."""
        self._timer: asyncio.TimerHandle | None = None

    def begun(self, turn: Turn) -> None:
        loop = asyncio.get_running_loop()
        self._begun[turn] = loop.time()
        if self._timer is None:
            self._timer = loop.call_later(PATIENCE, self._look)

    def ended(self, turn: Turn) -> None:
        began = self._begun.pop(turn, None)
        is_quick = began is not None and turn.is_fresh and asyncio.get_running_loop().time() - began < SLOW
        with self._lock:
            self.unanswered -= 1
            self.fresh -= turn.is_fresh
            self.width = min(QUICK, self.width + is_quick)
        self._freed(self._name)

    def _look(self) -> None:
        """As many at a time as the clients let go hold back nobody any more."""
        loop = asyncio.get_running_loop()
        waited = [turn for turn, began in self._begun.items() if turn.is_fresh and began <= loop.time() - PATIENCE]
        is_slow = any(began <= loop.time() - SLOW for began in self._begun.values())
        for turn in waited[:AT_ONCE]:
            turn.is_fresh = False
        with self._lock:
            self.fresh -= len(waited[:AT_ONCE])
            self.width = AT_ONCE if is_slow else self.width
        self._timer = loop.call_later(PATIENCE, self._look) if self._begun else None
        if waited:
            self._freed(self._name)


class HeldTurns:
    """Turns for the calls that a transaction stores as `submitting`. Those that no call used are given back at exit."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._held: list[Turn] = []
        self._lock = threading.Lock()
        self._is_over = False

    def take(self, provider: str, wanted: int) -> int:
        """How many of those wanted are held now. A transaction that runs again begins anew."""
        with self._lock:
            self._turns.drop(self._held)
            # Whoever waited for the transaction may have been cancelled: then nobody would give them back.
            self._held = [] if self._is_over else self._turns.take(provider, wanted)
            return len(self._held)

    def use(self) -> Turn:
        return self._held.pop()

    def __enter__(self) -> "HeldTurns":
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._is_over = True
            unused, self._held = self._held, []
        for turn in unused:
            turn.end()
