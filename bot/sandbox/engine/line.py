"""What happens on the line: each verb changes one call and tells whoever watches."""

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Protocol

from bot.sandbox.engine import model
from bot.sandbox.engine.model import Answer, Block, Call
from bot.sandbox.engine.script import Step

PRICE_PER_SECOND = Decimal("0.04")


class Watcher(Protocol):
    def changed(self, call: Call, status_changed: bool) -> None: ...
    def pressed(self, call: Call, block: Block, answer: Answer) -> None: ...
    def charged(self, amount: Decimal) -> None: ...


class Line:
    def __init__(self, pace: float, watcher: Watcher) -> None:
        self._pace = pace
        self._watcher = watcher
        self._verbs: dict[str, Callable[[Call, float, int | None], None]] = {
            "process": lambda call, at, _: self.process(call, at),
            "start": lambda call, at, _: self.start(call, at),
            "answer": lambda call, at, _: self.answer(call, at),
            "press": lambda call, at, value: self.press(call, at, value or 0),
            "pass_on": lambda call, at, _: self.pass_on(call, at),
            "manager_answer": lambda call, at, _: self.manager_answer(call, at),
            "finish": self.finish,
            "busy": lambda call, at, cause: self.fail(call, at, model.BUSY, cause),
            "cancel": lambda call, at, cause: self.fail(call, at, model.CANCELED, cause),
        }

    def apply(self, call: Call, step: Step, at: float) -> None:
        """Plays one step of a script."""
        self._verbs[step.verb](call, at, step.value)

    def process(self, call: Call, at: float) -> None:
        self._turn(call, model.PROCESSED, at)

    def start(self, call: Call, at: float) -> None:
        call.started_at = at
        self._turn(call, model.STARTED, at)

    def answer(self, call: Call, at: float) -> None:
        call.answered_at = at
        self._turn(call, model.ANSWERED, at)

    def press(self, call: Call, at: float, answer: Answer) -> None:
        """A digit, −1 for staying on the line, or a word said; does what the menu says to it."""
        block = find_block(call.order.blocks, answer)
        call.answers.append(answer)
        if answer != model.STAYED_ON_LINE:
            call.digit = answer if isinstance(answer, int) else block.digit if block else None
        if block is not None:
            self._follow(call, at, block, answer)
        self._touch(call, at)

    def pass_on(self, call: Call, at: float) -> None:
        """Presses the first block that leads to a manager; without one the account's own manager is rung."""
        block = next((item for item in call.order.blocks if item.manager_phone), None)
        if block is not None:
            self.press(call, at, _answer_for(block))
            return
        self._ring_manager(call, at, call.order.outgoing_phone or "")
        self._touch(call, at)

    def manager_answer(self, call: Call, at: float) -> None:
        if call.manager_started_at is None or call.manager_answered_at is not None:
            return
        call.manager_answered_at = at
        call.manager_status = model.ANSWERED
        self._touch(call, at)

    def finish(self, call: Call, at: float, cause: int | None = None) -> None:
        """The talk is over; it is charged by the second, a part of one counting as whole."""
        call.cost = PRICE_PER_SECOND * self._talk_seconds(call, at)
        self._watcher.charged(call.cost)
        if call.manager_started_at is not None:
            call.manager_status = model.FINISHED if call.manager_answered_at else model.CANCELED
        self._end(call, at, model.FINISHED, cause)

    def fail(self, call: Call, at: float, status: str, cause: int | None = None) -> None:
        """Over without a talk: busy or canceled; costs nothing."""
        self._end(call, at, status, cause)

    def _follow(self, call: Call, at: float, block: Block, answer: Answer) -> None:
        call.to_block = call.to_block or block.need_block
        if block.sms_text:
            call.sms.append(block.sms_text)
        if block.manager_phone:
            self._ring_manager(call, at, block.manager_phone)
        self._watcher.pressed(call, block, answer)

    def _ring_manager(self, call: Call, at: float, phone: str) -> None:
        call.manager_phone = phone
        call.manager_started_at = at
        call.manager_answered_at = None
        call.manager_status = model.STARTED

    def _talk_seconds(self, call: Call, at: float) -> int:
        talked = (at - (call.answered_at or at)) / self._pace
        # Rounded first: four seconds must not become five by the clock's last digits.
        return max(1, math.ceil(round(talked, 2)))

    def _end(self, call: Call, at: float, status: str, cause: int | None) -> None:
        call.finished_at = at
        call.hangup_cause = cause
        self._turn(call, status, at)

    def _turn(self, call: Call, status: str, at: float) -> None:
        call.status = status
        call.updated_at = at
        self._watcher.changed(call, True)

    def _touch(self, call: Call, at: float) -> None:
        call.updated_at = at
        self._watcher.changed(call, False)


def find_block(blocks: tuple[Block, ...], answer: Answer) -> Block | None:
    for block in blocks:
        if answer == model.STAYED_ON_LINE:
            if block.stays:
                return block
        elif isinstance(answer, int):
            if block.digit == answer:
                return block
        elif answer.casefold() in block.key_words:
            return block
    return None


def _answer_for(block: Block) -> Answer:
    if block.digit is not None:
        return block.digit
    return block.key_words[0] if block.key_words else model.STAYED_ON_LINE
