"""Mobilgroup as the provider contract sees it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from bot.domain.calls import CallState, Handle
from bot.providers.mobilgroup.provider import MobilgroupProvider
from bot.providers.mobilgroup.settings import MobilgroupConfig
from tests.contract.entry import OURS, Bodies, Built, Entry, Told, timing, voice_call

KEY = "sandbox-mobilgroup-key"
CALLER = "79932432781"
"""A number that the twin's account has."""
OTHER = {"phone": "79990000000", "result": "ok"}
PASSED = {"phone": OURS, "result": "ok", "price": "0,91", "duration": "14"}
NO_MONEY = {"result": "error", "description": "Error_Not_Enough_Money"}


def sent(*subscribers: Any, **fields: Any) -> str:
    return json.dumps({"result": "ok", "id": "1234", "subscribers": subscribers, **fields})


def told(*subscribers: Any, **fields: Any) -> str:
    return json.dumps({"result": "ok", "id": "1234", "phones": "1", "subscribers": subscribers, **fields})


def subscriber(**fields: Any) -> dict[str, Any]:
    return {"phone": OURS, "date": "2020-07-15 14:05", "attempts": "1", "duration": "13", "price": "0,91", **fields}


TALKED = subscriber(status="Успешно")
BODIES = Bodies(
    handle=Handle(f"1234:{OURS}"),
    accepted=(
        sent(PASSED, phones="1", budget="1,82"),
        sent({**PASSED, "phone": int(OURS)}, id=1234, result="OK", something={"new": []}),
        sent({**PASSED, "phone": f"+{OURS}", "price": {}, "duration": []}, id=1234.0),
        sent({"result": "ok"}),
        sent(OTHER, PASSED),
        json.dumps({"result": "ok", "id": "1234", "subscribers": {"0": PASSED}}),
        json.dumps({"result": "ok", "id": "1234", "phones": 1}),
    ),
    unnamed=(
        "",
        "null",
        "true",
        '"ok"',
        "[]",
        "{}",
        '{"result": "ok"}',
        '{"result": "queued", "id": "1234"}',
        '{"error": "кто знает"}',
        sent(OTHER),
        sent(PASSED, id=None),
        sent(PASSED, id=0),
        sent(PASSED, id=True),
        sent(phones="0"),
        "[" * 100_000,
    ),
    no_money=(
        '{"result": "error", "error_code": "Error_Not_Enough_Credits"}',
        '{"result": "ERROR", "error_code": "error_not_enough_credits", "id": null}',
        '{"result": "Error_Not_Enough_Credits"}',
        '{"error_code": "Error_Not_Enough_Credits", "new": 1}',
        sent({**NO_MONEY, "phone": OURS}),
        sent(NO_MONEY, id=""),
        sent({"phone": OURS, "result": "error", "error_code": "Error_Not_Enough_Credits"}),
    ),
    partial=(sent(OTHER, {**NO_MONEY, "phone": OURS[1:]}), sent({**NO_MONEY, "phone": int(OURS)}, OTHER)),
    no_balance=("[]", "{}", "17", '{"result":"ok"}', '{"result":"ok","balance":{}}', '{"result":"ok","balance":"?"}'),
    told=(
        Told("a plain one", told(TALKED), CallState.COMPLETED, facts={"cost": Decimal("0.91")}),
        Told("a decimal point", told({**TALKED, "price": 2.5}), CallState.COMPLETED, facts={"cost": Decimal("2.5")}),
        Told("unknown fields", told({**TALKED, "new": {"field": [1]}}, new=1), CallState.COMPLETED),
        Told("other spelling", told(subscriber(status=" ЗАНЯТО ")), CallState.BUSY),
        Told("nobody", told(subscriber(status="Нет ответа", transfer=[], sms="")), CallState.NO_ANSWER),
        Told("no status yet", told(subscriber(status=""))),
        Told("an unknown status", told(subscriber(status="Телепатия")), None, "Телепатия"),
        Told("wrong types", told({"phone": int(OURS), "date": {}, "status": ["?"], "price": [], "duration": "да"})),
        Told("no price", told(subscriber(status="Успешно", price=None)), CallState.COMPLETED, facts={"cost": None}),
        Told("odd neighbours", told(None, 1, {}, {"phone": [1]}, TALKED), CallState.COMPLETED),
        Told("a list with gaps", json.dumps({"result": "ok", "subscribers": {"2": TALKED}}), CallState.COMPLETED),
        Told("not there", told(), absent=True),
        Told("somebody else's", told({**TALKED, "phone": "79990000000"}), absent=True),
        Told("no such mailing", '{"result": "error", "error_code": "Error_ID_Not_Found"}', absent=True),
    ),
)


async def _order(provider: Built, ending: str) -> Handle:
    return await provider.place(voice_call(ending))


def _make(root: str, other: str | None) -> Built:
    config = MobilgroupConfig(root, KEY if other is None else other, caller_id=CALLER)
    return MobilgroupProvider(config, timing())


MOBILGROUP = Entry(
    name="mobilgroup",
    secrets=(KEY,),
    placing="send",
    following="state",
    asking="balance",
    make=_make,
    order=_order,
    bodies=BODIES,
    endings={
        "00": (CallState.COMPLETED, None),
        "01": (CallState.BUSY, None),
        "02": (CallState.NO_ANSWER, None),
        "03": (CallState.COMPLETED, None),
    },
    story="00",
    facts=("cost", "answered_at", "ended_at", "vendor_status"),
    emulated={
        "MG1": {
            "settings": {"number": CALLER, "message": "Текст", "attempts": "2"},
            "subscribers": [{"phone": OURS, "summa": "3,17"}],
        },
        "MG2": {"id": "1234"},
        "MG3": {},
        "MG4": {},
        "MG5": {},
        "MG6": {},
        "MG7": {"account": "123"},
        "MG8": {"account": "123", "templates": [{"name": "Имя", "message": "Текст"}]},
    },
)
