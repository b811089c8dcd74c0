"""What happens on the line: each verb changes one call and tells the service."""

import math
from collections.abc import Callable
from typing import Protocol

from bot.sandbox.callkeeper import model
from bot.sandbox.callkeeper.model import Call
from bot.sandbox.callkeeper.statuses import RUNNING, TALKED, Pair
from bot.sandbox.engine.script import Step


class Watcher(Protocol):
    def begun(self, call: Call) -> None: ...
    def changed(self, call: Call) -> None: ...
    def ended(self, call: Call) -> None: ...


class Line:
    def __init__(self, pace: float, watcher: Watcher) -> None:
        self._pace = pace
        self._watcher = watcher
        self._verbs: dict[str, Callable[[Call, float, int], None]] = {
            "ring_manager": lambda call, at, _: self.ring_manager(call, at),
            "manager_answer": lambda call, at, _: self.manager_answer(call, at),
            "ring_client": lambda call, at, _: self.ring_client(call, at),
            "client_answer": lambda call, at, _: self.client_answer(call, at),
            "hang_up": lambda call, at, _: self.end(call, at, TALKED),
            "end_client": lambda call, at, code: self.end(call, at, (200, code)),
            "end_manager": lambda call, at, code: self.end(call, at, (code, 0)),
        }

    def apply(self, call: Call, step: Step, at: float) -> None:
        """Plays one step of a script."""
        self._verbs[step.verb](call, at, step.value or 0)

    def ring_manager(self, call: Call, at: float) -> None:
        call.stage = model.MANAGER_RINGING
        call.status = RUNNING
        call.date = at
        self._watcher.begun(call)

    def manager_answer(self, call: Call, at: float) -> None:
        """The text for the manager is read to him; the client is not rung yet."""
        call.manager_answered_at = at
        self._watcher.changed(call)

    def ring_client(self, call: Call, _at: float) -> None:
        call.stage = model.CLIENT_RINGING
        self._watcher.changed(call)

    def client_answer(self, call: Call, at: float) -> None:
        call.stage = model.TALKING
        call.client_answered_at = at
        self._watcher.changed(call)

    def end(self, call: Call, at: float, status: Pair) -> None:
        call.stage = model.OVER
        call.status = status
        call.finished_at = at
        call.seconds = self._seconds(call.manager_answered_at, at)
        call.client_seconds = self._seconds(call.client_answered_at, at)
        self._watcher.ended(call)

    def _seconds(self, since: float | None, at: float) -> int:
        # Rounded first: four seconds must not become five by the clock's last digits.
        return 0 if since is None else max(1, math.ceil(round((at - since) / self._pace, 2)))
