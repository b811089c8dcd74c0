"""`/bot<token>/<method>` and the files behind `/file/bot<token>/`."""

import re
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.journal import Journal
from bot.sandbox.params import Upload
from bot.sandbox.steering import json_answer
from bot.sandbox.telegram import methods  # noqa: F401 -- each module declares its methods
from bot.sandbox.telegram.methods.call import METHODS, Call, Method
from bot.sandbox.telegram.office import Office
from bot.sandbox.telegram.params import Raw, decode_parameters, given_chat, read_parameters, validated
from bot.sandbox.telegram.refusal import RefusalError
from bot.sandbox.wire import Reply, Wire, json_reply

# «<digits>:<35 or so characters>»; shaped like a token but too short is a token nobody has.
_TOKEN = re.compile(r"(?P<id>[1-9]\d{0,15}):(?P<secret>[A-Za-z0-9_-]{1,80})")
SHORTEST_SECRET = 30

NOT_FOUND = RefusalError(404, "Not Found")
UNAUTHORIZED = RefusalError(401, "Unauthorized")
TOO_LARGE = RefusalError(413, "Request Entity Too Large")


class BotApi:
    def __init__(self, office: Office, faults: Faults, journal: Journal) -> None:
        self.office = office
        self._wire = Wire("telegram", faults, journal)
        self._journal = journal

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/telegram/bot{token}/{method}", self.handle, allow_head=False),
            web.post("/telegram/bot{token}/{method}", self.handle),
            web.get("/telegram/file/bot{token}/{path:.+}", self.download, allow_head=False),
        ]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        try:
            self._recognise(request.match_info["token"])
            method = METHODS.get(request.match_info["method"].lower())
            if method is None:
                raise NOT_FOUND
            raw, uploads = await read_parameters(request)
        except RefusalError as refused:
            return self._finish(request.match_info["method"], {}, refused.code, refused.answer())
        except web.HTTPRequestEntityTooLarge:
            return self._finish(request.match_info["method"], {}, 413, TOO_LARGE.answer())

        async def act() -> Reply:
            return json_reply(*await self.perform(method, raw, uploads), ascii_only=False)

        return await self._wire.serve(request, method.name, _sent(raw, uploads), act, given_chat(raw))

    async def perform(self, method: Method, raw: Raw, uploads: dict[str, Upload]) -> tuple[int, dict[str, Any]]:
        """The HTTP status and the answer."""
        try:
            decode_parameters(method.model, raw, uploads)
            params = validated(method.model, raw)
            result = await method.handler(Call(self.office, params, raw, uploads))
            return 200, {"ok": True, "result": result}
        except RefusalError as refused:
            return refused.code, refused.answer()

    async def call_from_webhook(self, called: dict[str, Any]) -> None:
        """The method a webhook named in its answer; the result goes to the journal only."""
        method = METHODS.get(str(called.pop("method")).lower())
        if method is not None:
            sent = dict(called)
            status, answer = await self.perform(method, called, {})
            self._journal.add(method.name, sent, status, answer)

    async def download(self, request: web.Request) -> web.StreamResponse:
        try:
            self._recognise(request.match_info["token"])
        except RefusalError as refused:
            return json_answer(refused.answer(), refused.code)
        stored = self.office.files.by_path.get(request.match_info["path"])
        if stored is None:
            return json_answer(NOT_FOUND.answer(), 404)
        return web.Response(body=stored.data, content_type="application/octet-stream")

    def _recognise(self, token: str) -> None:
        found = _TOKEN.fullmatch(token)
        if found is None:
            raise NOT_FOUND
        if len(found["secret"]) < SHORTEST_SECRET:
            raise UNAUTHORIZED
        self.office.world.bot.id = int(found["id"])

    def _finish(self, operation: str, sent: Raw, status: int, answer: dict[str, Any]) -> web.Response:
        self._journal.add(operation, sent, status, answer)
        return json_answer(answer, status)


def _sent(raw: Raw, uploads: dict[str, Upload]) -> Raw:
    """The parameters as they came, for the journal: `raw` itself is changed by reading it."""
    if not uploads:
        return dict(raw)
    return {**raw, **{name: f"<{len(upload.data)} bytes, {upload.name}>" for name, upload in uploads.items()}}
