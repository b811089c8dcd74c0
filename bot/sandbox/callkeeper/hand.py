"""The provider's side of the simulation API: a callback led by hand, the account changed."""

import time
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from aiohttp import web

from bot.sandbox.callkeeper import model, statuses, views
from bot.sandbox.callkeeper.model import Account, Call
from bot.sandbox.callkeeper.service import NAME, Callkeeper
from bot.sandbox.callkeeper.statuses import TABLE, Pair
from bot.sandbox.steering import SteeringError, answered, read_object

# Before the client answered these end the call; the manager is taken to have answered where the pair says so.
ENDS: dict[str, Pair] = {
    "manager_busy": statuses.MANAGER_BUSY,
    "manager_no_answer": statuses.MANAGER_NO_ANSWER,
    "busy": statuses.CLIENT_BUSY,
    "no_answer": statuses.CLIENT_NO_ANSWER,
}
ACTIONS = ("manager_answer", "answer", "hangup", "status", *ENDS)
FLAGS = ("enabled", "host_check")


class Hand:
    def __init__(self, service: Callkeeper) -> None:
        self._service = service
        self._line = service.line

    def routes(self) -> list[web.RouteDef]:
        base = f"/api/services/{NAME}"
        return [
            web.post(f"{base}/calls/{{id}}/act", answered(self.act)),
            web.post(f"{base}/settings", answered(self.settings)),
        ]

    async def act(self, request: web.Request) -> dict[str, Any]:
        """`{"action", "status"?: "200/603"}`; answers with the call as it became."""
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
            raise SteeringError(f"the call is over: {views.call_view(call)['pair']}", 409)
        self._do(call, action, body)
        return views.call_view(call)

    def _do(self, call: Call, action: str, body: dict[str, Any]) -> None:
        if action == "status":
            pair = _pair(body.get("status"))
            self._service.stop_script(call)
            self._end(call, pair)
        elif action == "hangup":
            self._service.stop_script(call)
            self._end(call, _when_hung_up(call))
        elif action in ENDS:
            if call.stage == model.TALKING:
                raise SteeringError("already talking", 409)
            self._service.stop_script(call)
            self._end(call, ENDS[action])
        else:
            self._answer(call, client=action == "answer")

    def _answer(self, call: Call, client: bool) -> None:
        if call.stage == model.TALKING or (not client and call.manager_answered_at is not None):
            raise SteeringError("already answered", 409)
        self._service.stop_script(call)
        self._reach_client(call)
        if client:
            self._line.client_answer(call, time.time())

    def _end(self, call: Call, pair: Pair) -> None:
        if pair[0] == 200:
            self._reach_client(call)
        if pair == statuses.TALKED and call.client_answered_at is None:
            self._line.client_answer(call, time.time())
        self._line.end(call, time.time(), pair)

    def _reach_client(self, call: Call) -> None:
        now = time.time()
        if call.stage == model.CREATED:
            self._line.ring_manager(call, now)
        if call.manager_answered_at is None:
            self._line.manager_answer(call, now)
        if call.stage == model.MANAGER_RINGING:
            self._line.ring_client(call, now)

    async def settings(self, request: web.Request) -> dict[str, Any]:
        """Changes nothing when any of the values is refused. Answers with all settings."""
        account = self._service.account
        changes = [_change(account, name, value) for name, value in (await read_object(request)).items()]
        for change in changes:
            change()
        self._service.settings_changed()
        return views.settings_view(account)


def _when_hung_up(call: Call) -> Pair:
    if call.stage == model.TALKING:
        return statuses.TALKED
    return statuses.CANCELED_BY_MANAGER if call.manager_answered_at is None else statuses.MANAGER_HUNG_UP


def _pair(value: Any) -> Pair:
    for pair in TABLE:
        if value == f"{pair[0]}/{pair[1]}" and pair not in (statuses.RUNNING, statuses.PLANNED):
            return pair
    raise SteeringError("status must be a final row of the table, such as 200/603")


def _change(account: Account, name: str, value: Any) -> Callable[[], None]:
    settings = account.settings
    if name in FLAGS and isinstance(value, bool):
        return lambda: setattr(settings, name, value)
    if name in ("key", "webhook_url") and isinstance(value, str) and (value or name == "webhook_url"):
        return lambda: setattr(settings, name, value)
    if name == "answer_shape" and value in ("object", "array"):
        return lambda: setattr(settings, name, value)
    if name == "hosts" and isinstance(value, list):
        return lambda: setattr(settings, name, tuple(str(host) for host in value))
    if name == "balance":
        minutes = _decimal(value)
        return lambda: setattr(account, "balance", minutes)
    if name == "widgets" and isinstance(value, list):
        return _widgets(account, value)
    raise SteeringError(f"{name}: not a setting, or not a value for it")


def _decimal(value: Any) -> Decimal:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("nan")
    if not amount.is_finite():
        raise SteeringError("balance must be a number of minutes")
    return amount


def _widgets(account: Account, items: list[Any]) -> Callable[[], None]:
    """`[{"hash", "enabled"}]`."""
    wanted = {str(item.get("hash")): bool(item.get("enabled", True)) for item in items if isinstance(item, dict)}

    def change() -> None:
        for widget in account.widgets:
            widget.enabled = wanted.get(widget.hash, widget.enabled)

    return change
