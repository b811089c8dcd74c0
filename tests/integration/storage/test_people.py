from __future__ import annotations

from dataclasses import replace

from bot.domain.access import Person, Role
from storage.engine import SqlDatabase
from tests.integration.storage.make import ADMIN, NOW, OPERATOR, seconds


async def test_a_person_comes_back_as_saved(db: SqlDatabase) -> None:
    assert await db.transact(lambda uow: uow.people.get(OPERATOR.id)) == OPERATOR
    assert await db.transact(lambda uow: uow.people.get(1)) is None


async def test_saving_again_changes_everything_but_the_role(db: SqlDatabase) -> None:
    renamed = replace(OPERATOR, name="Оля", username=None, role=None, locale="en")
    await db.transact(lambda uow: uow.people.save(renamed))
    kept = await db.transact(lambda uow: uow.people.get(OPERATOR.id))
    assert kept == replace(renamed, role=Role.OPERATOR)


async def test_roles_are_given_and_taken(db: SqlDatabase) -> None:
    await db.transact(lambda uow: uow.people.set_role(OPERATOR.id, Role.MANAGER))
    found = await db.transact(lambda uow: uow.people.having_roles([Role.MANAGER, Role.ADMIN]))
    assert found == [replace(OPERATOR, role=Role.MANAGER), ADMIN]
    await db.transact(lambda uow: uow.people.set_role(OPERATOR.id, None))
    assert await db.transact(lambda uow: uow.people.having_roles(list(Role))) == [ADMIN]
    assert await db.transact(lambda uow: uow.people.having_roles([])) == []


async def test_one_access_request_is_open_per_person(db: SqlDatabase) -> None:
    stranger = Person(300, "Stranger \0 \ud83d")
    await db.transact(lambda uow: uow.people.save(stranger))
    first = await db.transact(lambda uow: uow.access_requests.add(300, NOW))
    assert first is not None
    assert await db.transact(lambda uow: uow.access_requests.add(300, NOW)) is None
    request = await db.transact(lambda uow: uow.access_requests.get(first))
    assert request is not None
    assert request.id == first
    assert request.person.name == "Stranger \ufffd \ufffd"
    assert request.decided_by is None
    assert await db.transact(lambda uow: uow.access_requests.get(first + 1)) is None


async def test_only_the_first_decision_counts_and_then_one_may_ask_again(db: SqlDatabase) -> None:
    request_id = await db.transact(lambda uow: uow.access_requests.add(OPERATOR.id, NOW))
    assert request_id is not None
    later = NOW + seconds(5)
    decide = db.transact(lambda uow: uow.access_requests.decide(request_id, ADMIN.id, Role.MANAGER, later))
    assert await decide
    assert not await db.transact(lambda uow: uow.access_requests.decide(request_id, ADMIN.id, None, later))
    request = await db.transact(lambda uow: uow.access_requests.get(request_id))
    assert request is not None
    assert (request.decided_by, request.decided_at, request.role) == ("Ann", later, Role.MANAGER)
    assert await db.transact(lambda uow: uow.access_requests.add(OPERATOR.id, later)) not in (
        None,
        request_id,
    )
