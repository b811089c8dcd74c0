"""One service of the engine, running: its account, its calls in time, its events and webhooks."""

import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from bot.sandbox.engine import views
from bot.sandbox.engine.account import Account
from bot.sandbox.engine.forms import CURRENT, Forms
from bot.sandbox.engine.line import Line
from bot.sandbox.engine.model import Answer, Block, Call, Order, Record
from bot.sandbox.engine.script import BY_HAND, SCRIPTS
from bot.sandbox.engine.timeline import Timeline
from bot.sandbox.engine.webhooks import Delivery, WebhookSender
from bot.sandbox.hub import Hub


class Engine:
    """`name` is the service's word in addresses and events: "calldog"; `webhook_attempts`: None for until HTTP 200."""

    def __init__(
        self,
        name: str,
        key: str,
        hub: Hub,
        pace: float,
        forms: Forms = CURRENT,
        webhook_attempts: int | None = 3,
    ) -> None:
        self.name = name
        self.hub = hub
        self.forms = forms
        self.line = Line(pace, self)
        self.timeline = Timeline[Call](pace, self.line.apply)
        self.webhooks = WebhookSender(pace, webhook_attempts)
        self.account = Account(key)

    @property
    def files_root(self) -> str:
        """The path under which the page finds recordings and records."""
        return f"/{self.name}"

    async def close(self) -> None:
        self.timeline.close()
        await self.webhooks.close()

    def place(self, order: Order, phones: list[str]) -> list[Call]:
        """The calls as accepted; each starts now, at `plannedAt`, or not at all while moderation holds it."""
        held = self.account.unmoderated(order)
        calls = [self.account.add_call(phone, order, held) for phone in phones]
        for call in calls:
            self._publish(call)
            if not held:
                self._launch(call)
        return calls

    def repeat(self, call: Call) -> Call:
        """The engine redials: a new call that names the old one, with the same order."""
        again = self.account.add_call(call.phone, call.order, held=False)
        again.previous_id = call.id
        self._publish(again)
        self.timeline.run(again, SCRIPTS[again.outcome], time.time())
        return again

    def stop_script(self, call: Call) -> None:
        """A person takes the call over by hand."""
        self.timeline.stop(call)
        call.outcome = BY_HAND

    def withdraw(self, call: Call) -> None:
        """The account's owner cancels a call that has not begun."""
        self.timeline.stop(call)
        call.held = False
        self.line.fail(call, time.time(), "canceled")

    def release_moderated(self) -> None:
        """Starts the held calls that nothing holds any longer."""
        for call in self.account.calls.values():
            if call.held and not self.account.unmoderated(call.order):
                call.held = False
                call.updated_at = time.time()
                self._publish(call)
                self._launch(call)

    def record_changed(self, record: Record) -> None:
        self.hub.publish(f"{self.name}.record", views.record_view(record, self.files_root))

    def changed(self, call: Call, status_changed: bool) -> None:
        self._publish(call)
        url = call.order.webhook_url
        if status_changed and url:
            self.webhooks.send(Delivery(url, self._status_body(call), self._counter(call)))

    def pressed(self, call: Call, block: Block, answer: Answer) -> None:
        if block.webhook_url:
            about: dict[str, Any] = {"phone": call.phone, "answer": answer}
            if self.account.settings.webhook_shape == "apiCalls":
                about["apicallId"] = call.id
            body = {**block.webhook_parameters, "call": about}
            self.webhooks.send(Delivery(block.webhook_url, body, lambda _attempt, _status: None))

    def charged(self, amount: Decimal) -> None:
        self.account.balance -= amount
        self.settings_changed()

    def settings_changed(self) -> None:
        self.hub.publish(f"{self.name}.settings", views.settings_view(self.account))

    def _launch(self, call: Call) -> None:
        base = max(time.time(), float(call.order.planned_at or 0))
        self.timeline.run(call, SCRIPTS[call.outcome], base)

    def _publish(self, call: Call) -> None:
        self.hub.publish(f"{self.name}.call", views.call_view(call))

    def _status_body(self, call: Call) -> dict[str, Any]:
        element = self.forms.call(call)
        if self.account.settings.webhook_shape == "apiCalls":
            return {"apiCalls": [element]}
        return {"status": "success", "data": [element]}

    def _counter(self, call: Call) -> Callable[[int, int | None], None]:
        def tried(_attempt: int, status: int | None) -> None:
            call.webhook_try += 1
            call.webhook_sent = int(status == 200)

        return tried
