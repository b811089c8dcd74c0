"""The card of a placed order: one call in detail, or a list with a line for each."""

from decimal import Decimal

from bot.domain.calls import Call, CallState
from bot.domain.hours import zone_of
from bot.domain.orders import Order, OrderKind
from bot.domain.views import OrderView
from bot.ports import Capability
from bot.telegram.buttons import Row, call_button, is_address, link, order_button
from bot.telegram.draft_card import purpose_lines, terms_lines
from bot.telegram.format import money, sentence, state_in, talk_seconds
from bot.telegram.html import escape, shorten
from bot.telegram.look import Look
from bot.telegram.order_lines import answer_of, heard, heard_lines, live_lines, moment, warnings, when
from bot.telegram.presses import CallAction, OrderAction
from bot.telegram.texts import Html

SHOWN_TEXT = 600
SHOWN_WORDS = 400


def live_card(view: OrderView, look: Look) -> tuple[str, list[Row]]:
    calls = view.order.latest_calls()
    lines = _single(view, calls[0], look) if len(view.order.phones) == 1 and calls else _list(view, calls, look)
    return "\n".join(lines), _buttons(view.order, calls, look)


def _single(view: OrderView, call: Call, look: Look) -> list[str]:
    order = view.order
    lines: list[str] = [look.tr("call-card-title", phone=look.phone(call.phone)), _state(order, call, look)]
    lines += [*live_lines(view, call.state, look), *details(order, call, look)]
    return [*lines, _footer(view, call, look), *_said(view, look)]


def _list(view: OrderView, calls: tuple[Call, ...], look: Look) -> list[str]:
    order = view.order
    lines: list[str] = [look.tr("call-card-list-title", count=len(order.phones))]
    if order.is_planned and order.terms.at:
        lines.append(look.tr("call-card-planned-list", when=when(order, order.terms.at, look)))
    for call in calls:
        parts = [
            _state(order, call, look),
            answer_of(call, order.terms.menu, look),
            call.cost and money(call.cost, look.tr),
        ]
        lines.append(f"<b>{escape(look.phone(call.phone))}</b>: " + ", ".join(str(part) for part in parts if part))
        if call.reason_words:
            lines.append(look.tr("call-card-words", words=shorten(call.reason_words, 120)))
    costs = [call.cost for call in calls if call.cost is not None]
    if costs:
        lines.append(look.tr("call-card-cost", cost=money(sum(costs, Decimal()), look.tr)))
    lines += {look.tr(call.reason_key): None for call in calls if call.is_missed and call.reason_key}
    lines += live_lines(view, calls[0].state, look) if calls else []
    return [*lines, _footer(view, None, look), *_said(view, look)]


def _state(order: Order, call: Call, look: Look) -> Html:
    """A waiting call says until when it waits, unless its whole list waits."""
    is_said = len(order.phones) > 1 and order.is_planned and call.start_at == order.terms.at
    if call.state is not CallState.WAITING or call.is_in_line or call.start_at is None or is_said:
        return state_in(order, call, look.tr)
    if len(order.phones) > 1:
        at = moment(call.start_at, zone_of(call.phone, look.zone))
        return look.tr("call-card-waits-until", time=at)
    return look.tr("call-card-planned", when=when(order, call.start_at, look))


def details(order: Order, call: Call, look: Look) -> list[str]:
    """What is known of a call beside its state, in lines."""
    tr = look.tr
    theirs = look.in_their_words(call.provider, call.vendor_status)
    went_wrong = call.state.is_final and call.state is not CallState.COMPLETED
    lines: list[str | None] = [
        *(theirs if went_wrong else theirs[:1]),
        tr("call-card-unrecognised", word=shorten(call.unrecognised, 100)) if call.unrecognised else None,
        tr(call.reason_key) if call.reason_key else None,
        tr("call-card-words", words=shorten(call.reason_words, SHOWN_WORDS)) if call.reason_words else None,
        sentence([answer]) if (answer := answer_of(call, order.terms.menu, look)) else None,
    ]
    seconds = talk_seconds(call)
    if seconds is not None:
        lines.append(tr("call-card-talk", seconds=seconds))
    if call.cost is not None and (call.cost or call.state.is_final):
        lines.append(tr("call-card-cost", cost=money(call.cost, tr)))
    if call.recording_url and not is_address(call.recording_url):
        lines.append(tr("call-card-recording-at", address=shorten(call.recording_url, 300)))
    return [line for line in lines if line]


