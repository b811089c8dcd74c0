"""What a tap would come to: asked before it is answered, and answered before it is obeyed."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.access import Person, Right
from bot.domain.calls import CallState
from bot.domain.orders import OrderState
from bot.ports import Clock, Database
from bot.services.access import UseCase
from bot.services.draft_orders import load_order
from bot.services.place_calls import PlaceCalls, PlaceMissed, Placing, load_unknown


class Outcome(StrEnum):
    DONE_BEFORE = "done before"
    PLANNED = "planned"
    AT_ONCE = "at once"


class ForeseePlacing(UseCase[Placing, Outcome]):
    """Raises what PlaceCalls raises."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, clock: Clock, place: PlaceCalls) -> None:
        self._database = database
        self._clock = clock
        self._place = place

    async def run(self, actor: Person, command: Placing) -> Outcome:
        order = await self._database.transact(lambda uow: load_order(uow, actor, command.order_id))
        if order.state is not OrderState.DRAFT:
            return Outcome.DONE_BEFORE
        starts = self._place.starts(order, command, self._clock.now())
        return Outcome.PLANNED if all(starts.values()) else Outcome.AT_ONCE


class ForeseeMissed(UseCase[int, Outcome]):
    """The command is the order's id. Raises what PlaceMissed raises."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database, clock: Clock, place: PlaceMissed) -> None:
        self._database = database
        self._clock = clock
        self._place = place

    async def run(self, actor: Person, command: int) -> Outcome:
        order = await self._database.transact(lambda uow: load_order(uow, actor, command))
        return Outcome.AT_ONCE if self._place.missed(order, self._clock.now()) else Outcome.DONE_BEFORE


class ForeseeAgain(UseCase[int, int | None]):
    """The command is the id of a call whose fate was unknown; its order's id while «Place again» would place it."""

    right = Right.PLACE_CALLS

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: int) -> int | None:
        call, order = await self._database.transact(lambda uow: load_unknown(uow, actor, command))
        is_newest = call.id in {latest.id for latest in order.latest_calls()}
        return order.id if call.state is CallState.UNKNOWN and is_newest else None
