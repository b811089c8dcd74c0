"""A service that tries again by itself: a miss that was told stays told, and the next attempt is told as it ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.domain.calls import Call, CallState, Handle, Report
from bot.domain.errors import OrderProblem
from bot.domain.orders import CallbackTerms, Order, Place
from bot.ports import NOTHING_KNOWN, Capability, Fingerprints, Sighting
from bot.ports.abilities import WebhookKind
from bot.ports.keeping import Webhook
from bot.services.draft_orders import Written
from bot.services.track_calls import redial_of, redials_until
from tests.fakes.services import JoiningPeople
from tests.support.orders import changed, draft_change, tap
from tests.support.people import OLEG
from tests.support.world import World

FIRST, SECOND, THIRD = "501", "502", "503"


class Redialling(JoiningPeople):
    """It shows further attempts beside those that it is asked about."""

    capabilities = JoiningPeople.capabilities | {Capability.WEBHOOKS}

    def __init__(self) -> None:
        super().__init__()
        self.follows: dict[str, str] = {}

    async def fetch(self, handles: Sequence[Handle], known: Fingerprints = NOTHING_KNOWN) -> list[Sighting]:
        found = await super().fetch(handles, known)
        asked = {handle.id for handle in handles}
        for id_, before in self.follows.items():
            if id_ not in asked:
                found.append(Sighting(id_, repr(self.reports[id_]), partial(self.report, id_), follows=before))
        return found

    def read_webhook(self, kind: WebhookKind, body: bytes) -> list[Sighting]:
        id_ = body.decode().split()[0]
        report = self.reports[id_]
        return [Sighting(id_, repr(report), lambda: report)]


@pytest.fixture
def keeper(world: World) -> Redialling:
    provider = Redialling()
    world.add(provider)
    return provider


async def placed(world: World, *redials: int, message: str = "callback") -> Order:
    draft = await world.api.callbacks.draft(OLEG, Written("89991234567 текст", Place(OLEG.id), message))
    assert draft is not None
    await world.api.orders.change(OLEG, draft_change(draft.order.id, callback=CallbackTerms(redials=redials)))
    assert await world.press_call_now(draft.order)
    await world.core.submitter.drain()
    return await world.order(draft.order.id)


async def poll(world: World, keeper: Redialling, id_: str, state: CallState, attempt: int, **facts: Any) -> None:
    keeper.reports[id_] = Report(state=state, attempt=attempt, raw={"attempt": attempt}, **facts)
    world.clock.advance(2)
    await world.core.track.poll()


async def webhook(world: World, keeper: Redialling, id_: str, state: CallState, attempt: int) -> None:
    keeper.reports[id_] = Report(state=state, attempt=attempt, raw={"attempt": attempt})
    body = f"{id_} {state} {attempt}".encode()
    await world.database.transact(lambda uow: uow.webhooks.add(Webhook("callkeeper", "t", body), world.clock.now()))
    await world.core.webhooks.settle()


async def states(world: World, order: Order) -> list[tuple[CallState, int | None]]:
    return [(call.state, call.their_attempt) for call in (await world.order(order.id)).calls]


async def told(world: World) -> list[str]:
    """What the author was told of, by event."""
    return [notice.event for notice in await world.notices() if notice.place.chat_id == OLEG.id]


async def shown(world: World, order: Order) -> Call:
    return await world.call(order.id)


@pytest.mark.parametrize("second", [FIRST, SECOND], ids=["the same id", "an id of its own"])
async def test_a_miss_that_a_later_attempt_mends(world: World, keeper: Redialling, second: str) -> None:
    order = await placed(world, 5)
    await poll(world, keeper, FIRST, CallState.NO_ANSWER, 1)
    assert len(await told(world)) == 1
    if second == SECOND:
        keeper.follows[SECOND] = FIRST
    await poll(world, keeper, second, CallState.RINGING, 2)
    call = await shown(world, order)
    assert (call.state, call.attempt) == (CallState.RINGING, 2), "the card shows the attempt that goes on"
    keeper.asked.clear()
    await poll(world, keeper, second, CallState.COMPLETED, 2)
    assert await states(world, order) == [(CallState.NO_ANSWER, 1), (CallState.COMPLETED, 2)]
    assert keeper.asked == [[second]], "the attempt before is over for good"
    assert (await shown(world, order)).state is CallState.COMPLETED
    for _ in range(3):
        await poll(world, keeper, second, CallState.COMPLETED, 2)
    events = await told(world)
    assert len(events) == len(set(events)) == 2, "each end is told once"


async def test_what_is_known_at_once_is_told_as_one_end(world: World, keeper: Redialling) -> None:
    order = await placed(world, 5, 10)
    keeper.reports[FIRST] = Report(state=CallState.NO_ANSWER, attempt=1)
    keeper.reports[SECOND] = Report(state=CallState.BUSY, attempt=2)
    keeper.follows = {SECOND: FIRST, THIRD: SECOND}
    await poll(world, keeper, THIRD, CallState.COMPLETED, 3)
    ends = [CallState.NO_ANSWER, CallState.BUSY, CallState.COMPLETED]
    assert [state for state, _ in await states(world, order)] == ends
    assert len(await told(world)) == 1


async def test_reports_out_of_order_and_repeated(world: World, keeper: Redialling) -> None:
    order = await placed(world)
    await webhook(world, keeper, FIRST, CallState.NO_ANSWER, 1)
    assert len(await told(world)) == 1
    await webhook(world, keeper, FIRST, CallState.COMPLETED, 3)
    for state, attempt in ((CallState.NO_ANSWER, 1), (CallState.BUSY, 2), (CallState.RINGING, 3)):
        await webhook(world, keeper, FIRST, state, attempt)
        await poll(world, keeper, FIRST, state, attempt)
    assert await states(world, order) == [(CallState.NO_ANSWER, 1), (CallState.COMPLETED, 3)]
    assert len(await told(world)) == 2


async def test_after_a_talk_there_is_no_further_attempt(world: World, keeper: Redialling) -> None:
    """CallKeeper's 701: «цепочка уже удачно закончена»."""
    order = await placed(world, 5)
    await poll(world, keeper, FIRST, CallState.COMPLETED, 1)
    keeper.follows[SECOND] = FIRST
    await poll(world, keeper, SECOND, CallState.CANCELED, 2)
    assert await states(world, order) == [(CallState.COMPLETED, 1)]