def _said(view: OrderView, look: Look) -> list[str]:
    """What the callee hears. Before the order is over, also its terms and warnings about records."""
    order = view.order
    purpose = purpose_lines(order.terms, look)
    if (callback := order.terms.callback) is not None:
        words = heard(order, callback, look, SHOWN_TEXT)
        return [*purpose, words] if words else [*purpose]
    if order.kind is OrderKind.VERIFICATION:
        return []
    lines = [*purpose, *heard_lines(view, look, SHOWN_TEXT)]
    if not all(call.state.is_final for call in order.latest_calls()):
        lines += [*terms_lines(order.terms, look), *warnings(view, look)]
    return lines


def _footer(view: OrderView, call: Call | None, look: Look) -> str:
    """`call` is the order's only one. The second provider may have placed it."""
    parts = [look.tr("call-card-by", author=view.author.name)] if look.in_group else []
    parts.append(look.tr("call-card-via", provider=look.title(call.provider if call else view.order.provider)))
    if call and call.attempt > 1:
        parts.append(look.tr("call-card-attempt", attempt=call.attempt))
    return f"<i>{sentence(parts)}</i>"


def _buttons(order: Order, calls: tuple[Call, ...], look: Look) -> list[Row]:
    rows = [_unknown_row(order, call, look) for call in calls if call.state is CallState.UNKNOWN]
    recordings = [c.recording_url for c in calls if c.recording_url and is_address(c.recording_url)]
    if len(order.phones) == 1 and recordings:
        rows.append([link(look.tr, "button-recording", recordings[0], "🎧")])
    rows += _tag_rows(order, calls, look)
    rows += _waiting_rows(order, calls, look)
    if any(call.is_missed for call in calls):
        rows.append([order_button(order, look, "button-call-missed", OrderAction.PLACE_MISSED, "📞")])
    if calls and all(call.state.is_final and call.state is not CallState.UNKNOWN for call in calls):
        rows.append([order_button(order, look, "button-call-again", OrderAction.AGAIN, "🔁")])
    return rows


def _waiting_rows(order: Order, calls: tuple[Call, ...], look: Look) -> list[Row]:
    """Until the first call goes everything can be changed; those that still wait can be taken back until the last."""
    if not any(call.state is CallState.WAITING for call in calls):
        return []
    if not order.is_planned:
        return [[order_button(order, look, "button-withdraw-waiting", OrderAction.WITHDRAW, "✖️")]]
    key = "button-withdraw-planned" if len(order.phones) == 1 else "button-withdraw-list"
    change = order_button(order, look, "button-change", OrderAction.OPTIONS, "✏️")
    return [[change], [order_button(order, look, key, OrderAction.WITHDRAW, "✖️")]]


def _tag_rows(order: Order, calls: tuple[Call, ...], look: Look) -> list[Row]:
    """Two in a row: a button for each call whose provider keeps tags."""
    taggable = [c for c in calls if c.handle and look.can(c.provider, Capability.TAGS)]
    found = [call_button(order, call, look, "button-tag", CallAction.TAG, "🏷") for call in taggable]
    return [found[at : at + 2] for at in range(0, len(found), 2)]


def _unknown_row(order: Order, call: Call, look: Look) -> Row:
    return [
        call_button(order, call, look, "button-was-placed", CallAction.WAS_PLACED, "✅"),
        call_button(order, call, look, "button-place-again", CallAction.PLACE_AGAIN, "🔁"),
    ]
