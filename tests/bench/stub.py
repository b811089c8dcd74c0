"""Telegram, its people and the provider, in a process of their own: lean, valid, and counting every request.

Each bot has a world of its own, named by its token. A person writes `/call`, presses the first button of the card
that comes, and begins anew when the card says that the call was accepted.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter, deque
from collections.abc import Awaitable
from typing import Any
from urllib.parse import parse_qs

from tests.bench.http_server import serve

ACCEPTED = "в очереди"
"""Stands in a card once the provider accepted its call."""
BOT = {"id": 42, "is_bot": True, "first_name": "Zvonar", "username": "zvonar_bench_bot"}
LONG_POLL = 5.0


class World:
    """`number`: of its last message and update. Telegram's never come twice, so another world goes on from it."""

    def __init__(self, number: int = 0) -> None:
        self.counts: Counter[str] = Counter()
        self.first_said = asyncio.Event()
        self.said_at = 0.0
        self._updates: deque[tuple[int, bytes]] = deque()
        self._arrived = asyncio.Event()
        self.number = number
        self._left = self._under_way = 0
        self._finished = asyncio.Event()

    # --- people

    async def round(self, people: int, orders: int) -> dict[str, Any]:
        """So many orders by so many people at once: seconds, and requests by method."""
        self.counts.clear()
        self._left, self._under_way = orders, 0
        self._finished.clear()
        started, cpu = time.perf_counter(), time.process_time()
        for person in range(1001, 1001 + people):
            self.begin(person)
        await self._finished.wait()
        seconds = time.perf_counter() - started
        return {"seconds": seconds, "counts": dict(self.counts), "cpu": time.process_time() - cpu}

    def begin(self, person: int) -> None:
        if self._left == 0:
            if self._under_way == 0:
                self._finished.set()
            return
        self._left -= 1
        self._under_way += 1
        self.write(person)

    def write(self, person: int) -> None:
        text = f"/call +7 999 123-{self.number % 100:02}-{self.number // 100 % 100:02} Ваш заказ готов"
        command = {"type": "bot_command", "offset": 0, "length": 5}
        message = {**self._message(person), "from": _person(person), "text": text, "entities": [command]}
        self._tell(message=message)

    def _press(self, person: int, form: dict[str, Any]) -> None:
        markup = form["reply_markup"]
        message = {**self._message(person), "from": BOT, "text": form["text"], "reply_markup": markup}
        self._tell(
            callback_query={
                "id": str(self.number),
                "from": _person(person),
                "message": message,
                "chat_instance": str(person),
                "data": markup["inline_keyboard"][0][0]["callback_data"],
            }
        )

    def _message(self, person: int) -> dict[str, Any]:
        self.number += 1
        chat = {"id": person, "type": "private", "first_name": f"Оператор {person}"}
        return {"message_id": self.number, "date": int(time.time()), "chat": chat}

    def _tell(self, **update: Any) -> None:
        self.number += 1
        self._updates.append((self.number, _json({"update_id": self.number, **update})))
        self._arrived.set()

    # --- Telegram

    def ask(self, method: str, body: bytes) -> bytes | Awaitable[bytes]:
        self.counts[method] += 1
        form = _fields(body)
        if method == "getUpdates":
            return self._get_updates(int(form.get("offset", 0)))
        if method == "sendMessage":
            return _ok(self._send_message(form))
        if method == "editMessageText":
            return _ok(self._edit_message(form))
        return _ok(BOT if method == "getMe" else True)

    async def _get_updates(self, offset: int) -> bytes:
        while self._updates and self._updates[0][0] < offset:
            self._updates.popleft()
        if not self._updates:
            self._arrived.clear()
            try:
                async with asyncio.timeout(LONG_POLL):
                    await self._arrived.wait()
            except TimeoutError:
                pass
        first = [update for _, update in list(self._updates)[:100]]
        return b'{"ok":true,"result":[%s]}' % b",".join(first)

    def _send_message(self, form: dict[str, Any]) -> dict[str, Any]:
        person = int(form["chat_id"])
        self.said_at = self.said_at or time.monotonic()
        self.first_said.set()
        if "reply_markup" in form and self._under_way:
            self._press(person, form)
        return self._shown(person, form)

    def _edit_message(self, form: dict[str, Any]) -> dict[str, Any]:
        person = int(form["chat_id"])
        if ACCEPTED in form["text"]:
            self._under_way -= 1
            self.begin(person)
        return self._shown(person, form)

    def _shown(self, person: int, form: dict[str, Any]) -> dict[str, Any]:
        markup = {"reply_markup": form["reply_markup"]} if "reply_markup" in form else {}
        return {**self._message(person), "from": BOT, "text": form["text"], **markup}

    # --- the provider

    def service(self, operation: str, body: bytes) -> bytes:
        """Answers with an element for each phone that the request names, be it one `phone` or several `phones`."""
        self.counts[operation] += 1
        asked = json.loads(body)
        calls = [self._placed(phone) for phone in asked.get("phones") or [asked.get("phone")]]
        return b'{"status":"success","data":%s}' % _json(calls)

    def _placed(self, phone: str | None) -> dict[str, Any]:
        self.number += 1
        return created(170_000_000 + self.number, phone)


