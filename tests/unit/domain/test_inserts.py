"""What a script may be given to read aloud: a sum, and dates or digits, as the provider's documents say."""

from __future__ import annotations

import pytest

from bot.domain.errors import OrderProblem
from bot.domain.inserts import Inserts


def test_written_as_people_write_it() -> None:
    assert Inserts(" 17,25 ", "25.11.2026", "2026-11-25", "3,5").checked() == Inserts(
        "17.25", "25.11.2026", "2026-11-25", "3,5"
    )
    assert not Inserts().checked()


@pytest.mark.parametrize("amount", ["семь", "-1", "1.234", "1 000", "17.", "٣"])
def test_what_is_no_sum(amount: str) -> None:
    with pytest.raises(OrderProblem, match="order-bad-amount"):
        Inserts(amount).checked()


@pytest.mark.parametrize("value", ["завтра", "31.02.2026", "2026-13-01", "12 34", "-5", "1" * 33])
def test_what_is_neither_a_date_nor_digits(value: str) -> None:
    for inserts in (Inserts(first=value), Inserts(second=value), Inserts(third=value)):
        with pytest.raises(OrderProblem, match="order-bad-insert"):
            inserts.checked()
