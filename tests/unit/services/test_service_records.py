"""What a provider last said of its records: kept for cards and menus, which ask nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.errors import Unreachable
from bot.domain.menu_edits import change_branch
from bot.domain.menus import Branch, Menu
from bot.domain.records import HeardRecord, KnownRecord, RecordStage
from bot.domain.sayings import Record, Saying
from bot.ports.abilities import RecordState
from bot.services.menu_files import Twin
from bot.services.records.listing import LONGEST_NAME
from storage.tables import provider_records
from tests.fakes.clock import NOON
from tests.fakes.provider import FakeProvider
from tests.fakes.services import ListingRecords
from tests.support.menu_desk import Desk, Speaking, open_desk
from tests.support.orders import draft_change
from tests.support.people import MARIA, OLEG
from tests.support.world import World
from tests.unit.services.recording import make


@pytest.fixture
def service() -> FakeProvider:
    return ListingRecords()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(tmp_path) as desk:
        yield desk


async def ask(world: World) -> None:
    """Long after the last time."""
    world.clock.advance(60)
    await world.api.records.choices(OLEG, "calldog")


async def played(world: World, record_id: str, menu: Menu | None = None) -> dict[str, KnownRecord]:
    order = await world.draft("+7 999 123-45-67")
    change = draft_change(order.id, saying=Saying(Record(record_id)), menu_id=menu.id if menu else None)
    return dict((await world.api.orders.change(OLEG, change)).records)


async def test_an_order_knows_what_only_the_service_knows(world: World) -> None:
    world.provider.records.put("5", "Из кабинета", RecordState.WAITING)
    assert await played(world, "5") == {}, "nobody was asked yet"
    await ask(world)
    assert await played(world, "5") == {"5": HeardRecord("5", "Из кабинета", RecordStage.WAITING)}
    assert await played(world, "6") == {}

    new = Menu("Опрос", "calldog", Saying("а"), (Branch("1", said=Record("5")),), author_id=OLEG.id)
    menu = await world.database.transact(lambda uow: uow.menus.add(new, "message:1", NOON))
    world.provider.capabilities = world.provider.capabilities | Speaking.capabilities
    world.provider.menu_limits = Speaking.menu_limits
    assert set(await played(world, "6", menu)) == {"5"}


async def test_what_was_made_here_is_better_known(world: World) -> None:
    record = await make(world, "Наш")
    world.provider.records.put("7001", "Другое имя", RecordState.REFUSED)
    await ask(world)
    (known,) = (await played(world, "7001")).values()
    assert known == record


async def test_the_last_word_stays_while_the_service_is_silent(world: World) -> None:
    world.provider.records.put("5", "Их", RecordState.REFUSED)
    await ask(world)
    world.provider.records.list_error = Unreachable("provider-unreachable")
    await ask(world)
    assert (await played(world, "5"))["5"].stage is RecordStage.REFUSED
    world.provider.records.list_error = None
    world.provider.records.moderate("5", RecordState.APPROVED)
    await ask(world)
    assert (await played(world, "5"))["5"].stage is RecordStage.APPROVED
    del world.provider.records.kept["5"]
    await ask(world)
    assert await played(world, "5") == {}


async def test_nothing_new_is_not_written(world: World) -> None:
    world.provider.records.put("5", "Их")
    await ask(world)
    first = await world.rows(provider_records)
    await ask(world)
    assert world.provider.records.listed == 2
    assert await world.rows(provider_records) == first
    world.provider.records.put("6", "Ещё")
    await ask(world)
    assert {row[-1] for row in await world.rows(provider_records)} == {world.clock.now()}


async def test_any_name_is_kept_short(world: World) -> None:
    world.provider.records.put("5", "", RecordState.UNKNOWN)
    world.provider.records.put("6", "я" * 9000)
    await ask(world)
    assert await played(world, "5") == {"5": HeardRecord("5", "5", RecordStage.READY)}
    assert (await played(world, "6"))["6"].name == "я" * LONGEST_NAME


@pytest.mark.parametrize(
    ("stage", "keys", "usable"),
    [
        (RecordStage.READY, [], True),
        (RecordStage.APPROVED, [], True),
        (RecordStage.WAITING, ["menu-record-waiting"], True),
        (RecordStage.REFUSED, ["menu-record-refused"], False),
    ],
)
async def test_a_menu_judges_them_as_ours(desk: Desk, stage: RecordStage, keys: list[str], usable: bool) -> None:
    menu_id = (await desk.ready()).menu.id
    heard = [HeardRecord("1342", "Из кабинета", stage)]
    await desk.database.transact(lambda uow: uow.provider_records.heard("obzvonov", heard, NOON))
    view = await desk.edit(menu_id, lambda menu: change_branch(menu, "1", said=Record("1342")))
    assert ([flaw.key for flaw in view.flaws], view.can_be_used) == (keys, usable)
    assert view.records["1342"].name == "Из кабинета"


async def test_a_menu_from_a_file_has_its_records_looked_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Speaking, "capabilities", Speaking.capabilities | ListingRecords.capabilities)
    menu_id = (await desk.ready()).menu.id
    out = await desk.menus.export_file(MARIA, menu_id)
    await desk.menus.import_file(MARIA, out.content, "file:1", twin=Twin.KEPT)
    assert desk.providers["obzvonov"].records.listed == 0, "a menu without records asks nothing"
    await desk.edit(menu_id, lambda menu: change_branch(menu, "1", said=Record("5")))
    desk.providers["obzvonov"].records.put("5", "Их", RecordState.WAITING)
    out = await desk.menus.export_file(MARIA, menu_id)
    back = await desk.menus.import_file(MARIA, out.content, "file:2", twin=Twin.KEPT)
    assert [flaw.key for flaw in back.flaws] == ["menu-record-waiting"]
