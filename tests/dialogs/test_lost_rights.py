"""Their role is lowered while a window is open, a card is followed, a file is being written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.access import Person, Role
from bot.domain.calls import CallState, Report
from bot.domain.errors import Forbidden
from bot.domain.history import CallFilter
from bot.services.people import RoleChange
from tests.dialogs.test_history import called
from tests.fakes.provider import FakeProvider
from tests.fakes.services import KeepingAccount
from tests.support.people import ANNA, CALL, MARIA, OLEG
from tests.support.stage import GROUP, Someone, Stage

SECRET = "/call +7 999 555-00-11 Тайна"
PRESSED = Report(CallState.COMPLETED, digit=7, recording_url="https://lk.calldog.ru/1.mp3")

WINDOWS = [
    (MARIA, ["/calls", "У сервиса"], "Период"),
    (replace(MARIA, role=Role.ADMIN), ["/settings", "Виджеты"], "На сайте"),
]


@pytest.fixture
def services() -> list[FakeProvider]:
    return [KeepingAccount()]


@pytest.mark.parametrize(("person", "way", "further"), WINDOWS, ids=["calls at the service", "widgets"])
async def test_it_shows_nothing_more(stage: Stage, person: Person, way: list[str], further: str) -> None:
    someone = await stage.let_in(person)
    await someone.opens(*way)
    window = someone.last()
    await stage.let_in(replace(person, role=Role.OPERATOR))
    await someone.presses(further, window)
    assert stage.telegram.answers()[-1] == "На это у вас нет прав. Если они нужны, попросите администратора."
    assert someone.last().text == window.text


async def give_maria(stage: Stage, role: Role | None) -> None:
    await stage.let_in(ANNA)
    await stage.app.core.api.people.change_role(ANNA, RoleChange(MARIA.id, Role.MANAGER, role))
    await stage.app.core.deliveries.settle()


async def ends(stage: Stage, order_id: int) -> None:
    [call] = (await stage.orders())[order_id - 1].calls
    assert call.handle is not None
    stage.provider.reports[call.handle.id] = PRESSED
    stage.clock.advance(70_000)
    await stage.app.core.track.poll()
    await stage.app.core.deliveries.settle()


@pytest.mark.parametrize("role", [Role.OPERATOR, None])
async def test_a_colleagues_card_tells_them_nothing_more(
    stage: Stage, oleg: Someone, maria: Someone, role: Role | None
) -> None:
    await called(stage, oleg, SECRET)
    await maria.opens("/calls", "555-00-11")
    await called(stage, maria, CALL)
    await give_maria(stage, role)
    told = len(stage.telegram.in_chat(maria.id))
    asked = len(stage.telegram.requests)
    await ends(stage, 1)
    assert "нажал 7" in (oleg.last().text or "")
    assert [one for one in stage.telegram.requests[asked:] if getattr(one, "chat_id", 0) == maria.id] == []
    await ends(stage, 2)
    assert len(stage.telegram.in_chat(maria.id)) == told + 1, "of their own call they hear"


async def test_an_admins_card_of_a_request_tells_them_nothing_more(stage: Stage, maria: Someone, ivan: Someone) -> None:
    anna, vera = await stage.let_in(ANNA), await stage.let_in(replace(MARIA, role=Role.ADMIN))
    await ivan.says("/start")
    await ivan.presses("Запросить доступ")
    await stage.app.core.deliveries.settle()
    card = vera.last()
    assert "Разрешить" in str(vera.labels(card))
    await stage.app.core.api.people.change_role(ANNA, RoleChange(MARIA.id, Role.ADMIN, Role.MANAGER))
    await anna.presses(
        "Разрешить", next(m for m in stage.telegram.in_chat(anna.id) if "Разрешить" in str(anna.labels(m)))
    )
    await stage.app.core.deliveries.settle()
    assert next(m for m in stage.telegram.in_chat(vera.id) if m.message_id == card.message_id).text == card.text


async def test_options_of_a_colleagues_order_hold_nobody(stage: Stage, oleg: Someone, maria: Someone) -> None:
    await oleg.says(CALL, GROUP)
    card = oleg.last(GROUP)
    await maria.presses("Параметры", card)
    await give_maria(stage, Role.OPERATOR)
    await maria.says("/cancel", GROUP)
    await stage.app.core.deliveries.settle()
    assert "⚙️ Параметры" in oleg.labels(stage.telegram.messages[GROUP, card.message_id]), "it is the card again"
    await maria.says("/call +7 999 123-45-68 Другое", GROUP)
    assert "Другое" in (maria.last(GROUP).text or "")


async def test_a_file_or_a_recording_that_takes_long_goes_by_the_rights_of_now(
    stage: Stage, oleg: Someone, maria: Someone
) -> None:
    await called(stage, oleg, SECRET)
    await ends(stage, 1)
    history, recordings = stage.app.core.api.history, stage.app.core.api.recordings
    assert len((await history.portion(MARIA, CallFilter())).entries) == 1
    assert (await recordings.bring(MARIA, 1)).call.id == 1
    await give_maria(stage, Role.OPERATOR)
    assert (await history.portion(MARIA, CallFilter())).entries == []
    with pytest.raises(Forbidden, match="order-not-yours"):
        await recordings.bring(MARIA, 1)
    await stage.app.core.api.people.change_role(ANNA, RoleChange(OLEG.id, Role.OPERATOR, None))
    for late in (history.portion(OLEG, CallFilter()), recordings.bring(OLEG, 1)):
        with pytest.raises(Forbidden, match="access-forbidden"):
            await late
