"""Mobilgroup's words and ways of writing. The documents name three results of dialling and one of an SMS.

While a call is under way, or waits for its next attempt, its status is empty: no word for that is documented.
"""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

SUCCESS, BUSY, NO_ANSWER = "Успешно", "Занято", "Нет ответа"
SMS_DELIVERED = "Доставлено"

# The documents say nothing of a zone; the company writes in its own.
MOSCOW = timezone(timedelta(hours=3))
SCHEDULE = "%Y-%m-%d %H:%M"


def comma(amount: Decimal) -> str:
    """ "1,82": the answers to `send` and `balance`."""
    return f"{amount:.2f}".replace(".", ",")


def point(amount: Decimal) -> str:
    """ "1.82", and "0" for nothing: the answer to `state`."""
    return f"{amount:.2f}" if amount else "0"


def moment(at: float | None) -> str:
    return "" if at is None else datetime.fromtimestamp(at, MOSCOW).strftime("%Y-%m-%d %H:%M:%S")
