"""Программа обзвонов (`https://admin.programma-obzvonov.ru`) as its documents describe it: zvonobot's older dialect.

It answers with the fields that its documents name, and no others; what only newer providers have is unknown here.
"""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.wire import Asked
from bot.sandbox.zvonobot import answers, operations
from bot.sandbox.zvonobot.account import Dialect, Zvonobot
from bot.sandbox.zvonobot.model import Call, Record
from bot.sandbox.zvonobot.orders import create
from bot.sandbox.zvonobot.twin import Operation, ZvonobotTwin

NOT_OF_LEG = {"id", "ivrAnswer"}
RECORD = ("id", "createdAt", "needModeration", "moderatorComment", "name", "path", "status", "recordText")
REMOVED = ("id", "createdAt", "name", "path", "moderatorComment", "needModeration", "status", "deletedAt")


def placed(call: Call) -> dict[str, Any]:
    """The documents print `{"id", "createdAt"}`, one object however many numbers were asked.

    Other clients of zvonobot see an array that also names each number's phone; so does who asks here.
    """
    return {"id": call.id, "phone": call.phone, "createdAt": int(call.created_at)}


def api_call(call: Call) -> dict[str, Any]:
    return {
        "id": call.id,
        "createdAt": int(call.created_at),
        "needRecording": call.order.need_recording,
        "plannedAt": call.order.planned_at,
        "calls": [{name: value for name, value in answers.leg(call).items() if name not in NOT_OF_LEG}],
    }


def record(item: Record, root: str) -> dict[str, Any]:
    whole = answers.record(item, root)
    return {name: whole[name] for name in (RECORD if item.deleted_at is None else REMOVED)}


def get(provider: Zvonobot, asked: Asked) -> list[dict[str, Any]]:
    """«Если не указано, то вернет все звонки»: without ids every call of the account, oldest first."""
    if asked.params.get("apiCallIdList") in (None, "", []):
        return [api_call(call) for call in provider.calls.values()]
    return operations.get(provider, asked)


class ObzvonovTwin(ZvonobotTwin):
    """PO1 to PO5; a webhook is retried each (paced) minute until HTTP 200, however long."""

    name = "obzvonov"
    access: Mapping[str, str] = {"api_key": "sandbox-obzvonov-key"}
    dialect = Dialect(
        block_text=True, recognize=True, placed=placed, call=api_call, record=record, webhook_attempts=None
    )
    operations = (
        Operation("create", create),
        Operation("get", get),
        Operation("createRecord", operations.create_record),
        Operation("removeRecord", operations.remove_record),
        Operation("userInfo", operations.user_info),
    )
