"""Admins are told once when a provider's money runs low, and again only after it rose."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import Unreachable
from bot.domain.views import Notice
from bot.telegram.look import Look
from bot.telegram.messenger import low_balance
from tests.fakes.services import JoiningPeople, Verifying
from tests.support.people import ANNA
from tests.support.texts import texts
from tests.support.world import World


@pytest.fixture
def money(world: World) -> Verifying:
    provider = Verifying()
    world.add(provider)
    return provider


async def told(world: World, money: Verifying, *amounts: str) -> list[Notice]:
    for amount in amounts:
        money.amount = Decimal(amount)
        await world.core.balances.sweep()
    return await world.notices()


async def test_once_for_each_fall(world: World, money: Verifying) -> None:
    notices = await told(world, money, "250", "99.99", "98", "0", "-5")
    assert [(notice.place.chat_id, notice.payload["amount"]) for notice in notices] == [(ANNA.id, "99.99")]
    notices = await told(world, money, "100", "99", "98", "200", "1")
    assert [notice.payload["amount"] for notice in notices] == ["99.99", "99", "1"]
    assert len({notice.event for notice in notices}) == 3


async def test_two_looks_at_once_tell_once(world: World, money: Verifying) -> None:
    money.amount = Decimal(1)
    await asyncio.gather(*(world.core.balances.sweep() for _ in range(5)))
    assert len(await world.notices()) == 1


async def test_silence_is_no_fall(world: World, money: Verifying) -> None:
    await told(world, money, "1")

    async def silent() -> Decimal:
        raise Unreachable("provider-read-timeout")

    heard, money.balance = money.balance, silent  # type: ignore[method-assign]  # a provider that goes silent
    await world.core.balances.sweep()
    money.balance = heard  # type: ignore[method-assign]  # and speaks again
    assert len(await told(world, money, "1")) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "минут на счёте осталось 9, это меньше 10"),
        ("en", "minutes left on the account: 9, less than 10"),
    ],
)
async def test_minutes_are_told_of_as_minutes(world: World, language: str, words: str) -> None:
    """They are no roubles: twelve of them are enough. Told once until they were topped up."""
    keeper = Minutes()
    world.add(keeper)
    for minutes in ("12", "9.5", "8", "0", "300", "12"):
        keeper.left = Decimal(minutes)
        await world.core.balances.sweep()
    [notice] = await world.notices()
    assert (notice.place.chat_id, notice.payload["amount"]) == (ANNA.id, "9.5")
    assert words in low_balance(notice, Look(texts().speak(language), {}, in_group=False, zone=ZoneInfo("UTC")))
    keeper.left = Decimal(1)
    await world.core.balances.sweep()
    assert len(await world.notices()) == 2


class Minutes(JoiningPeople):
    left = Decimal(12)

    async def balance(self) -> Decimal:
        return self.left
