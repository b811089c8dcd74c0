"""`create`: its parameters checked and turned into an order, its numbers taken or refused."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.sandbox.timeline import ANSWER_LOST, REFUSED, outcome_of
from bot.sandbox.wire import Asked, Lost
from bot.sandbox.zvonobot.account import PRICE_PER_SECOND, Dialect, Zvonobot
from bot.sandbox.zvonobot.fields import TIME_OF_DAY, Fields, refused
from bot.sandbox.zvonobot.model import Block, Order

GENERATION = Decimal("0.40")
TEXT_LIMIT = 1024
SMS_LIMIT = 70
WEBHOOK_URL_LIMIT = 255
LAST_TIME = 2**31 - 1
_LANG = re.compile(r"[a-z]{2}-[A-Z]{2}")

NUMBER_REFUSED = "Номер абонента недоступен для вызова."
NO_MONEY = "Недостаточно средств на балансе."
TEXT_NEEDS_MANAGER = (
    "Для совершения звонков с генерацией голоса нужно договориться с менеджером об отключении модерации аккаунта"
)


def create(provider: Zvonobot, asked: Asked) -> list[Any] | Lost:
    """An array, one object per number; a refused number among others is an object with `status: error`."""
    order, phones = read_order(asked, provider.dialect)
    order = _with_outgoing(provider, order)
    for record_id in order.record_ids:
        if provider.record(record_id) is None:
            raise refused(f"Аудиоролик {record_id} не найден.")
    _check_moderation(provider, order)
    taken = [phone for phone in phones if outcome_of(phone) != REFUSED]
    if not taken:
        raise refused(NUMBER_REFUSED)
    generation = GENERATION * order.generated
    # A second's talk with each is the least that these calls can cost.
    if provider.settings.balance < generation + PRICE_PER_SECOND * len(taken):
        raise refused(NO_MONEY)
    provider.charge(generation)
    placed = iter(provider.place(order, taken))
    data = [
        {"status": "error", "phone": phone, "message": NUMBER_REFUSED}
        if outcome_of(phone) == REFUSED
        else provider.dialect.placed(next(placed))
        for phone in phones
    ]
    return Lost(data) if any(outcome_of(phone) == ANSWER_LOST for phone in taken) else data


def _with_outgoing(provider: Zvonobot, order: Order) -> Order:
    if order.outgoing_phone is None:
        duty = provider.duty_phone()
        if duty is None:
            raise refused("Нет доступных дежурных номеров.")
        return replace(order, outgoing_phone=duty)
    if not any(own.phone == order.outgoing_phone and own.enable for own in provider.phones):
        raise refused("Исходящий номер не добавлен или не подтвержден в личном кабинете.")
    return order


def _check_moderation(provider: Zvonobot, order: Order) -> None:
    if not provider.unmoderated(order):
        return
    if order.generated and provider.settings.unmoderated_text == "refuse":
        raise refused(TEXT_NEEDS_MANAGER)
    if not order.generated and provider.settings.unmoderated_record == "refuse":
        raise refused("Аудиоролик не прошел модерацию.")


def read_order(asked: Asked, dialect: Dialect) -> tuple[Order, list[str]]:
    """The order and the numbers to call. Raises ZvonobotError 422 with a map of field → messages."""
    fields = Fields(asked.params)
    phones = phones_of(fields)
    outgoing = _outgoing(fields)
    record_id, text, gender = _record(fields)
    order = Order(
        record_id=record_id,
        text=text,
        gender=gender,
        outgoing_phone=outgoing,
        planned_at=fields.between("plannedAt", 0, LAST_TIME),
        need_recording=fields.zero_or_one("needRecording"),
        recognize=fields.zero_or_one("recognize") == 1 if dialect.recognize else None,
        webhook_url=fields.url("webhookUrl", WEBHOOK_URL_LIMIT),
        blocks=read_blocks(fields, dialect),
        lang=_lang(fields, dialect),
        # Not in the documents' tables, but seen in the answers and sent by clients.
        extras={
            "tag": fields.string("tag"),
            "smartDelay": fields.between("smartDelay", 2, 1440),
            "startTime": fields.pattern("startTime", TIME_OF_DAY),
            "endTime": fields.pattern("endTime", TIME_OF_DAY),
            "weekdays": asked.params.get("weekdays"),
        },
        root=asked.root,
        peer=asked.peer,
    )
    fields.raise_if_any()
    return order, phones


def phones_of(fields: Fields) -> list[str]:
    one, many = fields.value("phone"), fields.value("phones")
    if one is not None and many is not None:
        fields.add("phone", "В запросе должен присутствовать или phone, или phones.")
        return []
    if one is not None:
        phone = fields.phone("phone")
        return [phone] if phone else []
    items = fields.items("phones")
    if not items.names() and not fields.refused("phones"):
        fields.add("phone", "Поле phone обязательно для заполнения, когда phones не указано.")
        fields.add("phones", "Поле phones обязательно для заполнения, когда phone не указано.")
    for at in items.names():
        if items.value(at) is None:
            items.require(at)
    return [phone for at in items.names() if (phone := items.phone(at))]


def _outgoing(fields: Fields) -> str | None:
    """None: the number on duty."""
    duty = fields.zero_or_one("dutyPhone") == 1
    outgoing = fields.phone("outgoingPhone")
    if outgoing is None and not duty and not fields.refused("outgoingPhone") and not fields.refused("dutyPhone"):
        fields.add("outgoingPhone", "Поле outgoingPhone обязательно для заполнения, когда dutyPhone не равно 1.")
    return None if duty else outgoing


def _record(fields: Fields) -> tuple[int | None, str | None, int]:
    if fields.value("record") is None:
        fields.require("record")
    record = fields.inside("record")
    if record is None:
        return None, None, 0
    record_id, text, gender = record.whole("id"), record.string("text", TEXT_LIMIT), record.zero_or_one("gender")
    given = record.value("id") is not None or record.value("text") is not None
    if not given or (text is not None and not text.strip()):
        record.add("id", "Поле record.id обязательно для заполнения, когда record.text не указано.")
        record.add("text", "Поле record.text обязательно для заполнения, когда record.id не указано.")
    # A saved record needs no generating, so its id wins over a text sent along with it.
    return record_id, None if record_id is not None else text, gender


def _lang(fields: Fields, dialect: Dialect) -> str | None:
    lang = fields.pattern("lang", _LANG) if dialect.languages else None
    if lang is not None and lang not in dialect.languages:
        fields.add("lang", "Выбранное значение для {} ошибочно.")
        return None
    return lang


def read_blocks(fields: Fields, dialect: Dialect) -> tuple[Block, ...]:
    """`ivrs`, the phone menu."""
    items = fields.items("ivrs")
    blocks: list[Block] = []
    for at in items.names():
        inside = items.inside(at)
        if inside is None:
            items.require(at)
            continue
        block = _block(inside, dialect)
        if any(_same_choice(block, earlier) for earlier in blocks):
            inside.add("digit", "Поле {} содержит повторяющееся значение.")
        blocks.append(block)
    return tuple(blocks)


def _block(fields: Fields, dialect: Dialect) -> Block:
    words = fields.string("keyWords") or ""
    record_id, record_text = _block_record(fields.inside("record"), dialect)
    return Block(
        digit=fields.between("digit", 0, 9),
        key_words=tuple(word for word in re.split(r"[\s,]+", words.casefold()) if word),
        need_block=fields.zero_or_one("needBlock") == 1,
        recognize=dialect.recognize and fields.zero_or_one("recognize") == 1,
        record_id=record_id,
        record_text=record_text,
        manager_phone=fields.phone("managerPhone"),
        sms_text=fields.string("smsText", SMS_LIMIT),
        webhook_url=fields.url("webhookUrl"),
        webhook_parameters=fields.json_object("webhookParameters"),
    )


def _block_record(record: Fields | None, dialect: Dialect) -> tuple[int | None, str | None]:
    if record is None:
        return None, None
    record_id = record.whole("id")
    text = record.string("text", TEXT_LIMIT) if dialect.block_text else None
    if record.value("id") is None and (not dialect.block_text or record.value("text") is None):
        record.require("id")
    return record_id, text


def _same_choice(one: Block, other: Block) -> bool:
    return one.digit == other.digit if one.digit is not None else one.stays and other.stays
