"""Every way into the bot is tried by somebody whom it is not for, also those that are made after this test."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock
from zoneinfo import ZoneInfo

import pytest
from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import MessageOriginUser
from sqlalchemy import Connection, select

from bot.domain.access import RIGHTS, Person, Role
from bot.domain.callees import Found
from bot.domain.errors import Forbidden, NotFound, ZvonarError
from bot.domain.history import CallFilter
from bot.domain.orders import CallingWindow, Place
from bot.domain.phones import Phone
from bot.domain.records import RecordStage
from bot.domain.spans import Days
from bot.domain.stats import CountedFor
from bot.domain.subscriptions import Rhythm, Schedule, Subscription, Wanted, Whose
from bot.ports import Capability
from bot.services.access import right_of
from bot.services.api import Api
from bot.services.change_draft import DraftChange
from bot.services.draft_orders import Press, Written
from bot.services.records.views import RecordRef
from bot.telegram import presses
from bot.telegram.menu import NEEDS
from handlers.asked import Asked
from handlers.router import build_routers
from storage.material import audio_records, menus, subscriptions
from storage.tables import access_requests, calls, orders, people
from tests.dialogs.pressing import KINDS, every
from tests.dialogs.test_history import called
from tests.dialogs.test_others_calls import NUMBER, REPORT, SECRET, learnt
from tests.fakes.provider import FakeProvider
from tests.fakes.telegram import ME
from tests.support.people import IVAN, MARIA, OLEG, OLGA
from tests.support.stage import GROUP, Someone, Stage, open_prepared

UNTOUCHED = (orders, calls, subscriptions, menus, audio_records, access_requests)
PLACE = Place(OLGA.id)


def rows(connection: Connection) -> list[Any]:
    kept = [[tuple(row) for row in connection.execute(select(table).order_by(table.c.id))] for table in UNTOUCHED]
    return [*kept, [tuple(row) for row in connection.execute(select(people.c.id, people.c.role).order_by(people.c.id))]]


async def prepare(stage: Stage) -> None:
    """Oleg's call, which is over, his draft, and a digest of his calls in a group."""
    oleg, *_ = [await stage.let_in(person) for person in (OLEG, OLGA, MARIA, IVAN)]
    his = Wanted(Whose.CHOSEN, people=(OLEG.id,))
    digest = Subscription(Place(GROUP), MARIA.id, wanted=his, schedule=Schedule(Rhythm.HOURS))
    await stage.app.core.api.subscriptions.subscribe(MARIA, digest)
    await called(stage, oleg, f"/call {NUMBER} {SECRET}", REPORT)
    stage.clock.advance(3600)
    await stage.app.core.gathered.sweep()
    await stage.until(lambda: any("Открыть звонки" in str(one) for one in stage.telegram.in_chat(GROUP)))
    await oleg.says(f"/call {NUMBER} {SECRET}")
    await stage.app.database.transact(lambda uow: uow.calls.keep_beside(1, tag="тайное"))


@pytest.fixture
async def stage(tmp_path: Path, services: list[FakeProvider]) -> AsyncIterator[Stage]:
    async with open_prepared(tmp_path, services, prepare) as stage:
        yield stage


@pytest.fixture(autouse=True)
async def secret(stage: Stage) -> AsyncIterator[None]:
    """After the test all that there was is as it was."""
    before = await stage.app.database.run(rows)
    yield
    after = await stage.app.database.run(rows)
    assert [now[: len(was)] for now, was in zip(after, before, strict=True)] == before
    assert len(stage.provider.placed) == 1


# Presses


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("chat", [None, GROUP], ids=["private", "group"])
async def test_no_button(
    stage: Stage, olga: Someone, ivan: Someone, kind: type[CallbackData], chat: int | None
) -> None:
    await olga.says("/help", chat)
    under = olga.last(chat)
    for data in dict.fromkeys(every(kind)):
        await olga.sends_data(data, under)
        if kind is not presses.AccessRequestPress:
            await ivan.sends_data(data, under)
    await stage.app.core.deliveries.settle()
    assert learnt(stage, olga) == learnt(stage, ivan) == []
    assert not [one for one in stage.telegram.requests if SECRET in str(one) and getattr(one, "chat_id", 0) == GROUP]