def created(id_: int, phone: str | None) -> dict[str, Any]:
    """One element of what `create` answers, with all the fields that the engine writes."""
    nothing = "ivrDigit startedAt answeredAt managerStartedAt managerAnsweredAt finishedAt hangupCause managerStatus"
    more = "recordFilePath outgoingLineId plannedAt webhookUrl webhookParameters amScriptId tag smartDelay prevCallId"
    said = {"toBlock": 0, "cost": "0", "apiCallId": id_, "label": "", "ivrAnswers": "", "ivrIdList": "", "comment": ""}
    flags = {"needRecording": 0, "detectEndOfSpeech": False, "robotsBlockEnabled": False, "webhookTry": 0}
    return {
        "id": id_,
        "phone": phone,
        "createdAt": int(time.time()),
        **dict.fromkeys(f"{nothing} {more}".split()),
        **said,
        **flags,
    }


def _person(person: int) -> dict[str, Any]:
    return {"id": person, "is_bot": False, "first_name": f"Оператор {person}", "language_code": "ru"}


def _fields(body: bytes) -> dict[str, Any]:
    """Of JSON, or of a form, in which what is no text is JSON."""
    if body.startswith(b"{"):
        return dict(json.loads(body))
    form: dict[str, Any] = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    return {**form, **{name: json.loads(form[name]) for name in form.keys() & {"reply_markup"}}}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _ok(result: Any) -> bytes:
    return _json({"ok": True, "result": result})


class Stub:
    """`/bot42:NAME/METHOD` is Telegram, `/NAME/apiCalls/…` the provider, `/bench/…` steers."""

    def __init__(self) -> None:
        self._worlds: dict[str, World] = {}

    def handle(self, path: str, body: bytes) -> bytes | Awaitable[bytes]:
        _, first, *rest = path.split("/")
        if first.startswith("bot"):
            return self._world(first.partition(":")[2]).ask(rest[0], body)
        if first == "bench":
            return self._steer(rest[0], json.loads(body))
        return self._world(first).service(rest[-1], body)

    def _world(self, name: str) -> World:
        return self._worlds.setdefault(name, World())

    async def _steer(self, what: str, order: dict[str, Any]) -> bytes:
        if what == "round":
            return _json(await self._world(order["world"]).round(order["people"], order["orders"]))
        if what == "expect":  # somebody has written while the bot was off
            before = self._worlds.get(order["world"])
            self._worlds[order["world"]] = World(before.number if before else 0)
            self._world(order["world"]).write(order["person"])
            return _json(None)
        world = self._world(order["world"])
        await world.first_said.wait()
        return _json(world.said_at)


if __name__ == "__main__":
    asyncio.run(serve(Stub().handle))
