"""The account at CallKeeper, and what happens on the line: calls in time, events, webhooks."""

import time
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from bot.sandbox.callkeeper import answers, model, statuses
from bot.sandbox.callkeeper.model import Call, Order, Settings, Widget
from bot.sandbox.callkeeper.schedule import next_open
from bot.sandbox.callkeeper.statuses import Pair
from bot.sandbox.faults import Faults
from bot.sandbox.hub import Hub
from bot.sandbox.provider import Provider
from bot.sandbox.steering import ConflictError
from bot.sandbox.timeline import Step, outcome_of

KEY = "sandbox-callkeeper-key"
SANDBOX_WIDGET = "sandbox-widget"
OFFICES = ("74951234567", "74957654321^4342")
PROCESSING, FINISHED = "Call is processing", "Call is over"
MINUTE, HOUR, DAY = 60, 3_600, 86_400

# CallKeeper has no words for digits a client presses, nor for an answering machine: those endings are talks, the last
# one short. A manager's number ending in 91 is busy, in 92 is not answered.
_CONNECTS = (Step(1, "ring_manager"), Step(3, "manager_answer"), Step(4, "ring_client"))
_TALKS = (*_CONNECTS, Step(7, "client_answer"), Step(11, "hang_up"))
_COURSES: dict[str, tuple[Step, ...]] = {
    "busy": (*_CONNECTS, Step(7, "end_client", statuses.CLIENT_BUSY[1])),
    "no_answer": (*_CONNECTS, Step(7, "end_client", statuses.CLIENT_NO_ANSWER[1])),
    "voicemail": (*_CONNECTS, Step(7, "client_answer"), Step(9, "hang_up")),
}
_BY_MANAGER = {"91": statuses.MANAGER_BUSY, "92": statuses.MANAGER_NO_ANSWER}

# Before the client answered these end the call; the manager is taken to have answered where the pair says so.
_ENDS: dict[str, Pair] = {
    "manager_busy": statuses.MANAGER_BUSY,
    "manager_no_answer": statuses.MANAGER_NO_ANSWER,
    "busy": statuses.CLIENT_BUSY,
    "no_answer": statuses.CLIENT_NO_ANSWER,
}

_WIDGETS = TypeAdapter(list[dict[str, Any]])


