"""An operator finds, opens, hears and exports nothing of others: every way in is walked here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from aiogram.methods import SendAudio, SendDocument, SendVoice

from bot.domain.access import Person, Right
from bot.domain.calls import CallState, Report
from bot.domain.errors import Forbidden, NotFound
from bot.domain.history import CallFilter, Outcome
from bot.domain.orders import Place
from bot.domain.subscriptions import Digest, Subscription, Wanted, Whose
from bot.services.access import Noun, right_of
from bot.services.api import Api
from bot.services.history import History, Turned
from bot.services.recordings import Recordings
from bot.telegram import presses
from bot.telegram.presses import CallAction, CalleePress, CallPress, DetailsPress, FoundPress, OrderAction, OrderPress
from handlers.calls.desk import KEPT
from tests.dialogs.test_history import called
from tests.fakes.clock import NOON
from tests.support.people import OLGA
from tests.support.stage import Someone, Stage

SECRET = "Тайна Олега"
NUMBER = "79995550011"
SHOWN = ("555-00-11", "5550011", SECRET, "Тайна")
REPORT = Report(
    state=CallState.COMPLETED,
    digit=7,
    recording_url="https://lk.calldog.ru/1.mp3",
    answered_at=NOON,
    ended_at=NOON,
    raw={"phone": NUMBER},
)


@pytest.fixture
async def secret(stage: Stage, oleg: Someone) -> None:
    """Oleg's call, with all that there is to learn of it."""
    await called(stage, oleg, f"/call {NUMBER} {SECRET}", REPORT)
    await stage.app.database.transact(lambda uow: uow.calls.keep_beside(1, tag="тайное"))


def told(stage: Stage, someone: Someone) -> str:
    """All that the bot ever said to this person, texts, labels and answers alike."""
    said = [method.model_dump() for method in stage.telegram.requests if getattr(method, "chat_id", None) == someone.id]
    return str(said) + str(stage.telegram.answers())


def learnt(stage: Stage, someone: Someone) -> list[str]:
    said = told(stage, someone).replace("\u00a0", " ")
    return [word for word in SHOWN if word in said]


def every_press() -> Iterator[str]:
    """Each button that names an order or a call, as whoever knows the numbers would write it."""
    for order_action in OrderAction:
        yield OrderPress(action=order_action, order_id=1).pack()
    for call_action in CallAction:
        yield CallPress(action=call_action, call_id=1).pack()
    yield DetailsPress(order_id=1, index=0).pack()
    yield FoundPress(first="20261101", last="20261130", person_id=2, order_id=1, digit=7).pack()
    for on in (True, False):
        yield CalleePress(order_id=1, index=0, on=on).pack()


def test_no_kind_of_press_is_forgotten() -> None:
    named = {
        name
        for name, kind in vars(presses).items()
        if isinstance(kind, type) and {"order_id", "call_id"} & set(getattr(kind, "model_fields", {}))
    }
    assert named == {"OrderPress", "CallPress", "DetailsPress", "CalleePress", "FoundPress"}


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize("data", list(every_press()))
async def test_no_button_opens_it(stage: Stage, olga: Someone, data: str) -> None:
    await olga.says("/help")
    await olga.sends_data(data, olga.last())
    assert learnt(stage, olga) == []
    assert not stage.telegram.asked(SendAudio) + stage.telegram.asked(SendVoice) + stage.telegram.asked(SendDocument)
    assert len(stage.provider.placed) == 1


@pytest.mark.usefixtures("secret")
async def test_no_button_of_a_forwarded_card_opens_it(stage: Stage, oleg: Someone, olga: Someone) -> None:
    """A forward has no buttons, but Telegram's own clients are not the only ones."""
    card = next(m for m in stage.telegram.in_chat(oleg.id) if "🎧 Запись разговора" in oleg.labels(m))
    assert card.reply_markup is not None
    before = len(stage.telegram.answers())
    for row in card.reply_markup.inline_keyboard:
        for button in row:
            await olga.sends_data(str(button.callback_data), card)
    assert set(stage.telegram.answers()[before:]) == {"Это звонок другого сотрудника: Олег."}
    assert not stage.telegram.asked(SendAudio)


FILTERS = [
    CallFilter(),
    CallFilter(person_id=2),
    CallFilter(provider="calldog"),
    CallFilter(outcome=Outcome.REACHED),
    CallFilter(digit=7),
    CallFilter(order_id=1),
    CallFilter(number="0011"),
    CallFilter(number=NUMBER),
    CallFilter(tag="тайное"),
    CallFilter(text="тайна"),
    CallFilter(person_id=2, order_id=1, number=NUMBER, text="тайна"),
    CallFilter(
        digest=Digest(
            Subscription(Place(3), 3, wanted=Wanted(Whose.CHOSEN, people=(2,), ends=(CallState.COMPLETED,), keys=(7,))),
            NOON - timedelta(days=2),
            NOON - timedelta(days=1),
            NOON + timedelta(days=1),
        )
    ),
]


