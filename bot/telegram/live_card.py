"""The card of a placed order: one call in detail, or a list with a line for each."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from bot.domain.calls import Call, CallState
from bot.domain.hours import zone_of
from bot.domain.orders import Order, OrderKind
from bot.domain.views import OrderView
from bot.ports import Capability
from bot.telegram.buttons import Row, button, call_button, is_address, order_button, paired
from bot.telegram.callback_lines import heard, live_lines
from bot.telegram.draft_card import author_lines, more, purpose_lines, terms_lines
from bot.telegram.format import dotted, money
from bot.telegram.html import shorten
from bot.telegram.look import Look
from bot.telegram.menu_lines import order_menu_lines
from bot.telegram.order_lines import clock_of, dated, expected, facts_of, heard_lines, title_of, titled, warnings, when
from bot.telegram.presses import CallAction, DetailsPress, OrderAction
from bot.telegram.texts import Html

MOST_ROWS = 8
SHOWN_TEXT = 600
SHOWN_WORDS = 400
_SAID_ALREADY = {CallState.RINGING, CallState.TALKING, CallState.COMPLETED}
"""Here a provider's own words for a status are ours once more."""


def live_card(view: OrderView, look: Look) -> tuple[str, list[Row]]:
    calls = view.order.latest_calls()
    lines = _single(view, calls[0], look) if len(view.order.phones) == 1 and calls else _list(view, calls, look)
    return "\n".join(line for line in lines if line), _buttons(view, calls, look)


def _single(view: OrderView, call: Call, look: Look) -> list[str]:
    order = view.order
    attempt = look.tr("call-card-attempt", attempt=call.attempt) if call.attempt > 1 else None
    facts = [*facts_of(order, call, look), look.title(call.provider), attempt]  # the second provider may have placed it
    lines: list[str] = [_title(order, call, look), dotted(facts)]
    if call.code and call.matched is None:
        large = look.tr("verify-card-large", code=call.code)
        lines = [f"🔐 {large}", dotted([look.number(call.phone), *facts])]
    lines += [*details(call, look), *_verification(order, call, look), *live_lines(view, call, look)]
    return [*lines, *_said(view, look), *author_lines(view, look)]


def _list(view: OrderView, calls: tuple[Call, ...], look: Look) -> list[str]:
    order = view.order
    lines: list[str] = [list_title(order, calls, look), dotted([total_of(calls, look), look.title(order.provider)])]
    if order.is_planned and order.terms.at:
        lines.append(look.tr("call-draft-when", when=when(order, order.terms.at, look)))
    why = {call.id: _why(call, look) for call in calls}
    common = [words for words, count in Counter(why.values()).items() if words and count > 1]
    for call in calls:
        lines.append(dotted([_title(order, call, look), *facts_of(order, call, look)]))
        if why[call.id] and why[call.id] not in common:
            lines.append(why[call.id])
    lines += common
    of_all = (call.reason for call in calls if call.is_missed or call.state is CallState.PLACED)
    lines += {look.tr(reason): None for reason in of_all if reason}
    lines += live_lines(view, calls[0], look) if calls else []
    return [*lines, *_said(view, look), *author_lines(view, look)]


def _why(call: Call, look: Look) -> str:
    """In the service's words where it has any; what holds for several calls of a list is said once."""
    if call.reason_words:
        return look.tr("call-card-words", words=shorten(call.reason_words, 120))
    return look.tr(call.reason_key) if call.state is CallState.REJECTED and call.reason_key else ""


def total_of(calls: Sequence[Call], look: Look) -> str | None:
    """What they cost; while some go on, what all will cost by the prices that the provider told."""
    ahead = [price for call in calls if (price := expected(call, look)[0])]
    total = sum([call.cost for call in calls if call.cost] + ahead, Decimal())
    if not total:
        return None
    return look.tr("call-card-expected", price=money(total, look.tr)) if ahead else money(total, look.tr)


