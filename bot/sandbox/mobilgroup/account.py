"""The account at Mobilgroup, and what happens on the line. It has no webhooks."""

import time
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.sandbox.faults import Faults
from bot.sandbox.hub import Hub
from bot.sandbox.mobilgroup import model
from bot.sandbox.mobilgroup.model import PHRASES, SCRIPTS, SMS_PRICE, Broadcast, Call, Said, Settings, Template, Terms
from bot.sandbox.provider import Provider, digit_of
from bot.sandbox.steering import ConflictError
from bot.sandbox.timeline import BY_HAND, Step, outcome_of

KEY = "sandbox-mobilgroup-key"
MINUTE = 60
SMS_TEXT = "Мы не дозвонились до вас."

# The documents have no words for digits, staying on the line or an answering machine: those calls are «Успешно»,
# the machine's a short one. A digit or the manager's ending is passed on where the script names a number to pass to.
# Each attempt plays it from the beginning.
_RINGS = (Step(1, "ring"),)
_TALKS = (*_RINGS, Step(4, "answer"))
_ENDS = Step(8, "finish")
_LISTENS = (*_TALKS, _ENDS)
_COURSES: dict[str, tuple[Step, ...]] = {
    "busy": (*_RINGS, Step(4, "busy")),
    "no_answer": (*_RINGS, Step(4, "no_answer")),
    "pressed_1": (*_TALKS, Step(5, "press", 1), _ENDS),
    "pressed_2": (*_TALKS, Step(5, "press", 2), _ENDS),
    "manager": (*_TALKS, Step(5, "pass_on"), _ENDS),
    "voicemail": (*_TALKS, Step(5, "finish")),
}


class Mobilgroup(Provider[Call, Settings]):
    name = "mobilgroup"
    access: Mapping[str, str] = {"api_key": KEY, "caller_id": model.OWN_NUMBER}
    actions = ("answer", "busy", "no_answer", "digit", "hangup", "voicemail")

    def __init__(self, hub: Hub, faults: Faults, pace: float) -> None:
        numbers = {model.OWN_NUMBER: "Основной номер", "74951234567": "Московский номер"}
        settings = Settings(key=KEY, balance=Decimal("2735.50"), numbers=numbers)
        super().__init__(hub, faults, pace, settings)
        self.phrases, self.scripts = PHRASES, SCRIPTS
        self.broadcasts: dict[int, Broadcast] = {}
        self.templates: list[Template] = []

    def place(self, phone: str, said: Said, terms: Terms, fields: dict[str, str]) -> Call:
        """Its price is held back at once and corrected when the call is over."""
        call = Call(phone, said, terms, outcome_of(phone), time.time(), fields)
        self.calls[call.id] = call
        self.charge(said.price)
        self.changed(call)
        self._launch(call, max(time.time(), terms.start or 0.0))
        return call

    def sms_for(self, call: Call) -> str | None:
        script = call.said.script
        if script is not None and script.sms:
            return script.sms
        return SMS_TEXT if self.settings.sms_on_no_answer else None

    def ring(self, call: Call, at: float) -> None:
        call.stage = model.RINGING
        call.rung_at = at
        call.attempts += 1
        self.changed(call)

    def answer(self, call: Call, at: float) -> None:
        call.stage = model.TALKING
        call.answered_at = at
        self.changed(call)

    def press(self, call: Call, at: float, digit: int) -> None:
        """A digit; a script that names a number to pass to passes the call on."""
        call.digits.append(digit)
        self.pass_on(call, at)

    def pass_on(self, call: Call, at: float) -> None:
        script = call.said.script
        if script is not None and script.transfer and call.transfer_at is None:
            call.transfer_at = at
        self.changed(call)

    def finish(self, call: Call, at: float) -> None:
        """Talked: the price is corrected to what was talked, a part of a second counting as whole."""
        call.duration = self.seconds(call.answered_at, at)
        call.price = model.price_of(call.duration)
        if call.transfer_at is not None:
            call.transfer_status = model.SUCCESS
            call.transfer_duration = self.seconds(call.transfer_at, at)
        self._end(call, at, model.SUCCESS)

    def busy(self, call: Call, at: float) -> None:
        self._miss(call, at, model.BUSY)

    def no_answer(self, call: Call, at: float) -> None:
        self._miss(call, at, model.NO_ANSWER)

    def _miss(self, call: Call, at: float, status: str) -> None:
        """Nobody talked; while attempts are left the call waits for the next one, unless it is led by hand."""
        if call.attempts < call.terms.attempts and call.outcome != BY_HAND:
            self._launch(call, at + call.terms.interval * MINUTE * self.pace)
            call.stage = model.PAUSED
            self.changed(call)
            return
        text = self.sms_for(call) if status == model.NO_ANSWER else None
        if text is not None:
            call.sms_at = at
            call.price = SMS_PRICE * model.sms_parts(text)
        self._end(call, at, status)

    def _end(self, call: Call, at: float, status: str) -> None:
        call.stage = model.OVER
        call.status = status
        call.finished_at = at
        self.charge(call.price - call.said.price)
        self.changed(call)

    def _launch(self, call: Call, base: float) -> None:
        self.timeline.run(call, _COURSES.get(call.outcome, _LISTENS), base)

    def lead(self, call: Call, action: str, body: dict[str, Any]) -> Call:
        digit = digit_of(body) if action == "digit" else 0
        talking = call.stage == model.TALKING
        if talking and action in ("answer", "busy", "no_answer"):
            raise ConflictError("already answered")
        now = self.take_over(call)
        if call.stage in (model.CREATED, model.PAUSED):
            self.ring(call, now)
        if action == "busy":
            self.busy(call, now)
        elif action == "no_answer" or (action == "hangup" and not talking):
            self.no_answer(call, now)
        else:
            if not talking:
                self.answer(call, now)
            if action == "digit":
                self.press(call, now, digit)
            elif action != "answer":
                self.finish(call, now)
        return call

    def settings_view(self) -> dict[str, Any]:
        shown = self.settings.model_dump(exclude={"password", "numbers"})
        return {**shown, "balance": f"{self.settings.balance:.2f}"}

    def call_view(self, call: Call) -> dict[str, Any]:
        said = call.said
        sound = said.phrase or said.script
        return {
            "id": call.id,
            "phone": call.phone,
            "status": call.stage,
            "words": call.status,
            "text": sound.name if sound else said.message,
            "kind": "phrase" if said.phrase else "script" if said.script else "message",
            "outgoingPhone": call.terms.number,
            "createdAt": int(call.created_at),
            "plannedAt": call.terms.start if call.stage == model.CREATED else None,
            "answeredAt": call.answered_at,
            "finishedAt": call.finished_at,
            "cost": f"{call.price:.2f}",
            "attempts": call.attempts,
            "mostAttempts": call.terms.attempts,
            "digits": list(call.digits),
            "managerPhone": said.script.transfer if said.script and call.transfer_at is not None else None,
            "sms": call.sms_at is not None,
            "outcome": call.outcome,
        }
