"""`create`: what the account must have for an order, and which of its numbers the engine takes."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.sandbox.engine.account import Account
from bot.sandbox.engine.block_rules import Dialect
from bot.sandbox.engine.errors import refused
from bot.sandbox.engine.gateway import Asked, Lost
from bot.sandbox.engine.line import PRICE_PER_SECOND
from bot.sandbox.engine.model import Order
from bot.sandbox.engine.order_rules import read_order
from bot.sandbox.engine.script import ANSWER_LOST, REFUSED, outcome_of
from bot.sandbox.engine.service import Engine

GENERATION = Decimal("0.40")

NUMBER_REFUSED = "Номер абонента недоступен для вызова."
TEXT_NEEDS_MANAGER = (
    "Для совершения звонков с генерацией голоса нужно договориться с менеджером об отключении модерации аккаунта"
)


def create(engine: Engine, asked: Asked, dialect: Dialect) -> list[Any] | Lost:
    """An array, one object per number; a refused number among others is an object with `status: error`."""
    order, phones = read_order(asked.params, dialect, asked.root, asked.peer)
    account = engine.account
    order = _with_outgoing(account, order)
    _check_records(account, order)
    _check_moderation(account, order)
    taken = [phone for phone in phones if outcome_of(phone) != REFUSED]
    if not taken:
        raise refused(NUMBER_REFUSED)
    _charge_generation(engine, order, len(taken))
    placed = iter(engine.place(order, taken))
    data = [
        _refused_number(phone) if outcome_of(phone) == REFUSED else engine.forms.placed(next(placed))
        for phone in phones
    ]
    return Lost(data) if any(outcome_of(phone) == ANSWER_LOST for phone in taken) else data


def _with_outgoing(account: Account, order: Order) -> Order:
    if order.outgoing_phone is None:
        duty = account.duty_phone()
        if duty is None:
            raise refused("Нет доступных дежурных номеров.")
        return replace(order, outgoing_phone=duty)
    if not account.confirmed(order.outgoing_phone):
        raise refused("Исходящий номер не добавлен или не подтвержден в личном кабинете.")
    return order


def _check_records(account: Account, order: Order) -> None:
    for record_id in (order.record_id, *(block.record_id for block in order.blocks)):
        if record_id is not None and account.record(record_id) is None:
            raise refused(f"Аудиоролик {record_id} не найден.")


def _check_moderation(account: Account, order: Order) -> None:
    if not account.unmoderated(order):
        return
    if order.generated and account.settings.unmoderated_text == "refuse":
        raise refused(TEXT_NEEDS_MANAGER)
    if not order.generated and account.settings.unmoderated_record == "refuse":
        raise refused("Аудиоролик не прошел модерацию.")


def _charge_generation(engine: Engine, order: Order, numbers: int) -> None:
    generation = GENERATION * order.generated
    # A second's talk with each is the least that these calls can cost.
    if engine.account.balance < generation + PRICE_PER_SECOND * numbers:
        raise refused("Недостаточно средств на балансе.")
    if generation:
        engine.charged(generation)


def _refused_number(phone: str) -> dict[str, Any]:
    return {"status": "error", "phone": phone, "message": NUMBER_REFUSED}
