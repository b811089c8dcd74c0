"""The account at a provider of zvonobot, and what happens on the line: calls in time, events, webhooks."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter

from bot.sandbox.faults import Faults
from bot.sandbox.hub import Hub
from bot.sandbox.provider import Provider
from bot.sandbox.timeline import Step, outcome_of
from bot.sandbox.zvonobot import answers, model
from bot.sandbox.zvonobot.model import Answer, Block, Call, Order, OutgoingPhone, Record, Settings

PRICE_PER_SECOND = Decimal("0.04")
SAVED_RECORD_ID = 2_689_342

# Q.850 causes: 17 user busy, 19 no answer, 31 normal, unspecified. The provider's own list is not published.
CAUSE_BUSY, CAUSE_NO_ANSWER, CAUSE_MACHINE = 17, 19, 31

# Created 1 s → processed 1 s → started (ringing) 3 s → answered 4 s → over.
_RINGS = (Step(1, "process"), Step(2, "start"))
_TALKS = (*_RINGS, Step(5, "answer"))
_ENDS = Step(9, "finish")
_LISTENS = (*_TALKS, _ENDS)
_COURSES: dict[str, tuple[Step, ...]] = {
    "busy": (*_RINGS, Step(5, "busy")),
    "no_answer": (*_RINGS, Step(5, "no_answer")),
    "pressed_1": (*_TALKS, Step(6, "press", 1), Step(7, "manager_answer"), _ENDS),
    "pressed_2": (*_TALKS, Step(6, "press", 2), Step(7, "manager_answer"), _ENDS),
    "manager": (*_TALKS, Step(6, "pass_on"), Step(7, "manager_answer"), _ENDS),
    "stayed": (*_TALKS, Step(7, "press", model.STAYED_ON_LINE), Step(8, "manager_answer"), _ENDS),
    "voicemail": (*_TALKS, Step(6, "finish", CAUSE_MACHINE)),
}


class _NewPhone(BaseModel):
    phone: Annotated[str, Field(pattern=r"^7[0-9]{10}$")]
    enable: bool = True


_PHONES = TypeAdapter(list[_NewPhone])


@dataclass(slots=True, frozen=True)
class Dialect:
    """Where the providers of zvonobot differ in what they take and in the JSON they answer with."""

    languages: tuple[str, ...] = ()
    """Empty: the provider knows no `lang`."""
    block_text: bool = False
    """`ivrs.*.record.text` is taken."""
    recognize: bool = False
    """`recognize` and `ivrs.*.recognize` are taken: without them no word is recognised."""
    placed: Callable[[Call], dict[str, Any]] = answers.created_call
    """An element of `create`'s answer."""
    call: Callable[[Call], dict[str, Any]] = answers.api_call
    """An element of `get`'s answer."""
    record: Callable[[Record, str], dict[str, Any]] = answers.record
    """An audio record under an address."""
    webhook_attempts: int | None = 3


