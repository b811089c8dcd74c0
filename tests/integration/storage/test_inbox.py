"""Updates are stored before Telegram may forget them, and handled once, whoever dies when."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.types import Message
from sqlalchemy import select

from bot.ports.keeping import Taken
from bot.telegram.inbox import FRESH_FOR, LEASE, MOST, TRIES, GetRawUpdates, Inbox, Polling
from handlers.middlewares import LatenessMiddleware
from storage.engine import SqlDatabase
from storage.material import updates
from tests.fakes.clock import FakeClock
from tests.fakes.telegram import FakeSession

Answer = list[dict[str, Any]] | Exception


def said(update_id: int, text: str = "") -> dict[str, Any]:
    person = {"id": 5, "is_bot": False, "first_name": "Иван \ud83d"}
    chat = {"id": 5, "type": "private"}
    message = {"message_id": update_id, "date": 1, "chat": chat, "from": person, "text": text or str(update_id)}
    return {"update_id": update_id, "message": message}


class Telegram:
    """The script of what getUpdates is answered; then it waits for ever."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.asked: list[GetRawUpdates] = []
        self.on_request: Callable[[GetRawUpdates], Any] = lambda _: None
        self.is_silent = asyncio.Event()

    async def make_request(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        assert isinstance(method, GetRawUpdates)
        self.asked.append(method)
        if (doing := self.on_request(method)) is not None:
            await doing
        if not self.answers:
            self.is_silent.set()
            await asyncio.Event().wait()
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


class Process:
    """One process of the bot; its handler notes what it hears, and waits while `gate` is shut."""

    def __init__(self, db: SqlDatabase, clock: FakeClock, telegram: Telegram) -> None:
        self._db = db
        self.heard, self.late, self.taken = list[str](), list[bool](), list[Taken | None]()
        self.gate, self.begun = asyncio.Event(), asyncio.Event()
        self.gate.set()
        dispatcher = Dispatcher()
        dispatcher.message.register(self._hear)
        dispatcher.update.outer_middleware(LatenessMiddleware(clock))
        self.bot = Bot("42:t", session=FakeSession(telegram))
        self.telegram = telegram
        self.inbox = Inbox(self.bot, dispatcher, db, clock)
        self.polling = Polling(self.bot, self.inbox, ["message"])

    async def _hear(self, message: Message, late: bool, taken: Taken | None) -> None:
        self.begun.set()
        await self.gate.wait()
        self.heard.append(message.text or "")
        self.late.append(late)
        self.taken.append(taken)

    async def poll(self) -> None:
        """Polls until Telegram has no more updates, then stops in good order."""
        running = asyncio.create_task(self.polling.run())
        await asyncio.wait_for(self.telegram.is_silent.wait(), 60)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await self.inbox.finish(60)

    async def resume_alone(self) -> None:
        await self._db.transact(lambda uow: uow.release_all())
        await self.inbox.resume()

    async def close(self) -> None:
        await self.inbox.finish(0)
        await self.bot.session.close()


Start = Callable[..., Process]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def start(db: SqlDatabase, clock: FakeClock) -> AsyncIterator[Start]:
    processes: list[Process] = []

    def start(*answers: Answer) -> Process:
        processes.append(Process(db, clock, Telegram(*answers)))
        return processes[-1]

    yield start
    for process in processes:
        await process.close()


async def unhandled(db: SqlDatabase) -> list[int]:
    query = select(updates.c.update_id).where(updates.c.handled_at.is_(None)).order_by(updates.c.id)
    return list(await db.run(lambda connection: connection.scalars(query).all()))


async def test_what_is_confirmed_is_stored(start: Start, db: SqlDatabase) -> None:
    process = start([said(7), said(8)])
    process.gate.clear()
    stored_at: dict[int | None, list[int]] = {}

    async def look(request: GetRawUpdates) -> None:
        stored_at[request.offset] = await unhandled(db)
        if request.offset is not None:
            process.gate.set()

    process.telegram.on_request = look
    await process.poll()
    assert stored_at == {None: [], 9: [7, 8]}
    assert process.heard == ["7", "8"]
    assert process.taken == [None, None], "of several in hand none ends by itself: they are stored as handled together"
    assert await unhandled(db) == []


async def test_what_could_not_be_stored_is_not_confirmed(
    start: Start, db: SqlDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = start([said(7)], [said(7)])
    take, failures = process.inbox.take, [RuntimeError("the disk is full")]

    async def failing(*args: Any, **kwargs: Any) -> None:
        if failures:
            raise failures.pop()
        await take(*args, **kwargs)

    monkeypatch.setattr(process.inbox, "take", failing)
    await process.poll()
    assert [request.offset for request in process.telegram.asked] == [None, None, 8]
    assert process.heard == ["7"]


async def test_a_repetition_is_not_handled_again_also_after_a_restart(start: Start) -> None:
    first = start([said(7), said(7)], [said(7)])
    await first.poll()
    second = start([said(7), said(8)])
    await second.resume_alone()
    await second.poll()
    assert (first.heard, second.heard) == (["7"], ["8"])


async def test_what_a_crash_cut_off_comes_first_and_in_order(start: Start, db: SqlDatabase) -> None:
    first = start()
    first.gate.clear()
    await first.inbox.take([said(9), said(7), said(8)])
    await first.begun.wait()
    await first.inbox.finish(0)
    assert first.heard == []

    second = start([said(10)])
    await second.resume_alone()
    await second.poll()
    assert second.heard == ["9", "7", "8", "10"]
    assert await unhandled(db) == []


async def test_what_another_process_handles_is_left_to_it_while_it_lives(start: Start, clock: FakeClock) -> None:
    first, second = start(), start()
    first.gate.clear()
    await first.inbox.take([said(7)])
    clock.advance(LEASE.total_seconds() - 1)
    await first.inbox.renew()
    clock.advance(LEASE.total_seconds() - 1)
    await second.inbox.resume()
    await second.inbox.finish(60)
    assert second.heard == []

    clock.advance(2)
    await second.inbox.renew()
    await second.inbox.finish(60)
    assert second.heard == ["7"]


async def test_an_update_that_nobody_can_read_holds_back_no_other(start: Start, db: SqlDatabase) -> None:
    process = start([{"update_id": 6, "message": {"text": 1}}, said(7)])
    await process.poll()
    assert process.heard == ["7"]
    assert await unhandled(db) == []


async def test_an_update_that_ends_each_process_is_given_up(start: Start, db: SqlDatabase) -> None:
    for _ in range(2 * TRIES):
        process = start()
        process.gate.clear()
        await process.inbox.take([said(7)])
        await process.resume_alone()
        await process.inbox.finish(0)
    assert await unhandled(db) == []


async def test_what_people_wrote_is_not_kept(start: Start, db: SqlDatabase) -> None:
    await start([said(7, "мой секрет")]).poll()
    bodies = await db.run(lambda connection: connection.scalars(select(updates.c.body)).all())
    assert bodies == [""]


async def test_odd_characters_are_kept_as_they_came(start: Start, db: SqlDatabase) -> None:
    first = start()
    first.gate.clear()
    await first.inbox.take([said(7, "a\0b\ud83d\u2028Ы")])
    (body,) = await db.run(lambda connection: connection.scalars(select(updates.c.body)).all())
    assert json.loads(body)["message"]["text"] == "a\0b\ud83d\u2028Ы"


# --- taps that people gave up on


@pytest.mark.parametrize(("seconds", "late"), [(59, False), (61, True)])
async def test_what_waited_at_telegram_for_over_a_minute_is_late(
    start: Start, clock: FakeClock, seconds: int, late: bool
) -> None:
    await start([]).poll()
    clock.advance(seconds)
    process = start([said(7)], [said(8)])
    await process.poll()
    assert process.late == [late, False]
    assert [request.timeout for request in process.telegram.asked[:2]] == [0, 10], "first what is there already"


async def test_a_bot_that_never_heard_of_updates_takes_the_first_for_late(start: Start) -> None:
    process = start([said(7)], [said(8)])
    await process.poll()
    assert process.late == [True, False]


async def test_all_that_had_gathered_is_late(start: Start) -> None:
    process = start([said(id_) for id_ in range(MOST)], [said(MOST)], [said(MOST + 1)])
    await process.poll()
    assert process.late == [True] * (MOST + 1) + [False]


async def test_what_waited_while_telegram_could_not_be_reached_is_late(start: Start, clock: FakeClock) -> None:
    lost = TelegramNetworkError(GetRawUpdates(), "no answer in time")
    process = start([], [said(7)], lost, [said(8)], [said(9)])

    async def pass_a_minute(_: GetRawUpdates) -> None:
        if process.telegram.answers[:1] == [lost]:
            await process.inbox.finish(60)
            clock.advance(61)

    process.telegram.on_request = pass_a_minute
    await process.poll()
    assert process.late == [False, True, False]


async def test_a_clock_that_jumps_while_all_is_well_makes_nothing_late(start: Start, clock: FakeClock) -> None:
    process = start([], [said(7)])
    process.telegram.on_request = lambda _: clock.advance(3600) if len(process.telegram.asked) == 2 else None
    await process.poll()
    assert process.late == [False]


async def test_what_waited_here_for_over_a_minute_is_late(start: Start, clock: FakeClock) -> None:
    first = start()
    first.gate.clear()
    await first.inbox.take([said(7)])
    await first.inbox.finish(0)
    clock.advance(FRESH_FOR.total_seconds() + 1)
    second = start()
    await second.resume_alone()
    await second.inbox.finish(60)
    assert second.late == [True]


async def test_old_ones_are_forgotten(start: Start, db: SqlDatabase, clock: FakeClock) -> None:
    process = start([said(7)])
    await process.poll()
    clock.advance(timedelta(hours=24).total_seconds())
    await process.inbox.clear()
    assert len(await db.run(lambda connection: connection.scalars(select(updates.c.id)).all())) == 1
    clock.advance(timedelta(hours=2).total_seconds())
    await process.inbox.clear()
    assert await db.run(lambda connection: connection.scalars(select(updates.c.id)).all()) == []
