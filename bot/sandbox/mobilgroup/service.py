"""Mobilgroup, running: its account, its calls in time, its events. It has no webhooks."""

import time
from decimal import Decimal

from bot.sandbox.engine.script import BY_HAND, outcome_of
from bot.sandbox.engine.timeline import Timeline
from bot.sandbox.hub import Hub
from bot.sandbox.mobilgroup import views
from bot.sandbox.mobilgroup.line import Line
from bot.sandbox.mobilgroup.model import Account, Call, Said, Terms
from bot.sandbox.mobilgroup.script import script_for

NAME = "mobilgroup"
MINUTE = 60
SMS_TEXT = "Мы не дозвонились до вас."


class Mobilgroup:
    def __init__(self, key: str, hub: Hub, pace: float) -> None:
        self.hub = hub
        self.line = Line(pace, self)
        self.timeline = Timeline[Call](pace, self.line.apply)
        self.account = Account(key)
        self._pace = pace

    async def close(self) -> None:
        self.timeline.close()

    def place(self, phone: str, said: Said, terms: Terms, fields: dict[str, str]) -> Call:
        """Its price is held back at once and corrected when the call is over."""
        call = self.account.add_call(phone, said, terms, outcome_of(phone), fields)
        self._charge(call.reserved)
        self.changed(call)
        self._launch(call, max(time.time(), terms.start or 0.0))
        return call

    def stop_script(self, call: Call) -> None:
        """A person takes the call over by hand."""
        self.timeline.stop(call)
        call.outcome = BY_HAND

    def changed(self, call: Call) -> None:
        self.hub.publish(f"{NAME}.call", views.call_view(call))

    def settled(self, call: Call) -> None:
        self._charge(call.price - call.reserved)
        self.changed(call)

    def missed(self, call: Call, at: float) -> bool:
        """Whether another attempt follows: a call led by hand has none."""
        if call.outcome == BY_HAND:
            return False
        self._launch(call, at + call.terms.interval * MINUTE * self._pace)
        return True

    def sms_for(self, call: Call) -> str | None:
        script = call.said.script
        if script is not None and script.sms:
            return script.sms
        return SMS_TEXT if self.account.settings.sms_on_no_answer else None

    def settings_changed(self) -> None:
        self.hub.publish(f"{NAME}.settings", views.settings_view(self.account))

    def _launch(self, call: Call, base: float) -> None:
        self.timeline.run(call, script_for(call.outcome), base)

    def _charge(self, amount: Decimal) -> None:
        self.account.balance -= amount
        if amount:
            self.settings_changed()
