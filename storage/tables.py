"""The tables. Indexes that a job reads are partial, so that no job's cost grows with history."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.domain.access import Role
from bot.domain.calls import CallState
from bot.domain.orders import OrderKind, OrderState
from bot.domain.sayings import Voice
from storage.claims import held
from storage.columns import Id, Json, Money, Utc, Words, metadata, one_of, partial
from storage.looked_for import history_columns, history_indexes, order_words
from storage.material import IN_HAND, UNHANDLED, audio_records, errands, menus, provider_records, troubles, updates

# What other modules make, beside all below.
__all__ = ["audio_records", "menus", "metadata", "order_words", "provider_records", "troubles"]

POLLED = "next_poll_at IS NOT NULL"
WAITING = f"state = '{CallState.WAITING}'"
IN_LINE = f"{WAITING} AND queued_at IS NOT NULL"
SUBMITTING = f"state = '{CallState.SUBMITTING}'"
UNKNOWN = f"state = '{CallState.UNKNOWN}'"
UNAPPLIED = "applied_at IS NULL"
UNDECIDED = "decided_at IS NULL"
STALE = "version > shown_version"
UNDELIVERED = "delivered_at IS NULL AND given_up_at IS NULL"
SUBSCRIBED = "subscription_id IS NOT NULL"
LOST = "lost IS NOT NULL"
"""The partial indexes' conditions."""

people = Table(
    "people",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("name", Words, nullable=False),
    Column("username", String),
    Column("role", String),
    Column("locale", String),
    Column("telegram_locale", String),
    Column("phone", String),
    Column("defaults", Json),
    CheckConstraint(one_of("role", Role), name="role"),
)

access_requests = Table(
    "access_requests",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("decided_by", ForeignKey("people.id")),
    Column("decided_at", Utc),
    Column("role", String),
    CheckConstraint(one_of("role", Role), name="role"),
    partial("uq_access_requests_open", "person_id", where=UNDECIDED, unique=True),
)

