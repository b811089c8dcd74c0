"""Every update asks who it is, so people are cached; a change is seen by the very next update."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest

from bot.domain.access import Role
from bot.ports import UnitOfWork
from bot.services import directory as module
from bot.services.directory import Directory, Profile
from bot.services.people import RoleChange
from storage.tables import people
from tests.support.people import ANNA, IVAN, OLEG
from tests.support.world import World

T = TypeVar("T")


class Counted:
    def __init__(self, world: World) -> None:
        self._world = world
        self.transactions = 0
        self.after: Callable[[UnitOfWork], None] | None = None
        """What another process does before the first result arrives."""

    async def transact(self, work: Callable[[UnitOfWork], T]) -> T:
        return await self._told(await self._world.database.transact(work))

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        return await self._told(await self._world.database.read(work))

    async def _told(self, result: T) -> T:
        self.transactions += 1
        if after := self.after:
            self.after = None
            await self._world.database.transact(after)
        return result


@pytest.fixture
def counted(world: World) -> Counted:
    return Counted(world)


@pytest.fixture
def directory(world: World, counted: Counted) -> Directory:
    return Directory(counted, world.clock, [ANNA.id, 77], shared=False)


def profile(id_: int = OLEG.id, name: str = "Олег") -> Profile:
    return Profile(id_, name, None, "ru")


async def test_a_known_person_costs_one_transaction(directory: Directory, counted: Counted) -> None:
    for _ in range(5):
        assert (await directory.recognise(profile())).role is Role.OPERATOR
    assert counted.transactions == 1


async def test_strangers_are_cached_and_not_written_down(world: World, directory: Directory, counted: Counted) -> None:
    before = await world.rows(people)
    for name in ("Кто-то", "Кто-то", "Новое имя"):
        assert (await directory.recognise(profile(99, name))).role is None
    assert counted.transactions == 1
    assert await world.rows(people) == before


async def test_staff_are_kept_up_to_date(directory: Directory, counted: Counted) -> None:
    assert (await directory.recognise(profile(name="Олег Петров"))).name == "Олег Петров"
    stored = await counted.transact(lambda uow: uow.people.get(OLEG.id))
    assert stored is not None
    assert (stored.name, stored.role) == ("Олег Петров", Role.OPERATOR)


async def test_a_change_by_another_process_is_seen_within_two_seconds(world: World, counted: Counted) -> None:
    directory = Directory(counted, world.clock, [], shared=True)
    assert (await directory.recognise(profile())).role is Role.OPERATOR
    await world.database.transact(lambda uow: uow.people.set_role(OLEG.id, None))
    for _ in range(4):
        world.clock.advance(0.5)
        role = (await directory.recognise(profile())).role
    assert role is None
    assert counted.transactions <= 3, "and it is still cached meanwhile"


async def test_what_is_changed_while_it_is_read_is_not_believed(
    world: World, directory: Directory, counted: Counted
) -> None:
    def then_change(uow: UnitOfWork) -> None:
        uow.people.set_role(OLEG.id, None)
        directory.forget()

    counted.after = then_change
    await directory.recognise(profile())
    assert (await directory.recognise(profile())).role is None


async def test_an_admin_of_the_settings_is_one_from_the_first_word(directory: Directory, counted: Counted) -> None:
    assert (await directory.recognise(profile(77, "Новый"))).role is Role.ADMIN
    stored = await counted.transact(lambda uow: uow.people.get(77))
    assert stored is not None
    assert stored.role is Role.ADMIN


async def test_an_admin_of_the_settings_stays_one_whatever_the_table_says(world: World, directory: Directory) -> None:
    await world.database.transact(lambda uow: uow.people.set_role(ANNA.id, Role.OPERATOR))
    assert (await directory.recognise(profile(ANNA.id, "Анна"))).role is Role.ADMIN


async def test_a_decision_is_seen_by_the_next_update(world: World) -> None:
    directory = world.core.directory
    assert (await directory.recognise(profile(IVAN.id, "Иван"))).role is None
    await world.api.people.ask_in(IVAN)
    await world.api.people.decide(ANNA, 1, Role.OPERATOR)
    assert (await directory.recognise(profile(IVAN.id, "Иван"))).role is Role.OPERATOR

    await world.api.people.change_role(ANNA, RoleChange(IVAN.id, Role.OPERATOR, None))
    assert (await directory.recognise(profile(IVAN.id, "Иван"))).role is None


async def test_an_own_choice_is_seen_by_the_next_update(world: World) -> None:
    directory = world.core.directory
    actor = await directory.recognise(profile())
    await world.api.people.speak(actor, "en")
    assert (await directory.recognise(profile())).locale == "en"
    await world.api.people.speak(actor, None)
    assert (await directory.recognise(profile())).locale is None


async def test_the_cache_is_bounded(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CACHED", 3)
    for id_ in range(100, 110):
        await directory.recognise(profile(id_))
    assert len(directory._known) <= 3
