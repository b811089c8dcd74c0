"""The provider's side of the simulation API: a subscriber's call led by hand, the account changed."""

import time
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from aiohttp import web

from bot.sandbox.mobilgroup import model, views, words
from bot.sandbox.mobilgroup.model import Account, Call
from bot.sandbox.mobilgroup.service import NAME, Mobilgroup
from bot.sandbox.steering import SteeringError, answered, read_object

ACTIONS = ("answer", "busy", "no_answer", "digit", "hangup", "voicemail")
LIMITS = {"attempts": (1, 3), "interval": (0, 60)}


class Hand:
    def __init__(self, service: Mobilgroup) -> None:
        self._service = service
        self._line = service.line

    def routes(self) -> list[web.RouteDef]:
        base = f"/api/services/{NAME}"
        return [
            web.post(f"{base}/calls/{{id}}/act", answered(self.act)),
            web.post(f"{base}/settings", answered(self.settings)),
        ]

    async def act(self, request: web.Request) -> dict[str, Any]:
        """`{"action", "digit"?}`; answers with the call as it became."""
        body = await read_object(request)
        self._service.timeline.settle()
        raw = request.match_info["id"]
        call = self._service.account.calls.get(int(raw)) if raw.isdecimal() else None
        if call is None:
            raise SteeringError(f"no call {raw}", 404)
        action = str(body.get("action"))
        if action not in ACTIONS:
            raise SteeringError(f"action must be one of {', '.join(ACTIONS)}")
        if call.over:
            raise SteeringError(f"the call is over: {call.status}", 409)
        self._do(call, action, body.get("digit"))
        return views.call_view(call)

    def _do(self, call: Call, action: str, digit: Any) -> None:
        if action == "digit" and (isinstance(digit, bool) or not isinstance(digit, int) or not 0 <= digit <= 9):
            raise SteeringError("digit must be 0 to 9")
        talking = call.stage == model.TALKING
        if talking and action in ("answer", "busy", "no_answer"):
            raise SteeringError("already answered", 409)
        self._service.stop_script(call)
        now = time.time()
        if call.stage in (model.CREATED, model.PAUSED):
            self._line.ring(call, now)
        if action in ("busy", "no_answer") or (action == "hangup" and not talking):
            self._line.give_up(call, now, words.BUSY if action == "busy" else words.NO_ANSWER)
            return
        if not talking:
            self._line.answer(call, now)
        if action == "digit":
            self._line.press(call, now, digit)
        elif action in ("hangup", "voicemail"):
            self._line.finish(call, now)

    async def settings(self, request: web.Request) -> dict[str, Any]:
        """Changes nothing when any of the values is refused. Answers with all settings."""
        account = self._service.account
        changes = [_change(account, name, value) for name, value in (await read_object(request)).items()]
        for change in changes:
            change()
        self._service.settings_changed()
        return views.settings_view(account)


def _change(account: Account, name: str, value: Any) -> Callable[[], None]:
    settings = account.settings
    if name in ("enabled", "sms_on_no_answer") and isinstance(value, bool):
        return lambda: setattr(settings, name, value)
    if name in ("key", "login", "password") and isinstance(value, str) and value:
        return lambda: setattr(settings, name, value)
    if name in LIMITS and isinstance(value, int) and LIMITS[name][0] <= value <= LIMITS[name][1]:
        return lambda: setattr(settings, name, value)
    if name == "balance":
        amount = _decimal(value)
        return lambda: setattr(account, "balance", amount)
    if name == "numbers" and isinstance(value, dict):
        numbers = {str(number): str(about) for number, about in value.items()}
        return lambda: setattr(account, "numbers", numbers)
    raise SteeringError(f"{name}: not a setting, or not a value for it")


def _decimal(value: Any) -> Decimal:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("nan")
    if not amount.is_finite():
        raise SteeringError('balance must be a decimal number such as "123.45"')
    return amount
