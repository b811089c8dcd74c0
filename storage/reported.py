"""What a provider's reports bring about beside: which calls come to an end, and what a menu calls the answers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, bindparam, select

from bot.domain.calls import FINAL, Call, CallState, Report
from bot.domain.menus import Menu, from_content
from storage.statements import in_batches
from storage.tables import calls, orders

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
"""By provider and state: counted for whoever watches the bot."""
Told = tuple[Call, Report, str]

_STOOD = select(calls.c.id, calls.c.provider, calls.c.state).where(calls.c.id.in_(bindparam("ids", expanding=True)))
_OF_ORDERS = select(orders.c.id, orders.c.menu).where(orders.c.id.in_(bindparam("order_ids", expanding=True)))


def ends_of(connection: Connection, moving: Mapping[int, CallState]) -> Ends:
    """Of calls that are about to move on. No end is counted twice, however often it is told."""
    ends = {id_: state for id_, state in moving.items() if state.is_final}
    found: Ends = Counter()
    for batch in in_batches(ends):
        for id_, provider, was in connection.execute(_STOOD, {"ids": batch}):
            found[provider, ends[id_]] += RANK[CallState(was)] < RANK[ends[id_]]
    return +found


def tagged(connection: Connection, changes: Sequence[Told]) -> list[Told]:
    """With what each call's menu calls the answer; a word that somebody gave it stays."""
    answered = {call.order_id for call, _, _ in changes if call.digit is not None}
    found: dict[int, Menu] = {}
    for batch in in_batches(answered):
        rows = connection.execute(_OF_ORDERS, {"order_ids": batch})
        found |= {row.id: from_content(row.menu) for row in rows if row.menu}
    return [(_tagged(call, found.get(call.order_id)), report, seen) for call, report, seen in changes]


def _tagged(call: Call, menu: Menu | None) -> Call:
    is_given = call.tag is not None and not (menu and call.tag in {branch.tag for branch in menu.branches})
    return call if menu is None or is_given else replace(call, tag=menu.tag_of(call.digit))
