"""The sandbox from a test's side: people write and press, faults are ordered, requests are counted.

Everything goes over HTTP, and whoever waits is woken by the sandbox: no test sleeps.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeVar

import httpx

from bot.domain.access import Role
from tests.support.form import misshapen
from tests.support.messages import Message, read_message
from tests.support.people import ADMIN, POOLS
from tests.support.processes import TOKEN

T = TypeVar("T")
Request = dict[str, Any]

PATIENCE = 60.0
"""Seconds. Only what never comes takes so long, even on a busy machine."""
_numbers = itertools.count(10_000)
_strangers = itertools.count(5001)
_free: defaultdict[str, dict[Role, Iterator[int]]] = defaultdict(
    lambda: {role: iter(ids) for role, ids in POOLS.items()}
)
"""People of the pools whom no test has taken yet, by the sandbox's address."""


def new_phone(ending: str = "00") -> str:
    """A number that no other test calls, `7999NNNNNXX`; its ending chooses how the call goes."""
    return f"7999{next(_numbers)}{ending}"


def _holds(request: Request, name: str, value: str) -> bool:
    """A phone may stand among `phones` as well."""
    return str(request.get(name)) == value or (name == "phone" and value in map(str, request.get("phones") or ()))


class Office:
    def __init__(self, root: str) -> None:
        self._http = httpx.AsyncClient(base_url=root, timeout=130, trust_env=False)
        self.root = root
        self._since = 0

    async def open(self) -> None:
        self._since = await self.seq()

    async def close(self) -> None:
        await self._http.aclose()

    async def post(self, path: str, **data: Any) -> Any:
        """Raises AssertionError with the sandbox's own words."""
        answer = await self._http.post(f"/api/{path}", json=data)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        return answer.json()

    async def get(self, path: str, **query: Any) -> Any:
        answer = await self._http.get(f"/api/{path}", params=query)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        return answer.json()

    async def seq(self) -> int:
        return int((await self.get("wait", after=0, timeout=0))["seq"])

    async def until(self, look: Callable[[], Awaitable[T | None]], timeout: float = PATIENCE) -> T | None:
        """What `look` finds, asked anew whenever something happened in the sandbox; None when time is up."""
        deadline = time.monotonic() + timeout
        seq = await self.seq()
        while True:
            found = await look()
            left = deadline - time.monotonic()
            if found is not None or left <= 0:
                return found
            seq = (await self.get("wait", after=seq, timeout=left))["seq"]

    # --- people and chats

    async def person(self, role: Role | None = Role.OPERATOR, language: str = "ru", **profile: Any) -> Person:
        """Returns a new person in their private chat, a stranger when `role` is None."""
        person_id = next(_free[self.root][role]) if role else next(_strangers)
        named = {"first_name": "Павел", "last_name": f"{person_id}", **profile}
        await self.post("people", id=person_id, language_code=language, **named)
        return Person(self, person_id, f"{named['first_name']} {named['last_name'] or ''}".strip(), person_id)

    async def admin(self) -> Person:
        """The administrator of the settings, who has written to the bot before."""
        anna = Person(self, ADMIN, "Анна Смирнова", ADMIN)
        if not await anna.messages():
            await anna.says("/start")
            await anna.sees("/users")
        return anna

    async def group(self, *people: Person) -> int:
        chat = await self.post("chats", type="supergroup", title="Смена", members=[person.id for person in people])
        return int(chat["id"])

    # --- the wire

    async def unconfirmed(self) -> int:
        """Updates that wait at Telegram, or that the bot has not said it has."""
        answer = await self._http.get(f"/telegram/bot{TOKEN}/getWebhookInfo")
        return int(answer.json()["result"]["pending_update_count"])

    async def requests(
        self, operation: str, target: str = "calldog", journal: Request | None = None, **fields: Any
    ) -> list[Request]:
        """The journal since this test began.

        `fields` are values that the request must hold, `journal` those that its entry must.
        """
        entries = await self.get("requests", target=target, operation=operation)
        return [
            entry
            for entry in entries
            if entry["seq"] > self._since
            and all(entry[name] == value for name, value in (journal or {}).items())
            and all(_holds(entry["request"] or {}, name, str(value)) for name, value in fields.items())
        ]

    async def creates(self, phone: str) -> int:
        """How many requests asked the provider to call this number."""
        return len(await self.requests("create", phone=phone))

    async def request(self, operation: str, timeout: float = PATIENCE, **fields: Any) -> Request:
        """The first such request of this test, as soon as it has come."""

        async def look() -> Request | None:
            return next(iter(await self.requests(operation, **fields)), None)

        found = await self.until(look, timeout)
        assert found is not None, f"no {operation} with {fields}"
        return found

    async def refused_by_telegram(self) -> list[Request]:
        """Requests of this test that Telegram answered with 400.

        Somebody of the pools whom no test has taken yet has no chat: that refusal is as it must be.
        """
        return [
            entry
            for entry in await self.get("requests", target="telegram")
            if entry["seq"] > self._since and entry["status"] == 400 and "chat not found" not in str(entry["answer"])
        ]

    async def misshapen(self) -> list[str]:
        """Keyboards of this test that no phone shows well."""
        entries = await self.get("requests", target="telegram")
        sent = [entry["request"] or {} for entry in entries if entry["seq"] > self._since]
        given = [request.get("reply_markup") or {} for request in sent]
        markups = [json.loads(one) if isinstance(one, str) else one for one in given]  # beside a file it is a string
        return [said for markup in markups for said in misshapen(markup.get("inline_keyboard", []))]

    async def fault(self, kind: str, operation: str, target: str = "calldog", **more: Any) -> None:
        await self.post("faults", target=target, operation=operation, kind=kind, **more)

    async def no_more_faults(self) -> None:
        """Forgets all ordered faults and cuts the requests that hang."""
        await self._http.delete("/api/faults")

    async def at_once(self, *taps: Awaitable[str]) -> list[str]:
        """What each tap was answered. The bot hears of all of them in one batch of updates, and before of no end."""
        await self.fault("hang", "getUpdates", target="telegram")
        await (await self.person(None)).says("Здесь ждут")  # ends the poll that was under way
        await self.request("getUpdates", target="telegram", journal={"fault": "hang"})
        ids = await asyncio.gather(*taps)
        await self.no_more_faults()
        await self.fault("hang", "get", times=1000)  # the bot asks for updates again after a second
        answers = [await self._answer(id_) for id_ in ids]
        await self.no_more_faults()
        return answers

    async def _answer(self, query_id: str) -> str:
        answer = await self.request("answerCallbackQuery", target="telegram", callback_query_id=query_id)
        return str(answer["request"].get("text") or "")

    async def calldog(self, **settings: Any) -> None:
        await self.post("providers/calldog/settings", **settings)

    async def repeat(self, update_id: int) -> None:
        await self.post("updates/repeat", update_id=update_id)

    async def update_of_press(self, query_id: str) -> int:
        """The number of the update that told the bot of this press."""
        for entry in await self.get("requests", target="telegram", operation="getUpdates"):
            for update in (entry["answer"] or {}).get("result") or []:
                if update.get("callback_query", {}).get("id") == query_id:
                    return int(update["update_id"])
        raise AssertionError(f"press {query_id} was never delivered")


