"""What is asked beside calls: what was called and how it ended, Tap2Calls, the user, widgets, tags, the documentation.

The documents print few answers; clients have seen lists of calls under `result`.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from bot.sandbox.callkeeper import answers, checks
from bot.sandbox.callkeeper.account import Callkeeper
from bot.sandbox.callkeeper.checks import Params, Refusal
from bot.sandbox.callkeeper.model import Call, Widget
from bot.sandbox.callkeeper.schedule import ALWAYS, read_week, read_zone
from bot.sandbox.callkeeper.statuses import Pair
from bot.sandbox.wire import Asked

_STATUS = re.compile(r"(\d{1,3})/(\d{1,3})", re.ASCII)
_END_OF_DAY = "T24:00:00"

Answer = dict[str, Any]


def get_call_info(provider: Callkeeper, asked: Asked) -> Answer:
    checks.check_api_key(provider.settings, asked.params)
    call_id = checks.optional(asked.params, "id_call", int)
    if call_id is None:
        raise Refusal(*checks.NOT_ENOUGH)
    call = provider.calls.get(call_id)
    return _listed([call] if call else [])


def get_calls_info(provider: Callkeeper, asked: Asked) -> Answer:
    checks.check_api_key(provider.settings, asked.params)
    return _listed(_between(provider, asked.params))


def get_calls_completed(provider: Callkeeper, asked: Asked) -> Answer:
    checks.check_api_key(provider.settings, asked.params)
    return _listed(call for call in _between(provider, asked.params) if call.over)


def get_calls_by_status(provider: Callkeeper, asked: Asked) -> Answer:
    checks.check_api_key(provider.settings, asked.params)
    wanted = checks.optional(asked.params, "statuses", _pairs)
    if wanted is None:
        raise Refusal(*checks.NOT_ENOUGH)
    return _listed(call for call in _between(provider, asked.params) if call.status in wanted)


def get_user_info(provider: Callkeeper, asked: Asked) -> Any:
    """The names are the sandbox's choice. The balance is in minutes."""
    checks.check_api_key(provider.settings, asked.params)
    user = {
        "id": "4711",
        "name": "Магазин",
        "email": "sandbox@example.com",
        "balance": format(provider.settings.balance, "f"),
        "widgets": [{"hash": widget.hash, "alias": widget.alias, "name": widget.name} for widget in provider.widgets],
    }
    return [user] if provider.settings.answer_shape == "array" else user


def get_t2c(provider: Callkeeper, asked: Asked) -> Answer:
    """The documents show no answer; the fields are named as in the call record."""
    checks.check_apiak(provider.settings, asked.params)
    begin, end = read_dates(asked.params)
    widget = provider.widgets[0].hash if provider.widgets else ""
    return {
        "result": [
            {"date": answers.wire_time(at), "phone1": phone, "widget_hash": widget, "site": "example.com"}
            for at, phone in provider.taps
            if begin <= at < end
        ]
    }


def read_dates(params: Params) -> tuple[float, float]:
    """UNIX seconds from and to; `date` alone is all time. A bare day begins at midnight.

    Raises Refusal: 409 without `date`, 406 where it is not an array of dates.
    """
    if "date" not in params:
        raise Refusal(*checks.NOT_ENOUGH)
    date = params["date"]
    if date == "":
        return 0.0, float("inf")
    if not isinstance(date, dict):
        raise Refusal(*checks.DATE_NOT_ARRAY)
    zone = checks.optional(params, "time_zone", read_zone) or UTC

    def read(value: str) -> float:
        return _moment(value, zone)

    begin, end = checks.optional(date, "from", read), checks.optional(date, "to", read)
    return begin or 0.0, float("inf") if end is None else end


def _moment(value: str, zone: tzinfo) -> float:
    """W3C: `2005-08-15`, `2005-08-15T23:59:59`, with an offset, and `2005-08-16T24:00:00`, the end of the day."""
    day, ends = value.removesuffix(_END_OF_DAY), value.endswith(_END_OF_DAY)
    found = datetime.fromisoformat(day) + timedelta(days=int(ends))
    return (found if found.tzinfo else found.replace(tzinfo=zone)).timestamp()


def _pairs(value: str) -> set[Pair]:
    """`200/0,200/1`. Raises ValueError."""
    found = [_STATUS.fullmatch(part.strip()) for part in value.split(",")]
    if not all(found):
        raise ValueError("not a list of statuses")
    return {(int(match[1]), int(match[2])) for match in found if match}


def _between(provider: Callkeeper, params: Params) -> list[Call]:
    begin, end = read_dates(params)
    return [call for call in provider.calls.values() if begin <= call.date < end]


def _listed(calls: Iterable[Call]) -> Answer:
    return {"result": [answers.call_record(call) for call in calls]}


def create_widget(provider: Callkeeper, asked: Asked) -> dict[str, Any]:
    """`whash` and `walias` are what every order needs of it."""
    params = asked.params
    checks.check_apiak(provider.settings, params)
    widget = Widget(
        checks.text(params, "name") or "Виджет",
        (_office(params),),
        site=checks.text(params, "site"),
        week=checks.optional(params, "schedule", read_week) or ALWAYS,
        zone=checks.optional(params, "gmt", read_zone) or UTC,
        emails=_emails(params.get("emails")),
    )
    provider.widgets.append(widget)
    provider.settings_changed()
    return {"status": "success", "whash": widget.hash, "walias": widget.alias, "name": widget.name}


def delete_widget(provider: Callkeeper, asked: Asked) -> dict[str, Any]:
    checks.check_apiak(provider.settings, asked.params)
    if not checks.text(asked.params, "whash"):
        raise Refusal(*checks.NOT_ENOUGH)
    widget = checks.find_widget(provider.widgets, {"whash": asked.params["whash"]})
    if widget is None:
        raise Refusal(*checks.WRONG_PAIR)
    provider.widgets.remove(widget)
    provider.settings_changed()
    return {"status": "success"}


def set_tag(provider: Callkeeper, asked: Asked) -> dict[str, Any]:
    """`action=set` is the only one that the documents name."""
    params = asked.params
    checks.check_apiak(provider.settings, params)
    if checks.text(params, "action") != "set":
        raise Refusal(*checks.MISMATCHED)
    tag, call_id = checks.text(params, "tag").strip(), checks.optional(params, "call_id", int)
    if not tag or call_id is None:
        raise Refusal(*checks.NOT_ENOUGH)
    call = provider.calls.get(call_id)
    if call is None:
        raise Refusal(*checks.MISMATCHED)
    if tag not in call.tags:
        call.tags.append(tag)
        provider.changed(call)
    return {"status": "success"}


def _office(params: dict[str, Any]) -> str:
    extension = checks.text(params, "phoneadd")
    try:
        number = checks.client(checks.text(params, "phone"))
    except Refusal as refusal:
        raise Refusal(*checks.NO_PHONE) from refusal
    if extension and not extension.isdecimal():
        raise Refusal(*checks.NO_PHONE)
    return f"{number}^{extension}" if extension else number


def _emails(value: Any) -> tuple[str, ...]:
    if value in (None, ""):
        return ()
    if not isinstance(value, list):
        raise Refusal(*checks.WRONG_TYPE)
    return tuple(filter(None, (checks.optional({"email": item}, "email", checks.email) for item in value)))
