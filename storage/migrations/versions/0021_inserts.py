"""What scripts read aloud in their open places, and how often it is offered to hear a message again: 0 is never."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Json

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("orders", sa.Column("inserts", Json))
    op.execute("UPDATE orders SET repeats = 0 WHERE repeats = 1")  # until now 1 was what is 0 from now on


def downgrade() -> None:
    op.execute("UPDATE orders SET repeats = 1 WHERE repeats = 0")
    op.drop_column("orders", "inserts")
