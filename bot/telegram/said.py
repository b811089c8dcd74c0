"""What an order says, on its cards and in lists: a text, a record by its name, a phrase, a script."""

from __future__ import annotations

from bot.domain.orders import Order, OrderKind
from bot.domain.records import USABLE, AudioRecord, RecordStage
from bot.domain.sayings import Record
from bot.domain.views import OrderView
from bot.telegram.format import money
from bot.telegram.html import clean, escape, shorten
from bot.telegram.look import Look
from bot.telegram.texts import Html, Translation

_LOST_FOR_CALLS = frozenset({RecordStage.REFUSED, RecordStage.REMOVED, RecordStage.FAILED})


def heard_lines(view: OrderView, look: Look, limit: int) -> list[str]:
    """`limit`: characters of a text that are shown."""
    saying = view.order.terms.saying
    if saying.text:
        return [f"<blockquote>{escape(clean(shorten(saying.text, limit)))}</blockquote>"]
    if not saying.record_id:
        return [look.tr("call-draft-nothing")]
    record = view.records.get(saying.record_id)
    if record is None:
        played = Record.of(saying.record_id)
        return [look.tr(f"call-draft-{played.kind}", number=played.id)]
    if not isinstance(record, AudioRecord):  # a service tells no length
        return [look.tr("call-draft-record-named", name=record.name)]
    if record.seconds:
        lines: list[str] = [look.tr("call-draft-record-long", name=record.name, seconds=record.seconds)]
    else:
        lines = [look.tr("call-draft-record-named", name=record.name)]
    if record.cost:
        lines.append(look.tr("call-draft-record-cost", cost=money(record.cost, look.tr)))
    return lines


def warnings(view: OrderView, look: Look) -> list[Html]:
    """Of records that the service will not play (yet): its own one, and those of its menu."""
    stages = {record.stage for record in view.records.values()} - USABLE
    if stages & _LOST_FOR_CALLS:
        return [look.tr("call-draft-record-refused")]
    return [look.tr("call-draft-record-waiting")] if stages else []


def said_in(order: Order, tr: Translation) -> str:
    """What an order says, in a line of a list."""
    if order.kind is OrderKind.VERIFICATION:
        return tr.plain("history-list-verification")
    if order.terms.saying.text:
        return order.terms.saying.text
    if order.terms.callback is not None:
        return tr.plain("history-list-callback")
    played = order.terms.saying.record or Record("?")
    return tr.plain(f"call-draft-{played.kind}", number=played.id)