async def test_it_is_asked_as_long_as_a_further_attempt_may_come(world: World, keeper: Redialling) -> None:
    order = await placed(world, 60)
    await poll(world, keeper, FIRST, CallState.NO_ANSWER, 1)
    world.clock.advance(timedelta(minutes=50).total_seconds())
    await world.core.overdue.sweep()
    keeper.follows[SECOND] = FIRST
    await poll(world, keeper, SECOND, CallState.COMPLETED, 2)
    assert (await shown(world, order)).state is CallState.COMPLETED
    world.clock.advance(timedelta(minutes=90).total_seconds())
    await world.core.overdue.sweep()
    asked = len(keeper.asked)
    await poll(world, keeper, SECOND, CallState.COMPLETED, 2)
    assert len(keeper.asked) == asked


async def test_a_further_attempt_survives_a_restart(world: World, keeper: Redialling) -> None:
    order = await placed(world, 5)
    await poll(world, keeper, FIRST, CallState.NO_ANSWER, 1)
    keeper.follows[SECOND] = FIRST
    await poll(world, keeper, SECOND, CallState.PLACED, 2)
    world.core = world.restarted()
    await world.core.stranded.at_start()
    assert (await shown(world, order)).state is CallState.PLACED
    await poll(world, keeper, SECOND, CallState.COMPLETED, 2)
    assert (await shown(world, order)).state is CallState.COMPLETED
    assert len(keeper.joined) == 1, "nobody is called by us again"


async def test_an_attempt_has_one_next_attempt(world: World, keeper: Redialling) -> None:
    order = await placed(world, 5)
    await poll(world, keeper, FIRST, CallState.NO_ANSWER, 1)
    keeper.follows = {SECOND: FIRST}
    await poll(world, keeper, SECOND, CallState.RINGING, 2)
    keeper.follows = {THIRD: FIRST}
    await poll(world, keeper, THIRD, CallState.BUSY, 2)
    await poll(world, keeper, SECOND, CallState.COMPLETED, 2)
    assert await states(world, order) == [(CallState.NO_ANSWER, 1), (CallState.COMPLETED, 2)]


@pytest.mark.parametrize(("id_", "follows"), [(SECOND, FIRST), (THIRD, "of another client")])
async def test_what_is_known_already_or_follows_nothing_of_ours_is_no_further_attempt(
    world: World, keeper: Redialling, id_: str, follows: str
) -> None:
    """However the provider links two calls of ours: the end of one would be told of both."""
    order, other = await placed(world, 5), await placed(world, message="another")
    assert (await shown(world, other)).handle == Handle(SECOND, "1")
    await poll(world, keeper, FIRST, CallState.NO_ANSWER, 1)
    report = Report(state=CallState.COMPLETED, attempt=2)
    seen = Sighting(id_, "", lambda: report, follows=follows)
    assert (
        await world.database.transact(lambda uow: redial_of(uow, keeper.name, seen, report, world.clock.now())) is None
    )
    assert await states(world, order) == [(CallState.NO_ANSWER, 1)]


@pytest.mark.parametrize(
    ("redials", "end", "until"),
    [((5, 60), CallState.NO_ANSWER, 60), ((), CallState.NO_ANSWER, 0), ((5,), CallState.COMPLETED, 0)],
)
async def test_a_further_attempt_is_waited_for_only_after_a_miss(
    world: World, keeper: Redialling, redials: tuple[int, ...], end: CallState, until: int
) -> None:
    order = await placed(world, *redials)
    await poll(world, keeper, FIRST, end, 1)
    call = await shown(world, order)
    assert redials_until(order, call) == timedelta(minutes=until)
    assert redials_until(changed(order, callback=None), call) == timedelta()


async def test_nobody_whom_the_service_may_still_ring_is_redialled(world: World, keeper: Redialling) -> None:
    """One was reached, the other is tried again in five minutes: a redial before then would ring twice."""
    draft = await world.api.orders.draft(OLEG, Written("89991234567, 89991234568", Place(OLEG.id), "list"))
    await world.api.orders.change(
        OLEG, draft_change(draft.order.id, callback=CallbackTerms(redials=(5,)), provider="callkeeper")
    )
    assert await world.press_call_now(draft.order)
    await world.core.submitter.drain()
    await poll(world, keeper, FIRST, CallState.COMPLETED, 1)
    await poll(world, keeper, SECOND, CallState.NO_ANSWER, 1, ended_at=world.clock.now())
    ended = await world.order(draft.order.id)
    press = tap(ended, ended.redial_mark)
    with pytest.raises(OrderProblem, match="order-redialled-there"):
        await world.api.orders.redial(OLEG, press)
    world.clock.advance(4 * 60)
    with pytest.raises(OrderProblem, match="order-redialled-there"):
        await world.api.orders.redial(OLEG, press)
    world.clock.advance(61)
    assert (await world.api.orders.redial(OLEG, press)).order.phones == ("79991234568",)
