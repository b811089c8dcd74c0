"""The number of an attempt that a provider makes by itself; widgets that were made from here."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Utc, Words

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("calls", sa.Column("their_attempt", sa.Integer))
    op.create_table(
        "widgets",
        sa.Column("id", Id, primary_key=True),
        sa.Column("provider", sa.String, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("phone", sa.String, nullable=False),
        sa.Column("made_by", Id, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("made_at", Utc, nullable=False),
        sa.UniqueConstraint("provider", "hash"),
    )


def downgrade() -> None:
    op.drop_table("widgets")
    op.drop_column("calls", "their_attempt")
