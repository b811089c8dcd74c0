"""The tables of what Telegram tells the bot."""

from sqlalchemy import Column, Integer, String, Table, Text, UniqueConstraint

from storage.claims import held
from storage.columns import Id, Utc, metadata, partial

UNHANDLED = "handled_at IS NULL"
"""The partial index's condition."""

# The digest tells another bot's updates, or those of numbers begun anew, from repetitions.
updates = Table(
    "updates",
    metadata,
    Column("id", Id, primary_key=True),
    Column("update_id", Id, nullable=False),
    Column("digest", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("fresh_until", Utc, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("handled_at", Utc),
    *held(),
    UniqueConstraint("update_id", "digest"),
    partial("ix_updates_unhandled", "id", where=UNHANDLED),
    partial("ix_updates_handled", "handled_at", where="handled_at IS NOT NULL"),
    sqlite_autoincrement=True,  # a cleared update's id must not return as another's, whose order it would break
)

# One row: when the bot last heard of updates. What Telegram kept back since then are taps on a bot that was down.
updates_heard = Table(
    "updates_heard",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", Utc, nullable=False),
)
