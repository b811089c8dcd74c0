"""CallDog and Программа обзвонов as the provider contract sees them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from bot.domain.calls import CallState, Handle
from bot.providers.zvonobot.provider import CalldogProvider, ObzvonovProvider, ZvonobotProvider
from bot.providers.zvonobot.settings import ZvonobotConfig
from tests.contract.entry import OURS, Bodies, Built, Entry, Told, timing, voice_call

NO_MONEY = "Недостаточно средств"
OTHER = "79990000000"


def success(*items: Any) -> str:
    return json.dumps({"status": "success", "data": items})


def told(**fields: Any) -> str:
    """The answer of `get` about call 17, which looks like the documents' but for these fields of its one entry."""
    return success({"id": 17, "createdAt": 1714993771, "calls": [{"phone": OURS, **fields}]})


ACCEPTED: list[Any] = [
    {"status": "success", "data": [{"id": 17, "phone": OURS}]},
    {"status": "success", "data": [{"id": "17", "phone": int(OURS)}]},
    {"status": "success", "data": {"id": 17, "phone": OURS[1:]}},
    {"status": "success", "data": {"0": {"apiCallId": 17, "id": 99, "phone": f"+{OURS}"}}},
    {"status": "success", "data": [{"id": 17}], "something": {"new": []}},
    [{"id": 17, "phone": OURS}],
    {"id": 17, "phone": OURS},
    {"id": 17, "createdAt": 1714993771},
    {"id": 17, "calls": [{"phone": OURS, "status": "created"}]},
    [{"status": "error", "phone": OTHER, "message": "нет"}, {"id": 17.0, "phone": OURS}],
]
UNNAMED = (
    "",
    "null",
    "true",
    '"success"',
    "[]",
    "{}",
    '{"status": "success"}',
    '{"status": "success", "data": null}',
    '{"status": "success", "data": []}',
    '{"status": "success", "data": [null, 1, "x", []]}',
    success({"id": None, "phone": OURS}),
    success({"id": 0, "phone": OURS}),
    success({"id": {}, "phone": OURS}),
    success({"id": True, "phone": OURS}),
    success({"id": 17, "phone": OTHER}),
    success({"id": 17}, {"id": 18}),
    '{"error": "кто знает"}',
    "[" * 100_000,
)
REFUSED: list[Any] = [
    {"status": "error", "data": {"message": NO_MONEY}},
    {"status": "error", "data": [{"message": NO_MONEY}]},
    {"status": "error", "message": NO_MONEY},
    {"status": "error", "error": NO_MONEY},
    {"status": "error", "errors": [NO_MONEY]},
    {"status": "error", "errors": {"balance": [NO_MONEY]}},
    {"status": "error", "data": {"balance": [NO_MONEY]}},
    {"status": "ERROR", "data": NO_MONEY},
    {"status": "error", "data": {"error": {"message": NO_MONEY}}, "code": 17},
    {"status": "success", "data": [{"status": "error", "phone": OURS, "message": NO_MONEY}]},
    {"status": "success", "data": {"0": {"status": "error", "phone": int(OURS), "message": NO_MONEY}}},
    {"status": "success", "data": [{"status": "error", "message": NO_MONEY}]},
    [{"status": "error", "phone": OURS, "message": NO_MONEY}],
]
PARTIAL: list[Any] = [
    [{"id": 5, "phone": OTHER}, {"status": "error", "phone": OURS[1:], "message": NO_MONEY, "id": None}],
    [{"status": "error", "phone": int(OURS), "message": NO_MONEY}, {"id": 5, "phone": OTHER}],
]
ANSWERED = {"status": "answered", "answeredAt": 1714993783, "cost": "0"}
TOLD = (
    Told("a plain one", told(**ANSWERED), CallState.TALKING),
    Told("bare", json.dumps([{"id": 17, "calls": [ANSWERED]}]), CallState.TALKING),
    Told("one object", json.dumps({"id": "17", "calls": {"0": ANSWERED}}), CallState.TALKING),
    Told("unknown fields", told(**ANSWERED, new={"field": [1]}, tagList=""), CallState.TALKING),
    Told("an unknown status", told(status="telepathy"), None, "telepathy"),
    Told("other spelling", told(status=" Finished ", cost=1.5), CallState.COMPLETED),
    Told("wrong types", told(status=["?"], cost={}, answeredAt="вчера", ivrDigit={}, ivrAnswers=7.5)),
    Told("an empty call", success({"id": 17, "calls": []})),
    Told("a word", told(status="answered", ivrAnswers="да"), CallState.TALKING, facts={"answer": "да"}),
    Told("stayed", told(status="finished", ivrAnswer=-1), CallState.COMPLETED, facts={"digit": -1}),
    Told("odd neighbours", success(None, 1, {}, {"id": [1]}, {"id": 17, "calls": [ANSWERED]}), CallState.TALKING),
    Told("not there", success(), absent=True),
    Told("somebody else's", success({"id": 18, "calls": [ANSWERED]}), absent=True),
    Told("an error of its own", success({"id": 17, "status": "error", "message": "нет"}), absent=True),
    Told("no call", success({"id": 17, "calls": [17]}), absent=True),
    Told(
        "a redial",
        success(
            {"id": 17, "calls": [{"status": "canceled"}]},
            {"id": 18, "prevCallId": 17, "calls": [{"status": "started"}]},
        ),
        CallState.RINGING,
    ),
)
BODIES = Bodies(
    handle=Handle("17"),
    accepted=tuple(json.dumps(body) for body in ACCEPTED),
    unnamed=UNNAMED,
    no_money=tuple(json.dumps(body) for body in REFUSED),
    partial=tuple(success(*items) for items in PARTIAL),
    no_balance=("[]", "{}", "17", '{"status":"success","data":[]}', '{"status":"success","data":{"balance":{}}}'),
    told=TOLD,
)