def list_title(order: Order, calls: Sequence[Call], look: Look) -> Html:
    """How many are over by now; when all are, how many took place."""
    count, over = len(order.phones), sum(_is_over(call) for call in calls)
    if order.is_planned:
        return look.tr("call-planned-title", count=count)
    if over < count:
        return look.tr("call-card-list-title", count=count, over=over)
    reached = sum(call.state is CallState.COMPLETED for call in calls)
    return look.tr("call-card-list-over", count=count, reached=reached)


def _is_over(call: Call) -> bool:
    """A call of which nobody knows waits for a person's word."""
    return call.state.is_final and call.state is not CallState.UNKNOWN


def _title(order: Order, call: Call, look: Look) -> Html:
    """A call that waits says until when, unless its whole list waits; a callback waits at its service."""
    named = order.terms.callback.at if order.terms.callback else None
    if call.state is CallState.PLACED and named and call.submitted_at and named > call.submitted_at:
        return titled("🗓", call, look.tr("call-card-planned", when=dated(named, clock_of(order, look), look)), look)
    is_said = len(order.phones) > 1 and order.is_planned and call.start_at == order.terms.at
    if call.state is not CallState.WAITING or call.is_in_line or call.start_at is None or is_said:
        return title_of(order, call, look)
    if len(order.phones) > 1:
        until = dated(call.start_at, zone_of(call.phone, look.zone), look)
        return titled("⏳", call, look.tr("call-card-waits-until", time=until), look)
    return titled("🗓", call, look.tr("call-card-planned", when=when(order, call.start_at, look)), look)


def details(call: Call, look: Look) -> list[str]:
    """Why it goes or went so, as far as the provider says more than the state."""
    tr = look.tr
    theirs = look.in_their_words(call.provider, call.vendor_status)
    if call.state in _SAID_ALREADY:
        theirs = []
    elif not call.state.is_final:
        theirs = theirs[:1]
    lines: list[str | None] = [
        *theirs,
        tr("call-card-unrecognised", word=shorten(call.unrecognised, 100)) if call.unrecognised else None,
        tr(call.reason) if call.reason and not call.is_looked_for else None,
        tr("call-card-words", words=shorten(call.reason_words, SHOWN_WORDS)) if call.reason_words else None,
    ]
    if call.recording_url and not is_address(call.recording_url):
        lines.append(tr("call-card-recording-at", address=shorten(call.recording_url, 300)))
    return [line for line in lines if line]


def _verification(order: Order, call: Call, look: Look) -> list[str]:
    """What to do with the code, until somebody said whether it matched."""
    if order.kind is not OrderKind.VERIFICATION or call.state is not CallState.COMPLETED:
        return []
    if call.matched is None:
        return [look.tr("verify-card-ask" if call.code else "verify-card-ask-blind")]
    return [look.tr("verify-card-large", code=call.code)] if call.code else []


def _said(view: OrderView, look: Look) -> list[str]:
    """What the callee hears, and the menu. Before the order is over, also other terms, and warnings about records."""
    order, terms = view.order, view.order.terms
    if (callback := terms.callback) is not None:
        return [heard(order, callback, look, SHOWN_TEXT), *purpose_lines(terms, look)]
    if order.kind is OrderKind.VERIFICATION:
        return []
    lines = heard_lines(view, look, SHOWN_TEXT)
    if all(call.state.is_final for call in order.latest_calls()):
        return [*lines, *(order_menu_lines(terms.menu, look) if terms.menu else []), *purpose_lines(terms, look)]
    return [*lines, *terms_lines(terms, look), *purpose_lines(terms, look), *warnings(view, look)]


