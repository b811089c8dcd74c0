"""A person steers a call by hand; the call's own script stops for good."""

import time
from typing import Any

from bot.sandbox.engine import model
from bot.sandbox.engine.model import Call
from bot.sandbox.engine.script import CAUSE_BUSY, CAUSE_MACHINE, CAUSE_NO_ANSWER
from bot.sandbox.engine.service import Engine
from bot.sandbox.steering import SteeringError


class Hand:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._line = engine.line
        self._acts = {
            "answer": self._answer,
            "busy": self._busy,
            "no_answer": self._no_answer,
            "digit": self._digit,
            "say": self._say,
            "hangup": self._hang_up,
            "voicemail": self._voicemail,
        }

    def act(self, call: Call, body: dict[str, Any]) -> Call:
        """`{"action", "digit"?, "word"?}`; the call, or the new one of `redial`.

        Raises SteeringError: 400 not understood, 409 not possible now.
        """
        if body.get("action") == "redial":
            return self._redial(call)
        act = self._acts.get(str(body.get("action")))
        if act is None:
            raise SteeringError(f"action must be one of {', '.join(self._acts)}, redial")
        if call.over:
            raise SteeringError(f"the call is over: {call.status}", 409)
        if call.held:
            raise SteeringError("the call waits for moderation", 409)
        act(call, body)
        return call

    def _redial(self, call: Call) -> Call:
        if not call.over:
            raise SteeringError("the call is not over", 409)
        return self._engine.repeat(call)

    def _ring(self, call: Call) -> float:
        """Takes the call over; it rings from now on if it did not."""
        self._engine.stop_script(call)
        now = time.time()
        if call.status == model.CREATED:
            self._line.process(call, now)
        if call.status == model.PROCESSED:
            self._line.start(call, now)
        return now

    def _talk(self, call: Call) -> float:
        now = self._ring(call)
        if call.status == model.STARTED:
            self._line.answer(call, now)
        return now

    def _answer(self, call: Call, _body: dict[str, Any]) -> None:
        _refuse_answered(call)
        self._talk(call)

    def _busy(self, call: Call, _body: dict[str, Any]) -> None:
        _refuse_answered(call)
        self._line.fail(call, self._ring(call), model.BUSY, CAUSE_BUSY)

    def _no_answer(self, call: Call, _body: dict[str, Any]) -> None:
        _refuse_answered(call)
        self._line.fail(call, self._ring(call), model.CANCELED, CAUSE_NO_ANSWER)

    def _digit(self, call: Call, body: dict[str, Any]) -> None:
        digit = body.get("digit")
        if isinstance(digit, bool) or not isinstance(digit, int) or not -1 <= digit <= 9:
            raise SteeringError("digit must be 0 to 9, or -1 for staying on the line")
        self._press(call, digit)

    def _say(self, call: Call, body: dict[str, Any]) -> None:
        word = body.get("word")
        if not isinstance(word, str) or not word.strip():
            raise SteeringError("word must be a text")
        if not call.order.listens:
            raise SteeringError("the call does not recognise words", 409)
        self._press(call, word.strip())

    def _press(self, call: Call, answer: model.Answer) -> None:
        now = self._talk(call)
        self._line.press(call, now, answer)
        # By hand there is no script to bring the manager to the telephone: he answers at once.
        self._line.manager_answer(call, now)

    def _hang_up(self, call: Call, _body: dict[str, Any]) -> None:
        self._engine.stop_script(call)
        if call.status == model.ANSWERED:
            self._line.finish(call, time.time())
        else:
            self._line.fail(call, time.time(), model.CANCELED)

    def _voicemail(self, call: Call, _body: dict[str, Any]) -> None:
        self._line.finish(call, self._talk(call), CAUSE_MACHINE)


def _refuse_answered(call: Call) -> None:
    if call.status == model.ANSWERED:
        raise SteeringError("already answered", 409)
