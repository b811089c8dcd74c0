"""What was called: one call, calls by date, finished ones, ones by status; Tap2Calls; the user.

The documents print no answers; clients have seen lists under `result`.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from bot.sandbox.callkeeper import access, answers, checks, reasons
from bot.sandbox.callkeeper.checks import Params
from bot.sandbox.callkeeper.gateway import Asked
from bot.sandbox.callkeeper.model import Call
from bot.sandbox.callkeeper.schedule import read_zone
from bot.sandbox.callkeeper.service import Callkeeper
from bot.sandbox.callkeeper.statuses import Pair

_STATUS = re.compile(r"(\d{1,3})/(\d{1,3})", re.ASCII)
_END_OF_DAY = "T24:00:00"

Answer = dict[str, Any]


def get_call_info(service: Callkeeper, asked: Asked) -> Answer:
    access.check_api_key(service.account, asked.params)
    call_id = checks.optional(asked.params, "id_call", int)
    if call_id is None:
        raise reasons.not_enough()
    call = service.account.calls.get(call_id)
    return _listed([call] if call else [])


def get_calls_info(service: Callkeeper, asked: Asked) -> Answer:
    access.check_api_key(service.account, asked.params)
    return _listed(_between(service, asked.params))


def get_calls_completed(service: Callkeeper, asked: Asked) -> Answer:
    access.check_api_key(service.account, asked.params)
    return _listed(call for call in _between(service, asked.params) if call.over)


def get_calls_by_status(service: Callkeeper, asked: Asked) -> Answer:
    access.check_api_key(service.account, asked.params)
    wanted = checks.optional(asked.params, "statuses", _pairs)
    if wanted is None:
        raise reasons.not_enough()
    return _listed(call for call in _between(service, asked.params) if call.status in wanted)


def get_user_info(service: Callkeeper, asked: Asked) -> Any:
    access.check_api_key(service.account, asked.params)
    user = answers.user(service.account)
    return [user] if service.account.settings.answer_shape == "array" else user


def get_t2c(service: Callkeeper, asked: Asked) -> Answer:
    """The documents show no answer; the fields are named as in the call record."""
    access.check_apiak(service.account, asked.params)
    begin, end = read_dates(asked.params)
    widget = service.account.widgets[0].hash if service.account.widgets else ""
    return {
        "result": [
            {"date": answers.wire_time(at), "phone1": phone, "widget_hash": widget, "site": "example.com"}
            for at, phone in service.account.taps
            if begin <= at < end
        ]
    }


def read_dates(params: Params) -> tuple[float, float]:
    """UNIX seconds from and to; `date` alone is all time. A bare day begins at midnight.

    Raises Refusal: 409 without `date`, 406 for what is no array or no date.
    """
    if "date" not in params:
        raise reasons.not_enough()
    date = params["date"]
    if date == "":
        return 0.0, float("inf")
    if not isinstance(date, dict):
        raise reasons.date_not_array()
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


def _between(service: Callkeeper, params: Params) -> list[Call]:
    begin, end = read_dates(params)
    return [call for call in service.account.calls.values() if begin <= call.date < end]


def _listed(calls: Iterable[Call]) -> Answer:
    return {"result": [answers.call_record(call) for call in calls]}