orders = Table(
    "orders",
    metadata,
    Column("id", Id, primary_key=True),
    Column("author_id", ForeignKey("people.id"), nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("thread_id", Id),
    Column("provider", String, nullable=False),
    Column("phones", Json, nullable=False),
    Column("text", Words),
    Column("record_id", String),
    Column("voice", String, nullable=False),
    Column("state", String, nullable=False),
    Column("caller_id", String),
    Column("need_recording", Boolean, nullable=False),
    Column("source", String, nullable=False, unique=True),
    Column("created_at", Utc, nullable=False),
    Column("language", String),
    Column("callback", Json),
    Column("fallback", String),
    Column("kind", String, nullable=False, server_default=OrderKind.CALL),
    Column("menu", Json),
    Column("planned_at", Utc),
    Column("attempts", Integer, nullable=False, server_default="1"),
    Column("attempt_interval", Integer, nullable=False, server_default="5"),
    Column("repeats", Integer, nullable=False, server_default="1"),
    Column("choice", Json),
    Column("extensions", Json),
    Column("purpose", Words),
    Column("placed_by", Id),
    Column("inserts", Json),
    CheckConstraint(one_of("state", OrderState), name="state"),
    CheckConstraint(one_of("voice", Voice), name="voice"),
    Index("ix_orders_author_id", "author_id", "id"),
)

calls = Table(
    "calls",
    metadata,
    Column("id", Id, primary_key=True),
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("phone", String, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("provider", String, nullable=False),
    Column("state", String, nullable=False),
    Column("provider_call_id", Words),
    Column("need_recording", Boolean, nullable=False),
    Column("vendor_status", Words),
    Column("unrecognised", Words),
    Column("digit", BigInteger),
    Column("cost", Money),
    Column("recording_url", Words),
    Column("hangup_cause", Words),
    Column("reason_key", String),
    Column("reason_words", Words),
    Column("start_at", Utc),
    Column("queued_at", Utc),
    Column("submitted_at", Utc),
    Column("answered_at", Utc),
    Column("ended_at", Utc),
    Column("changed_at", Utc, nullable=False),
    Column("fingerprint", Words),
    Column("next_poll_at", Utc),
    Column("reference", String),
    Column("answer", Words),
    Column("provider_call_detail", Words),
    Column("looked_for_until", Utc),
    Column("code", Words),
    Column("matched", Boolean),
    Column("sent_with", Id),
    *history_columns(),
    Column("their_attempt", Integer),
    *held(),  # by the process that sends its request, or asks about it
    CheckConstraint(one_of("state", CallState), name="state"),
    CheckConstraint("length(phone) = 11", name="phone"),
    CheckConstraint("attempt > 0", name="attempt"),
    UniqueConstraint("order_id", "phone", "attempt"),
    partial("ix_calls_polled", "provider", "next_poll_at", where=POLLED),
    partial("ix_calls_waiting", "start_at", where=WAITING),
    partial("ix_calls_in_line", "provider", "queued_at", where=IN_LINE),
    partial("ix_calls_submitting", "submitted_at", where=SUBMITTING),
    partial("ix_calls_unknown", "provider", "submitted_at", where=UNKNOWN),
    partial("ix_calls_sent_with", "sent_with", where="sent_with IS NOT NULL"),
    Index("uq_calls_reference", "reference", unique=True),
    Index("ix_calls_provider_call_id", "provider_call_id"),
    *history_indexes(),
)

# Apart from `calls`: a claim rewrites the call's row at every poll, and that row should stay short.
call_reports = Table(
    "call_reports",
    metadata,
    Column("call_id", ForeignKey("calls.id"), primary_key=True, autoincrement=False),
    Column("raw", Json, nullable=False),
    Column("received_at", Utc, nullable=False),
)

# What providers sent by themselves, as it came. `token` is the unguessable part of the address it came to.
webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("provider", String, nullable=False),
    Column("token", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("received_at", Utc, nullable=False),
    Column("applied_at", Utc),
    Column("problem", Words),
    *held(),
    UniqueConstraint("provider", "token", "digest"),
    partial("ix_webhooks_unapplied", "id", where=UNAPPLIED),
)

cards = Table(
    "cards",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject_id", Id, nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("thread_id", Id, nullable=False),  # 0 outside topics: unique constraints take NULLs for different
    Column("locale", String, nullable=False),
    Column("message_id", Id),
    Column("shown", String),
    Column("version", Integer, nullable=False),
    Column("shown_version", Integer, nullable=False),
    Column("queue_key", Id, nullable=False),
    Column("retry_at", Utc, nullable=False),
    Column("failures", Integer, nullable=False),
    *held(),
    UniqueConstraint("kind", "subject_id", "chat_id", "thread_id"),
    Index("ix_cards_message", "chat_id", "message_id"),
    partial("ix_cards_stale", "queue_key", where=STALE),
    sqlite_autoincrement=True,  # a forgotten card's id must not return as another's
)

notices = Table(
    "notices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("event", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("chat_id", Id, nullable=False),
    Column("thread_id", Id),
    Column("locale", String, nullable=False),
    Column("payload", Json, nullable=False),
    Column("reply_to", Id),
    Column("created_at", Utc, nullable=False),
    Column("retry_at", Utc, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("delivered_at", Utc),
    Column("given_up_at", Utc),
    Column("subscription_id", Id),
    Column("lost", String),
    Column("lost_told_at", Utc),
    *held(),
    UniqueConstraint("event", "chat_id"),
    partial("ix_notices_undelivered", "chat_id", "id", where=UNDELIVERED),
    partial("ix_notices_subscribed", "chat_id", "created_at", where=SUBSCRIBED),
    partial("ix_notices_lost", "id", where=LOST),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("action", String, nullable=False),
    Column("subject", Words, nullable=False),
    Column("at", Utc, nullable=False),
    Column("order_id", Id),
    partial("ix_audit_order_id", "order_id", where="order_id IS NOT NULL"),
)

# Requests that people made by hand. Stored before it is sent: the key's uniqueness is what keeps it from going twice.
emulations = Table(
    "emulations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("provider", String, nullable=False),
    Column("operation", String, nullable=False),
    Column("request", Words, nullable=False),
    Column("sent_at", Utc, nullable=False),
    Column("status", Integer),
    Column("answer", Words),
    Column("problem", String),
    Column("words", Words),
    Column("answered_at", Utc),
    Index("ix_emulations_provider", "provider", "id"),
)

entered_values = Table(
    "entered_values",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("provider", String, primary_key=True),
    Column("operation", String, primary_key=True),
    Column("entered", Json, nullable=False),
    Column("changed_at", Utc, nullable=False),
)

fsm = Table(
    "fsm",
    metadata,
    Column("key", Text, primary_key=True),
    Column("state", Text),
    Column("data", Text),
)


WORK = {calls: POLLED, cards: STALE, notices: UNDELIVERED, webhooks: UNAPPLIED, updates: UNHANDLED, errands: IN_HAND}
"""What processes take up by claim, see storage.claims."""


def tell_postgres() -> None:
    """The partial indexes' conditions in its own words: they load its dialect, 2 MiB that SQLite does without."""
    for table in metadata.tables.values():
        for index in table.indexes:
            if (where := index.dialect_kwargs.get("sqlite_where")) is not None:
                index.dialect_kwargs["postgresql_where"] = where
