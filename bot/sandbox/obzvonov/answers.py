"""The older dialect's JSON: the fields its documents name, and no others.

The documents print `{"id", "createdAt"}` as the answer to `create`, one object however many numbers were asked; other
clients of the engine see an array that also names each number's phone. The twin answers with that array.
"""

from typing import Any

from bot.sandbox.engine import answers
from bot.sandbox.engine.forms import Forms
from bot.sandbox.engine.model import Call, Record

LEG = (
    "phone",
    "ivrDigit",
    "startedAt",
    "answeredAt",
    "managerStartedAt",
    "managerAnsweredAt",
    "finishedAt",
    "toBlock",
    "status",
    "hangupCause",
    "managerStatus",
    "recordFilePath",
    "cost",
    "createdAt",
    "updatedAt",
    "ivrAnswers",
)
RECORD = ("id", "createdAt", "needModeration", "moderatorComment", "name", "path", "status", "recordText")
REMOVED = ("id", "createdAt", "name", "path", "moderatorComment", "needModeration", "status", "deletedAt")


def placed(call: Call) -> dict[str, Any]:
    return {"id": call.id, "phone": call.phone, "createdAt": int(call.created_at)}


def api_call(call: Call) -> dict[str, Any]:
    leg = answers.leg(call)
    return {
        "id": call.id,
        "createdAt": int(call.created_at),
        "needRecording": call.order.need_recording,
        "plannedAt": call.order.planned_at,
        "calls": [{name: leg[name] for name in LEG}],
    }


def record(item: Record, root: str) -> dict[str, Any]:
    whole = answers.record(item, root)
    return {name: whole[name] for name in (RECORD if item.deleted_at is None else REMOVED)}


OLDER = Forms(placed, api_call, record)
