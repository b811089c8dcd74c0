"""What is asked beside `create`: calls by their ids, audio records, money."""

import time
from typing import Any

from bot.sandbox.params import Upload
from bot.sandbox.wav import NotForTheLine, seconds_of
from bot.sandbox.wire import Asked
from bot.sandbox.zvonobot.account import Zvonobot
from bot.sandbox.zvonobot.fields import Fields, refused
from bot.sandbox.zvonobot.model import CREATED, Record
from bot.sandbox.zvonobot.orders import GENERATION, NO_MONEY

MOST_IDS = 5_000


def get(provider: Zvonobot, asked: Asked) -> list[dict[str, Any]]:
    """The calls known by these ids, each once; an unknown id is passed over."""
    ids = dict.fromkeys(_ids(asked, "apiCallIdList"))
    return [provider.dialect.call(provider.calls[call_id]) for call_id in ids if call_id in provider.calls]


def remove(provider: Zvonobot, asked: Asked) -> list[dict[str, Any]]:
    """Withdraws calls that have not begun; the others come back with `status: error`."""
    data = [_remove_one(provider, call_id) for call_id in _ids(asked, "idList")]
    if all(item.get("status") == "error" for item in data):
        raise refused(data[0]["message"])
    return data


def _remove_one(provider: Zvonobot, call_id: int) -> dict[str, Any]:
    call = provider.calls.get(call_id)
    if call is None or call.status != CREATED:
        message = "Звонок не найден." if call is None else "Звонок уже начат."
        return {"status": "error", "id": call_id, "message": message}
    provider.withdraw(call)
    return {**provider.dialect.call(call), "deletedAt": int(time.time())}


def _ids(asked: Asked, name: str) -> list[int]:
    fields, value = Fields(asked.params), asked.params.get(name)
    if isinstance(value, list) and len(value) > MOST_IDS:
        raise refused(f"Количество элементов в поле {name} не может превышать {MOST_IDS}.")
    ids = fields.ids(name)
    fields.raise_if_any()
    return ids


def user_info(provider: Zvonobot, _: Asked) -> dict[str, Any]:
    return {"id": provider.user_id, "balance": f"{provider.settings.balance:.2f}"}


def create_record(provider: Zvonobot, asked: Asked) -> dict[str, Any]:
    """One object; from a text it costs as much as any generating of a voice."""
    fields = Fields(asked.params)
    name, gender, source = fields.string("name"), fields.zero_or_one("gender"), fields.value("source")
    if name is None and not fields.refused("name"):
        fields.require("name")
    record = Record(name or "", gender=gender)
    if source == "file":
        _take_audio(fields, record)
    elif source == "text":
        _take_text(fields, record)
    elif source is None:
        fields.require("source")
    else:
        fields.add("source", "Выбранное значение для {} ошибочно.")
    fields.raise_if_any()
    if provider.settings.balance < record.cost:
        raise refused(NO_MONEY)
    provider.charge(record.cost)
    provider.add_record(record)
    return provider.dialect.record(record, asked.root)


def _take_audio(fields: Fields, record: Record) -> None:
    upload = fields.value("file")
    if not isinstance(upload, Upload) or not upload.data:
        fields.require("file")
        return
    try:
        record.audio, record.seconds = upload.data, seconds_of(upload.data)
    except NotForTheLine as problem:
        fields.add("file", f"Поле {{}} {problem}.")


def _take_text(fields: Fields, record: Record) -> None:
    record.text, record.cost = fields.string("text") or "", GENERATION
    if not record.text.strip() and not fields.refused("text"):
        fields.require("text")


def get_records(provider: Zvonobot, asked: Asked) -> list[dict[str, Any]]:
    return [provider.dialect.record(record, asked.root) for record in provider.kept_records()]


def remove_records(provider: Zvonobot, asked: Asked) -> list[dict[str, Any]]:
    """Removes all of `idList` or, when one is unknown, nothing."""
    fields = Fields(asked.params)
    ids = fields.ids("idList")
    fields.raise_if_any()
    return [_removed(provider, record, asked.root) for record in _known(provider, ids)]


def remove_record(provider: Zvonobot, asked: Asked) -> dict[str, Any]:
    """One `id`, answered with `deletedAt`."""
    fields = Fields(asked.params)
    record_id = fields.whole("id")
    if record_id is None and not fields.problems:
        fields.require("id")
    fields.raise_if_any()
    return _removed(provider, _known(provider, [record_id or 0])[0], asked.root)


def _known(provider: Zvonobot, ids: list[int]) -> list[Record]:
    """Each once. Raises ZvonobotError 400 when one is unknown."""
    found = []
    for record_id in dict.fromkeys(ids):
        record = provider.record(record_id)
        if record is None:
            raise refused(f"Аудиоролик {record_id} не найден.")
        found.append(record)
    return found


def _removed(provider: Zvonobot, record: Record, root: str) -> dict[str, Any]:
    record.deleted_at = time.time()
    provider.record_changed(record)
    return provider.dialect.record(record, root)
