"""What providers send, in every shape that they are known to send it in."""

from __future__ import annotations

import json
from typing import Any

PHONE = "79991234567"


def status(id_: Any, word: str = "started", **fields: Any) -> bytes:
    """The engine's, as its clients have seen it."""
    item = {"id": id_, "webhookTry": 1, "calls": [{"id": 1933618469, "phone": PHONE, "status": word, **fields}]}
    return json.dumps({"apiCalls": [item]}).encode()


def answer(pressed: Any, phone: Any = PHONE, **fields: Any) -> bytes:
    """The engine's IVR webhook."""
    return json.dumps({"call": {"apicallId": 17, "phone": phone, "answer": pressed, **fields}}).encode()


def callback(id_: Any, first: Any = "200", second: Any = "200", **fields: Any) -> bytes:
    """CallKeeper's second webhook of a call."""
    record = {"hook_event": "Call is over", "id": id_, "status_code": first, "status2_code": second, "tags": " "}
    return json.dumps({**record, "phone1": "74642512525", "phone2": PHONE, "attempt": 1, **fields}).encode()


def shapes_of_engine(id_: Any) -> list[bytes]:
    item = {"id": id_, "createdAt": 1714993771, "calls": [{"phone": PHONE, "status": "finished", "cost": "0.9"}]}
    bodies: list[Any] = [
        {"apiCalls": [item]},
        {"apiCalls": {"0": item}},
        {"status": "success", "data": [item]},
        {"status": "success", "data": {"apiCalls": [item]}},
        [item],
        item,
        {"apiCalls": [None, {"id": None}, item, item]},
    ]
    return [json.dumps(body).encode() for body in bodies]


def shapes_of_callkeeper(id_: Any) -> list[bytes]:
    record = json.loads(callback(id_))
    first = {"hook_event": "Call is processing", "id": id_, "status_code": "", "phone2": PHONE}
    return [json.dumps(body).encode() for body in (record, [record], {"result": [record]}, first, [first, record])]
