"""What a timer says of calls that nobody tells of any more: each thing once, and nothing of a call that is over."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.calls import CallState, Handle
from bot.domain.errors import Uncertain
from bot.domain.orders import Order, Place
from bot.domain.reasons import Reason
from bot.ports import Capability
from bot.ports.abilities import LostCall
from bot.services.draft_orders import Written
from bot.services.sweeps import EXPIRED_AFTER, STRANDED_AFTER
from bot.services.track_calls import LATE_FACTS
from tests.fakes.services import JoiningPeople
from tests.support.people import NUMBER, OLEG
from tests.support.world import World

DAY, QUARTER = EXPIRED_AFTER.total_seconds(), LATE_FACTS.total_seconds()


async def shown(world: World) -> list[tuple[CallState, str | None]]:
    """What the cards show since the last time, after everything is settled."""
    await world.settle()
    new = [subject.order.latest_calls()[0] for _, subject in world.messenger.cards if hasattr(subject, "order")]
    world.messenger.cards.clear()
    return [(call.state, call.reason) for call in new]


async def is_asked(world: World, within: float = 1) -> bool:
    """`within`: seconds."""
    before = len(world.provider.asked)
    world.clock.advance(within)
    await world.core.track.poll()
    return len(world.provider.asked) > before


async def callback(world: World, keeper: JoiningPeople) -> Order:
    world.add(keeper)
    draft = await world.api.callbacks.draft(OLEG, Written(f"{NUMBER} текст", Place(OLEG.id), "callback"))
    assert draft is not None
    assert await world.press_call_now(draft.order)
    await world.core.submitter.drain()
    return await world.order(draft.order.id)


async def test_a_long_call_is_asked_about_for_a_quarter_of_an_hour_after_its_end(world: World) -> None:
    await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.TALKING)
    world.clock.advance(3600)
    await world.hear("101", CallState.COMPLETED)
    world.clock.advance(QUARTER - 60)
    await world.core.overdue.sweep()
    assert await is_asked(world)
    world.clock.advance(60)
    await world.core.overdue.sweep()
    assert not await is_asked(world)


async def test_a_call_that_ended_after_a_day_is_not_given_up(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.TALKING)
    world.clock.advance(DAY + 60)
    await world.hear("101", CallState.COMPLETED)
    notices = await world.notices()
    await shown(world)
    await world.core.overdue.sweep()
    assert (await world.call(order.id)).state is CallState.COMPLETED
    assert await is_asked(world, 120), "its price may still come"
    assert await world.notices() == notices
    assert await shown(world) == []


async def test_why_it_does_not_begin_is_shown_once(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    await shown(world)
    world.clock.advance(QUARTER + 1)
    await world.core.overdue.sweep()
    assert await shown(world) == [(CallState.PLACED, Reason.NOT_BEGUN)]
    said = await world.call(order.id)
    world.clock.advance(60)
    await world.core.overdue.sweep()
    assert await world.call(order.id) == said
    assert await shown(world) == []


async def test_that_it_was_given_up_is_shown_and_told(world: World) -> None:
    await world.place(f"{NUMBER} текст")
    world.clock.advance(DAY)
    await world.core.overdue.sweep()
    assert (await shown(world))[-1] == (CallState.EXPIRED, Reason.NOT_STARTED)
    assert [notice.place.chat_id for notice in await world.notices()].count(OLEG.id) == 1


async def test_a_call_that_rings_waits_for_no_moderator(world: World) -> None:
    order = await world.place(f"{NUMBER} текст")
    await world.hear("101", CallState.RINGING)
    world.clock.advance(QUARTER + 1)
    await world.core.overdue.sweep()
    assert (await world.call(order.id)).reason is None


async def test_nor_does_one_where_nobody_moderates(world: World) -> None:
    order = await callback(world, JoiningPeople())
    world.clock.advance(QUARTER + 1)
    await world.core.overdue.sweep()
    assert (await world.call(order.id)).reason is None
    world.clock.advance(DAY)
    await world.core.overdue.sweep()
    call = await world.call(order.id)
    assert (call.state, call.reason) == (CallState.EXPIRED, Reason.EXPIRED)


@pytest.fixture
def finding(world: World) -> dict[str, Handle]:
    """What the provider shows, by phone."""
    world.provider.capabilities |= {Capability.RECONCILIATION}
    return world.provider.lost


async def test_that_nobody_knows_is_shown_and_then_what_was_found(world: World, finding: dict[str, Handle]) -> None:
    world.provider.error = Uncertain("provider-cut")
    await world.place(f"{NUMBER} текст")
    await shown(world)
    world.clock.advance(20)
    await world.core.find_lost.ask_people()
    assert [state for state, _ in await shown(world)] == [CallState.UNKNOWN]
    finding["79991234567"] = Handle("777")
    await world.core.find_lost.sweep()
    assert [state for state, _ in await shown(world)] == [CallState.PLACED]


async def test_a_lost_callback_is_looked_for_with_whom_it_rings_first(world: World) -> None:
    """Of several at once only both phones say which it is."""
    asked: list[LostCall] = []

    class Finding(JoiningPeople):
        capabilities = JoiningPeople.capabilities | {Capability.RECONCILIATION}

        async def find_lost(self, lost: LostCall) -> Handle | None:
            asked.append(lost)
            return None

    keeper = Finding()
    keeper.error = Uncertain("provider-cut")
    order = await callback(world, keeper)
    await world.core.find_lost.sweep()
    assert [(lost.phone, lost.manager) for lost in asked] == [("79991234567", OLEG.phone)]
    assert (await world.call(order.id)).state is CallState.UNKNOWN


async def test_a_request_cut_off_is_shown_as_unknown(world: World) -> None:
    answer = asyncio.Event()
    world.provider.hold = answer
    assert await world.press_call_now(await world.draft(f"{NUMBER} текст"))
    await shown(world)
    world.clock.advance(STRANDED_AFTER.total_seconds())
    await world.core.stranded.sweep()
    assert [state for state, _ in await shown(world)] == [CallState.UNKNOWN]
    answer.set()
