"""Rights are checked in one place, and what declares none is refused to everybody."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from decimal import Decimal

import pytest

from bot.domain.access import Person, Right, Role
from bot.domain.errors import Forbidden, NotFound, UndeclaredRight, Unreachable
from bot.domain.history import CallFilter
from bot.domain.orders import Place
from bot.services.access import Noun, needs, right_of
from bot.services.api import Api
from bot.services.draft_orders import Press, Written
from bot.services.history import PAGE, Turned
from bot.services.people import RoleChange
from tests.support.orders import tap
from tests.support.people import ANNA, IVAN, MARIA, NUMBER, OLEG, OLGA
from tests.support.world import World


class Doors(Noun):
    @needs(Right.SEE_STATUS)
    async def open(self, actor: Person, number: int, *, wide: bool = False) -> str:
        """Opens one."""
        return f"{actor.name} {number} {wide}"


async def test_a_method_is_done_for_those_who_may(world: World) -> None:
    doors = Doors(world.api.templates._deps)
    assert await doors.open(ANNA, 7, wide=True) == "Анна 7 True"
    for person in (IVAN, OLEG, MARIA):
        with pytest.raises(Forbidden):
            await doors.open(person, 7)
    assert (right_of(Doors.open), Doors.open.__doc__) == (Right.SEE_STATUS, "Opens one.")


def test_a_noun_with_a_method_that_declares_no_right_cannot_be() -> None:
    async def open_(self: Noun, actor: Person) -> None:
        """Declares nothing."""

    with pytest.raises(UndeclaredRight, match="access-undeclared"):
        type("Windows", (Noun,), {"open": open_})
    with pytest.raises(UndeclaredRight):
        type("More", (Doors,), {"shut": open_})
    with pytest.raises(UndeclaredRight):
        type("Mixed", (type("Plain", (), {"open": open_}), Noun), {})
    type("Private", (Noun,), {"_open": open_})


@pytest.mark.parametrize(
    ("act", "least"),
    [
        (lambda api, actor: api.orders.draft(actor, Written(NUMBER, Place(9), "message:1")), Role.OPERATOR),
        (lambda api, actor: api.calls.place(actor, Press(1, Place(9), 77, "ru")), Role.OPERATOR),
        (lambda api, actor: api.calls.place_again(actor, 1), Role.OPERATOR),
        (lambda api, actor: api.history.page(actor, CallFilter()), Role.OPERATOR),
        (lambda api, actor: api.money.balances(actor), Role.OPERATOR),
        (lambda api, actor: api.subscriptions.colleagues(actor), Role.MANAGER),
        (lambda api, actor: api.people.staff(actor), Role.ADMIN),
        (lambda api, actor: api.people.change_role(actor, RoleChange(2, Role.OPERATOR, None)), Role.ADMIN),
        (lambda api, actor: api.people.changeable(actor, 2), Role.ADMIN),
        (lambda api, actor: api.people.decide(actor, 1, None), Role.ADMIN),
        (lambda api, actor: api.money.status(actor), Role.ADMIN),
    ],
)
async def test_what_a_noun_refuses_to_whom(
    world: World, act: Callable[[Api, Person], Awaitable[object]], least: Role
) -> None:
    ranks = [None, *Role]
    for role in ranks[: ranks.index(least)]:
        with pytest.raises(Forbidden):
            await act(world.api, Person(9, "Кто-то", role=role))


async def test_an_operator_sees_and_changes_only_their_own(world: World) -> None:
    order = await world.draft(f"{NUMBER} текст")
    acts: tuple[Callable[[Person], Awaitable[object]], ...] = (
        lambda actor: world.api.orders.read(actor, order.id),
        lambda actor: world.api.orders.request(actor, order.id),
        lambda actor: world.api.orders.copy(actor, order.id, order.place),
        lambda actor: world.api.orders.follow(actor, Press(order.id, order.place, 77, "ru")),
        lambda actor: world.api.calls.place(actor, tap(order)),
        lambda actor: world.api.orders.withdraw(actor, Press(order.id, order.place, 77, "ru")),
    )
    for act in acts:
        with pytest.raises(Forbidden) as refused:
            await act(OLGA)
        assert refused.value.args_ == {"author": "Олег"}
        await act(MARIA)
    with pytest.raises(NotFound):
        await world.api.orders.read(OLEG, 404)


async def test_history_is_ones_own_page_by_page(world: World) -> None:
    own = [(await world.place(f"{NUMBER} {index}")).id for index in range(PAGE + 2)]
    await world.place(f"{NUMBER} чужой", OLGA)
    await world.draft(f"{NUMBER} черновик")

    first = await world.api.history.page(OLEG, CallFilter())
    second = await world.api.history.page(OLEG, CallFilter(), Turned(first.older))

    assert [entry.order.id for entry in (*first.entries, *second.entries)] == own[::-1]
    assert (len(first.entries), first.everybody, first.newer, second.older) == (PAGE, False, None, None)
    back = await world.api.history.page(OLEG, CallFilter(), Turned(second.newer, newer=True))
    assert (back.entries, back.newer) == (first.entries, None)


async def test_a_manager_sees_everybodys_history(world: World) -> None:
    await world.place(f"{NUMBER} один")
    await world.place(f"{NUMBER} два", OLGA)
    page = await world.api.history.page(MARIA, CallFilter())
    assert [entry.author.name for entry in page.entries] == ["Ольга", "Олег"]
    assert page.everybody


async def test_a_page_that_is_just_full_is_the_last(world: World) -> None:
    for index in range(PAGE):
        await world.place(f"{NUMBER} {index}")
    assert (await world.api.history.page(OLEG, CallFilter())).older is None


async def test_balance_or_why_there_is_none(world: World) -> None:
    (known,) = await world.api.money.balances(OLEG)
    assert (known.title, known.amount, known.error) == ("CallDog", Decimal("273.50"), None)

    world.provider.read_error = Unreachable("provider-read-outage")
    (silent,) = await world.api.money.balances(OLEG)
    assert (silent.amount, silent.error) == (None, world.provider.read_error)


async def test_status_counts_open_calls_and_uptime(world: World) -> None:
    await world.place(f"{NUMBER} текст")
    world.clock.advance(90)
    status = await world.api.money.status(ANNA)
    assert (status.open_calls, status.uptime.total_seconds(), len(status.providers)) == ({"CallDog": 1}, 90, 1)


async def test_the_request_is_shown_before_anything_is_placed(world: World) -> None:
    order = await world.draft(f"{NUMBER}, 8 999 123-45-68 текст")
    shown = await world.api.orders.request(OLEG, order.id)
    assert (shown.title, shown.count) == ("CallDog", 2)
    assert "79991234567" in shown.request
    assert world.provider.placed == []
