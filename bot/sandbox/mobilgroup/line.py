"""What happens on the line: each verb changes one subscriber's call and tells the service."""

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Protocol

from bot.sandbox.engine.script import Step
from bot.sandbox.mobilgroup import model, words
from bot.sandbox.mobilgroup.model import PRICE_PER_SECOND, SMS_LETTERS, SMS_PRICE, Call


class Watcher(Protocol):
    def changed(self, call: Call) -> None: ...
    def settled(self, call: Call) -> None: ...
    def missed(self, call: Call, at: float) -> bool: ...
    def sms_for(self, call: Call) -> str | None: ...


class Line:
    def __init__(self, pace: float, watcher: Watcher) -> None:
        self._pace = pace
        self._watcher = watcher
        self._verbs: dict[str, Callable[[Call, float, int], None]] = {
            "ring": lambda call, at, _: self.ring(call, at),
            "answer": lambda call, at, _: self.answer(call, at),
            "press": self.press,
            "pass_on": lambda call, at, _: self.pass_on(call, at),
            "finish": lambda call, at, _: self.finish(call, at),
            "busy": lambda call, at, _: self.miss(call, at, words.BUSY),
            "no_answer": lambda call, at, _: self.miss(call, at, words.NO_ANSWER),
        }

    def apply(self, call: Call, step: Step, at: float) -> None:
        """Plays one step of a script."""
        self._verbs[step.verb](call, at, step.value or 0)

    def ring(self, call: Call, at: float) -> None:
        call.stage = model.RINGING
        call.rung_at = at
        call.attempts += 1
        self._watcher.changed(call)

    def answer(self, call: Call, at: float) -> None:
        call.stage = model.TALKING
        call.answered_at = at
        self._watcher.changed(call)

    def press(self, call: Call, at: float, digit: int) -> None:
        """A digit; a script that names a number to pass to passes the call on."""
        call.digits.append(digit)
        self.pass_on(call, at)

    def pass_on(self, call: Call, at: float) -> None:
        script = call.said.script
        if script is not None and script.transfer and call.transfer_at is None:
            call.transfer_at = at
        self._watcher.changed(call)

    def finish(self, call: Call, at: float) -> None:
        """Talked: the price is corrected to what was talked, a part of a second counting as whole."""
        call.duration = self._seconds(call.answered_at, at)
        call.price = (PRICE_PER_SECOND * call.duration).quantize(Decimal("0.01"))
        if call.transfer_at is not None:
            call.transfer_status = words.SUCCESS
            call.transfer_duration = self._seconds(call.transfer_at, at)
        self._end(call, at, words.SUCCESS)

    def miss(self, call: Call, at: float, status: str) -> None:
        """Nobody talked; while attempts are left the call waits for the next one."""
        if call.attempts < call.terms.attempts and self._watcher.missed(call, at):
            call.stage = model.PAUSED
            self._watcher.changed(call)
            return
        self.give_up(call, at, status)

    def give_up(self, call: Call, at: float, status: str) -> None:
        """The last attempt failed; an SMS may go instead."""
        text = self._watcher.sms_for(call) if status == words.NO_ANSWER else None
        if text is not None:
            call.sms_at = at
            call.price = SMS_PRICE * sms_parts(text)
        self._end(call, at, status)

    def _end(self, call: Call, at: float, status: str) -> None:
        call.stage = model.OVER
        call.status = status
        call.finished_at = at
        self._watcher.settled(call)

    def _seconds(self, since: float | None, at: float) -> int:
        # Rounded first: four seconds must not become five by the clock's last digits.
        return 0 if since is None else max(1, math.ceil(round((at - since) / self._pace, 2)))


def sms_parts(text: str) -> int:
    return -(-len(text) // SMS_LETTERS)
