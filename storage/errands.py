"""The table of errands. It is part of storage.tables."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, UniqueConstraint

from storage.claims import held
from storage.columns import Id, Json, metadata, partial

IN_HAND = "held_until IS NOT NULL"
"""The partial index's condition."""

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
