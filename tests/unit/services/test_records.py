"""Audio records: saved, then sent once; which of them a call may play."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.errors import Forbidden, NotFound, OrderProblem, Refused, Uncertain, Unreachable
from bot.domain.orders import Place
from bot.domain.records import RecordStage
from bot.domain.sayings import Record, Saying, Voice
from bot.ports.abilities import NewRecord, RecordState
from bot.services.change_draft import DraftChange
from bot.services.draft_orders import Written
from bot.services.records.making import NewRecords, Sound
from bot.services.records.views import RecordChoice, RecordRef
from storage.tables import audit
from tests.fakes.provider import FakeProvider
from tests.fakes.services import ListingRecords
from tests.fakes.transcoder import SOUND
from tests.support.people import MARIA, OLEG, OLGA
from tests.support.world import World
from tests.unit.services.recording import fetch, make, news


@pytest.fixture
def service() -> FakeProvider:
    return ListingRecords()


async def test_it_is_saved_before_it_is_sent(world: World) -> None:
    world.provider.records.hold = asyncio.Event()
    making = asyncio.create_task(make(world))
    await world.provider.records.arrived.wait()
    rows = await world.database.transact(lambda uow: uow.audio_records.page("calldog", "", 0, 9))
    assert [row.stage for row in rows] == [RecordStage.SENDING]
    world.provider.records.hold.set()
    await making
    assert [row[2] for row in await world.rows(audit)] == ["record.create"]


async def test_the_same_message_is_sent_once(world: World) -> None:
    records = await asyncio.gather(*(make(world) for _ in range(3)))
    assert len({record.id for record in records}) == 1
    assert world.provider.records.made == [NewRecord("Ролик", audio=SOUND.wav)]


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        (RecordState.WAITING, RecordStage.WAITING),
        (RecordState.APPROVED, RecordStage.APPROVED),
        (RecordState.REFUSED, RecordStage.REFUSED),
        (RecordState.UNKNOWN, RecordStage.READY),
    ],
)
async def test_what_the_service_says_at_once(world: World, state: RecordState, stage: RecordStage) -> None:
    world.provider.records.state, world.provider.records.cost = state, Decimal("1.20")
    record = await make(world)
    assert (record.stage, record.provider_record_id, record.cost) == (stage, "7001", Decimal("1.20"))
    assert await news(world) == [], "whoever pressed is looking"


@pytest.mark.parametrize(
    ("error", "stage", "key"),
    [
        (Refused("provider-refused-money", "Нет средств"), RecordStage.FAILED, "provider-refused-money"),
        (Unreachable("provider-unreachable"), RecordStage.FAILED, "provider-unreachable"),
        (Uncertain("provider-change-lost"), RecordStage.LOST, "provider-change-lost"),
        (RuntimeError("broken"), RecordStage.LOST, "provider-change-lost"),
        (TimeoutError(), RecordStage.LOST, "provider-change-lost"),
    ],
)
async def test_how_it_ended_is_told_never_raised(world: World, error: Exception, stage: RecordStage, key: str) -> None:
    world.provider.records.error = error
    record = await make(world)
    assert (record.stage, record.reason_key) == (stage, key)
    assert len(world.provider.records.made) == 1


async def test_an_answer_that_does_not_come_is_lost(world: World) -> None:
    world.core.record_sender.answer_within = 0.01
    world.provider.records.hold = asyncio.Event()
    assert (await make(world)).stage is RecordStage.LOST


async def test_a_text_is_read_by_the_service(world: World) -> None:
    record = await make(world, sound=None, text="Ваш зак+аз", voice=Voice.MALE)
    assert world.provider.records.made == [NewRecord("Ролик", text="Ваш зак+аз", voice=Voice.MALE)]
    assert (record.text, record.voice, record.seconds) == ("Ваш зак+аз", Voice.MALE, None)


@pytest.mark.parametrize("text", ["", "  ", "а" * 1025])
async def test_a_text_that_no_service_reads_is_not_sent(world: World, text: str) -> None:
    with pytest.raises(OrderProblem):
        await make(world, sound=None, text=text)
    assert world.provider.records.made == []


async def test_operators_keep_no_records(world: World) -> None:
    records = world.api.records
    for refused in (
        records.make(OLEG, NewRecords("Ролик", ["calldog"], "message:1", Place(OLEG.id), "ru", text="а")),
        records.page(OLEG, "calldog"),
        records.remove(OLEG, RecordRef("calldog", id=1)),
        records.rename(OLEG, 1, "Другое"),
    ):
        with pytest.raises(Forbidden):
            await refused
    assert await world.api.records.choices(OLEG, "calldog") == []


def for_a_call(source: str = "message:1") -> NewRecords:
    return NewRecords("Свой", ["calldog"], source, Place(OLEG.id), "ru", sound=Sound("file-1", fetch))


async def test_what_an_operator_records_is_theirs_alone(world: World) -> None:
    records, orders = world.api.records, world.api.orders
    [made] = await records.make_for_call(OLEG, for_a_call())
    id_ = made.provider_record_id or ""
    world.provider.records.put(id_, "Свой", RecordState.APPROVED)
    for actor, sees in ((OLEG, True), (OLGA, False), (MARIA, False)):
        assert [one.record_id for one in await records.choices(actor, "calldog")] == ([id_] if sees else [])
    assert (await records.page(MARIA, "calldog")).rows == []
    assert (await records.page(MARIA, "calldog")).unlisted == 1
    assert [row.record for row in (await records.page(MARIA, "calldog", unlisted=True)).rows] == [made]
    with pytest.raises(Forbidden):
        await records.remove(OLGA, RecordRef("calldog", id=made.id))
    assert await records.kept(OLGA, [made.id]) == []
    with pytest.raises(NotFound):
        await records.send_again(OLGA, made.id, made.stage, fetch)
    written = Written("+7 999 123-45-67", Place(OLGA.id), "message:2")
    with pytest.raises(NotFound):
        await records.draft_call(OLGA, "calldog", id_, written)
    plays = Saying(Record(id_))
    for actor, may in ((OLEG, True), (OLGA, False), (MARIA, True)):
        draft = (await orders.draft(actor, replace(written, source=f"message:{actor.id}"))).order
        change = DraftChange(draft.id, lambda terms: replace(terms, saying=plays))
        if may:
            assert (await orders.change(actor, change)).order.terms.saying == plays
            assert (await records.played(actor, draft.id))[0] == made
            with pytest.raises(Forbidden):
                await records.played(OLGA, draft.id)
        else:
            with pytest.raises(NotFound):
                await orders.change(actor, change)


async def test_a_double_tap_makes_one_record_for_a_call(world: World) -> None:
    made = [await world.api.records.make_for_call(OLEG, for_a_call()) for _ in range(2)]
    assert made[0] == made[1]
    assert len(world.provider.records.made) == 1


async def test_the_moderator_is_followed_for_an_unlisted_record_too(world: World) -> None:
    world.provider.records.state = RecordState.WAITING
    [made] = await world.api.records.make_for_call(OLEG, for_a_call())
    world.provider.records.put(made.provider_record_id or "", "Свой", RecordState.APPROVED)
    world.clock.advance(120)
    await world.core.record_watch.sweep()
    await world.core.deliveries.settle()
    [(notice, _)] = world.messenger.notices
    assert (notice.place, notice.payload["news"], notice.payload["listed"]) == (Place(OLEG.id), "approved", False)


async def test_the_choice_of_a_call(world: World) -> None:
    await make(world, "Наш")
    world.provider.records.put("5", "Их", RecordState.WAITING)
    world.provider.records.put("6", "", RecordState.UNKNOWN)
    world.provider.records.error = Refused("provider-refused-other")
    await make(world, "Не принят", "message:2")
    assert await world.api.records.choices(OLEG, "calldog") == [
        RecordChoice("7001", "Наш", RecordStage.APPROVED, 5),
        RecordChoice("5", "Их", RecordStage.WAITING),
        RecordChoice("6", "6", None),
    ]
    world.provider.records.list_error = Unreachable("provider-read-timeout")
    world.clock.advance(60)
    assert [one.name for one in await world.api.records.choices(OLEG, "calldog")] == ["Наш"]


async def test_an_id_that_no_button_carries_is_not_offered(world: World) -> None:
    world.provider.records.put("9" * 31, "Длинный номер")
    world.provider.records.put("8" * 30, "Короче")
    assert [one.name for one in await world.api.records.choices(OLEG, "calldog")] == ["Короче"]


async def test_a_record_that_is_being_sent_is_neither_renamed_nor_removed(world: World) -> None:
    world.provider.records.hold = asyncio.Event()
    making = asyncio.create_task(make(world))
    await world.provider.records.arrived.wait()
    with pytest.raises(OrderProblem):
        await world.api.records.rename(MARIA, 1, "Другое")
    with pytest.raises(OrderProblem):
        await world.api.records.remove(MARIA, RecordRef("calldog", id=1))
    world.provider.records.hold.set()
    await making
    with pytest.raises(NotFound):
        await world.api.records.remove(MARIA, RecordRef("calldog", id=77))
