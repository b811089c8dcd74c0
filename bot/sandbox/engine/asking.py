"""`get` and `remove`: calls asked for and withdrawn by their ids."""

import time
from typing import Any

from bot.sandbox.engine import rules
from bot.sandbox.engine.errors import Problems, refused
from bot.sandbox.engine.gateway import Asked
from bot.sandbox.engine.model import CREATED
from bot.sandbox.engine.service import Engine

MOST_IDS = 5_000


def get(engine: Engine, asked: Asked) -> list[dict[str, Any]]:
    """The calls known by these ids, each once; an unknown id is passed over."""
    ids = dict.fromkeys(_ids(asked.params, "apiCallIdList"))
    calls = engine.account.calls
    return [engine.forms.call(calls[call_id]) for call_id in ids if call_id in calls]


def remove(engine: Engine, asked: Asked) -> list[dict[str, Any]]:
    """Withdraws calls that have not begun; the others come back with `status: error`."""
    data = [_remove_one(engine, call_id) for call_id in _ids(asked.params, "idList")]
    if all(item.get("status") == "error" for item in data):
        raise refused(data[0]["message"])
    return data


def _remove_one(engine: Engine, call_id: int) -> dict[str, Any]:
    call = engine.account.calls.get(call_id)
    if call is None:
        return {"status": "error", "id": call_id, "message": "Звонок не найден."}
    if call.status != CREATED:
        return {"status": "error", "id": call_id, "message": "Звонок уже начат."}
    engine.withdraw(call)
    return {**engine.forms.call(call), "deletedAt": int(time.time())}


def _ids(params: dict[str, Any], field: str) -> list[int]:
    problems = Problems()
    value = params.get(field)
    if isinstance(value, list) and len(value) > MOST_IDS:
        raise refused(f"Количество элементов в поле {field} не может превышать {MOST_IDS}.")
    ids = rules.id_list(problems, field, value)
    problems.raise_if_any()
    return ids
