from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.calls import Call, CallState
from bot.domain.errors import OrderProblem, ProviderError
from bot.domain.orders import Order, OrderState, Place, Terms
from bot.domain.phones import Phone
from bot.domain.sayings import Record, Saying
from tests.support.orders import changed

FIRST, SECOND = Phone("79991234567"), Phone("79991234568")


def order(saying: Saying, *calls: Call) -> Order:
    return Order(1, 2, Place(2), "calldog", (FIRST, SECOND), Terms(saying), calls=calls)


@pytest.mark.parametrize(
    ("saying", "key"),
    [
        (Saying(), "order-nothing-to-say"),
        (Saying(""), "order-nothing-to-say"),
        (Saying("а" * 11), "order-text-too-long"),
    ],
)
def test_an_order_that_cannot_be_said(saying: Saying, key: str) -> None:
    with pytest.raises(OrderProblem) as problem:
        order(saying).check(10)
    assert problem.value.key == key


@pytest.mark.parametrize("saying", [Saying("а" * 10), Saying(Record("7"))])
def test_an_order_that_can(saying: Saying) -> None:
    order(saying).check(10)


def test_the_latest_attempt_stands_for_its_phone() -> None:
    calls = [
        Call(3, 1, SECOND, 1, "calldog", CallState.BUSY),
        Call(4, 1, FIRST, 2, "calldog", CallState.PLACED),
        Call(2, 1, FIRST, 1, "calldog", CallState.UNKNOWN),
    ]
    assert [call.id for call in order(Saying("текст"), *calls).latest_calls()] == [4, 3]


def test_a_group_is_told_from_a_person() -> None:
    assert (Place(-100).is_group, Place(5).is_group) == (True, False)


def test_a_services_words_are_bounded() -> None:
    assert len(ProviderError("provider-refused-other", "ё" * 5000).words) == 1000


def test_when_an_order_goes() -> None:
    """A list that waits for the callees' hours goes with the first of them."""
    noon = datetime(2026, 11, 20, 9, tzinfo=UTC)
    draft = changed(order(Saying("а")), at=noon)
    assert draft.goes_at == noon
    calls = [
        Call(index, 1, phone, 1, "calldog", state, start_at=noon + timedelta(hours=index))
        for index, (phone, state) in enumerate(zip(draft.phones, (CallState.BUSY, CallState.WAITING), strict=True))
    ]
    assert replace(draft, calls=tuple(calls)).goes_at == noon + timedelta(hours=1)
    assert changed(draft, at=None).goes_at is None


@pytest.mark.parametrize(
    ("states", "state", "is_planned"),
    [
        ([CallState.WAITING, CallState.WAITING], OrderState.PLACED, True),
        ([CallState.WAITING, CallState.SUBMITTING], OrderState.PLACED, False),
        ([CallState.WAITING, CallState.CANCELED], OrderState.PLACED, False),
        ([], OrderState.PLACED, False),
        ([], OrderState.DRAFT, False),
    ],
)
def test_what_is_planned(states: list[CallState], state: OrderState, is_planned: bool) -> None:
    phones = [Phone(f"7999123456{index}") for index in range(len(states))]
    calls = [Call(i, 1, phone, 1, "calldog", one) for i, (phone, one) in enumerate(zip(phones, states, strict=True))]
    planned = Order(1, 2, Place(2), "calldog", tuple(phones), Terms(Saying("а")), state, calls=tuple(calls))
    assert planned.is_planned is is_planned