def test_every_part_of_a_filter_is_tried() -> None:
    tried = {field.name for one in FILTERS for field in fields(one) if getattr(one, field.name) is not None}
    assert {field.name for field in fields(CallFilter)} - tried == {"days"}


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize("wanted", FILTERS)
async def test_no_filter_finds_it(stage: Stage, olga: Someone, maria: Someone, wanted: CallFilter) -> None:
    api = stage.app.core.api.history
    for turned in (Turned(), Turned(2), Turned(1, newer=True), Turned(0, newer=True)):
        assert not (await api.page(OLGA, wanted, turned)).entries
    assert not (await api.portion(OLGA, wanted)).entries
    boss = await stage.app.database.transact(lambda uow: uow.people.get(maria.id))
    assert boss is not None
    assert len((await api.page(boss, wanted)).entries) == 1, "there is something to find"


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize(
    "command", ["/calls", "/calls 0011", "/calls тайна", "/start calls", "/export", "/start export"]
)
async def test_no_command_or_link_shows_it(stage: Stage, olga: Someone, command: str) -> None:
    await olga.says(command)
    assert "555" not in (olga.last().text or "").replace("0011", "")
    assert not any("999" in label for label in olga.labels())
    assert SECRET not in told(stage, olga)


@pytest.mark.usefixtures("secret")
async def test_no_filter_that_was_kept_as_a_manager_shows_it(stage: Stage, oleg: Someone, olga: Someone) -> None:
    """Whoever was a manager and is none any more keeps the filter, and sees through it their own alone."""
    from aiogram.fsm.storage.base import StorageKey

    key = StorageKey(bot_id=stage.app.bot.id, chat_id=olga.id, user_id=olga.id)
    await stage.app.dispatcher.storage.update_data(key, {KEPT: CallFilter(person_id=oleg.id).kept()})
    await olga.says("/calls")
    assert learnt(stage, olga) == []
    choices = await stage.app.core.api.history.choices(OLGA)
    assert (choices.people, choices.tags, choices.lists) == ([], [], [])


async def _any_digest(api: Api, actor: Person) -> list[Digest]:
    found = []
    for notice_id in range(1, 9):
        with suppress(NotFound):
            found.append(await api.history.digest(actor, notice_id, 0))
    return found


ACTS: dict[str, Any] = {
    "page": lambda api, actor: api.history.page(actor, CallFilter(person_id=2)),
    "portion": lambda api, actor: api.history.portion(actor, CallFilter(person_id=2)),
    "confirm": lambda api, actor: api.history.confirm(actor),
    "planned": lambda api, actor: api.history.planned(actor),
    "choices": lambda api, actor: api.history.choices(actor),
    "digest": _any_digest,
    "exported": lambda api, actor: api.history.exported(actor, CallFilter(), 0),
    "repeat": lambda api, actor: api.history.repeat(actor, 1, Place(actor.id)),
    "bring": lambda api, actor: api.recordings.bring(actor, 1),
    "keep": lambda api, actor: api.recordings.keep(actor, 1, "aFILE"),
}
REFUSED = {"repeat", "bring", "keep"}


@pytest.mark.usefixtures("secret")
@pytest.mark.parametrize("name", list(ACTS))
async def test_no_use_case_gives_it(stage: Stage, olga: Someone, name: str) -> None:
    act = ACTS[name]
    if name in REFUSED:
        with pytest.raises(Forbidden):
            await act(stage.app.core.api, OLGA)
    else:
        assert "Тайна" not in repr(await act(stage.app.core.api, OLGA))
    with pytest.raises(Forbidden, match="access-forbidden"):
        await act(stage.app.core.api, Person(99, "Чужой"))


def test_no_use_case_is_forgotten() -> None:
    def of(noun: type[Noun]) -> set[str]:
        return {name for name, method in vars(noun).items() if right_of(method) is not None}

    assert of(History) | of(Recordings) == ACTS.keys()
    own = {Right.SEE_OWN_CALLS, Right.PLACE_CALLS}
    assert {right_of(method) for noun in (History, Recordings) for method in vars(noun).values()} - {None} <= own


@pytest.mark.usefixtures("secret")
async def test_what_is_gone_is_told_as_gone(stage: Stage) -> None:
    api = stage.app.core.api
    for act in (api.recordings.bring(OLGA, 404), api.history.repeat(OLGA, 404, Place(4))):
        with pytest.raises(NotFound):
            await act
