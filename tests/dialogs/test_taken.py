"""The update that ends with a draft's card, or with a call, is stored as handled with it; never before all is done."""

from __future__ import annotations

from itertools import count

from bot.ports.keeping import Incoming, Taken
from tests.support.people import CALL
from tests.support.stage import Someone, Stage

_numbers = count(1)


async def take(stage: Stage) -> Taken:
    """The next update is this one, stored."""
    now = stage.clock.now()
    number = next(_numbers)
    incoming = [Incoming(number, "{}", now)]
    ids = await stage.app.database.transact(lambda uow: uow.updates.add(incoming, now))
    taken = Taken(ids[number])
    stage.app.dispatcher["taken"] = taken
    return taken


async def unhandled(stage: Stage) -> list[int]:
    now = stage.clock.now()
    left = await stage.app.database.transact(lambda uow: uow.updates.claim(now, now, 100))
    return [one.id for one in left]


async def test_a_message_ends_with_its_card_and_a_tap_with_its_call(stage: Stage, oleg: Someone) -> None:
    written = await take(stage)
    await oleg.says(CALL)
    assert written.is_handled
    assert await unhandled(stage) == []

    card, pressed = oleg.last(), await take(stage)
    await oleg.presses("Позвонить", card)
    assert pressed.is_handled
    assert await unhandled(stage) == []

    again = await take(stage)
    await oleg.presses("Позвонить", card)
    assert not again.is_handled, "it placed nothing: it ends when its handler does"
    assert await unhandled(stage) == [again.id]


async def test_not_before_the_dialogs_are_stored(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call")
    written = await take(stage)
    await oleg.says(CALL)
    assert not written.is_handled, "the window that asked for a number goes with it"

    await oleg.presses("Параметры")
    pressed = await take(stage)
    await oleg.presses("Позвонить", oleg.last())
    await stage.until(lambda: stage.provider.placed)
    assert not pressed.is_handled, "the options are over with it"


async def test_not_when_it_was_refused(stage: Stage, oleg: Someone) -> None:
    written = await take(stage)
    await oleg.says("/call 12 текст")
    assert not written.is_handled
