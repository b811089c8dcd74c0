"""The tables beside those of orders and calls: what calls are made of, updates, subscriptions, errands, troubles.

They are part of storage.tables.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    true,
)

from bot.domain.records import RecordStage
from bot.domain.sayings import Voice
from bot.domain.subscriptions import Topic
from storage.claims import held
from storage.columns import Id, Json, Money, Utc, Words, metadata, one_of, partial

CHECKED = "check_at IS NOT NULL"
SENDING = f"stage = '{RecordStage.SENDING}'"
KEPT = "removed_at IS NULL"

# `folded` is the name as it is searched: SQLite's lower() knows Latin letters only.
audio_records = Table(
    "audio_records",
    metadata,
    Column("id", Id, primary_key=True),
    Column("author_id", ForeignKey("people.id"), nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("thread_id", Id),
    Column("locale", String, nullable=False),
    Column("provider", String, nullable=False),
    Column("provider_record_id", Words),
    Column("name", Words, nullable=False),
    Column("folded", Words, nullable=False),
    Column("source", String, nullable=False, unique=True),
    Column("stage", String, nullable=False),
    Column("text", Words),
    Column("voice", String, nullable=False),
    Column("source_file", String),
    Column("voice_file", String),
    Column("seconds", Integer),
    Column("cost", Money),
    Column("words", Words, nullable=False),
    Column("reason_key", String),
    Column("listed", Boolean, nullable=False, server_default=true()),
    Column("created_at", Utc, nullable=False),
    Column("sent_at", Utc),
    Column("check_at", Utc),
    Column("changed_at", Utc, nullable=False),
    CheckConstraint(one_of("stage", RecordStage), name="stage"),
    CheckConstraint(one_of("voice", Voice), name="voice"),
    partial("ix_audio_records_checked", "check_at", where=CHECKED),
    partial("ix_audio_records_sending", "sent_at", where=SENDING),
    Index("ix_audio_records_provider", "provider", "id"),
    Index("ix_audio_records_provider_record_id", "provider", "provider_record_id"),
)

# What each provider last said of its records.
provider_records = Table(
    "provider_records",
    metadata,
    Column("provider", String, primary_key=True),
    Column("provider_record_id", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("stage", String, nullable=False),
    Column("heard_at", Utc, nullable=False),
    CheckConstraint(one_of("stage", RecordStage), name="stage"),
)

menus = Table(
    "menus",
    metadata,
    Column("id", Id, primary_key=True),
    Column("author_id", ForeignKey("people.id"), nullable=False),
    Column("provider", String, nullable=False),
    Column("name", Words, nullable=False),
    Column("folded", Words, nullable=False),
    Column("content", Json, nullable=False),
    Column("source", String, nullable=False, unique=True),
    Column("created_at", Utc, nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("removed_at", Utc),
    partial("ix_menus_kept", "folded", "id", where=KEPT),
)

widgets = Table(
    "widgets",
    metadata,
    Column("id", Id, primary_key=True),
    Column("provider", String, nullable=False),
    Column("hash", String, nullable=False),
    Column("name", Words, nullable=False),
    Column("phone", String, nullable=False),
    Column("made_by", ForeignKey("people.id"), nullable=False),
    Column("made_at", Utc, nullable=False),
    UniqueConstraint("provider", "hash"),
)

# Those that were deleted here, while their provider keeps them.
hidden_templates = Table(
    "hidden_templates",
    metadata,
    Column("provider", String, primary_key=True),
    Column("account", Words, primary_key=True),
    Column("template_id", Words, primary_key=True),
)

# The answer to the request that placed a call (the first of those it placed), or made a record.
answers = Table(
    "answers",
    metadata,
    Column("kind", String, primary_key=True),
    Column("subject_id", Id, primary_key=True, autoincrement=False),
    Column("answer", Words, nullable=False),
    Column("left_out", Integer, nullable=False),
    Column("at", Utc, nullable=False),
)


# What goes wrong, by name, such as `balance:calldog`: how often it began; `is_on` until it is over.
troubles = Table(
    "troubles",
    metadata,
    Column("name", String, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("since", Utc, nullable=False),
)


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

IN_HAND = "held_until IS NOT NULL"
"""A partial index's condition."""

# What people asked for and wait for. A row goes when it is done.
errands = Table(
    "errands",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String, nullable=False),
    Column("key", String, nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("thread_id", Id),
    Column("asked", Json, nullable=False),
    Column("tries", Integer, nullable=False),
    *held(),
    UniqueConstraint("kind", "key"),
    partial("ix_errands_held", "id", where=IN_HAND),
    sqlite_autoincrement=True,  # whoever ends one must not end another
)
