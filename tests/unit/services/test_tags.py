"""A call's tag is its menu's word for the answer, or somebody's own: whoever asks for it finds and hears of both."""

from __future__ import annotations

import pytest

from bot.domain.calls import CallState, Handle
from bot.domain.history import CallFilter
from bot.domain.menus import Branch, Menu
from bot.domain.sayings import Saying
from bot.domain.subscriptions import Wanted
from bot.domain.views import NoticeKind
from bot.ports import Capability
from tests.fakes.clock import NOON
from tests.fakes.provider import FakeProvider
from tests.support.orders import draft_change
from tests.support.people import MARIA, NUMBER, OLEG
from tests.support.world import World
from tests.unit.services.subscribing import EVENING, end_what_managers_begin_with, kinds, outcomes, subscribe, told

MENU = Menu(
    "Опрос", "calldog", Saying("Всё хорошо?"), (Branch("1", tag="Доволен"), Branch("2", block=True)), author_id=OLEG.id
)


class KeepingTags(FakeProvider):
    capabilities = FakeProvider.capabilities | {Capability.TAGS}

    async def set_tag(self, handle: Handle, tag: str) -> None:
        pass


@pytest.fixture
def service() -> FakeProvider:
    return KeepingTags()


@pytest.fixture(autouse=True)
async def nobody(world: World) -> None:
    await end_what_managers_begin_with(world)


async def asked(world: World, digit: int) -> int:
    """A call with the menu, which somebody answered; its id."""
    menu = await world.database.transact(lambda uow: uow.menus.add(MENU, f"menu:{digit}", NOON))
    order = await world.draft(NUMBER)
    await world.api.orders.change(OLEG, draft_change(order.id, menu_id=menu.id))
    assert await world.press_call_now(await world.order(order.id))
    await world.core.submitter.drain()
    await world.hear(str(100 + len(world.provider.placed)), CallState.COMPLETED, digit=digit)
    return (await world.call(order.id)).id


async def found(world: World, tag: str) -> list[int]:
    page = await world.api.history.page(MARIA, CallFilter(tag=tag))
    return [entry.call.id for entry in page.entries]


async def test_what_the_menu_calls_the_answer_is_found_and_offered(world: World) -> None:
    happy, _ = await asked(world, 1), await asked(world, 2)
    assert await found(world, "Доволен") == [happy]
    assert (await world.api.history.choices(OLEG)).tags == ["Доволен"]


async def test_somebodys_own_word_stays_whatever_is_heard_later(world: World) -> None:
    call_id = await asked(world, 1)
    await world.api.calls.tag(OLEG, call_id, "Жалоба")
    await world.hear("101", CallState.COMPLETED, digit=1, recording_url="https://lk.calldog.ru/1.mp3")
    assert await found(world, "Жалоба") == [call_id]
    assert await found(world, "Доволен") == []


async def test_who_waits_for_a_word_is_told_when_somebody_writes_it_and_once(world: World) -> None:
    await subscribe(world, wanted=Wanted(tags=("жалоба",)))
    call_id = await asked(world, 2)
    assert await told(world) == []
    for word in ("Важно", "Жалоба", "жалоба"):
        await world.api.calls.tag(OLEG, call_id, word)
    await world.api.calls.tag(OLEG, await asked(world, 1), "Важно")
    assert kinds(await told(world)) == [NoticeKind.RESULT]


async def test_a_digest_of_a_word_counts_who_was_given_it(world: World) -> None:
    await subscribe(world, wanted=Wanted(tags=("жалоба", "доволен")), schedule=EVENING)
    await subscribe(world, schedule=EVENING)
    await asked(world, 1)
    await world.api.calls.tag(OLEG, await asked(world, 2), "Жалоба")
    await asked(world, 2)
    world.clock.advance(24 * 3600)
    (summary,) = await told(world)
    assert [one["figures"]["outcomes"] for one in summary.payload["digests"]] == [{"reached": 2}, {"reached": 3}]


async def test_a_word_written_after_a_digest_is_in_the_next_one_of_that_word_alone(world: World) -> None:
    await subscribe(world, wanted=Wanted(tags=("жалоба",)), schedule=EVENING)
    await subscribe(world, schedule=EVENING)
    call_id = await asked(world, 2)
    world.clock.advance(24 * 3600)
    assert outcomes((await told(world))[0]) == {"reached": 1}
    await world.api.calls.tag(OLEG, call_id, "Жалоба")
    world.clock.advance(24 * 3600)
    (*_, late) = await told(world)
    (counted,) = late.payload["digests"]
    assert (counted["wanted"]["tags"], counted["ends"]) == (["жалоба"], {"completed": 1})
