"""The operations that the documents of Программа обзвонов name; what only newer services have is unknown here."""

from functools import partial
from typing import Any

from bot.sandbox.engine import account_info, asking, placing, recording, rules
from bot.sandbox.engine.block_rules import Dialect
from bot.sandbox.engine.errors import Problems
from bot.sandbox.engine.gateway import Asked, Operation
from bot.sandbox.engine.service import Engine

DIALECT = Dialect(block_text=True, recognize=True)


def operations(engine: Engine) -> list[Operation]:
    """PO1 to PO5."""
    calls: list[tuple[str, Any]] = [
        ("create", partial(placing.create, dialect=DIALECT)),
        ("get", get),
        ("createRecord", recording.create_record),
        ("removeRecord", remove_record),
        ("userInfo", account_info.user_info),
    ]
    return [Operation(name, "POST", f"apiCalls/{name}", partial(act, engine)) for name, act in calls]


def get(engine: Engine, asked: Asked) -> list[dict[str, Any]]:
    """«Если не указано, то вернет все звонки»: without ids every call of the account, oldest first."""
    if asked.params.get("apiCallIdList") in (None, "", []):
        return [engine.forms.call(call) for call in engine.account.calls.values()]
    return asking.get(engine, asked)


def remove_record(engine: Engine, asked: Asked) -> dict[str, Any]:
    """One `id`, answered with `deletedAt`."""
    problems = Problems()
    record_id = rules.whole(problems, "id", asked.params.get("id"))
    if record_id is None and not problems.found:
        problems.required("id")
    problems.raise_if_any()
    return recording.remove(engine, asked.root, [record_id or 0])[0]
