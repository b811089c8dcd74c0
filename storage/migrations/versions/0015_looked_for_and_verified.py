"""Who placed an order; until when a lost call is looked for; a verification's code, and whether it matched."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Utc, Words

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("orders", sa.Column("placed_by", Id))
    op.add_column("calls", sa.Column("looked_for_until", Utc()))
    op.add_column("calls", sa.Column("code", Words()))
    op.add_column("calls", sa.Column("matched", sa.Boolean()))


def downgrade() -> None:
    for column in ("matched", "code", "looked_for_until"):
        op.drop_column("calls", column)
    op.drop_column("orders", "placed_by")
