"""`makeCalls` and `orderCall`: parameters checked and turned into orders."""

from typing import Any

from bot.sandbox.callkeeper import answers, checks
from bot.sandbox.callkeeper.account import Callkeeper
from bot.sandbox.callkeeper.checks import Params, Refusal
from bot.sandbox.callkeeper.model import Order, Widget
from bot.sandbox.callkeeper.schedule import read_week, read_zone
from bot.sandbox.timeline import ANSWER_LOST, REFUSED, outcome_of
from bot.sandbox.wire import Asked, Lost

TEXTS = (
    "origin", "external_service_identifier", "ext_id", "site", "calltouch_session_id", "roistat_id", "current_page",
    "record_to_manager", "record_to_await", "office_name",
)  # fmt: skip
COMMON_TEXTS = ("ga_client_id", "tool_name")
UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "entry_point", "user_agent")


def make_calls(provider: Callkeeper, asked: Asked) -> list[dict[str, Any]] | Lost:
    """Several calls at once: one that is refused comes back as `status: fail` in its place."""
    widget = _widget(provider, asked.params, nested=True)
    calls = asked.params["calls"]
    if not isinstance(calls, list) or not all(isinstance(item, dict) for item in calls):
        raise Refusal(*checks.WRONG_TYPE)
    if not calls:
        raise Refusal(*checks.NOT_ENOUGH)
    common = _common(asked.params)
    return _place(provider, [_order_or_refusal(widget, common, item, asked) for item in calls])


def order_call(provider: Callkeeper, asked: Asked) -> list[dict[str, Any]] | Lost:
    """One call, without nesting; `interval` and `referrer` are known here only."""
    widget = _widget(provider, asked.params, nested=False)
    params = asked.params
    common = _common(params)
    interval = checks.optional(params, "interval", checks.minutes) or ()
    flat = {name: value for name, value in params.items() if name not in ("utm", "utm_type")}
    utm = {name: checks.text(params, name) for name in (*UTM, "referrer") if params.get(name)}
    return _place(provider, [_order_or_refusal(widget, common, {**flat, "utm": utm}, asked, interval)])


def _widget(provider: Callkeeper, params: Params, nested: bool) -> Widget:
    """Raises Refusal: 400 for a missing key, then 417, 412, 424 and 710."""
    if checks.optional(params, "unique", checks.unique) is None:
        raise checks.undefined("unique")
    own = checks.well_formed_apiak(provider.settings, params)
    widget = checks.find_widget(provider.widgets, params)
    if nested and params.get("calls") in (None, ""):
        raise checks.undefined("calls")
    if not own or widget is None:
        raise Refusal(*checks.WRONG_PAIR)
    if not provider.settings.enabled:
        raise Refusal(*checks.UNKNOWN_USER)
    if not widget.enabled:
        raise Refusal(*checks.WIDGET_DISABLED)
    return widget


def _common(params: Params) -> Params:
    """What all calls of a request share, checked."""
    return {
        "zone": checks.optional(params, "utc", read_zone),
        "week": checks.optional(params, "opening_hours", read_week),
        "notification": checks.optional(params, "notification", checks.email),
        "ip_client": checks.optional(params, "ip_client", checks.address),
        "utm": params.get("utm"),
        **{name: checks.text(params, name) for name in COMMON_TEXTS},
    }


def _order_or_refusal(
    widget: Widget, common: Params, item: Params, asked: Asked, interval: tuple[int, ...] = ()
) -> Order | Refusal:
    try:
        return _order(widget, common, item, asked, interval)
    except Refusal as refusal:
        return refusal


def _order(widget: Widget, common: Params, item: Params, asked: Asked, interval: tuple[int, ...]) -> Order:
    client = checks.client(checks.text(item, "client"))
    manager, extension = checks.manager(checks.text(item, "manager"), widget)
    if outcome_of(client) == REFUSED:
        raise Refusal(*checks.INVALID_NUMBER)
    utm = _utm(item.get("utm") or common["utm"])
    checks.optional(item, "client_email", checks.email)
    fields = {name: checks.text(item, name) for name in TEXTS}
    return Order(
        widget=widget,
        client=client,
        manager=manager,
        extension=extension,
        text=checks.text(item, "text_to_manager"),
        info=checks.text(item, "info_to_manager"),
        time_to_call=checks.optional(item, "time_to_call", checks.moment),
        week=common["week"] or widget.week,
        zone=common["zone"] or widget.zone,
        interval=interval,
        fields={name: value for name, value in {**common, **fields, **utm}.items() if isinstance(value, str)},
        utm={name: value for name, value in utm.items() if name.startswith("utm_") or name == "referrer"},
        root=asked.root,
    )


def _utm(value: Any) -> dict[str, str]:
    if not value:
        return {}
    if not isinstance(value, dict):
        raise Refusal(*checks.WRONG_TYPE)
    checks.optional(value, "utm_type", checks.visit_type)
    return {name: checks.text(value, name) for name in (*UTM, "utm_type", "referrer") if value.get(name)}


def _place(provider: Callkeeper, orders: list[Order | Refusal]) -> list[dict[str, Any]] | Lost:
    """Raises the first Refusal when nothing of it could be placed."""
    good = [order for order in orders if isinstance(order, Order)]
    refusals = [order for order in orders if isinstance(order, Refusal)]
    if not good:
        raise refusals[0]
    data = [order.body if isinstance(order, Refusal) else answers.ordered(provider.place(order)) for order in orders]
    return Lost(data) if any(outcome_of(order.client) == ANSWER_LOST for order in good) else data
