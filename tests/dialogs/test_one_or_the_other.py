"""Numbers of which one is meant, and lines that each say something of their own."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.orders import Order
from tests.fakes.provider import FakeProvider
from tests.fakes.services import JoiningPeople, Verifying
from tests.support.stage import Someone, Stage

A, B = "79991234567", "79991234568"
KEEP, PLACE = "Оставить все", "Позвонить"
EITHER = "8 999 123-45-67 или 8 999 123-45-68"


@pytest.fixture
def services() -> list[FakeProvider]:
    return [Verifying(), JoiningPeople()]


async def says(someone: Someone, text: str) -> Order:
    """Returns the order that the message led to."""
    await someone.says(text)
    return (await someone.stage.orders())[-1]


@pytest.mark.parametrize("command", ["/call ", ""])
async def test_of_one_or_the_other_people_strike_out_first(stage: Stage, oleg: Someone, command: str) -> None:
    order = await says(oleg, f"{command}{EITHER} Ваш заказ готов")
    assert (order.phones, order.in_doubt, order.terms.saying.text) == ((A, B), True, "Ваш заказ готов")
    assert oleg.labels()[:3] == ["✅ +7 999 123-45-67", "✅ +7 999 123-45-68", f"👌 {KEEP}"]
    assert not any(PLACE in label for label in oleg.labels())


@pytest.mark.parametrize("command", ["/call ", ""])
async def test_two_that_would_hear_each_others_words_are_refused(stage: Stage, oleg: Someone, command: str) -> None:
    apart = f"{command}8 999 123-45-67 Ваш заказ готов\n8 999 123-45-68 Ваш платёж прошёл"
    for fields in (dict[str, Any](), {"reply_to_message": oleg.message("8 999 123-45-69")}):
        await oleg.says(apart, **fields)
        assert "«8 999 123-45-68» свой текст" in (oleg.last().text or "")
    assert await stage.orders() == []


@pytest.mark.parametrize("command", ["/callback", "/verify"])
async def test_of_one_or_the_other_one_is_chosen(stage: Stage, oleg: Someone, command: str) -> None:
    order = await says(oleg, f"{command} {EITHER}")
    assert order.choice
    assert (order.in_doubt, order.choice.one) == (True, True)