CALL = {"phone": OURS, "dutyPhone": "1", "record": {"text": "Ваш заказ готов", "gender": 0}}
EMULATED: dict[str, dict[str, Any]] = {
    "CD1": {**CALL, "lang": "ru-RU", "ivrs": [{"digit": 1, "smsText": "Спасибо"}]},
    "CD2": {"apiCallIdList": "17, 18"},
    "CD3": {"name": "Пробный", "source": "file", "file": b"RIFF\0\0WAVE"},
    "CD4": {"idList": [1, 2]},
    "CD5": {},
    "CD6": {"all": "true"},
    "CD7": {},
    "CD8": {"phone": OURS},
    "CDX1": {},
    "CDX2": {"idList": "17"},
    "PO1": {**CALL, "recognize": True, "ivrs": [{"keyWords": "да", "record": {"text": "Спасибо"}}]},
    "PO2": {},
    "PO3": {"name": "Пробный", "source": "text", "text": "Здравствуйте", "gender": "1"},
    "PO4": {"id": "1"},
    "PO5": {},
    "POX1": {},
    "POX2": {"idList": "17"},
}


async def _order(provider: Built, ending: str) -> Handle:
    return await provider.place(voice_call(ending))


Building = Callable[[ZvonobotConfig], ZvonobotProvider]


def _entry(name: str, rows: str, build: Building) -> Entry:
    key = f"sandbox-{name}-key"
    return Entry(
        name=name,
        secrets=(key,),
        placing="create",
        following="get",
        asking="userInfo",
        make=lambda root, other: build(ZvonobotConfig(root, key if other is None else other)),
        order=_order,
        bodies=BODIES,
        endings={
            "00": (CallState.COMPLETED, None),
            "01": (CallState.BUSY, None),
            "02": (CallState.NO_ANSWER, None),
            "04": (CallState.COMPLETED, 2),
            "06": (CallState.COMPLETED, -1),
            "07": (CallState.COMPLETED, None),
        },
        story="03",
        facts=("digit", "cost", "recording_url", "answered_at", "ended_at", "vendor_status"),
        emulated={id_: values for id_, values in EMULATED.items() if id_.startswith(rows)},
    )


BUILDING: dict[str, Building] = {
    "calldog": lambda config: CalldogProvider(config, timing()),
    "obzvonov": lambda config: ObzvonovProvider(config, timing()),
}
CALLDOG = _entry("calldog", "CD", BUILDING["calldog"])
OBZVONOV = _entry("obzvonov", "PO", BUILDING["obzvonov"])
ENGINES = [CALLDOG, OBZVONOV]
