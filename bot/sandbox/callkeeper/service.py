"""CallKeeper, running: its account, its calls in time, its events and webhooks."""

import time

from bot.sandbox.callkeeper import answers, views
from bot.sandbox.callkeeper.line import Line
from bot.sandbox.callkeeper.model import Account, Call, Order
from bot.sandbox.callkeeper.schedule import next_open
from bot.sandbox.callkeeper.script import refusal_script, script_for
from bot.sandbox.callkeeper.statuses import (
    NO_MINUTES,
    NO_WORKING_TIME,
    SAME_NUMBERS,
    UNTAKEN,
    WIDGET_DISABLED,
    Pair,
)
from bot.sandbox.engine.script import BY_HAND, outcome_of
from bot.sandbox.engine.timeline import Timeline
from bot.sandbox.engine.webhooks import Delivery, WebhookSender
from bot.sandbox.hub import Hub

NAME = "callkeeper"
PROCESSING, FINISHED = "Call is processing", "Call is over"
MINUTE = 60


class Callkeeper:
    def __init__(self, key: str, hub: Hub, pace: float) -> None:
        self.hub = hub
        self.line = Line(pace, self)
        self.timeline = Timeline[Call](pace, self.line.apply)
        # Nothing is known of repeats: each webhook is sent once.
        self.webhooks = WebhookSender(pace, attempts=1)
        self.account = Account(key)
        self._pace = pace

    async def close(self) -> None:
        self.timeline.close()
        await self.webhooks.close()

    def place(self, order: Order) -> Call:
        """Starts now, at `time_to_call`, or when the working hours begin, whichever is last."""
        return self._launch(order, max(time.time(), float(order.time_to_call or 0)), 1)

    def stop_script(self, call: Call) -> None:
        """A person takes the call over by hand."""
        self.timeline.stop(call)
        call.outcome = BY_HAND

    def begun(self, call: Call) -> None:
        self._publish(call)
        self._post(call, PROCESSING)

    def changed(self, call: Call) -> None:
        self._publish(call)

    def ended(self, call: Call) -> None:
        minutes = answers.whole_minutes(call.seconds)
        if minutes:
            self.account.balance -= minutes
            self.settings_changed()
        self._publish(call)
        self._post(call, FINISHED)
        self._try_again(call)

    def settings_changed(self) -> None:
        self.hub.publish(f"{NAME}.settings", views.settings_view(self.account))

    def _launch(self, order: Order, wanted: float, attempt: int) -> Call:
        date = next_open(order.week, order.zone, wanted)
        call = self.account.add_call(order, outcome_of(order.client), date or wanted, attempt)
        self._publish(call)
        pair = self._refusal(order, date)
        script = refusal_script(pair) if pair else script_for(call.outcome, order.manager)
        self.timeline.run(call, script, call.date)
        return call

    def _refusal(self, order: Order, date: float | None) -> Pair | None:
        """Why the service would end the call by itself."""
        if order.manager == order.client:
            return SAME_NUMBERS
        if date is None:
            return NO_WORKING_TIME
        if self.account.balance <= 0:
            return NO_MINUTES
        return None if order.widget.enabled else WIDGET_DISABLED

    def _try_again(self, call: Call) -> None:
        """`interval`: a call nobody took is repeated after so many minutes, as a new one with the next number."""
        gone = call.attempt - 1
        if call.status not in UNTAKEN or gone >= len(call.order.interval):
            return
        after = call.order.interval[gone] * MINUTE * self._pace
        self._launch(call.order, (call.finished_at or time.time()) + after, call.attempt + 1)

    def _post(self, call: Call, event: str) -> None:
        url = self.account.settings.webhook_url
        if url:
            body = {"hook_event": event, **answers.call_record(call)}
            self.webhooks.send(Delivery(url, body, lambda _attempt, _status: None))

    def _publish(self, call: Call) -> None:
        self.hub.publish(f"{NAME}.call", views.call_view(call))
