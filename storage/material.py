"""The tables of what calls are made of: audio records, menus and widgets. They are part of storage.tables."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    true,
)

from bot.domain.records import RecordStage
from bot.domain.sayings import Voice
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
