"""How far on a call is, and which calls come to an end: counted for whoever watches the bot."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, select

from bot.domain.calls import FINAL, CallState
from storage.statements import in_batches
from storage.tables import calls

RANK = {
    CallState.WAITING: 0,
    CallState.SUBMITTING: 1,
    CallState.UNKNOWN: 2,
    CallState.PLACED: 3,
    CallState.RINGING: 4,
    CallState.TALKING: 5,
} | dict.fromkeys(FINAL - {CallState.UNKNOWN}, 9)
"""One whose fate is unknown may still be found out."""

Ends = Counter[tuple[str, CallState]]
"""By provider and state."""

_STOOD = select(calls.c.id, calls.c.provider, calls.c.state).where(calls.c.id.in_(bindparam("ids", expanding=True)))


def ends_of(connection: Connection, moving: Mapping[int, CallState]) -> Ends:
    """Of calls that are about to move on. No end is counted twice, however often it is told."""
    ends = {id_: state for id_, state in moving.items() if state.is_final}
    found: Ends = Counter()
    for batch in in_batches(ends):
        for id_, provider, was in connection.execute(_STOOD, {"ids": batch}):
            found[provider, ends[id_]] += RANK[CallState(was)] < RANK[ends[id_]]
    return +found
