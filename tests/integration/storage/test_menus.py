from __future__ import annotations

import asyncio
from dataclasses import fields, replace
from functools import partial
from typing import Any

from sqlalchemy import func, select

from bot.domain.menus import DIGITS, Branch, Menu
from bot.domain.sayings import Record, Saying
from bot.ports import UnitOfWork
from storage.engine import SqlDatabase
from storage.tables import menus
from tests.integration.storage.make import ADMIN, FULL_MENU, NOW, OPERATOR, add_order, read_order


def a_menu(name: str = "Опрос", **changes: Any) -> Menu:
    return Menu(**{"name": name, "provider": "calldog", "author_id": OPERATOR.id, **changes})


async def add(db: SqlDatabase, *added: Menu) -> list[Menu]:
    return await db.transact(lambda uow: [uow.menus.add(menu, f"m{n}", NOW) for n, menu in enumerate(added)])


async def read(db: SqlDatabase, menu_id: int) -> Menu | None:
    return await db.transact(lambda uow: uow.menus.get(menu_id))


def test_the_full_menu_has_every_field_set() -> None:
    bare = Branch("1")
    assert [f.name for f in fields(Branch) if getattr(FULL_MENU.branches[0], f.name) == getattr(bare, f.name)] == [
        "slot"
    ]
    assert [f.name for f in fields(Menu) if getattr(FULL_MENU, f.name) == f.default] == ["id"]


async def test_a_menu_comes_back_as_written(db: SqlDatabase) -> None:
    (kept,) = await add(db, FULL_MENU)
    assert kept.id
    assert kept == replace(FULL_MENU, id=kept.id)
    assert await read(db, kept.id) == kept
    assert await read(db, 0) is None


async def test_one_source_makes_one_menu_however_often_it_is_pressed(db: SqlDatabase) -> None:
    presses = [a_menu(name) for name in "абвг"]

    async def press(menu: Menu) -> Menu:
        return await db.transact(lambda uow: uow.menus.add(menu, "one", NOW))

    (first, *others) = await asyncio.gather(*map(press, presses))
    assert others == [first] * 3
    assert await db.transact(lambda uow: uow.menus.count("")) == 1


async def test_a_change_is_kept_and_touches_no_other_menu(db: SqlDatabase) -> None:
    menu, other = await add(db, FULL_MENU, a_menu("Другое"))
    changed = replace(menu, name="НОВОЕ", branches=(Branch("0", sms="до связи"),), greeting=Saying("Алло"))
    assert await db.transact(lambda uow: uow.menus.change(replace(changed, author_id=ADMIN.id), NOW))
    assert await read(db, menu.id) == changed
    assert await read(db, other.id) == other
    assert await names(db, "новое") == ["НОВОЕ"]
    assert await names(db, "опрос") == []
    assert not await db.transact(lambda uow: uow.menus.change(replace(changed, id=0), NOW))


async def test_people_who_change_a_menu_at_once_lose_nothing(db: SqlDatabase) -> None:
    (menu,) = await add(db, a_menu())

    def answer(uow: UnitOfWork, digit: int) -> bool:
        found = uow.menus.get(menu.id, lock=True)
        assert found is not None
        return uow.menus.change(replace(found, branches=(*found.branches, Branch(str(digit), tag="да"))), NOW)

    assert all(await asyncio.gather(*(db.transact(partial(answer, digit=digit)) for digit in range(10))))
    kept = await read(db, menu.id)
    assert kept is not None
    assert sorted(branch.slot for branch in kept.branches) == list(DIGITS)


async def test_a_removed_menu_is_nowhere_and_its_row_stays(db: SqlDatabase) -> None:
    (menu,) = await add(db, a_menu(greeting=Saying(Record("77"))))

    async def remove() -> bool:
        return await db.transact(lambda uow: uow.menus.remove(menu.id, NOW))

    assert sorted(await asyncio.gather(*(remove() for _ in range(3)))) == [False, False, True]

    def look(uow: UnitOfWork) -> list[object]:
        again = uow.menus
        return [again.get(menu.id), *again.page("", 0, 5), *again.playing("calldog", "77"), *[0] * again.count("")]

    assert await db.transact(look) == [None]
    assert not await db.transact(lambda uow: uow.menus.change(menu, NOW))
    rows = select(func.count()).select_from(menus)
    assert await db.run(lambda connection: connection.execute(rows).scalar()) == 1


async def names(db: SqlDatabase, search: str = "", offset: int = 0, limit: int = 10) -> list[str]:
    page = await db.transact(lambda uow: uow.menus.page(search, offset, limit))
    if not offset and len(page) < limit:
        assert await db.transact(lambda uow: uow.menus.count(search)) == len(page)
    return [menu.name for menu in page]


async def test_pages_are_by_name_and_same_names_by_age(db: SqlDatabase) -> None:
    await add(db, *map(a_menu, ["в", "Б", "а", "Г"]), a_menu("б", provider="obzvonov"))
    assert await names(db) == ["а", "Б", "б", "в", "Г"]
    assert await names(db, limit=2) == ["а", "Б"]
    assert await names(db, offset=2, limit=2) == ["б", "в"]
    assert await names(db, offset=4, limit=2) == ["Г"]


async def test_names_are_searched_in_any_case_and_nothing_is_a_pattern(db: SqlDatabase) -> None:
    await add(db, *map(a_menu, ["Акция 5%", "АКЦИЯ_6", "реакция"]))
    assert await names(db, "акция") == ["Акция 5%", "АКЦИЯ_6", "реакция"]
    assert await names(db, "я_") == ["АКЦИЯ_6"]
    assert await names(db, "%") == ["Акция 5%"]


async def test_whatever_plays_a_record_is_found(db: SqlDatabase) -> None:
    greets, answers, both, _, _ = await add(
        db,
        a_menu("а", greeting=Saying(Record("77"))),
        a_menu("б", branches=(Branch("1", said=Record("5")), Branch("stayed", said=Record("77")))),
        a_menu("в", greeting=Saying(Record("77")), branches=(Branch("1", said=Record("77")),)),
        a_menu("г", greeting=Saying(Record("7")), branches=(Branch("7", said="77", tag="77"),)),
        a_menu("д", greeting=Saying(Record("77")), provider="obzvonov"),
    )
    assert await db.transact(lambda uow: uow.menus.playing("calldog", "77")) == [greets, answers, both]
    assert await db.transact(lambda uow: uow.menus.playing("calldog", "none")) == []


async def test_an_orders_menu_stays_as_it_was_when_it_was_chosen(db: SqlDatabase) -> None:
    (menu,) = await add(db, FULL_MENU)
    order = await db.transact(lambda uow: add_order(uow, menu=menu))
    assert order.terms.menu == menu
    await db.transact(lambda uow: uow.menus.change(replace(menu, name="x", branches=()), NOW))
    await db.transact(lambda uow: uow.menus.remove(menu.id, NOW))
    assert (await read_order(db, order.id)).terms.menu == menu


async def test_a_service_has_its_own_menus_however_many_others_come_first(db: SqlDatabase) -> None:
    others = [a_menu(f"а{number}", provider="obzvonov") for number in range(210)]
    await add(db, *others, a_menu("я"), a_menu("б"))
    assert [menu.name for menu in await db.transact(lambda uow: uow.menus.of("calldog", 200))] == ["б", "я"]
    assert len(await db.transact(lambda uow: uow.menus.of("obzvonov", 200))) == 200
