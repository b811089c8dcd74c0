"""Records that wait for a moderator, and those whose answer was lost."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.domain.errors import Refused, Uncertain, Unreachable
from bot.domain.records import RecordStage
from bot.ports.abilities import RecordState
from tests.fakes.provider import FakeProvider
from tests.fakes.services import ListingRecords
from tests.support.people import MARIA
from tests.support.world import World
from tests.unit.services.recording import fetch, make, news, now, watch


@pytest.fixture
def service() -> FakeProvider:
    return ListingRecords()


async def test_a_moderators_word_is_told_once(world: World) -> None:
    world.provider.records.state = RecordState.WAITING
    record = await make(world)
    await watch(world, timedelta(seconds=59))
    assert world.provider.records.listed == 0, "not before its time"
    world.provider.records.moderate("7001", RecordState.APPROVED)
    for _ in range(3):
        await watch(world, timedelta(hours=1))
    assert await news(world) == ["approved"]
    assert (await now(world, record)).stage is RecordStage.APPROVED


@pytest.mark.parametrize("words", ["Слишком тихо", ""])
async def test_a_refusal_carries_the_words(world: World, words: str) -> None:
    world.provider.records.state = RecordState.WAITING
    record = await make(world)
    world.provider.records.moderate("7001", RecordState.REFUSED, words)
    await watch(world, timedelta(minutes=2))
    assert await news(world) == ["refused"]
    assert world.messenger.notices[0][0].payload["words"] == words
    found = await now(world, record)
    assert (found.stage, found.words) == (RecordStage.REFUSED, words)


async def test_one_question_a_sweep_for_all_that_wait(world: World) -> None:
    world.provider.records.state = RecordState.WAITING
    for number in range(5):
        await make(world, f"Ролик {number}", f"message:{number}")
    await watch(world, timedelta(minutes=2))
    assert world.provider.records.listed == 1


async def test_the_pauses_grow_until_it_gives_up(world: World) -> None:
    """Looked at every twenty seconds, as the job does."""
    world.provider.records.state = RecordState.WAITING
    await make(world)
    asked: list[int] = []
    for _, steps in (("an hour", 180), ("four more", 720)):
        before = world.provider.records.listed
        for _ in range(steps):
            await watch(world, timedelta(seconds=20))
        asked.append(world.provider.records.listed - before)
    assert asked[0] < 14
    assert asked[1] < 14
    await watch(world, timedelta(days=14))
    assert await news(world) == ["silent"]
    before = world.provider.records.listed
    for _ in range(5):
        await watch(world, timedelta(days=1))
    assert world.provider.records.listed == before, "nobody asks any more"
    assert await news(world) == ["silent"]


async def test_a_service_that_cannot_tell_now_is_asked_later(world: World) -> None:
    world.provider.records.state = RecordState.WAITING
    record = await make(world)
    world.provider.records.list_error = Unreachable("provider-read-timeout")
    await watch(world, timedelta(minutes=2))
    assert (await now(world, record)).stage is RecordStage.WAITING
    world.provider.records.list_error = None
    world.provider.records.moderate("7001", RecordState.APPROVED)
    await watch(world, timedelta(minutes=2))
    assert await news(world) == ["approved"]


async def test_a_lost_record_is_found_by_its_name(world: World) -> None:
    world.provider.records.state = RecordState.WAITING
    world.provider.records.loses = Uncertain("provider-change-lost")
    record = await make(world)
    assert record.stage is RecordStage.LOST
    await watch(world, timedelta(minutes=2))
    found = await now(world, record)
    assert (found.stage, found.provider_record_id) == (RecordStage.WAITING, "7001")
    world.provider.records.moderate("7001", RecordState.APPROVED)
    await watch(world, timedelta(minutes=6))
    assert await news(world) == ["found", "approved"], "it is watched from then on"
    assert len(world.provider.records.made) == 1


async def test_nobody_knows_which_of_two_is_ours(world: World) -> None:
    world.provider.records.error = Uncertain("provider-change-lost")
    record = await make(world)
    world.provider.records.put("1", "Ролик")
    world.provider.records.put("2", "Ролик")
    await watch(world, timedelta(minutes=2))
    assert (await now(world, record)).stage is RecordStage.LOST
    assert await news(world) == []


async def test_another_record_of_ours_is_not_the_lost_one(world: World) -> None:
    await make(world)
    world.provider.records.error = Uncertain("provider-change-lost")
    lost = await make(world, source="message:2")
    await watch(world, timedelta(minutes=2))
    assert (await now(world, lost)).stage is RecordStage.LOST


async def test_another_text_of_this_name_is_not_the_lost_one(world: World) -> None:
    world.provider.records.error = Uncertain("provider-change-lost")
    lost = await make(world, sound=None, text="Один")
    world.provider.records.put("1", "Ролик", text="Другой")
    await watch(world, timedelta(minutes=2))
    assert (await now(world, lost)).stage is RecordStage.LOST


async def test_a_lost_record_is_looked_for_a_day(world: World) -> None:
    world.provider.records.error = Uncertain("provider-change-lost")
    await make(world)
    await watch(world, timedelta(days=1))
    asked = world.provider.records.listed
    await watch(world, timedelta(days=1))
    assert world.provider.records.listed == asked


async def test_a_crash_while_sending(world: World) -> None:
    world.provider.records.hold = asyncio.Event()
    making = asyncio.create_task(make(world))
    await world.provider.records.arrived.wait()
    assert await world.core.stranded.sweep() == 0, "its request may be under way"
    world.clock.advance(61)
    assert await world.core.stranded.sweep() == 1
    assert await world.core.stranded.sweep() == 0
    assert await news(world) == ["lost"]
    world.provider.records.hold.set()
    assert (await making).stage is RecordStage.APPROVED, "a late answer is better than none"


async def test_at_start_nothing_is_under_way(world: World) -> None:
    world.provider.records.hold = asyncio.Event()
    making = asyncio.create_task(make(world))
    await world.provider.records.arrived.wait()
    assert await world.core.stranded.at_start() == 1
    world.provider.records.hold.set()
    await making


async def test_two_who_hear_of_it_at_once_tell_it_once(world: World) -> None:
    world.provider.records.state = RecordState.WAITING
    await make(world)
    world.provider.records.moderate("7001", RecordState.APPROVED)

    async def somebody_looks() -> None:
        await world.api.records.page(MARIA, "calldog", anew=True)
        world.clock.advance(1)

    world.provider.records.while_listing = somebody_looks
    await watch(world, timedelta(minutes=2))
    assert await news(world) == ["approved"]


async def test_what_was_found_meanwhile_stays(world: World) -> None:
    """A sweep that read it as lost before does not lose it again."""
    world.provider.records.error = Uncertain("provider-change-lost")
    lost = await make(world)
    world.provider.records.error = None

    async def somebody_sends_it_again() -> None:
        await world.api.records.send_again(MARIA, lost.id, RecordStage.LOST, fetch)

    world.provider.records.while_listing = somebody_sends_it_again
    await watch(world, timedelta(minutes=2))
    found = await now(world, lost)
    assert (found.stage, found.provider_record_id) == (RecordStage.APPROVED, "7001")
    assert await news(world) == []


async def test_sending_again_heeds_what_the_person_saw(world: World) -> None:
    world.provider.records.error = Uncertain("provider-change-lost")
    lost = await make(world)
    found = await world.api.records.send_again(MARIA, lost.id, RecordStage.FAILED, fetch)
    assert found.stage is RecordStage.LOST
    assert len(world.provider.records.made) == 1


async def test_two_who_send_it_again_at_once_send_it_once(world: World) -> None:
    world.provider.records.error = Refused("provider-refused-other")
    refused = await make(world)
    world.provider.records.error = None
    again = world.api.records.send_again
    await asyncio.gather(*(again(MARIA, refused.id, RecordStage.FAILED, fetch) for _ in range(3)))
    assert len(world.provider.records.made) == 2
