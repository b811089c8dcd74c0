"""The number to call from, written to `/settings` where the service names none."""

from __future__ import annotations

import pytest
from aiogram.types import Location, Message

from bot.ports import Capability
from tests.fakes.provider import FakeProvider
from tests.support.people import CALL
from tests.support.stage import Someone, Stage


class NamingNoNumbers(FakeProvider):
    capabilities = FakeProvider.capabilities - {Capability.CALLER_IDS} | {Capability.OWN_NUMBER}


@pytest.fixture
def services() -> list[FakeProvider]:
    return [NamingNoNumbers()]


@pytest.fixture
async def asked(oleg: Someone) -> Someone:
    await oleg.opens("/settings", "Параметры по умолчанию", "Номер")
    assert "Пришлите номер" in (oleg.last().text or "")
    return oleg


async def caller_of_next(stage: Stage, someone: Someone) -> str | None:
    await someone.says(CALL)
    return (await stage.orders())[-1].terms.caller_id


def window_of(someone: Someone) -> Message:
    return next(m for m in someone.stage.telegram.in_chat(someone.id) if "Номер" in " ".join(someone.labels(m)))


async def test_a_number_that_is_sent_is_kept(stage: Stage, asked: Someone) -> None:
    """The window moves below it. The next number is a call again."""
    await asked.says("8 495 123-45-67")
    assert "Номер: +7 495 123-45-67" in (asked.last().text or "")
    assert len([m for m in stage.telegram.in_chat(asked.id) if "С какого номера" in (m.text or "")]) == 0
    assert await stage.orders() == []
    assert await caller_of_next(stage, asked) == "74951234567"
    await asked.says("8 999 123-45-68")
    assert (await stage.orders())[-1].phones == ("79991234568",)


@pytest.mark.parametrize("meanwhile", ["/calls", "Здравствуйте", "8 999 123-45-67 Ваш заказ готов"])
async def test_only_the_next_message_is_taken_for_it(stage: Stage, asked: Someone, meanwhile: str) -> None:
    await asked.says(meanwhile)
    await asked.says("8 999 123-45-68")
    assert (await stage.orders())[-1].phones == ("79991234568",)
    assert await caller_of_next(stage, asked) is None


async def test_what_is_no_text_ends_it_too(stage: Stage, asked: Someone) -> None:
    await stage.feed(message=asked.message(None, location=Location(latitude=55.7, longitude=37.6)))
    await asked.says("8 999 123-45-68")
    assert (await stage.orders())[-1].phones == ("79991234568",)


async def test_a_tap_ends_it(stage: Stage, asked: Someone) -> None:
    await asked.presses("Назад")
    await asked.says("8 999 123-45-68")
    assert (await stage.orders())[-1].phones == ("79991234568",)


async def test_a_dialog_that_was_opened_meanwhile_has_the_number(stage: Stage, asked: Someone) -> None:
    window = asked.last()
    await asked.says("/start")
    hello = asked.last()
    await asked.presses("Назад", window)
    await asked.presses("Номер", window_of(asked))
    await asked.presses("Позвонить", hello)
    await asked.says("8 999 123-45-68")
    assert (await stage.orders())[-1].phones == ("79991234568",)
