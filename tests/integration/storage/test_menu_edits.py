"""Two people change one menu at the same moment."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bot.domain.access import Role
from bot.domain.hours import Hours
from bot.domain.menu_edits import set_tag
from bot.domain.menus import Menu
from bot.domain.orders import CallingWindow
from bot.ports import UnitOfWork
from bot.services.deps import Deps
from bot.services.directory import Directory
from bot.services.menus import Menus
from bot.services.providers import Providers
from bot.services.records.listing import Listings
from bot.services.records.sending import RecordSender
from bot.services.submit_calls import Submitter
from storage.engine import SqlDatabase
from tests.fakes.clock import FakeClock
from tests.fakes.provider import FakeProvider
from tests.fakes.recordings import FakeRecordings
from tests.fakes.transcoder import FakeTranscoder
from tests.integration.storage.make import NOW, OPERATOR
from tests.integration.storage.racing import half_done


class Kolokol(FakeProvider):
    name = "kolokol"


PROVIDERS = Providers({"calldog": FakeProvider(), "kolokol": Kolokol()}, "calldog")


def edit(menu_id: int, slot: str, uow: UnitOfWork) -> None:
    menu = uow.menus.get(menu_id, lock=True)
    assert menu
    uow.menus.change(set_tag(menu, slot, slot), NOW)


async def tags(db: SqlDatabase, menu_id: int) -> list[str]:
    menu = await db.transact(lambda uow: uow.menus.get(menu_id))
    return [branch.tag for branch in menu.branches] if menu else []


async def test_each_edit_meets_the_newest_content(db: SqlDatabase) -> None:
    menu = await db.transact(lambda uow: uow.menus.add(Menu("Опрос", "calldog", author_id=OPERATOR.id), "m", NOW))
    await asyncio.gather(*(db.transact(partial(edit, menu.id, slot)) for slot in "0123456789"))
    assert await tags(db, menu.id) == list("0123456789")


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_one_that_is_not_committed_yet_is_waited_for(db: SqlDatabase) -> None:
    menu = await db.transact(lambda uow: uow.menus.add(Menu("Опрос", "calldog", author_id=OPERATOR.id), "m", NOW))
    clock = FakeClock()
    listings = Listings(db, PROVIDERS, clock)
    sender = RecordSender(db, PROVIDERS, listings, clock)
    deps = Deps(
        database=db,
        providers=PROVIDERS,
        clock=clock,
        directory=Directory(db, clock, (), shared=True),
        submitter=Submitter(db, PROVIDERS, clock, timedelta(seconds=1), lambda provider, reference: None),
        hours=Hours(CallingWindow.parse("00:00-24:00"), ZoneInfo("UTC")),
        locale="ru",
        low_balance=Decimal(0),
        transcoder=FakeTranscoder(),
        listings=listings,
        record_sender=sender,
        recordings=FakeRecordings(),
    )
    menus = Menus(deps)
    manager = replace(OPERATOR, role=Role.MANAGER)
    async with half_done(db) as first:
        await first.do(partial(edit, menu.id, "1"))
        second = asyncio.create_task(menus.change(manager, menu.id, lambda menu: set_tag(menu, "2", "2")))
        await first.until_it_waits(second)
        assert not second.done()
    assert [branch.slot for branch in (await second).menu.branches] == ["1", "2"]
    async with half_done(db) as first:
        await first.do(partial(edit, menu.id, "3"))
        third = asyncio.create_task(menus.move(manager, menu.id, "kolokol"))
        await first.until_it_waits(third)
        assert not third.done()
    assert [branch.slot for branch in (await third).menu.branches] == ["1", "2", "3"]
    assert await tags(db, menu.id) == ["1", "2", "3"]
