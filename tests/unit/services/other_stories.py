"""What the bot tells of records, people and places by itself, as stories that go on after a kill."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.domain.access import Role
from bot.domain.calls import CallState, Report
from bot.domain.orders import Place
from bot.domain.records import RecordStage
from bot.domain.subscriptions import Subscription
from bot.domain.views import CardKind, NoticeKind
from bot.ports import Shut
from bot.ports.abilities import RecordState
from bot.services.people import RoleChange
from bot.services.records.watching import GIVE_UP_AFTER, RecordNews
from tests.fakes.services import ListingRecords
from tests.support.people import ANNA, IVAN, MARIA, NUMBER, OLEG
from tests.unit.services.killing import CARD, Said, Scene, Story
from tests.unit.services.recording import make
from tests.unit.services.subscribing import end_what_managers_begin_with

ADMIN, OWN, MANAGER, GROUP = Place(ANNA.id), Place(OLEG.id), Place(MARIA.id), Place(-100)


async def nothing(scene: Scene) -> None:
    pass


async def moderated(state: RecordState, scene: Scene) -> None:
    scene.world.provider.records.state = RecordState.WAITING
    await make(scene.world)
    scene.world.provider.records.moderate("7001", state)


async def its_sending_is_cut_off(scene: Scene) -> None:
    record = await make(scene.world)
    now = scene.world.clock.now()
    await scene.world.database.transact(
        lambda uow: uow.audio_records.change(record.id, now, stage=RecordStage.SENDING, provider_record_id=None)
    )
    scene.world.provider.records.kept.clear()


async def it_is_there(scene: Scene) -> None:
    scene.world.provider.records.put("7009", "Ролик")


async def nobody_moderates(scene: Scene) -> None:
    scene.world.provider.records.state = RecordState.WAITING
    await make(scene.world)


async def time_is_over(scene: Scene) -> None:
    scene.world.clock.advance((GIVE_UP_AFTER + timedelta(hours=2)).total_seconds())


def news(*which: RecordNews) -> dict[Said, int]:
    return {(MANAGER, NoticeKind.RECORD, str(one)): 1 for one in which}


RECORDS = {
    "approved": Story(
        partial(moderated, RecordState.APPROVED), [nothing], news(RecordNews.APPROVED), service=ListingRecords
    ),
    "refused": Story(
        partial(moderated, RecordState.REFUSED), [nothing], news(RecordNews.REFUSED), service=ListingRecords
    ),
    "lost and found": Story(
        its_sending_is_cut_off,
        [nothing, it_is_there],
        news(RecordNews.LOST, RecordNews.FOUND),
        service=ListingRecords,
    ),
    "silent": Story(nobody_moderates, [time_is_over], news(RecordNews.SILENT), service=ListingRecords),
}

# --- people and places


async def ivan_is_known(scene: Scene) -> None:
    await scene.world.database.transact(lambda uow: uow.people.save(IVAN))


async def he_asks(scene: Scene) -> None:
    request, _ = await scene.world.api.people.ask_in(IVAN)
    scene.ids["request"] = request.id


async def he_is_told(role: Role | None, scene: Scene) -> None:
    await scene.world.api.people.decide(ANNA, scene.ids["request"], role)


async def he_becomes_a_manager(scene: Scene) -> None:
    await scene.world.api.people.change_role(ANNA, RoleChange(IVAN.id, Role.OPERATOR, Role.MANAGER))


STRANGER = Place(IVAN.id)
PEOPLE = {
    "let in": Story(
        ivan_is_known,
        [he_asks, partial(he_is_told, Role.OPERATOR), he_becomes_a_manager],
        {
            (ADMIN, CARD, str(CardKind.ACCESS)): 1,
            (STRANGER, NoticeKind.ACCESS_GRANTED, ""): 1,
            (STRANGER, NoticeKind.ROLE_CHANGED, ""): 1,
        },
    ),
    "denied": Story(
        ivan_is_known,
        [he_asks, partial(he_is_told, None)],
        {(ADMIN, CARD, str(CardKind.ACCESS)): 1, (STRANGER, NoticeKind.ACCESS_DENIED, ""): 1},
    ),
}


async def a_card_in_a_group(scene: Scene) -> None:
    await end_what_managers_begin_with(scene.world)
    await scene.world.api.subscriptions.subscribe(MARIA, Subscription(GROUP, MARIA.id))
    order = await scene.world.draft(f"{NUMBER} текст", place=GROUP)
    await scene.world.press_call_now(order)
    await scene.world.core.submitter.drain()
    await scene.world.place(f"{NUMBER} другой текст")


async def the_group_is_gone(scene: Scene) -> None:
    scene.ears.shut[GROUP] = Shut.GONE
    scene.world.provider.reports["101"] = Report(CallState.RINGING)


async def another_ends(scene: Scene) -> None:
    scene.world.provider.reports["102"] = Report(CallState.COMPLETED)


SHUT = Story(
    a_card_in_a_group,
    [the_group_is_gone, another_ends],
    {
        (OWN, CARD, str(CardKind.ORDER)): 1,
        (OWN, NoticeKind.CARD_MOVED, ""): 1,
        (OWN, NoticeKind.RESULT, ""): 1,
        (MANAGER, NoticeKind.SUBSCRIPTIONS_LOST, ""): 1,
    },
)
