"""Why a person is called."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Words

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("orders", sa.Column("purpose", Words()))


def downgrade() -> None:
    op.drop_column("orders", "purpose")
