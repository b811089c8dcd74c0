"""Posting updates to the bot's webhook: in order within a chat, again and again until it answers 2xx."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from pydantic_core import to_json

from bot.sandbox.telegram.office import WebhookState
from bot.sandbox.telegram.updates import Update, Updates

ANSWER_WITHIN = aiohttp.ClientTimeout(total=60)
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 30.0

CallFromAnswer = Callable[[dict[str, Any]], Awaitable[None]]


class WebhookSender:
    """Runs until closed; `call` carries out the method a webhook may name in its answer."""

    def __init__(self, state: WebhookState, updates: Updates, call: CallFromAnswer) -> None:
        self._state = state
        self._updates = updates
        self._call = call
        self._lanes: dict[int, deque[Update]] = {}
        self._slots = asyncio.Semaphore(state.max_connections)
        self._tasks: set[asyncio.Task[None]] = set()
        self._start(self._run())

    def stop(self) -> None:
        """What was not delivered goes back."""
        for task in self._tasks:
            task.cancel()
        self._updates.put_back([update for lane in self._lanes.values() for update in lane])
        self._lanes.clear()

    async def close(self) -> None:
        self.stop()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self) -> None:
        async with aiohttp.ClientSession(timeout=ANSWER_WITHIN) as session:
            while True:
                await self._updates.arrived()
                while update := self._updates.next():
                    self._line_up(session, update)

    def _line_up(self, session: aiohttp.ClientSession, update: Update) -> None:
        key = _chat_of(update)
        if key in self._lanes:
            self._lanes[key].append(update)
            return
        self._lanes[key] = deque([update])
        self._start(self._follow(session, key))

    async def _follow(self, session: aiohttp.ClientSession, key: int) -> None:
        lane = self._lanes[key]
        while lane:
            async with self._slots:
                await self._deliver(session, lane[0])
            lane.popleft()
        del self._lanes[key]

    async def _deliver(self, session: aiohttp.ClientSession, update: Update) -> None:
        pause = FIRST_PAUSE
        while not await self._post(session, update):
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _post(self, session: aiohttp.ClientSession, update: Update) -> bool:
        headers = {"Content-Type": "application/json"}
        if self._state.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._state.secret_token
        try:
            async with session.post(self._state.url, data=to_json(update), headers=headers) as answer:
                if 200 <= answer.status < 300:
                    await self._obey(answer)
                    return True
                problem = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            problem = "Connection timed out" if isinstance(error, TimeoutError) else "Connection refused"
        self._state.last_error_date = int(time.time())
        self._state.last_error_message = problem
        return False

    async def _obey(self, answer: aiohttp.ClientResponse) -> None:
        """A bot may answer with a method to carry out; Telegram never tells it the result."""
        called: Any
        if answer.content_type.startswith("multipart/"):
            called = await _parts(answer)
        else:
            try:
                called = json.loads(await answer.text() or "{}")
            except ValueError:
                return
        if isinstance(called, dict) and isinstance(called.get("method"), str):
            await self._call(called)

    def _start(self, work: Any) -> None:
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _parts(answer: aiohttp.ClientResponse) -> dict[str, Any]:
    called: dict[str, Any] = {}
    async for part in aiohttp.MultipartReader.from_response(answer):
        if isinstance(part, aiohttp.BodyPartReader) and part.name and not part.filename:
            called[part.name] = await part.text()
    return called


def _chat_of(update: Update) -> int:
    for kind, payload in update.items():
        if kind != "update_id":
            place = payload.get("message", payload)
            return int(place.get("chat", {}).get("id", 0))
    return 0
