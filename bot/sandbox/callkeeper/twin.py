"""CallKeeper's HTTP front: named requests by GET or POST, parameters nested as PHP nests them; recordings."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from bot.sandbox.callkeeper import answers, cabinet, checks, orders
from bot.sandbox.callkeeper.account import Callkeeper
from bot.sandbox.callkeeper.checks import Refusal
from bot.sandbox.params import UnreadableError, nest, read_params, shown
from bot.sandbox.provider import sound
from bot.sandbox.wav import tone
from bot.sandbox.wire import Asked, Reply, json_reply

DOCUMENTATION = """<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>CallKeeper API</title></head>
<body><h1>Использование HTTPS REST API CallKeeper</h1>
<p>Методы: makeCalls, orderCall, getCallInfo, getCallsInfo, getCallsCompleted, getCallsByStatus, getUserInfo,
createWidget, deleteWidget, getT2C, tag, getDoc.</p></body></html>"""

OPERATIONS: dict[str, Callable[[Callkeeper, Asked], Any]] = {
    "makeCalls": orders.make_calls,
    "orderCall": orders.order_call,
    "getCallInfo": cabinet.get_call_info,
    "getCallsInfo": cabinet.get_calls_info,
    "getCallsCompleted": cabinet.get_calls_completed,
    "getCallsByStatus": cabinet.get_calls_by_status,
    "getUserInfo": cabinet.get_user_info,
    "getT2C": cabinet.get_t2c,
    "createWidget": cabinet.create_widget,
    "deleteWidget": cabinet.delete_widget,
    "tag": cabinet.set_tag,
    "getDoc": lambda _, __: DOCUMENTATION,
}


class CallkeeperTwin(Callkeeper):
    def routes(self) -> list[web.RouteDef]:
        return [
            *super().routes(),
            web.get(f"/{self.name}/records/{{id:\\d+}}.wav", self._recording),
            web.route("*", f"/{self.name}/{{rest:.*}}", self._serve),
        ]

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        # The documents' example of `tag` puts `&` where `?` belongs: both are understood.
        path = request.rel_url.raw_path.removeprefix(f"/{self.name}/")
        name, _, more = path.partition("&")
        name = unquote(name).strip("/")
        params = nest(parse_qsl(more, keep_blank_values=True))
        problem = None
        try:
            params |= await _params(request)
        except UnreadableError:
            problem = Refusal(*checks.WRONG_TYPE)
        asked = self.asked(request, params)
        return await self.serve(request, name, shown(params), lambda: self._reply(request.method, name, asked, problem))

    def _reply(self, method: str, name: str, asked: Asked, problem: Refusal | None) -> Reply:
        try:
            if method not in ("GET", "POST"):
                raise Refusal(*checks.UNKNOWN_METHOD)
            if problem is not None:
                raise problem
            if name not in OPERATIONS:
                raise Refusal(*checks.MISMATCHED)
            if self.settings.host_check and asked.peer not in self.settings.hosts:
                raise Refusal(*checks.UNAUTHORIZED_HOST)
            data = OPERATIONS[name](self, asked)
        except Refusal as refusal:
            body = [refusal.body] if self.settings.answer_shape == "array" else refusal.body
            return json_reply(refusal.status, body)
        if data is DOCUMENTATION:
            return Reply(200, data.encode(), f"<{len(data)} characters>", content_type="text/html")
        return json_reply(200, data)

    async def _recording(self, request: web.Request) -> web.Response:
        call = self.calls.get(int(request.match_info["id"]))
        return sound(tone() if call and answers.recording(call) else None)


async def _params(request: web.Request) -> dict[str, Any]:
    """The query string and the form. A JSON body does not count: PHP does not look into it."""
    if request.content_type.endswith("json"):
        return nest(parse_qsl(request.rel_url.raw_query_string, keep_blank_values=True))
    return await read_params(request)