def _buttons(view: OrderView, calls: tuple[Call, ...], look: Look) -> list[Row]:
    """What the state asks for stands first, what most cards have below."""
    order = view.order
    rows: list[Row] = []
    if order.kind is OrderKind.VERIFICATION:
        rows += [_verdict_row(order, call, look) for call in calls if call.code and call.matched is None]
    rows += _waiting_rows(order, calls, look)
    if order.missed:
        mark = order.missed_mark
        rows.append([order_button(order, look, "button-call-missed", OrderAction.PLACE_MISSED, "📞", mark)])
    rest = _recordings(order, calls, look) if len(order.phones) == 1 else []
    if calls and all(_is_over(call) for call in calls):
        rest += _again_buttons(view, look)
    if any(call.handle or call.state.is_final for call in calls) and order.kind is OrderKind.CALL:
        rest.append(button(look.tr, "button-details", DetailsPress(order_id=order.id, index=0), "ℹ️"))
    rows += paired([*rest, *_tags(order, calls, look), *more(view, look)])
    return [*_unknown_rows(order, calls, look, MOST_ROWS - len(rows)), *rows]


def _recordings(order: Order, calls: tuple[Call, ...], look: Look) -> Row:
    recorded = [call for call in calls if call.recording_url and is_address(call.recording_url)]
    return [call_button(order, call, look, "button-recording", CallAction.RECORDING, "🎧") for call in recorded]


def _again_buttons(view: OrderView, look: Look) -> Row:
    """Those whom a list did not reach, unless that was done, and all once more."""
    order = view.order
    again = order_button(order, look, "button-call-again", OrderAction.AGAIN, "🔁")
    count, missing = len(order.phones), len(order.unreached)
    if count > 1:
        again.text = f"🔁 {look.tr.plain('button-call-all-again', count=count)}"
    if missing in (0, count) or view.is_redialled:
        return [again]
    redial = order_button(order, look, "button-redial", OrderAction.REDIAL, "🔁", order.redial_mark)
    redial.text += f" ({missing})"
    return [redial, again]


def _waiting_rows(order: Order, calls: tuple[Call, ...], look: Look) -> list[Row]:
    """Until the first call goes everything can be changed; those that still wait can be taken back until the last."""
    if not any(call.state is CallState.WAITING for call in calls):
        return []
    if not order.is_planned:
        return [[order_button(order, look, "button-withdraw-waiting", OrderAction.WITHDRAW, "✖️")]]
    change = order_button(order, look, "button-change", OrderAction.OPTIONS, "✏️")
    return [[change, order_button(order, look, "button-withdraw-planned", OrderAction.WITHDRAW, "↩️")]]


def _tags(order: Order, calls: tuple[Call, ...], look: Look) -> Row:
    """A button for each call that is over and whose provider keeps tags, which it names."""
    taggable = [c for c in calls if c.handle and _is_over(c) and look.can(c.provider, Capability.TAGS)]
    found = [call_button(order, call, look, "button-tag", CallAction.TAG, "🏷") for call in taggable]
    if len(found) == 1:
        found[0].text = f"🏷 {look.tr.plain('button-tag-in', provider=look.title(taggable[0].provider))}"
    return found


def _verdict_row(order: Order, call: Call, look: Look) -> Row:
    return [
        call_button(order, call, look, "button-matches", CallAction.MATCHES, "✅"),
        call_button(order, call, look, "button-differs", CallAction.DIFFERS, "❌"),
    ]


def _unknown_rows(order: Order, calls: tuple[Call, ...], look: Look, room: int) -> list[Row]:
    """Below a list each names its number, which half a row would cut. Those without room are asked about later."""
    rows: list[Row] = []
    for call in (call for call in calls if call.state is CallState.UNKNOWN and not call.is_looked_for):
        was_placed = call_button(order, call, look, "button-was-placed", CallAction.WAS_PLACED, "✅")
        place_again = call_button(order, call, look, "button-place-again", CallAction.PLACE_AGAIN, "🔁")
        rows += [[was_placed, place_again]] if len(order.phones) == 1 else [[was_placed], [place_again]]
    return rows[: room - room % 2]