class Callkeeper(Provider[Call, Settings]):
    name = "callkeeper"
    access: Mapping[str, str] = {"api_key": KEY, "widget_hash": SANDBOX_WIDGET}
    actions = ("manager_answer", "answer", "hangup", "status", *_ENDS)

    def __init__(self, hub: Hub, faults: Faults, pace: float) -> None:
        # Nothing is known of repeats: each webhook is sent once.
        super().__init__(hub, faults, pace, Settings(key=KEY, balance=Decimal(300)))
        self.widgets = [Widget("Магазин", OFFICES, SANDBOX_WIDGET, SANDBOX_WIDGET, site="example.com")]
        # Tap2Calls: a tap on a number of a mobile page.
        self.taps = [(time.time() - DAY, "79991112233"), (time.time() - HOUR, "79994445566")]

    def place(self, order: Order) -> Call:
        """Starts now, at `time_to_call`, or when the working hours begin, whichever is last."""
        return self._launch(order, max(time.time(), float(order.time_to_call or 0)), 1)

    def _launch(self, order: Order, wanted: float, attempt: int) -> Call:
        date = next_open(order.week, order.zone, wanted)
        call = Call(order, outcome_of(order.client), date or wanted, attempt)
        call.status = statuses.PLANNED if call.date > call.created_at else statuses.RUNNING
        self.calls[call.id] = call
        self.changed(call)
        self.timeline.run(call, self._course(call, date), call.date)
        return call

    def _course(self, call: Call, date: float | None) -> tuple[Step, ...]:
        """`date` is None where nobody ever works."""
        if refusal := self._refusal(call.order, date):
            return (Step(1, "end_manager", refusal[0]),)
        if pair := _BY_MANAGER.get(call.order.manager[-2:]):
            return (Step(1, "ring_manager"), Step(3, "end_manager", pair[0]))
        return _COURSES.get(call.outcome, _TALKS)

    def _refusal(self, order: Order, date: float | None) -> Pair | None:
        """Why CallKeeper itself ends the call before anybody is rung."""
        if order.manager == order.client:
            return statuses.SAME_NUMBERS
        if date is None:
            return statuses.NO_WORKING_TIME
        if self.settings.balance <= 0:
            return statuses.NO_MINUTES
        return None if order.widget.enabled else statuses.WIDGET_DISABLED

    def ring_manager(self, call: Call, at: float) -> None:
        call.stage = model.MANAGER_RINGING
        call.status = statuses.RUNNING
        call.date = at
        self.changed(call)
        self._post(call, PROCESSING)

    def manager_answer(self, call: Call, at: float) -> None:
        """The text for the manager is read to him; the client is not rung yet."""
        call.manager_answered_at = at
        self.changed(call)

    def ring_client(self, call: Call, _at: float) -> None:
        call.stage = model.CLIENT_RINGING
        self.changed(call)

    def client_answer(self, call: Call, at: float) -> None:
        call.stage = model.TALKING
        call.client_answered_at = at
        self.changed(call)

    def hang_up(self, call: Call, at: float) -> None:
        self.end(call, at, statuses.TALKED)

    def end_client(self, call: Call, at: float, code: int) -> None:
        self.end(call, at, (200, code))

    def end_manager(self, call: Call, at: float, code: int) -> None:
        self.end(call, at, (code, 0))

    def end(self, call: Call, at: float, status: Pair) -> None:
        call.stage = model.OVER
        call.status = status
        call.finished_at = at
        call.seconds = self.seconds(call.manager_answered_at, at)
        call.client_seconds = self.seconds(call.client_answered_at, at)
        self.charge(answers.whole_minutes(call.seconds))
        self.changed(call)
        self._post(call, FINISHED)
        self._try_again(call, at)

    def _try_again(self, call: Call, at: float) -> None:
        """`interval`: a call nobody took is repeated after so many minutes, as a new one with the next number."""
        gone = call.attempt - 1
        if call.status in statuses.UNTAKEN and gone < len(call.order.interval):
            self._launch(call.order, at + call.order.interval[gone] * MINUTE * self.pace, call.attempt + 1)

    def _post(self, call: Call, event: str) -> None:
        if url := self.settings.webhook_url:
            self.webhooks.send(url, {"hook_event": event, **answers.call_record(call)})

    def lead(self, call: Call, action: str, body: dict[str, Any]) -> Call:
        if action == "status":
            self._end_by_hand(call, _pair(body.get("status")))
        elif action == "hangup":
            self._end_by_hand(call, _when_hung_up(call))
        elif call.stage == model.TALKING or (action == "manager_answer" and call.manager_answered_at is not None):
            raise ConflictError("already talking" if action in _ENDS else "already answered")
        elif action in _ENDS:
            self._end_by_hand(call, _ENDS[action])
        else:
            now = self._reach_client(call)
            if action == "answer":
                self.client_answer(call, now)
        return call

    def _end_by_hand(self, call: Call, pair: Pair) -> None:
        now = self._reach_client(call) if pair[0] == 200 else self.take_over(call)
        if pair == statuses.TALKED and call.client_answered_at is None:
            self.client_answer(call, now)
        self.end(call, now, pair)

    def _reach_client(self, call: Call) -> float:
        now = self.take_over(call)
        if call.stage == model.CREATED:
            self.ring_manager(call, now)
        if call.manager_answered_at is None:
            self.manager_answer(call, now)
        if call.stage == model.MANAGER_RINGING:
            self.ring_client(call, now)
        return now

    def call_view(self, call: Call) -> dict[str, Any]:
        return answers.call_view(call)

    def settings_view(self) -> dict[str, Any]:
        shown = ("hash", "alias", "name", "offices", "enabled")
        widgets = [{name: getattr(widget, name) for name in shown} for widget in self.widgets]
        return {**super().settings_view(), "balance": format(self.settings.balance, "f"), "widgets": widgets}

    def change_settings(self, body: dict[str, Any]) -> None:
        """`widgets`: `[{"hash", "enabled"}]`."""
        widgets = _WIDGETS.validate_python(body.get("widgets", []))
        super().change_settings({name: value for name, value in body.items() if name != "widgets"})
        enabled = {str(item.get("hash")): bool(item.get("enabled", True)) for item in widgets}
        for widget in self.widgets:
            widget.enabled = enabled.get(widget.hash, widget.enabled)


def _when_hung_up(call: Call) -> Pair:
    if call.stage == model.TALKING:
        return statuses.TALKED
    return statuses.CANCELED_BY_MANAGER if call.manager_answered_at is None else statuses.MANAGER_HUNG_UP


def _pair(value: Any) -> Pair:
    for pair in statuses.TABLE:
        if value == f"{pair[0]}/{pair[1]}" and pair not in (statuses.RUNNING, statuses.PLANNED):
            return pair
    raise ValueError("status must be a final row of the table, such as 200/603")