# Commands and links


def asked(router: Router) -> Iterator[Asked]:
    for handler in [*router.message.handlers, *router.edited_message.handlers]:
        yield from (one.callback for one in handler.filters or () if isinstance(one.callback, Asked))
    for inner in router.sub_routers:
        yield from asked(inner)


EVERY = [one for router in build_routers() for one in asked(router)]
COMMANDS = sorted({one._name for one in EVERY})
LINKS = sorted({one._name for one in EVERY if one._linked})


FOUND = [
    presses.FoundPress(first="20261101", last="20261130", person_id=OLEG.id).pack(),
    presses.FoundPress(first="20261101", last="20261130", order_id=1, digit=7).pack(),
    *(presses.DigestPress(notice_id=id_).pack() for id_ in range(1, 6)),
]


async def test_there_is_a_digest_to_guess(stage: Stage) -> None:
    found = []
    for id_ in range(1, 6):
        with suppress(NotFound):
            found.append(await stage.app.core.api.history.digest(MARIA, id_, 0))
    assert [one.subscription.wanted.people for one in found] == [(OLEG.id,)]


def test_commands_are_those_of_the_menu() -> None:
    assert sorted({*NEEDS, *COMMANDS}) == COMMANDS
    assert {"calls", "export", "stats", "notify", "settings"} <= set(LINKS)


@pytest.mark.parametrize("command", COMMANDS)
async def test_no_command(stage: Stage, olga: Someone, ivan: Someone, command: str) -> None:
    for args in ("", " 1", " 2", " 0011", " тайна", " тайное", " #1", " Олег"):
        for chat in (None, GROUP):
            await olga.says(f"/{command}{args}", chat)
            await ivan.says(f"/{command}{args}", chat)
    await stage.app.core.deliveries.settle()
    assert learnt(stage, olga) == learnt(stage, ivan) == []
    said = [one.text for one in stage.telegram.in_chat(ivan.id)]
    assert len(set(said)) <= 1, "a stranger is told how to ask for access, and nothing else"


@pytest.mark.parametrize(
    "payload", [*LINKS, "order_1", "order:show:1", "call:heard:1", "calls_1", "details:1:0", "2", *FOUND]
)
async def test_no_link(stage: Stage, olga: Someone, ivan: Someone, payload: str) -> None:
    for chat in (None, GROUP):
        for someone in (olga, ivan):
            await someone.says(f"/start {payload}", chat)
    assert learnt(stage, olga) == learnt(stage, ivan) == []
    assert len(stage.telegram.in_chat(ivan.id)) == 1


# What Oleg's card may be shown or answered as


@pytest.mark.parametrize("said", ["/call", "/call Другой текст", "/callback", "/verify"])
@pytest.mark.parametrize("how", ["reply", "elsewhere", "forward", "edited"])
async def test_no_answer_to_a_card(stage: Stage, oleg: Someone, olga: Someone, said: str, how: str) -> None:
    for card in stage.telegram.in_chat(oleg.id):
        mine = olga.message(said)
        origin = MessageOriginUser(date=card.date, sender_user=ME)
        forwarded = card.model_copy(update={"chat": mine.chat, "forward_origin": origin, "from_user": olga.user})
        if how == "edited":
            await stage.feed(edited_message=mine.model_copy(update={"message_id": card.message_id, "edit_date": 1}))
        elif how == "forward":
            await stage.feed(message=forwarded)
        else:
            await olga.says(said, reply_to_message=card if how == "reply" else forwarded)
    await olga.says("/cancel")
    assert learnt(stage, olga) == []


# Use cases

