"""How the use cases ask a provider for what it may be able to do."""

from __future__ import annotations

import pytest

from bot.domain.errors import OrderProblem
from bot.ports import Capability
from bot.ports.abilities import Records, Tags, able
from bot.ports.telling import BalanceUnit, CountedBalance
from bot.services.defaults import require
from tests.fakes.provider import FakeProvider


class Undeclared(FakeProvider):
    capabilities = frozenset({Capability.VOICE_CALL})


class Boastful(FakeProvider):
    capabilities = frozenset({Capability.TAGS})


class CountsMinutes(FakeProvider):
    balance_unit = BalanceUnit.MINUTES


def test_an_ability_is_the_provider_itself() -> None:
    provider = FakeProvider()
    assert able(provider, Records) is provider
    assert require(provider, Records) is provider


@pytest.mark.parametrize("provider", [Undeclared(), Boastful()], ids=["has it, does not say so", "says so only"])
def test_what_is_not_declared_and_there_is_none(provider: FakeProvider) -> None:
    assert able(provider, Records) is None
    assert able(provider, Tags) is None
    with pytest.raises(OrderProblem, match="cannot-records"):
        require(provider, Records)


def test_what_needs_no_declaration() -> None:
    assert able(FakeProvider(), CountedBalance) is None
    counted = able(CountsMinutes(), CountedBalance)
    assert counted is not None
    assert counted.balance_unit is BalanceUnit.MINUTES


def test_a_wish_is_asked_for_by_its_capability() -> None:
    assert require(FakeProvider(), Capability.VOICES) is None
    with pytest.raises(OrderProblem, match="cannot-voices"):
        require(Undeclared(), Capability.VOICES)
