"""Errands: exports and late recordings that a restart must not lose."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Json, Utc

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "errands",
        sa.Column("id", Id, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("chat_id", Id, nullable=False),
        sa.Column("thread_id", Id),
        sa.Column("asked", Json, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("holder", sa.BigInteger()),
        sa.Column("held_until", Utc),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_errands_person_id_people"),
        sa.PrimaryKeyConstraint("id", name="pk_errands"),
        sa.UniqueConstraint("kind", "key", name="uq_errands_kind"),
        sqlite_autoincrement=True,
    )
    in_hand = sa.text("held_until IS NOT NULL")
    op.create_index("ix_errands_held", "errands", ["id"], sqlite_where=in_hand, postgresql_where=in_hand)


def downgrade() -> None:
    op.drop_table("errands")
