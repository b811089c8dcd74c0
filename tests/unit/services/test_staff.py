"""Letting people in: decided once, everybody sees the first decision, and nobody locks the last admin out."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.domain.access import Person, Role
from bot.domain.errors import Forbidden, NotFound, OrderProblem
from bot.domain.views import AccessRequest, NoticeKind
from bot.services.directory import Profile
from bot.services.people import RoleChange
from storage.tables import audit, people
from tests.support.people import ANNA, IVAN, MARIA, OLEG
from tests.support.world import World

BORIS = Person(6, "Борис", role=Role.ADMIN, telegram_locale="en")


@pytest.fixture
async def request_id(world: World) -> int:
    """Ivan asks; Anna, of the settings, and Boris, an admin by decision, have a card each."""

    await world.database.transact(lambda uow: uow.people.save(BORIS))
    await world.database.transact(lambda uow: uow.people.set_role(BORIS.id, BORIS.role))
    await world.api.people.ask_in(IVAN)
    await world.core.deliveries.settle()
    return world.messenger.cards[0][0].subject_id


async def recognised(world: World, person: Person) -> Person:
    return await world.core.directory.recognise(Profile(person.id, person.name, None, person.telegram_locale))


async def test_every_admin_gets_one_card_in_their_language(world: World, request_id: int) -> None:
    shown = {card.place.chat_id: card.locale for card, _ in world.messenger.cards}
    assert shown == {ANNA.id: "ru", BORIS.id: "en"}


async def test_asking_again_changes_nothing(world: World, request_id: int) -> None:
    request, is_new = await world.api.people.ask_in(IVAN)
    assert (request.id, request.asked_at, is_new) == (request_id, world.clock.now(), False)
    await world.core.deliveries.settle()
    assert len(world.messenger.cards) == 2


async def test_a_request_is_decided_once_however_many_press(world: World, request_id: int) -> None:
    decide = world.api.people.decide
    decided = await asyncio.gather(
        decide(ANNA, request_id, Role.OPERATOR),
        decide(BORIS, request_id, None),
        decide(ANNA, request_id, Role.ADMIN),
    )

    assert {(one.role, one.decided_by) for one in decided} == {(Role.OPERATOR, "Анна")}
    assert (await recognised(world, IVAN)) == replace(IVAN, role=Role.OPERATOR)
    (notice,) = await world.notices()
    assert (notice.kind, notice.place.chat_id) == (NoticeKind.ACCESS_GRANTED, IVAN.id)
    actions = [row for row in await world.rows(audit) if "access.decide" in row]
    assert len(actions) == 1


async def test_the_cards_of_all_admins_show_the_decision(world: World, request_id: int) -> None:
    world.messenger.cards.clear()
    await world.api.people.decide(BORIS, request_id, None)
    await world.core.deliveries.settle()

    assert {card.place.chat_id for card, _ in world.messenger.cards} == {ANNA.id, BORIS.id}
    for _, subject in world.messenger.cards:
        assert isinstance(subject, AccessRequest)
        assert (subject.decided_by, subject.role) == ("Борис", None)
    (notice,) = await world.notices()
    assert notice.kind is NoticeKind.ACCESS_DENIED


async def test_one_who_was_denied_may_ask_again(world: World, request_id: int) -> None:
    await world.api.people.decide(ANNA, request_id, None)
    request, is_new = await world.api.people.ask_in(IVAN)
    assert (request.id != request_id, is_new) == (True, True)


async def test_only_admins_decide(world: World, request_id: int) -> None:
    for person in (IVAN, OLEG, MARIA):
        with pytest.raises(Forbidden):
            await world.api.people.decide(person, request_id, Role.ADMIN)
    with pytest.raises(NotFound):
        await world.api.people.decide(ANNA, 404, Role.ADMIN)


async def test_the_askers_newest_message_follows_the_request(world: World, request_id: int) -> None:
    for message_id in (70, 77):
        await world.api.people.ask_in(IVAN, message_id)
    assert (await world.api.people.own_request(IVAN)) is not None
    world.messenger.cards.clear()
    await world.api.people.decide(ANNA, request_id, Role.OPERATOR)
    await world.core.deliveries.settle()
    assert [card.message_id for card, _ in world.messenger.cards if card.place.chat_id == IVAN.id] == [77]
    assert await world.api.people.own_request(IVAN) is None


async def test_a_changed_role_counts_at_once_and_is_told(world: World) -> None:
    changed = await world.api.people.change_role(ANNA, RoleChange(OLEG.id, Role.OPERATOR, Role.MANAGER))
    assert changed.role is Role.MANAGER
    assert (await recognised(world, OLEG)) == changed

    await world.api.people.change_role(ANNA, RoleChange(OLEG.id, Role.MANAGER, None))
    staff = await world.api.people.staff(ANNA)
    assert OLEG.id not in {person.id for person in staff}
    await world.api.people.change_role(ANNA, RoleChange(OLEG.id, None, Role.MANAGER))

    told = [(notice.kind, notice.place.chat_id, notice.payload) for notice in await world.notices()]
    assert told == [
        (NoticeKind.ROLE_CHANGED, OLEG.id, {"role": role, "by": "Анна"}) for role in ("manager", None, "manager")
    ]


async def test_what_somebody_else_has_changed_meanwhile_stays(world: World) -> None:
    """Two admins at once, a stale button, a double tap."""
    change = world.api.people.change_role
    raised = RoleChange(OLEG.id, Role.OPERATOR, Role.MANAGER)
    changed = await asyncio.gather(change(ANNA, raised), change(ANNA, raised))
    assert [person.role for person in changed] == [Role.MANAGER, Role.MANAGER]
    late = await change(ANNA, RoleChange(OLEG.id, Role.OPERATOR, None))
    assert late.role is Role.MANAGER
    assert (await recognised(world, OLEG)).role is Role.MANAGER
    assert len(await world.notices()) == 1


@pytest.mark.parametrize(
    ("person_id", "key"), [(ANNA.id, "users-settled-admin"), (BORIS.id, "users-not-yourself"), (404, "users-gone")]
)
async def test_whose_role_cannot_be_changed(world: World, person_id: int, key: str) -> None:
    before = await world.rows(people)
    acts = (
        world.api.people.changeable(BORIS, person_id),
        world.api.people.change_role(BORIS, RoleChange(person_id, Role.ADMIN, None)),
    )
    for act in acts:
        with pytest.raises((OrderProblem, NotFound)) as refused:
            await act
        assert refused.value.key == key
    assert await world.rows(people) == before