class Zvonobot(Provider[Call, Settings]):
    dialect = Dialect()

    def __init__(self, hub: Hub, faults: Faults, pace: float) -> None:
        settings = Settings(key=self.access["api_key"], balance=Decimal("5000.00"))
        super().__init__(hub, faults, pace, settings, self.dialect.webhook_attempts)
        self.user_id = 31298
        self.phones = [
            OutgoingPhone("79932432781", duty=True, id=101),
            OutgoingPhone("74951234567", id=102),
            OutgoingPhone("78005553535", enable=False, id=103),
        ]
        saved = Record("Запись", "Здравствуйте, это тестовая запись", id=SAVED_RECORD_ID)
        self.records: dict[int, Record] = {saved.id: saved}

    def record(self, record_id: int) -> Record | None:
        found = self.records.get(record_id)
        return None if found is None or found.deleted_at is not None else found

    def kept_records(self) -> list[Record]:
        return [record for record in self.records.values() if record.deleted_at is None]

    def add_record(self, record: Record) -> None:
        """With moderation on it waits for it."""
        record.need_moderation = self.settings.moderation
        record.status = "" if self.settings.moderation else "ready"
        self.records[record.id] = record
        self.record_changed(record)

    def record_view(self, record: Record) -> dict[str, Any]:
        return answers.record_view(record, f"/{self.name}")

    def record_changed(self, record: Record) -> None:
        self.publish("record", self.record_view(record))

    def duty_phone(self) -> str | None:
        """The documents say «at random»; the sandbox takes the first, so that runs repeat themselves."""
        enabled = [own for own in self.phones if own.enable]
        duty = [own for own in enabled if own.duty] or enabled
        return duty[0].phone if duty else None

    def unmoderated(self, order: Order) -> bool:
        """The order says something nobody has moderated yet."""
        if not self.settings.moderation:
            return False
        records = [self.records[record_id] for record_id in order.record_ids]
        return order.generated > 0 or any(record.need_moderation for record in records)

    def release_moderated(self) -> None:
        """Starts the held calls that nothing holds any longer."""
        for call in self.calls.values():
            if call.held and not self.unmoderated(call.order):
                call.held = False
                call.updated_at = time.time()
                self.changed(call)
                self._launch(call)

    def place(self, order: Order, phones: list[str]) -> list[Call]:
        """The calls as accepted; each starts now, at `plannedAt`, or not at all while moderation holds it."""
        held = self.unmoderated(order)
        return [self.add_call(Call(phone, order, outcome_of(phone), held)) for phone in phones]

    def add_call(self, call: Call) -> Call:
        self.calls[call.id] = call
        self.changed(call)
        if not call.held:
            self._launch(call)
        return call

    def withdraw(self, call: Call) -> None:
        """The account's owner cancels a call that has not begun."""
        self.timeline.stop(call)
        call.held = False
        self.end(call, time.time(), model.CANCELED)

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
        block = next((block for block in call.order.blocks if block.is_chosen_by(answer)), None)
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
            self.press(call, at, block.answer)
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
        call.cost = PRICE_PER_SECOND * self.seconds(call.answered_at, at)
        self.charge(call.cost)
        if call.manager_started_at is not None:
            call.manager_status = model.FINISHED if call.manager_answered_at else model.CANCELED
        self.end(call, at, model.FINISHED, cause)

    def busy(self, call: Call, at: float) -> None:
        self.end(call, at, model.BUSY, CAUSE_BUSY)

    def no_answer(self, call: Call, at: float) -> None:
        self.end(call, at, model.CANCELED, CAUSE_NO_ANSWER)

    def end(self, call: Call, at: float, status: str, cause: int | None = None) -> None:
        call.finished_at = at
        call.hangup_cause = cause
        self._turn(call, status, at)

    def _follow(self, call: Call, at: float, block: Block, answer: Answer) -> None:
        call.to_block = call.to_block or block.need_block
        if block.sms_text:
            call.sms.append(block.sms_text)
        if block.manager_phone:
            self._ring_manager(call, at, block.manager_phone)
        if block.webhook_url:
            about: dict[str, Any] = {"phone": call.phone, "answer": answer}
            if self.settings.webhook_shape == "apiCalls":
                about["apicallId"] = call.id
            self.webhooks.send(block.webhook_url, {**block.webhook_parameters, "call": about})

    def _ring_manager(self, call: Call, at: float, phone: str) -> None:
        call.manager_phone = phone
        call.manager_started_at = at
        call.manager_answered_at = None
        call.manager_status = model.STARTED

    def _turn(self, call: Call, status: str, at: float) -> None:
        call.status = status
        self._touch(call, at)
        if call.order.webhook_url:
            self.webhooks.send(call.order.webhook_url, self._status_body(call), self._counter(call))

    def _touch(self, call: Call, at: float) -> None:
        call.updated_at = at
        self.changed(call)

    def _launch(self, call: Call) -> None:
        base = max(time.time(), float(call.order.planned_at or 0))
        self.timeline.run(call, _COURSES.get(call.outcome, _LISTENS), base)

    def _status_body(self, call: Call) -> dict[str, Any]:
        element = self.dialect.call(call)
        if self.settings.webhook_shape == "apiCalls":
            return {"apiCalls": [element]}
        return {"status": "success", "data": [element]}

    def _counter(self, call: Call) -> Callable[[int | None], None]:
        def tried(status: int | None) -> None:
            call.webhook_try += 1
            call.webhook_sent = int(status == 200)

        return tried

    def call_view(self, call: Call) -> dict[str, Any]:
        return answers.call_view(call)

    def records_view(self) -> list[dict[str, Any]]:
        return [self.record_view(record) for record in reversed(self.kept_records())]

    def settings_view(self) -> dict[str, Any]:
        return {
            **self.settings.model_dump(exclude={"answer_shape"}),
            "balance": f"{self.settings.balance:.2f}",
            "phones": [answers.outgoing_phone(phone) for phone in self.phones],
        }

    def change_settings(self, body: dict[str, Any]) -> None:
        """`phones` replaces the outgoing numbers; numbers already known keep their ids."""
        changes = {name: value for name, value in body.items() if name != "phones"}
        phones = _PHONES.validate_python(body.get("phones", []))
        super().change_settings(changes)
        if "phones" in body:
            known = {own.phone: own for own in self.phones}
            self.phones = [
                replace(known.get(given.phone) or OutgoingPhone(given.phone), enable=given.enable) for given in phones
            ]
        self.release_moderated()
