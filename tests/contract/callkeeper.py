"""CallKeeper as the provider contract sees it: an order is a callback, and its manager comes first."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, cast

from bot.domain.calls import CallState, Handle
from bot.domain.phones import Phone
from bot.ports.abilities import Callback
from bot.providers.callkeeper.outcome import Refusal
from bot.providers.callkeeper.provider import CallkeeperProvider
from bot.providers.callkeeper.settings import CallkeeperConfig
from tests.contract.entry import OURS, Bodies, Built, Entry, Told, timing

KEY = "sandbox-callkeeper-key"
WIDGET = "sandbox-widget"
OTHER_WIDGET = "2ec6af2bd04f89a2620016a675224c7a"
PLACED = {"id": "17", "manager": "74642512525^_", "client": OURS, "status": "success"}
OTHER = {**PLACED, "id": "18", "client": "79990000000"}
NO_MINUTES = {"status": "fail", "reason": "Недостаточно минут на балансе"}
NO_PHONE = {"status": "fail", "reason": "Phone not provided or invalid", "client": OURS}
RECORD: dict[str, Any] = {
    "id": "17",
    "status_code": "200",
    "status2_code": "200",
    "phone1": "74642512525 [12]",
    "phone2": OURS,
    "date": "2017-06-10 12:00:00",
    "duration_sec": "75",
    "duration_min": "2",
    "duration2_sec": 60,
    "record_url": "https://record.example/17.mp3",
    "tags": " ",
    "attempt": 1,
}


def told(**fields: Any) -> str:
    return json.dumps({"result": [{**RECORD, **fields}]})


TOLD = (
    Told("a list", told(), CallState.COMPLETED, facts={"vendor_status": "200/200", "cost": None}),
    Told("one object", json.dumps(RECORD), CallState.COMPLETED),
    Told("an array of one", json.dumps([RECORD]), CallState.COMPLETED),
    Told("numbers", told(id=17, status_code=200, status2_code=486.0, date=1497096000), CallState.BUSY),
    Told("unknown fields", told(new={"field": [1]}), CallState.COMPLETED),
    Told("planned", told(status_code=2, status2_code=0), CallState.PLACED, facts={"ended_at": None}),
    Told("going on", told(status_code=1, status2_code=None), CallState.RINGING),
    Told("not over yet", told(status_code=707, status2_code=0), CallState.PLACED, facts={"vendor_status": "707/0"}),
    Told("the manager did not answer", told(status_code="487", status2_code="0"), CallState.NO_ANSWER),
    Told("an unlisted pair", told(status2_code=999), None, "200/999"),
    Told("wrong types", told(status_code={}, date="вчера", duration_sec=[], record_url=7, tags=None)),
    Told("no status", json.dumps([{"id": 17}])),
    Told("a redial", json.dumps([{**RECORD, "status2_code": 487}, {**RECORD, "attempt": "2"}]), CallState.COMPLETED),
    Told("odd neighbours", json.dumps([None, 1, {}, {"id": [1]}, RECORD]), CallState.COMPLETED),
    Told("not there", '{"result": []}', absent=True),
    Told("nothing", "[]", absent=True),
    Told("somebody else's", told(id=18), absent=True),
)
BODIES = Bodies(
    handle=Handle("17", "1497096000"),
    accepted=tuple(
        json.dumps(body)
        for body in (
            [PLACED],
            PLACED,
            {"result": [PLACED]},
            {"0": PLACED},
            [{**PLACED, "id": 17, "client": int(OURS), "new": {}}],
            [{**PLACED, "client": "799999999998"}],
            [{"id": 17.0, "status": "success"}],
            [OTHER, PLACED],
        )
    ),
    unnamed=(
        "",
        "null",
        "true",
        '"success"',
        "[]",
        "{}",
        '{"result": []}',
        '{"status": "success"}',
        '{"error": "кто знает"}',
        json.dumps([OTHER]),
        json.dumps([{**PLACED, "id": None}]),
        json.dumps([{**PLACED, "id": 0}]),
        json.dumps([{"id": 17}, {"id": 18}]),
        "[" * 100_000,
    ),
    no_money=tuple(
        json.dumps(body)
        for body in (
            NO_MINUTES,
            [NO_MINUTES],
            {"result": [NO_MINUTES]},
            [{"reason": NO_MINUTES["reason"]}],
            [{**NO_MINUTES, "client": OURS}],
            [OTHER, {**NO_MINUTES, "client": OURS}],
        )
    ),
    partial=(json.dumps([OTHER, NO_PHONE]), json.dumps({"result": [NO_PHONE, OTHER]})),
    no_balance=("[]", "{}", "17", '[{"id": 1, "paid_till": "2017-06-10T00:00:00+03:00"}]', '[{"balance": {}}]'),
    told=TOLD,
)


def _make(root: str, other: str | None) -> Built:
    config = CallkeeperConfig(root, KEY if other is None else other, widget_hash=WIDGET)
    return CallkeeperProvider(config, timing())


async def _order(provider: Built, ending: str) -> Handle:
    callback = Callback(Phone(f"799912345{ending}"), text_to_manager="Ваш заказ готов", reference=f"order-{ending}")
    return await cast(CallkeeperProvider, provider).place_callback(callback)


CALLKEEPER = Entry(
    name="callkeeper",
    secrets=(KEY, WIDGET),
    placing="makeCalls",
    following="getCallInfo",
    asking="getUserInfo",
    make=_make,
    order=_order,
    bodies=BODIES,
    endings={
        "00": (CallState.COMPLETED, None),
        "01": (CallState.BUSY, None),
        "02": (CallState.NO_ANSWER, None),
        "05": (CallState.COMPLETED, None),
    },
    story="00",
    facts=("vendor_status", "recording_url", "answered_at", "ended_at", "hangup_cause"),
    emulated={
        "CK1": {"calls": [{"client": OURS, "manager": "0", "utm": {"utm_type": "organic"}}], "utc": "Europe/Moscow"},
        "CK2": {"client": OURS, "interval": "5,10,15", "referrer": "yandex.ru"},
        "CK3": {"id_call": "17"},
        "CK4": {"date": {"from": "2017-05-01", "to": "2017-06-01"}},
        "CK5": {},
        "CK6": {"statuses": "200/0,200/1"},
        "CK7": {},
        "CK8": {"phone": "74951234567", "schedule": "09001800", "emails": "a@b.ru, c@d.ru"},
        "CK9": {"whash": OTHER_WIDGET},
        "CK10": {"date": {"from": "2017-06-05", "to": "2017-07-01"}},
        "CK11": {"tag": "vip", "call_id": "17"},
        "CK12": {},
    },
    balance=({"balance": "123"}, Decimal(123)),
    wrong_key=("f" * 32, Refusal.PAIR),
    penniless=CallState.FAILED,
    entered=(OTHER_WIDGET,),
)
