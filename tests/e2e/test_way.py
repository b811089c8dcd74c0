"""How long the way of one order is, from `/call` to the reply that tells its end: transactions, reads, files."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from sqlalchemy import Connection, Engine, event

from tests.fakes.clock import MovedClock
from tests.support.indoors import NEVER_ENDS, House, house
from tests.support.office import Person, new_phone

ROOT = Path(__file__).parents[2]
OURS = tuple(f"{ROOT}/{folder}/" for folder in ("bot", "handlers", "storage"))
SANDBOX = f"{ROOT}/bot/sandbox/"
POLL = 30.0
"""Seconds: nothing is polled but by the test."""
TRANSACTIONS, READS, FILES = 10, 4, 108


class Trace:
    """What is committed, what is asked, and the files in which a function runs."""

    def __init__(self) -> None:
        self.is_told = asyncio.Event()
        """That a notice is delivered is stored."""
        self._loop = asyncio.get_running_loop()
        self._now: list[str] = []
        self.begin()

    def begin(self) -> None:
        self.transactions: list[list[str]] = []
        self.asked: list[str] = []
        self.files: set[str] = set()
        self._seen: set[CodeType] = set()
        self.is_told.clear()

    def on_begin(self, connection: Connection) -> None:
        self._now = []

    def on_statement(self, connection: Connection, cursor: Any, statement: str, *_: Any) -> None:
        self._now.append(" ".join(statement.split())[:120])
        self.asked.append(statement)

    def on_commit(self, connection: Connection) -> None:
        self.transactions.append(self._now)
        if any(statement.startswith("UPDATE notices SET delivered_at") for statement in self._now):
            self._loop.call_soon_threadsafe(self.is_told.set)

    def on_call(self, frame: FrameType, kind: str, argument: object) -> None:
        code = frame.f_code
        if kind != "call" or code in self._seen:
            return
        self._seen.add(code)
        name = code.co_filename
        if code.co_name != "<module>" and name.startswith(OURS) and not name.startswith(SANDBOX):
            self.files.add(name.removeprefix(f"{ROOT}/"))

    @property
    def reads(self) -> int:
        """Of an order with its calls."""
        return sum("LEFT OUTER JOIN calls" in statement for statement in self.asked)

    def lines(self) -> str:
        of_each = [f"{number}. " + "\n   ".join(asked) for number, asked in enumerate(self.transactions, 1)]
        return "\n".join([*of_each, f"{self.reads} reads", f"{len(self.files)} files:", *sorted(self.files)])


@asynccontextmanager
async def traced(home: House) -> AsyncIterator[Trace]:
    trace = Trace()
    listeners: dict[str, Callable[..., None]] = {
        "begin": trace.on_begin,
        "before_cursor_execute": trace.on_statement,
        "commit": trace.on_commit,
    }
    for name, listener in listeners.items():
        event.listen(Engine, name, listener)
    await home.app.database.run(lambda _: sys.setprofile(trace.on_call))
    sys.setprofile(trace.on_call)
    try:
        yield trace
    finally:
        sys.setprofile(None)
        await home.app.database.run(lambda _: sys.setprofile(None))
        for name, listener in listeners.items():
            event.remove(Engine, name, listener)


async def order(home: House, clock: MovedClock, oleg: Person) -> None:
    phone = new_phone("01")
    text = f"Заказ {phone} готов"
    await oleg.says(f"/call {phone} {text}")
    card = await oleg.sees(lambda shown: text in shown.text and shown.has("Позвонить"))
    await oleg.presses("Позвонить", card)
    call = (await home.office.request("create", phone=phone))["answer"]["data"][0]["id"]
    await oleg.sees_in(card, "звонок в очереди")
    await home.office.post(f"providers/calldog/calls/{call}/act", action="busy")
    clock.shift += timedelta(seconds=POLL + 1)
    await home.app.core.track.poll()
    await oleg.sees_reply(card)


async def test_an_order_passes_through_few_transactions(tmp_path: Path) -> None:
    clock = MovedClock()
    async with house(tmp_path, pace=NEVER_ENDS, poll=POLL, clock=clock) as home, traced(home) as trace:
        home.app.scheduler.remove_all_jobs()
        oleg = await home.office.person()
        ways = []
        for _ in range(4):
            trace.begin()
            await order(home, clock, oleg)
            await asyncio.wait_for(trace.is_told.wait(), 60)
            ways.append((len(trace.transactions), trace.reads, len(trace.files), trace.lines()))
    # Of the first what is loaded and remembered once is a part; of the others the last edit may be stored by itself.
    transactions, reads, files, lines = min(ways[1:])
    assert transactions <= TRANSACTIONS, lines
    assert reads <= READS, lines
    assert files <= FILES, lines
