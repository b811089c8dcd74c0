"""A window that keeps what it has read, open while its person loses the right to see it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.access import Person, Role
from tests.fakes.provider import FakeProvider
from tests.fakes.services import KeepingAccount
from tests.support.people import MARIA
from tests.support.stage import Stage

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