CALLEE = "+7 916 111-22-33 моё"
LATER = Written(CALLEE, PLACE, "message:4:4")
GIVEN: dict[str, tuple[Any, ...]] = {
    "order_id": (1, 2),
    "call_id": (1,),
    "press": (Press(1, PLACE, None, "ru"), Press(2, PLACE, None, "ru")),
    "place": (PLACE, Place(OLEG.id)),
    "index": (0,),
    "on": (True,),
    "matched": (True,),
    "phone": ("79161112233",),
    "file": ("aFILE",),
    "chat_id": (OLEG.id,),
    "message_id": tuple(range(1000, 1020)),
    "locale": ("ru",),
    "found": (Found((Phone("79161112233"),)),),
    "rows": (1,),
    "wanted": (CallFilter(), CallFilter(person_id=OLEG.id), CallFilter(order_id=1)),
    "notice_id": tuple(range(1, 6)),
    "number": (0,),
    "subscription_id": (1, 2, 3),
    "provider": ("calldog",),
    "what": (Capability.CALLER_IDS,),
    "ids": ([1, 2],),
    "record_id": (1,),
    "ref": (RecordRef("calldog", 1), RecordRef("calldog", provider_record_id="101")),
    "seen": tuple(RecordStage),
    "fetch": (None,),
    "days": (Days(date(2026, 11, 1), date(2026, 11, 30)),),
    "quiet": (CallingWindow.parse("22:00-08:00"),),
    "zone": (ZoneInfo("Europe/Moscow"),),
}
"""By the parameter's name: what names others' things, as whoever knows the numbers would."""
OTHERWISE: dict[str, dict[str, tuple[Any, ...]]] = {
    "orders.change": {"change": (DraftChange(1, lambda terms: terms), DraftChange(2, lambda terms: terms))},
    "orders.join": {"order_id": (1, 2), "place": (Place(OLEG.id),), "found": GIVEN["found"]},
    "orders.rewrite": {
        "written": tuple(Written(CALLEE, Place(OLEG.id), f"message:{OLEG.id}:{n}") for n in range(1000, 1020))
    },
    "calls.tag": {"call_id": (1,), "written": ("моё",)},
    "stats.report": {"days": GIVEN["days"], "wanted": (CountedFor(), CountedFor((OLEG.id,)), CountedFor(order_id=1))},
    "subscriptions.subscribe": {
        "wanted": (Subscription(Place(OLEG.id), OLEG.id), Subscription(Place(GROUP), OLGA.id), Subscription(PLACE, 4))
    },
    "records.draft_call": {"provider": ("calldog",), "record_id": ("1", "101"), "written": (LATER,)},
}
NOBODY_ELSES = {
    "callbacks.draft",
    "orders.draft",
    "orders.withdraw_last",
    "people.ask_in",
    "people.own_request",
    "people.speak",
    "people.change_phone",
    "people.own_provider",
    "people.change_defaults",
    "people.remember_provider",
    "records.look",
    "records.listen",
    "records.make_for_call",
    "records.keep_voice",
    "templates.named",
    "verification.draft",
}
"""They take nothing by its number, and speak of the actor, or of what the actor brings."""


def use_cases() -> dict[str, Any]:
    return {
        f"{noun}.{name}": method
        for noun, kind in vars(Api(MagicMock())).items()
        for name, method in vars(type(kind)).items()
        if right_of(method) in RIGHTS[Role.OPERATOR]
    }


def named_for(use_case: str) -> Iterator[dict[str, Any]]:
    parameters = list(inspect.signature(use_cases()[use_case]).parameters.values())[2:]
    needed = [one.name for one in parameters if one.default is one.empty]
    given = OTHERWISE.get(use_case) or {name: GIVEN[name] for name in needed}
    for values in product(*given.values()):
        yield dict(zip(given, values, strict=True))


def test_only_use_cases_that_there_are_stand_aside() -> None:
    assert use_cases().keys() >= NOBODY_ELSES | OTHERWISE.keys()


@pytest.mark.parametrize("use_case", sorted(use_cases().keys() - NOBODY_ELSES))
async def test_no_use_case(stage: Stage, use_case: str) -> None:
    noun, _, name = use_case.partition(".")
    method = getattr(getattr(stage.app.core.api, noun), name)
    found = []
    for given in named_for(use_case):
        with suppress(ZvonarError):
            found.append(await method(OLGA, **given))
        with pytest.raises(Forbidden, match="access-forbidden"):
            await method(Person(99, "Чужой"), **given)
    said = repr(found)
    assert not [word for word in (NUMBER, SECRET, "Тайна", "тайное") if word in said], said
