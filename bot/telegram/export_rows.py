"""The history as a table: its columns, and a call as a row of them. Few texts are asked for, a row costs little."""

from functools import cached_property

from bot.domain.calls import Call, CallState
from bot.domain.history import STAYED
from bot.domain.orders import Order, OrderKind
from bot.ports.history import Entry
from bot.ports.media import Cell
from bot.telegram.format import talk_seconds
from bot.telegram.look import Look
from bot.telegram.order_lines import said_in

COLUMNS = (
    *(
        "at",
        "number",
        "outcome",
        "key",
        "meaning",
        "answer",
        "seconds",
        "price",
        "provider",
        "person",
        "said",
        "purpose",
    ),
    *("tag", "why", "attempt", "order", "call"),
)


class ExportRows:
    def __init__(self, look: Look) -> None:
        self._look = look
        self._states: dict[CallState, str] = {}

    @cached_property
    def head(self) -> list[str]:
        return [self._look.tr.plain(f"history-column-{column}") for column in COLUMNS]

    def row(self, entry: Entry) -> list[Cell]:
        order, call, look = entry.order, entry.call, self._look
        return [
            entry.at.astimezone(look.zone).replace(tzinfo=None, microsecond=0),
            look.phone(call.phone).removeprefix("+"),
            self._state(call),
            None if call.digit in (None, STAYED) else call.digit,
            order.terms.menu.tag_of(call.digit) if order.terms.menu else None,
            call.answer,
            talk_seconds(call),
            call.cost,
            look.title(call.provider),
            entry.author.name,
            look.without_numbers(self._said(order)),
            order.terms.purpose,
            call.tag,
            call.reason_words,
            call.attempt,
            order.id,
            call.id,
        ]

    def _state(self, call: Call) -> str:
        if call.state not in self._states:
            self._states[call.state] = self._look.tr.plain(f"call-state-{call.state}")
        return self._states[call.state]

    def _said(self, order: Order) -> str:
        if order.kind is OrderKind.CALL and order.terms.saying.text:
            return order.terms.saying.text
        return said_in(order, self._look.tr)
