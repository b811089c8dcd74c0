"""Колокол as the provider contract sees it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from bot.domain.calls import CallState, Handle
from tests.contract.entry import OURS, Bodies, Built, Entry, Told, timing, voice_call
from tests.contract.fifth.provider import KolokolProvider
from tests.contract.fifth.settings import KolokolConfig
from tests.contract.fifth.twin import KEY


def told(**fields: Any) -> str:
    return json.dumps({"calls": [{"call": "17", **fields}]})


BODIES = Bodies(
    handle=Handle("17"),
    accepted=('{"call": "17"}', '{"call": 17, "new": {}}'),
    unnamed=("", "null", "[]", "{}", '{"call": null}', '{"call": 0}', "[" * 100_000),
    no_money=('{"error": "Недостаточно средств"}', '{"error": "Недостаточно средств", "call": null}'),
    partial=(),
    no_balance=("[]", "{}", "17", '{"balance": {}}'),
    told=(
        Told("a plain one", told(**{"is": "done"}, price="1,20"), CallState.COMPLETED, facts={"cost": Decimal("1.20")}),
        Told("other spelling", told(**{"is": " BUSY "}, new=[]), CallState.BUSY),
        Told("an unknown status", told(**{"is": "telepathy"}), None, "telepathy"),
        Told("wrong types", told(**{"is": {}}, price=[])),
        Told("odd neighbours", json.dumps({"calls": [None, 1, {}, {"call": 17, "is": "done"}]}), CallState.COMPLETED),
        Told("not there", '{"calls": []}', absent=True),
        Told("somebody else's", '{"calls": [{"call": "18", "is": "done"}]}', absent=True),
    ),
)


async def _order(provider: Built, ending: str) -> Handle:
    return await provider.place(voice_call(ending))


def _make(root: str, other: str | None) -> Built:
    return KolokolProvider(KolokolConfig(root, KEY if other is None else other), timing())


KOLOKOL = Entry(
    name="kolokol",
    secrets=(KEY,),
    placing="calls",
    following="states",
    asking="account",
    make=_make,
    order=_order,
    bodies=BODIES,
    endings={
        "00": (CallState.COMPLETED, None),
        "01": (CallState.BUSY, None),
        "02": (CallState.NO_ANSWER, None),
    },
    story="00",
    facts=("cost", "vendor_status"),
    emulated={"KO1": {"to": OURS, "say": "Ваш заказ готов"}, "KO2": {"calls": "17, 18"}, "KO3": {}},
)
