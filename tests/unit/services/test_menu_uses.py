"""What is done with a menu: it is called with, taken out as a file and brought in, by those who may."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import Forbidden, MenuProblem, OrderProblem
from bot.domain.menu_edits import change_branch, set_text
from bot.domain.menus import Branch, Menu
from bot.domain.orders import OrderState
from bot.domain.phones import Phone
from bot.domain.sayings import Record, Saying
from bot.services.draft_orders import Written
from bot.services.menu_files import ProviderNotChosen, Twin, TwinIsThere
from tests.support.menu_desk import HERE, Desk, open_desk
from tests.support.people import MARIA, OLEG


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(tmp_path) as desk:
        yield desk


async def test_operators_only_choose(desk: Desk) -> None:
    menu_id = (await desk.ready()).menu.id
    for refused in (
        desk.menus.find(OLEG),
        desk.menus.providers(OLEG),
        desk.menus.read(OLEG, menu_id),
        desk.menus.planned_with(OLEG, menu_id),
        desk.menus.create(OLEG, "а", "a"),
        desk.menus.change(OLEG, menu_id, lambda menu: menu),
        desk.menus.copy(OLEG, menu_id, "а", "c"),
        desk.menus.move(OLEG, menu_id, "calldog"),
        desk.menus.remove(OLEG, menu_id),
        desk.menus.import_file(OLEG, b"{}", "f"),
        desk.menus.export_file(OLEG, menu_id),
        desk.menus.draft_call(OLEG, menu_id, Written("+7 999 123-45-67", HERE, "w")),
        desk.menus.draft_call_to_me(OLEG, menu_id, HERE, "m"),
    ):
        with pytest.raises(Forbidden):
            await refused


async def test_out_and_in_again(desk: Desk) -> None:
    menu_id = (await desk.ready("Заказ: готов / №1")).menu.id
    await desk.edit(menu_id, lambda menu: change_branch(menu, "2", said=Record("5")))
    out = await desk.menus.export_file(MARIA, menu_id)
    assert out.file_name == "Заказ-готов-1.zvonar.json"
    before = await desk.menus.remove(MARIA, menu_id)
    back = await desk.menus.import_file(MARIA, out.content, "file:1")
    assert before is not None
    assert back.menu == replace(before, id=back.menu.id)
    assert back.menu.id != menu_id
    assert [flaw.key for flaw in back.flaws] == ["menu-record-unknown"]
    assert (await desk.menus.import_file(MARIA, out.content, "file:1")).menu == back.menu
    assert (await desk.audited())[-1] == ("menu.import", f"{back.menu.id} Заказ: готов / №1")


async def test_an_unfinished_menu_goes_out_too(desk: Desk) -> None:
    out = await desk.menus.export_file(MARIA, (await desk.create("///")).menu.id)
    assert out.file_name == "menu.zvonar.json"
    assert not (await desk.menus.import_file(MARIA, out.content, "f", twin=Twin.KEPT)).can_be_used


async def test_a_menu_that_is_there_is_asked_about(desk: Desk) -> None:
    there = (await desk.ready("а" * 60)).menu
    content = (await desk.menus.export_file(MARIA, there.id)).content
    await desk.edit(there.id, lambda menu: change_branch(menu, "2", tag="нет"))
    with pytest.raises(TwinIsThere) as caught:
        await desk.menus.import_file(MARIA, content, "f:1")
    assert caught.value.menu.id == there.id
    elsewhere = await desk.menus.import_file(MARIA, content, "f:2", "calldog")
    assert elsewhere.menu.name == there.name, "another provider's is no twin"

    both = await desk.menus.import_file(MARIA, content, "f:3", twin=Twin.KEPT)
    assert both.menu.name == f"{'а' * 56} (2)", "it fits"
    assert (await desk.menus.import_file(MARIA, content, "f:3", twin=Twin.KEPT)).menu == both.menu
    assert (await desk.menus.import_file(MARIA, content, "f:4", twin=Twin.KEPT)).menu.name.endswith(" (3)")

    replaced = await desk.menus.import_file(MARIA, content, "f:5", twin=Twin.REPLACED)
    assert replaced.menu == there
    assert (await desk.read(there.id)).menu == there
    assert (await desk.audited())[-1][0] == "menu.change"
    await desk.menus.remove(MARIA, there.id)
    again = await desk.menus.import_file(MARIA, content, "f:6", twin=Twin.REPLACED)
    assert replace(again.menu, id=there.id) == there, "a colleague has removed it meanwhile"


async def test_a_file_of_a_service_that_is_not_here(desk: Desk) -> None:
    menu_id = (await desk.ready()).menu.id
    await desk.edit(menu_id, lambda menu: change_branch(menu, "1", said=Record("5")))
    whole = json.loads((await desk.menus.export_file(MARIA, menu_id)).content)
    content = json.dumps({**whole, "service": "kolokol"}).encode()
    with pytest.raises(ProviderNotChosen) as caught:
        await desk.menus.import_file(MARIA, content, "f")
    assert caught.value.choices == (("calldog", "CallDog"), ("obzvonov", "Программа обзвонов"))
    assert caught.value.args_ == {"service": "kolokol"}
    view = await desk.menus.import_file(MARIA, content, "f", "obzvonov", Twin.KEPT)
    assert view.menu.branch("1") == Branch("1", tag="да")
    with pytest.raises(OrderProblem, match="cannot-menus"):
        await desk.menus.import_file(MARIA, content, "f", "callkeeper")
    with pytest.raises(ProviderNotChosen):
        await desk.menus.import_file(MARIA, json.dumps({**whole, "service": "callkeeper"}).encode(), "f")
    with pytest.raises(MenuProblem, match="menu-file-other"):
        await desk.menus.import_file(MARIA, b"{}", "f")


async def test_call_me_first(desk: Desk) -> None:
    menu = (await desk.ready()).menu
    with pytest.raises(OrderProblem, match="own-phone-unknown"):
        await desk.menus.draft_call_to_me(MARIA, menu.id, HERE, "m")
    maria = replace(MARIA, phone="79991234567")
    order = (await desk.menus.draft_call_to_me(maria, menu.id, HERE, "m")).order
    assert (order.state, order.calls) == (OrderState.DRAFT, ())
    assert (order.phones, order.provider, order.terms.menu) == ((Phone("79991234567"),), "obzvonov", menu)
    assert order.terms.saying == menu.greeting
    assert (await desk.menus.draft_call_to_me(maria, menu.id, HERE, "m")).order.id == order.id
    kept = await desk.database.transact(lambda uow: uow.orders.get(order.id))
    assert kept
    assert kept.terms.menu == menu


async def test_an_unfinished_menu_calls_nobody(desk: Desk) -> None:
    menu_id = (await desk.create()).menu.id
    with pytest.raises(MenuProblem, match="menu-not-ready"):
        await desk.menus.draft_call_to_me(replace(MARIA, phone="79991234567"), menu_id, HERE, "m")


async def test_a_service_that_went_away(desk: Desk) -> None:
    """Its menus stay readable and can go out or to another service; no call takes them."""
    foreign = Menu("Старое", "kolokol", Saying("а"), (Branch("1", tag="а"),), author_id=MARIA.id)
    kept = await desk.database.transact(lambda uow: uow.menus.add(foreign, "old", desk.clock.now()))
    view = await desk.read(kept.id)
    assert (view.provider_title, view.limits, view.can_be_used) == ("kolokol", None, False)
    assert [(flaw.key, flaw.args) for flaw in view.flaws] == [("menu-no-service", {"service": "kolokol"})]
    assert (await desk.edit(kept.id, lambda menu: set_text(menu, "1", "б"))).menu.branches[0].text == "б"
    assert (await desk.menus.move(MARIA, kept.id, "obzvonov")).can_be_used


async def test_planned_orders_are_told_before_a_removal(desk: Desk) -> None:
    menu = (await desk.ready()).menu
    order = (await desk.menus.draft_call_to_me(replace(MARIA, phone="79991234567"), menu.id, HERE, "m")).order
    assert await desk.menus.planned_with(MARIA, menu.id) == ()
    now = desk.clock.now()

    def plan(uow: Any) -> None:
        uow.orders.leave_draft(order.id, placed=True)
        uow.calls.add(order, order.phones[0], 1, now, desk.clock.now().replace(year=2030))

    await desk.database.transact(plan)
    assert await desk.menus.planned_with(MARIA, menu.id) == (order.id,)
    assert await desk.menus.planned_with(MARIA, menu.id + 1) == ()
    assert await desk.menus.remove(MARIA, menu.id)
    kept = await desk.database.transact(lambda uow: uow.orders.get(order.id))
    assert kept
    assert kept.terms.menu == menu