class Person:
    """Somebody at their Telegram, with one chat open: `says`, `presses`, `sees`."""

    def __init__(self, office: Office, person_id: int, name: str, chat: int) -> None:
        self.office = office
        self.id = person_id
        self.name = name
        self.chat = chat
        self.last_press = ""

    def at(self, chat: int) -> Person:
        """The same person with another chat open."""
        return Person(self.office, self.id, self.name, chat)

    async def says(self, text: str, reply_to: int | None = None, **attached: Any) -> Any:
        """`{"message_id", "update_id"}`; `update_id` is None where the bot does not see the message."""
        more = {"reply_to": reply_to} if reply_to else {}
        body = {"from": self.id, "text": text, **more, **attached}
        return await self.office.post(f"chats/{self.chat}/messages", **body)

    async def shares(self, phone: str, name: str = "Клиент") -> Any:
        contact = {"phone_number": phone, "first_name": name}
        return await self.office.post(f"chats/{self.chat}/messages", **{"from": self.id}, contact=contact)

    async def forwards(self, message_id: int, to: int) -> Any:
        """A message of the open chat, into another; answers as `says`."""
        path = f"chats/{self.chat}/messages/{message_id}/forward"
        return await self.office.post(path, **{"from": self.id}, to=to)

    async def deletes(self, message_id: int) -> None:
        await self.office.post(f"chats/{self.chat}/messages/{message_id}/delete", **{"from": self.id})

    async def presses(self, label: str, under: Message | None = None, wait: float = PATIENCE) -> str:
        """What the bot answered to the press, empty when that is nothing to read.

        Under a given message it is the button that bore this label when the message was read.
        """
        message = under or await self.sees(lambda shown: shown.has(label))
        pressed = await self._press(message, label, wait)
        self.last_press = pressed["callback_query_id"]
        assert pressed["answer"] is not None, f"«{label}»: the press was never answered"
        return pressed["answer"].get("text") or ""

    async def taps(self, label: str, under: Message) -> str:
        """The press's id, at once: for `Office.at_once`."""
        return str((await self._press(under, label, 0))["callback_query_id"])

    async def _press(self, message: Message, label: str, wait: float) -> Any:
        path = f"chats/{self.chat}/messages/{message.id}/press"
        return await self.office.post(path, **{"from": self.id}, data=message.data_of(label), wait=wait)

    async def messages(self) -> list[Message]:
        """All of the chat, the oldest first."""
        return [read_message(data) for data in await self.office.get(f"chats/{self.chat}/messages")]

    async def replies(self) -> list[Message]:
        """What the bot wrote in the chat and did not delete."""
        return [message for message in await self.messages() if message.by_bot and not message.deleted]

    async def sees(self, what: str | Callable[[Message], bool], timeout: float = PATIENCE) -> Message:
        """The bot's newest message with this text in it (or that fits), as soon as there is one."""

        def fits(message: Message) -> bool:
            return what in message.text if isinstance(what, str) else what(message)

        async def look() -> Message | None:
            return next((shown for shown in reversed(await self.replies()) if fits(shown)), None)

        found = await self.office.until(look, timeout)
        if found is None:
            transcript = "\n".join(map(str, await self.messages()))
            raise AssertionError(f"{self.name} does not see {what!r}:\n{transcript}")
        return found

    async def sees_in(self, card: Message, text: str, timeout: float = PATIENCE) -> Message:
        """The same message, as soon as it shows this text."""
        return await self.sees(lambda shown: shown.id == card.id and text in shown.text, timeout)

    async def sees_reply(self, card: Message, text: str = "", timeout: float = PATIENCE) -> Message:
        """The bot's reply to this message: how it tells a result."""
        return await self.sees(lambda shown: shown.reply_to == card.id and text in shown.text, timeout)
