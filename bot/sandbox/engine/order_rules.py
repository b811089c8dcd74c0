"""What `create` accepts: its parameters checked and turned into an order and its numbers."""

from typing import Any

from bot.sandbox.engine import rules
from bot.sandbox.engine.block_rules import TEXT_LIMIT, Dialect, read_blocks
from bot.sandbox.engine.errors import Problems
from bot.sandbox.engine.model import Order

WEBHOOK_URL_LIMIT = 255
LAST_TIME = 2**31 - 1


def read_order(params: dict[str, Any], dialect: Dialect, root: str, peer: str) -> tuple[Order, list[str]]:
    """The order and the numbers to call. Raises EngineError 422 with a map of field → messages."""
    problems = Problems()
    phones = _phones(problems, params)
    outgoing, duty = _outgoing(problems, params)
    record_id, text, gender = _record(problems, params.get("record"))
    order = Order(
        record_id=record_id,
        text=text,
        gender=gender,
        outgoing_phone=None if duty else outgoing,
        planned_at=rules.between(problems, "plannedAt", params.get("plannedAt"), 0, LAST_TIME),
        need_recording=rules.zero_or_one(problems, "needRecording", params.get("needRecording")) or 0,
        recognize=_recognize(problems, params.get("recognize"), dialect),
        webhook_url=rules.url(problems, "webhookUrl", params.get("webhookUrl"), WEBHOOK_URL_LIMIT),
        blocks=read_blocks(problems, params.get("ivrs"), dialect),
        lang=_lang(problems, params.get("lang"), dialect),
        extras=_extras(problems, params),
        root=root,
        peer=peer,
    )
    problems.raise_if_any()
    return order, phones


def _phones(problems: Problems, params: dict[str, Any]) -> list[str]:
    one, many = params.get("phone"), params.get("phones")
    if not rules.absent(one) and not rules.absent(many):
        problems.add("phone", "В запросе должен присутствовать или phone, или phones.")
        return []
    if not rules.absent(one):
        phone = rules.phone(problems, "phone", one)
        return [phone] if phone else []
    items = rules.array(problems, "phones", many)
    if not items:
        if "phones" not in problems.found:
            problems.add("phone", "Поле phone обязательно для заполнения, когда phones не указано.")
            problems.add("phones", "Поле phones обязательно для заполнения, когда phone не указано.")
        return []
    checked = [_listed_phone(problems, at, item) for at, item in enumerate(items)]
    return [phone for phone in checked if phone]


def _listed_phone(problems: Problems, at: int, value: Any) -> str | None:
    if rules.absent(value):
        problems.required(f"phones.{at}")
    return rules.phone(problems, f"phones.{at}", value)


def _outgoing(problems: Problems, params: dict[str, Any]) -> tuple[str | None, bool]:
    duty = rules.zero_or_one(problems, "dutyPhone", params.get("dutyPhone")) == 1
    outgoing = rules.phone(problems, "outgoingPhone", params.get("outgoingPhone"))
    if outgoing is None and not duty and not problems.found.keys() & {"outgoingPhone", "dutyPhone"}:
        problems.add("outgoingPhone", "Поле outgoingPhone обязательно для заполнения, когда dutyPhone не равно 1.")
    return outgoing, duty


def _record(problems: Problems, value: Any) -> tuple[int | None, str | None, int]:
    if rules.absent(value):
        problems.required("record")
        return None, None, 0
    record = rules.mapping(problems, "record", value)
    if record is None:
        return None, None, 0
    record_id = rules.whole(problems, "record.id", record.get("id"))
    text = rules.string(problems, "record.text", record.get("text"), TEXT_LIMIT)
    gender = rules.zero_or_one(problems, "record.gender", record.get("gender")) or 0
    given = not rules.absent(record.get("id")) or not rules.absent(record.get("text"))
    if not given or (text is not None and not text.strip()):
        problems.add("record.id", "Поле record.id обязательно для заполнения, когда record.text не указано.")
        problems.add("record.text", "Поле record.text обязательно для заполнения, когда record.id не указано.")
    # A saved record needs no generating, so its id wins over a text sent along with it.
    return record_id, None if record_id is not None else text, gender


def _recognize(problems: Problems, value: Any, dialect: Dialect) -> bool | None:
    return rules.zero_or_one(problems, "recognize", value) == 1 if dialect.recognize else None


def _lang(problems: Problems, value: Any, dialect: Dialect) -> str | None:
    if not dialect.languages:
        return None
    lang = rules.pattern(problems, "lang", value, rules.LANG)
    if lang is not None and lang not in dialect.languages:
        problems.add("lang", "Выбранное значение для lang ошибочно.")
        return None
    return lang


def _extras(problems: Problems, params: dict[str, Any]) -> dict[str, Any]:
    # Not in the documents' tables, but seen in the answers and sent by clients.
    return {
        "tag": rules.string(problems, "tag", params.get("tag")),
        "smartDelay": rules.between(problems, "smartDelay", params.get("smartDelay"), 2, 1440),
        "startTime": rules.pattern(problems, "startTime", params.get("startTime"), rules.TIME_OF_DAY),
        "endTime": rules.pattern(problems, "endTime", params.get("endTime"), rules.TIME_OF_DAY),
        "weekdays": params.get("weekdays"),
    }
