"""Menus: every change is stored at once, nobody's is lost, and everything wrong with one is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.errors import MenuProblem, NotFound, OrderProblem
from bot.domain.menu_edits import change_branch, rename, set_greeting, set_sms, set_text
from bot.domain.menus import Branch, Menu
from bot.domain.records import RecordStage
from bot.domain.sayings import Record, Saying
from bot.services.draft_orders import Written
from tests.support.menu_desk import HERE, Desk, Speaking, open_desk
from tests.support.people import MARIA, OLEG


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(tmp_path) as desk:
        yield desk


async def test_a_new_menu(desk: Desk) -> None:
    view = await desk.create("  Заказ  ")
    assert view.menu == Menu("Заказ", "obzvonov", id=view.menu.id, author_id=MARIA.id)
    assert (view.provider_title, view.can_be_used, view.limits) == ("Программа обзвонов", False, Speaking.menu_limits)
    assert await desk.read(view.menu.id) == view
    assert await desk.menus.create(MARIA, "Ещё раз", "new:  Заказ  ") == view
    assert await desk.audited() == [("menu.create", f"{view.menu.id} Заказ")]


async def test_the_service_of_a_new_menu(desk: Desk) -> None:
    assert (await desk.create("а", None)).menu.provider == "obzvonov"
    assert (await desk.create("б", "calldog")).menu.provider == "calldog"
    with pytest.raises(OrderProblem, match="cannot-menus"):
        await desk.create("в", "callkeeper")
    with pytest.raises(NotFound, match="provider-absent"):
        await desk.create("в", "mobilgroup")
    with pytest.raises(MenuProblem, match="menu-no-name"):
        await desk.create(" ")
    assert [name for name, _ in await desk.menus.providers(MARIA)] == ["obzvonov", "calldog"], "the own first"


async def test_a_change_is_stored_at_once_and_told_of(desk: Desk) -> None:
    menu_id = (await desk.create()).menu.id
    view = await desk.edit(menu_id, lambda menu: set_text(menu, "1", "Ждём вас"))
    assert view.menu.branches == (Branch("1", said="Ждём вас"),)
    assert (await desk.read(menu_id)).menu == view.menu
    assert [flaw.key for flaw in view.flaws_of(None)] == ["menu-no-greeting"]
    assert view.flaws_of("1") == ()
    assert (await desk.edit(menu_id, lambda menu: rename(menu, "Другое"))).menu.name == "Другое"
    assert (await desk.audited())[1:] == [
        ("menu.change", f"{menu_id} Заказ: 1"),
        ("menu.change", f"{menu_id} Другое: name"),
    ]


async def test_what_changes_nothing_is_not_stored(desk: Desk) -> None:
    view = await desk.create()
    assert await desk.edit(view.menu.id, lambda menu: menu) == view
    assert len(await desk.audited()) == 1


async def test_a_refused_edit_changes_nothing(desk: Desk) -> None:
    menu_id = (await desk.ready()).menu.id
    before = await desk.read(menu_id)
    with pytest.raises(MenuProblem, match="menu-long-sms"):
        await desk.edit(menu_id, lambda menu: set_sms(menu, "1", "а" * 71))
    assert await desk.read(menu_id) == before


async def test_an_edit_can_take_neither_the_menus_id_nor_its_author(desk: Desk) -> None:
    one, other = await desk.create("а"), await desk.create("б")
    await desk.edit(one.menu.id, lambda menu: replace(menu, id=other.menu.id, author_id=99, name="в"))
    assert (await desk.read(other.menu.id)).menu.name == "б"
    assert (await desk.read(one.menu.id)).menu == replace(one.menu, name="в")


async def test_what_the_service_cannot_do_is_refused(desk: Desk) -> None:
    menu_id = (await desk.create("а", "calldog")).menu.id
    for edit, key in (
        (lambda menu: set_text(menu, "1", "Ждём вас"), "menu-text-not-read"),
        (lambda menu: replace(menu, recognize=True), "menu-no-recognition"),
        (lambda menu: set_greeting(menu, Saying("а" * 1025)), "menu-long-text"),
    ):
        with pytest.raises(MenuProblem, match=key):
            await desk.edit(menu_id, edit)


async def test_two_people_at_once_lose_nothing(desk: Desk) -> None:
    menu_id = (await desk.create()).menu.id
    edits = [lambda menu, slot=slot: change_branch(menu, slot, tag=slot) for slot in "0123456789"]
    await asyncio.gather(*(desk.edit(menu_id, edit) for edit in edits))
    assert [branch.tag for branch in (await desk.read(menu_id)).menu.branches] == list("0123456789")


async def test_a_copy(desk: Desk) -> None:
    old = await desk.ready()
    copied = await desk.menus.copy(MARIA, old.menu.id, "Заказ (копия)", "copy:1")
    assert copied.menu == replace(old.menu, id=copied.menu.id, name="Заказ (копия)")
    assert (await desk.menus.copy(MARIA, old.menu.id, "Заказ (копия)", "copy:1")).menu == copied.menu
    await desk.edit(copied.menu.id, lambda menu: change_branch(menu, "2", tag="нет"))
    assert (await desk.read(old.menu.id)).menu == old.menu
    with pytest.raises(MenuProblem, match="menu-long-name"):
        await desk.menus.copy(MARIA, old.menu.id, "а" * 61, "copy:2")


async def test_a_removed_menu_is_gone(desk: Desk) -> None:
    menu_id = (await desk.create()).menu.id
    assert await desk.menus.remove(MARIA, menu_id)
    assert not await desk.menus.remove(MARIA, menu_id)
    assert (await desk.audited())[1:] == [("menu.remove", f"{menu_id} Заказ")]
    maria = replace(MARIA, phone="79991234567")
    for done in (
        desk.menus.read(maria, menu_id),
        desk.menus.change(maria, menu_id, lambda menu: menu),
        desk.menus.copy(maria, menu_id, "а", "c"),
        desk.menus.move(maria, menu_id, "calldog"),
        desk.menus.export_file(maria, menu_id),
        desk.menus.draft_call(maria, menu_id, Written("+7 999 123-45-67", HERE, "w")),
        desk.menus.draft_call_to_me(maria, menu_id, HERE, "m"),
    ):
        with pytest.raises(NotFound, match="menu-gone"):
            await done


async def test_to_another_service(desk: Desk) -> None:
    menu_id = (await desk.ready()).menu.id
    await desk.edit(menu_id, lambda menu: change_branch(menu, "2", said=Record("5"), tag="а"))
    await desk.edit(menu_id, lambda menu: set_text(menu, "3", "Ждём вас"))
    stayed = await desk.menus.move(MARIA, menu_id, "obzvonov")
    assert stayed.menu.branch("2") == Branch("2", said=Record("5"), tag="а")
    moved = await desk.menus.move(MARIA, menu_id, "calldog")
    assert moved.menu.provider == "calldog"
    assert moved.menu.branch("2") == Branch("2", tag="а")
    assert [flaw.key for flaw in moved.flaws] == ["menu-text-not-read"]
    assert await desk.menus.move(MARIA, menu_id, "calldog") == moved
    with pytest.raises(OrderProblem, match="cannot-menus"):
        await desk.menus.move(MARIA, menu_id, "callkeeper")
    # What came along is put right step by step: another edit is not held up by it.
    assert (await desk.edit(menu_id, lambda menu: set_sms(menu, "1", "Ждём"))).menu.branches[0].sms == "Ждём"
    with pytest.raises(MenuProblem, match="menu-text-not-read"):
        await desk.edit(menu_id, lambda menu: set_text(menu, "4", "Ещё"))


@pytest.mark.parametrize(
    ("stage", "key", "usable"),
    [
        (RecordStage.APPROVED, [], True),
        (RecordStage.WAITING, ["menu-record-waiting"], True),
        (RecordStage.REFUSED, ["menu-record-refused"], False),
    ],
)
async def test_what_is_known_of_its_records(desk: Desk, stage: RecordStage, key: list[str], usable: bool) -> None:
    menu_id = (await desk.ready()).menu.id
    await desk.record("1342", stage)
    await desk.record("7", RecordStage.REFUSED, "calldog")
    view = await desk.edit(menu_id, lambda menu: change_branch(menu, "1", said=Record("1342")))
    assert ([flaw.key for flaw in view.flaws], view.can_be_used) == (key, usable)
    assert view.records["1342"].name == "Ролик"
    unknown = await desk.edit(menu_id, lambda menu: change_branch(menu, "1", said=Record("7")))
    assert ([flaw.key for flaw in unknown.flaws], dict(unknown.records)) == (["menu-record-unknown"], {})


async def test_pages(desk: Desk) -> None:
    for name in ("Заказ 1", "Заказ 2", "Доставка", "Опрос"):
        await desk.create(name)

    async def page(text: str = "", number: int = 0, size: int = 2) -> tuple[list[str], int, int, int]:
        found = await desk.menus.find(MARIA, text, number, size)
        return [view.menu.name for view in found.menus], found.page, found.pages, found.total

    assert await page() == (["Доставка", "Заказ 1"], 0, 2, 4)
    assert await page(number=1) == (["Заказ 2", "Опрос"], 1, 2, 4)
    assert await page(number=9) == (["Заказ 2", "Опрос"], 1, 2, 4)
    assert await page(number=-1) == (["Доставка", "Заказ 1"], 0, 2, 4)
    assert await page(" зак ") == (["Заказ 1", "Заказ 2"], 0, 1, 2)
    assert await page("нет") == ([], 0, 1, 0)


async def test_the_choice_for_an_order(desk: Desk) -> None:
    empty, ready = await desk.create("А"), await desk.ready("Б")
    await desk.ready("В", "calldog")
    choices = await desk.menus.for_orders(OLEG, "obzvonov")
    assert [(one.id, one.name) for one in choices] == [(ready.menu.id, "Б"), (empty.menu.id, "А")]
    assert [[flaw.key for flaw in one.blocking] for one in choices] == [[], ["menu-no-greeting"]]
    assert await desk.menus.for_orders(OLEG, "callkeeper") == []
