"""The provider's side of the simulation API: steer calls, moderate records, change the account."""

from typing import Any

from aiohttp import web

from bot.sandbox.engine import views
from bot.sandbox.engine.account_changes import read_changes
from bot.sandbox.engine.hand import Hand
from bot.sandbox.engine.model import Call, Record
from bot.sandbox.engine.service import Engine
from bot.sandbox.steering import SteeringError, answered, read_object


class Steering:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._hand = Hand(engine)

    def routes(self) -> list[web.RouteDef]:
        base = f"/api/services/{self._engine.name}"
        return [
            web.post(f"{base}/calls/{{id}}/act", answered(self.act)),
            web.post(f"{base}/records/{{id}}/moderate", answered(self.moderate)),
            web.post(f"{base}/settings", answered(self.settings)),
        ]

    async def act(self, request: web.Request) -> dict[str, Any]:
        """Answers with the call as it became, or with the new one of a redial."""
        body = await read_object(request)
        self._engine.timeline.settle()
        call = self._call(request.match_info["id"])
        return views.call_view(self._hand.act(call, body))

    async def moderate(self, request: web.Request) -> dict[str, Any]:
        """`approve` also starts the calls that waited for this record."""
        body = await read_object(request)
        record = self._record(request.match_info["id"])
        decision = body.get("decision")
        if decision not in ("approve", "refuse"):
            raise SteeringError("decision must be approve or refuse")
        record.need_moderation = decision == "refuse"
        record.status = "ready" if decision == "approve" else ""
        record.moderator_comment = str(body.get("comment") or "")
        self._engine.record_changed(record)
        self._engine.release_moderated()
        return views.record_view(record, self._engine.files_root)

    async def settings(self, request: web.Request) -> dict[str, Any]:
        """Changes nothing when any of the values is refused. Answers with all settings."""
        changes = read_changes(await read_object(request))
        for change in changes:
            change(self._engine.account)
        self._engine.release_moderated()
        self._engine.settings_changed()
        return views.settings_view(self._engine.account)

    def _call(self, raw: str) -> Call:
        call = self._engine.account.calls.get(int(raw)) if raw.isdecimal() else None
        if call is None:
            raise SteeringError(f"no call {raw}", 404)
        return call

    def _record(self, raw: str) -> Record:
        record = self._engine.account.record(int(raw)) if raw.isdecimal() else None
        if record is None:
            raise SteeringError(f"no record {raw}", 404)
        return record
