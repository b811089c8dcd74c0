"""Five hundred calls in progress: few requests, never two at once, and a failed poll changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.providers.spec import Timing
from bot.services.track_calls import MAX_PAUSE
from storage.engine import SqlDatabase
from storage.tables import calls
from tests.fakes.clock import MovedClock
from tests.support.indoors import NEVER_ENDS, House, house
from tests.support.messages import Message
from tests.support.office import PATIENCE, Request, new_phone

CALLS, LISTS = 500, 25


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
async def following(tmp_path: Path, clock: MovedClock) -> AsyncIterator[House]:
    # However long the machine takes to place five hundred calls, the request that hangs is given up by the test alone.
    patient = Timing(answer=3600, whole=3600, whole_large=3600)
    async with house(tmp_path, pace=NEVER_ENDS, timing=patient, clock=clock) as running:
        yield running


async def _place(house: House, lists: int = LISTS, numbers: int = CALLS // LISTS) -> None:
    """Places `lists` times `numbers` more calls, all accepted by the provider."""
    office, wanted = house.office, len(await _rows(house)) + lists * numbers
    oleg = await office.person()
    for _ in range(lists):
        phones = ", ".join(new_phone("00") for _ in range(numbers))
        await oleg.says(f"/call {phones}\nВаш заказ готов")
        call = f"Позвонить всем ({numbers})" if numbers > 1 else "Позвонить"
        card = await oleg.sees(partial(Message.has, label=call))
        await oleg.presses(call, card)
        await oleg.sees_in(card, "в очереди")

    async def accepted() -> bool | None:
        return sum(row["provider_call_id"] is not None for row in await _rows(house)) == wanted or None

    assert await office.until(accepted)


async def _rows(house: House) -> list[dict[str, Any]]:
    assert isinstance(house.app.database, SqlDatabase)

    def read(connection: Connection) -> list[dict[str, Any]]:
        return [dict(row) for row in connection.execute(select(calls).order_by(calls.c.id)).mappings()]

    return await house.app.database.run(read)


def _count(get: Request) -> int:
    """The journal shows the first fifty items of a list, and how many more there were."""
    ids = get["request"]["apiCallIdList"]
    return len(ids) if len(ids) <= 50 else 50 + int(ids[-1].split("(")[1].split()[0])


async def test_five_hundred_calls_are_asked_about_in_one_request(following: House) -> None:
    office = following.office
    await office.fault("hang", "get")
    await _place(following, lists=1, numbers=1)
    first = await office.request("get")
    assert _count(first) == 1

    # While that one hangs five hundred more become due; nobody asks until it is over.
    await _place(following)
    creates = await office.requests("create")
    assert sum(len(create["request"].get("phones", ["one"])) for create in creates) == CALLS + 1
    await following.app.core.track.poll()
    assert len(await office.requests("get")) == 1, "a second poll began beside the first"
    await office.no_more_faults()

    async def asked() -> list[Request] | None:
        gets = [get for get in await office.requests("get") if get["fault"] is None]
        return gets if sum(map(_count, gets)) > CALLS else None

    gets = await office.until(asked)
    assert gets is not None
    assert max(map(_count, gets)) >= CALLS - 60, [_count(get) for get in gets]
    assert len(gets) <= 3, "one request takes five thousand ids"


async def test_a_poll_that_fails_leaves_all_as_it_was_and_the_next_goes_on(following: House, clock: MovedClock) -> None:
    office = following.office
    await _place(following, lists=2, numbers=10)
    await _settled(following)
    await _all_due(following)
    before = await _rows(following)
    for kind in ("status", "reset", "cut", "invalid_json"):
        await office.fault(kind, "get", times=3, applied=True)
        await following.app.core.track.poll()
        assert await _rows(following) == before, f"{kind} changed a row"
        clock.shift += timedelta(seconds=MAX_PAUSE)
    await following.app.core.track.poll()
    after = await _rows(following)
    assert all(row["fingerprint"] for row in after)
    assert all(new["next_poll_at"] > old["next_poll_at"] for new, old in zip(after, before, strict=True))


async def _settled(house: House) -> None:
    """Stops the timetable and waits for the poll under way."""
    house.app.scheduler.pause()
    await house.app.rounds.finish(PATIENCE)


async def _all_due(house: House) -> None:
    """Makes all calls due."""
    assert isinstance(house.app.database, SqlDatabase)
    past = calls.update().values(next_poll_at=calls.c.submitted_at, fingerprint=None)
    await house.app.database.run(lambda connection: connection.execute(past).rowcount)


async def test_polls_that_come_together_ask_once(following: House) -> None:
    office = following.office
    await _place(following, lists=1, numbers=3)
    await _settled(following)
    await _all_due(following)
    before = len(await office.requests("get"))
    await asyncio.gather(*(following.app.core.track.poll() for _ in range(5)))
    assert len(await office.requests("get")) == before + 1
