"""The tables of subscriptions, and of what waits to be told of them together. They are part of storage.tables."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, UniqueConstraint

from bot.domain.subscriptions import Topic
from storage.columns import Id, Json, Utc, metadata, one_of, partial

UNTOLD = "told_at IS NULL"
"""A partial index's condition."""

# In all of them `thread_id` is 0 outside topics: unique constraints take NULLs for different.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", Id, nullable=False),
    Column("thread_id", Id, nullable=False),
    Column("owner_id", ForeignKey("people.id"), nullable=False),
    Column("topic", String, nullable=False),
    Column("wanted", Json, nullable=False),
    Column("schedule", Json, nullable=False),
    Column("created_at", Utc, nullable=False),
    CheckConstraint(one_of("topic", Topic), name="topic"),
    Index("ix_subscriptions_place", "chat_id", "thread_id"),
    sqlite_autoincrement=True,  # notices name the id of one that is gone
)

# A place's clock and when it wants to hear nothing.
habits = Table(
    "habits",
    metadata,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("thread_id", Id, primary_key=True, autoincrement=False),
    Column("zone", String, nullable=False),
    Column("quiet", String),
    Column("muted_until", Utc),
)

# What is told of together, later: for digests, after quiet hours, and when too much comes at once. What was told stays
# for a while, so that a late report does not bring it again. `subject` is what an event is about: of an order only
# its newest end is told.
gathered = Table(
    "gathered",
    metadata,
    Column("id", Id, primary_key=True),
    Column("subject", String, nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("thread_id", Id, nullable=False),
    Column("subscription_id", Id, nullable=False),
    Column("event", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("locale", String, nullable=False),
    Column("payload", Json, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("told_at", Utc),
    UniqueConstraint("subject", "chat_id", "thread_id"),
    partial("ix_gathered_due", "due_at", where=UNTOLD),
    partial("ix_gathered_place", "chat_id", "thread_id", "due_at", where=UNTOLD),
    Index("ix_gathered_told", "told_at"),
)
