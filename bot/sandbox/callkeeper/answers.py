"""CallKeeper's JSON: the answer to an order, the call record as «Параметры ответа» lists it, and what the page sees."""

from datetime import UTC, datetime
from typing import Any

from bot.sandbox.callkeeper import model
from bot.sandbox.callkeeper.model import Call
from bot.sandbox.callkeeper.statuses import TABLE, TALKED

ANALOG_SMARTCALL, WITHOUT_SMARTCALL = 2, 1


def whole_minutes(seconds: int) -> int:
    """Charged minutes: each begun one counts."""
    return -(-seconds // 60)


def wire_time(at: float) -> str:
    """UTC, `2017-05-01 09:30:00`."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S")


def ordered(call: Call) -> dict[str, Any]:
    """An element of the answer to an order; `_` stands where the manager has no extension."""
    order = call.order
    manager = f"{order.manager}^{order.extension or '_'}"
    return {"id": str(call.id), "manager": manager, "client": order.client, "status": "success"}


def call_record(call: Call) -> dict[str, Any]:
    """Durations in seconds are numbers, in minutes strings, as clients have seen them."""
    order = call.order
    code, code2 = call.status
    words = TABLE[call.status]
    return {
        "id": str(call.id),
        "visit info": _visit(call),
        "status_code": code,
        "status_reason": "OK" if code == 200 else words,
        "status2_code": code2,
        "status2_reason": words if code == 200 else "",
        "ip": order.fields.get("ip_client", ""),
        "country": "RU",
        "city": "Москва",
        "region": "Москва",
        "district": "Центральный федеральный округ",
        "site": order.fields.get("site") or order.widget.site,
        "ga_clientid": order.fields.get("ga_client_id", ""),
        "phone1": order.manager + (f" [{order.extension}]" if order.extension else ""),
        "phone2": order.client,
        "widget_hash": order.widget.hash,
        "date": wire_time(call.date),
        "duration_sec": call.seconds,
        "duration_min": str(whole_minutes(call.seconds)),
        "duration2_sec": call.client_seconds,
        "duration2_min": str(whole_minutes(call.client_seconds)),
        "record_url": recording(call) or "",
        "attempt": call.attempt,
        "a_type": 0 if call.manager_answered_at is None else ANALOG_SMARTCALL if order.text else WITHOUT_SMARTCALL,
        "playback_tick": int(bool(order.text) and call.manager_answered_at is not None),
        "tags": ",".join(call.tags) or " ",
        "asr_attempts": 0,
    }


def recording(call: Call) -> str | None:
    """The recording's address, once there was a talk."""
    return f"{call.order.root}/records/{call.id}.wav" if call.status == TALKED else None


def _visit(call: Call) -> dict[str, Any]:
    order = call.order
    return {
        "current": dict(order.utm),
        "current_add": {"entry_point": order.fields.get("entry_point", "")},
        "first": dict(order.utm),
        "first_add": {},
        "session": {"pgs": 1, "cpg": order.fields.get("current_page", "")},
        "udata": {"vst": 1, "uag": order.fields.get("user_agent", "")},
    }


def call_view(call: Call) -> dict[str, Any]:
    order = call.order
    return {
        "id": call.id,
        "phone": order.client,
        "status": call.stage,
        "pair": call.ending,
        "words": TABLE[call.status],
        "text": order.text,
        "info": order.info,
        "managerPhone": order.manager,
        "extension": order.extension,
        "createdAt": int(call.created_at),
        "plannedAt": int(call.date) if call.stage == model.CREATED else None,
        "managerAnsweredAt": call.manager_answered_at,
        "answeredAt": call.client_answered_at,
        "finishedAt": call.finished_at,
        "minutes": whole_minutes(call.seconds),
        "recordFilePath": recording(call),
        "attempt": call.attempt,
        "tags": list(call.tags),
        "widget": order.widget.name,
        "outcome": call.outcome,
    }
