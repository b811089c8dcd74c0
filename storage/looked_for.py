"""What the history is searched by: columns and indexes of `calls`, and the words of orders.

Each index ends in the order in which people read, so that a page costs the same however long the history is.
"""

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from bot.domain.calls import FINAL
from storage.columns import Id, Utc, Words, metadata, one_of, partial

ENDED = one_of("state", sorted(FINAL))
PRESSED = "digit IS NOT NULL"
TAGGED = "tag IS NOT NULL"
"""The partial indexes' conditions."""
TAIL = 4
"""Last digits of the callee's number."""

_IN_TIME = ("at", "id")


def history_columns() -> tuple[Column[Any], ...]:
    """`author_id` is the order's. `at`: when the call's time came, or will. `tail`: the number's last digits.

    `steps`: each state that it came to, with its time; see bot.domain.calls.
    """
    return (
        Column("author_id", Id),
        Column("at", Utc),
        Column("tail", String),
        Column("tag", Words),
        Column("steps", Text),
        Column("recording_file", String),
    )


def history_indexes() -> tuple[Index, ...]:
    return (
        Index("ix_calls_at", *_IN_TIME),
        Index("ix_calls_author", "author_id", *_IN_TIME),
        Index("ix_calls_by_provider", "provider", *_IN_TIME),
        Index("ix_calls_tail", "tail", *_IN_TIME),
        partial("ix_calls_ended", "state", *_IN_TIME, where=ENDED),
        partial("ix_calls_pressed", "digit", *_IN_TIME, where=PRESSED),
        partial("ix_calls_tagged", "tag", *_IN_TIME, where=TAGGED),
    )


# A row for each word of a placed order: found by equality, and in the order of the orders.
order_words = Table(
    "order_words",
    metadata,
    Column("word", String, primary_key=True),
    Column("order_id", ForeignKey("orders.id"), primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
