"""Zvonobot's HTTP front and its staff: requests answered, sounds served, calls led by hand, records moderated."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.sandbox.params import UnreadableError, read_params, shown
from bot.sandbox.provider import digit_of, sound
from bot.sandbox.steering import ConflictError, answered, read_object
from bot.sandbox.timeline import outcome_of
from bot.sandbox.wav import tone
from bot.sandbox.wire import Asked, Lost, Reply, json_reply
from bot.sandbox.zvonobot import answers, model
from bot.sandbox.zvonobot.account import CAUSE_MACHINE, Zvonobot
from bot.sandbox.zvonobot.fields import ZvonobotError, refused
from bot.sandbox.zvonobot.model import Call


@dataclass(slots=True, frozen=True)
class Operation:
    """`act` returns what goes under `data`, or `Lost`; it may raise ZvonobotError."""

    name: str
    act: Callable[[Any, Asked], Any]
    method: str = "POST"
    folder: str = "apiCalls"


class ZvonobotTwin(Zvonobot):
    operations: tuple[Operation, ...]
    actions = ("answer", "busy", "no_answer", "digit", "say", "hangup", "voicemail", "redial")

    def routes(self) -> list[web.RouteDef]:
        base = f"/{self.name}"
        known = [web.route("*", f"{base}/{each.folder}/{each.name}", self._handler(each)) for each in self.operations]
        folders = sorted({each.folder for each in self.operations})
        return [
            *super().routes(),
            web.post(f"/api/providers/{self.name}/records/{{id}}/moderate", answered(self._moderate)),
            *known,
            *(web.route("*", f"{base}/{folder}/{{name:.*}}", self._unknown) for folder in folders),
            web.get(f"{base}/recordings/{{id:\\d+}}.wav", self._recording),
            web.get(f"{base}/records/{{id:\\d+}}.wav", self._record),
        ]

    def _handler(self, operation: Operation) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.StreamResponse:
            return await self._serve(request, operation.name, operation)

        return handle

    async def _unknown(self, request: web.Request) -> web.StreamResponse:
        return await self._serve(request, request.match_info["name"], None)

    async def _serve(self, request: web.Request, name: str, operation: Operation | None) -> web.StreamResponse:
        params, problem = await _read(request)
        asked = self.asked(request, params)

        def act() -> Reply:
            try:
                if operation is None:
                    raise refused("Метод не найден.", 404)
                if problem is not None:
                    raise problem
                if request.method != operation.method:
                    raise refused(f"Метод {request.method} не поддерживается.", 405)
                if params.get("apiKey") != self.settings.key:
                    raise refused("Неверный API-ключ.", 401)
                return self._reply(operation.act(self, asked))
            except ZvonobotError as error:
                return json_reply(error.status, error.body)

        return await self.serve(request, name, shown(params), act)

    def _reply(self, data: Any) -> Reply:
        body = data.data if isinstance(data, Lost) else data
        if self.settings.answer_shape == "envelope":
            body = {"status": "success", "data": body}
        elif isinstance(body, list) and len(body) == 1:
            # The documents print a list of one as the one itself.
            body = body[0]
        return json_reply(200, Lost(body) if isinstance(data, Lost) else body)

    async def _recording(self, request: web.Request) -> web.Response:
        """Like every sound a real file, and without a key, as in the provider's storage."""
        self.timeline.settle()
        call = self.calls.get(int(request.match_info["id"]))
        return sound(tone() if call and answers.recording(call) else None)

    async def _record(self, request: web.Request) -> web.Response:
        found = self.record(int(request.match_info["id"]))
        return sound((found.audio or tone()) if found else None)

    async def _moderate(self, request: web.Request) -> dict[str, Any]:
        """`approve` also starts the calls that waited for this record."""
        body = await read_object(request)
        raw, decision = request.match_info["id"], body.get("decision")
        record = self.record(int(raw)) if raw.isdecimal() else None
        if record is None:
            raise LookupError(f"no record {raw}")
        if decision not in ("approve", "refuse"):
            raise ValueError("decision must be approve or refuse")
        record.need_moderation = decision == "refuse"
        record.status = "ready" if decision == "approve" else ""
        record.moderator_comment = str(body.get("comment") or "")
        self.record_changed(record)
        self.release_moderated()
        return self.record_view(record)

    def lead(self, call: Call, action: str, body: dict[str, Any]) -> Call:
        if action == "redial":
            # A new call that names the old one, with the same order.
            return self.add_call(Call(call.phone, call.order, outcome_of(call.phone), previous_id=call.id))
        if call.held:
            raise ConflictError("the call waits for moderation")
        if action in ("digit", "say"):
            self._press(call, digit_of(body, model.STAYED_ON_LINE) if action == "digit" else _word(call, body))
        elif action == "hangup":
            self._hang_up(call)
        elif action == "voicemail":
            self.finish(call, self._talk(call), CAUSE_MACHINE)
        elif call.status == model.ANSWERED:
            raise ConflictError("already answered")
        elif action == "answer":
            self._talk(call)
        else:
            end = self.busy if action == "busy" else self.no_answer
            end(call, self._ring(call))
        return call

    def _ring(self, call: Call) -> float:
        """It rings from now on if it did not."""
        now = self.take_over(call)
        if call.status == model.CREATED:
            self.process(call, now)
        if call.status == model.PROCESSED:
            self.start(call, now)
        return now

    def _talk(self, call: Call) -> float:
        now = self._ring(call)
        if call.status == model.STARTED:
            self.answer(call, now)
        return now

    def _press(self, call: Call, answer: model.Answer) -> None:
        now = self._talk(call)
        self.press(call, now, answer)
        # By hand there is no script to bring the manager to the telephone: he answers at once.
        self.manager_answer(call, now)

    def _hang_up(self, call: Call) -> None:
        now = self.take_over(call)
        if call.status == model.ANSWERED:
            self.finish(call, now)
        else:
            self.end(call, now, model.CANCELED)


def _word(call: Call, body: dict[str, Any]) -> str:
    word = body.get("word")
    if not isinstance(word, str) or not word.strip():
        raise ValueError("word must be a text")
    if not call.order.listens:
        raise ConflictError("the call does not recognise words")
    return word.strip()


async def _read(request: web.Request) -> tuple[dict[str, Any], ZvonobotError | None]:
    try:
        return await read_params(request), None
    except UnreadableError as error:
        return {}, refused(str(error), error.status)
