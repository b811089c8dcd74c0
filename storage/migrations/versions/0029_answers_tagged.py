"""Each answered call is kept with what its menu calls the answer, as those are that somebody gave a tag."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

_ANSWERS = sa.text(
    "SELECT DISTINCT calls.digit, CAST(orders.menu AS TEXT) FROM calls JOIN orders ON orders.id = calls.order_id"
    " WHERE calls.digit IS NOT NULL AND calls.tag IS NULL AND orders.menu IS NOT NULL"
)
_TAG = sa.text(
    "UPDATE calls SET tag = :tag WHERE digit = :digit AND tag IS NULL"
    " AND order_id IN (SELECT id FROM orders WHERE CAST(menu AS TEXT) = :menu)"
)


def upgrade() -> None:
    connection = op.get_bind()
    for digit, menu in connection.execute(_ANSWERS).all():
        slot = "stayed" if digit == -1 else str(digit)
        branches = (json.loads(menu) or {}).get("branches") or ()
        if tag := next((one.get("tag") for one in branches if one.get("slot") == slot), None):
            connection.execute(_TAG, {"tag": tag, "digit": digit, "menu": menu})


def downgrade() -> None:
    """What menus call answers stays: nothing tells it from what people wrote."""
