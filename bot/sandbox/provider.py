"""What the twins of all telephony companies share: calls in time, events for the page, the simulation API."""

import math
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from itertools import islice
from typing import Annotated, Any, Generic, Protocol, TypeVar

from aiohttp import web
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.sandbox.faults import Faults
from bot.sandbox.hub import Hub
from bot.sandbox.journal import Journal
from bot.sandbox.steering import ConflictError, answered, read_object
from bot.sandbox.timeline import BY_HAND, Step, Timeline
from bot.sandbox.webhooks import WebhookSender
from bot.sandbox.wire import Asked, Reply, Wire

SNAPSHOT_CALLS = 200

Amount = Annotated[Decimal, Field(strict=False), BeforeValidator(str)]
"""A finite number, or its digits."""
Text = Annotated[str, Field(min_length=1)]


class Settings(BaseModel):
    """What can be changed in the cabinet: the state itself, and what a change of it must look like."""

    model_config = ConfigDict(extra="forbid", strict=True)

    key: Text
    balance: Amount


class AnyCall(Hashable, Protocol):
    id: int
    outcome: str

    @property
    def over(self) -> bool: ...
    @property
    def ending(self) -> str: ...


C = TypeVar("C", bound=AnyCall)
S = TypeVar("S", bound=Settings)


class Provider(ABC, Generic[C, S]):
    """`pace` multiplies every duration; a call planned for a time waits for that time itself.

    `actions` are what a person may do with a call by hand. `webhook_attempts`: None for as long as it takes.
    """

    name: str
    access: Mapping[str, str]
    actions: tuple[str, ...]

    def __init__(self, hub: Hub, faults: Faults, pace: float, settings: S, webhook_attempts: int | None = 1) -> None:
        self.pace = pace
        self.settings = settings
        self.calls: dict[int, C] = {}
        self.journal = Journal(hub, f"{self.name}.request")
        self.wire = Wire(self.name, faults, self.journal)
        self.timeline = Timeline[C](pace, self._play)
        self.webhooks = WebhookSender(pace, webhook_attempts)
        self._hub = hub

    @abstractmethod
    def call_view(self, call: C) -> dict[str, Any]:
        """The call as the page shows it."""

    @abstractmethod
    def lead(self, call: C, action: str, body: dict[str, Any]) -> C:
        """Does what a person wants of a call that is not over. Returns the call, or the new one of a redial."""

    def settings_view(self) -> dict[str, Any]:
        return self.settings.model_dump()

    def change_settings(self, body: dict[str, Any]) -> None:
        """Changes nothing when any of the values is refused. Raises `ValueError`."""
        self.settings = self.settings.model_validate({**dict(self.settings), **body})

    def records_view(self) -> list[dict[str, Any]]:
        return []

    def routes(self) -> list[web.RouteDef]:
        base = f"/api/providers/{self.name}"
        return [
            web.post(f"{base}/calls/{{id}}/act", answered(self._act)),
            web.post(f"{base}/settings", answered(self._settings)),
        ]

    def snapshot(self) -> dict[str, Any]:
        """The settings, the newest 200 calls and the records, newest first."""
        self.timeline.settle()
        newest = islice(reversed(self.calls.values()), SNAPSHOT_CALLS)
        return {
            "settings": self.settings_view(),
            "calls": [self.call_view(call) for call in newest],
            "records": self.records_view(),
        }

    async def close(self) -> None:
        self.timeline.close()
        await self.webhooks.close()

    def asked(self, request: web.Request, params: dict[str, Any]) -> Asked:
        return Asked(params, f"{request.scheme}://{request.host}/{self.name}", request.remote or "")

    async def serve(
        self, request: web.Request, operation: str, asked: Any, act: Callable[[], Reply]
    ) -> web.StreamResponse:
        """As `Wire.serve`, with all calls brought up to now before `act`."""

        async def settled() -> Reply:
            self.timeline.settle()
            return act()

        return await self.wire.serve(request, operation, asked, settled)

    def publish(self, kind: str, view: dict[str, Any]) -> None:
        self._hub.publish(f"{self.name}.{kind}", view)

    def changed(self, call: C) -> None:
        self.publish("call", self.call_view(call))

    def settings_changed(self) -> None:
        self.publish("settings", self.settings_view())

    def charge(self, amount: Decimal | int) -> None:
        self.settings.balance -= amount
        if amount:
            self.settings_changed()

    def take_over(self, call: C) -> float:
        """A person leads the call by hand from now on. Returns the time."""
        self.timeline.stop(call)
        call.outcome = BY_HAND
        return time.time()

    def seconds(self, since: float | None, at: float) -> int:
        """What is charged: each begun second; at pace 1.0."""
        # Rounded first: four seconds must not become five by the clock's last digits.
        return 0 if since is None else max(1, math.ceil(round((at - since) / self.pace, 2)))

    def _play(self, call: C, step: Step, at: float) -> None:
        """A step's verb names a method."""
        getattr(self, step.verb)(call, at, *(() if step.value is None else (step.value,)))

    async def _act(self, request: web.Request) -> dict[str, Any]:
        """`{"action", …}`; answers with the call as it became."""
        body = await read_object(request)
        self.timeline.settle()
        raw, action = request.match_info["id"], str(body.get("action"))
        call = self.calls.get(int(raw)) if raw.isdecimal() else None
        if call is None:
            raise LookupError(f"no call {raw}")
        if action not in self.actions:
            raise ValueError(f"action must be one of {', '.join(self.actions)}")
        if call.over != (action == "redial"):
            raise ConflictError(f"the call is over: {call.ending}" if call.over else "the call is not over")
        return self.call_view(self.lead(call, action, body))

    async def _settings(self, request: web.Request) -> dict[str, Any]:
        self.change_settings(await read_object(request))
        self.settings_changed()
        return self.settings_view()


def sound(content: bytes | None) -> web.Response:
    """A WAV file, HTTP 404 for None."""
    if content is None:
        raise web.HTTPNotFound
    return web.Response(body=content, content_type="audio/wav")


def digit_of(body: dict[str, Any], least: int = 0) -> int:
    digit = body.get("digit")
    if isinstance(digit, bool) or not isinstance(digit, int) or not least <= digit <= 9:
        raise ValueError(f"digit must be {least} to 9")
    return digit
