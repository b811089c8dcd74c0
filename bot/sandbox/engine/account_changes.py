"""Changes to the account asked through the simulation API, read and checked before any is made."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.sandbox.engine.account import Account
from bot.sandbox.engine.rules import PHONE
from bot.sandbox.steering import SteeringError

Change = Callable[[Account], None]

_CHOICES = {
    "moderation": (True, False),
    "unmoderated_text": ("refuse", "hold"),
    "unmoderated_record": ("refuse", "hold"),
    "webhook_shape": ("get", "apiCalls"),
    "answer_shape": ("envelope", "bare"),
}


def read_changes(body: dict[str, Any]) -> list[Change]:
    """Raises SteeringError 400 for a name or a value it does not know."""
    return [_read(name, value) for name, value in body.items()]


def _read(name: str, value: Any) -> Change:
    if name in _CHOICES:
        return _choice(name, value)
    if name == "balance":
        return _balance(value)
    if name == "phones":
        return _phones(value)
    if name == "key" and isinstance(value, str) and value:
        return lambda account: setattr(account.settings, "key", value)
    raise SteeringError(f"{name}: not a setting, or not a value for it")


def _choice(name: str, value: Any) -> Change:
    allowed = _CHOICES[name]
    if not any(value is choice or (isinstance(value, str) and value == choice) for choice in allowed):
        raise SteeringError(f"{name} must be one of {', '.join(str(choice) for choice in allowed)}")
    return lambda account: setattr(account.settings, name, value)


def _balance(value: Any) -> Change:
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("nan")
    if not amount.is_finite():
        raise SteeringError('balance must be a decimal number such as "123.45"')
    return lambda account: setattr(account, "balance", amount)


def _phones(value: Any) -> Change:
    if not isinstance(value, list):
        raise SteeringError("phones must be an array")
    phones: list[tuple[str, bool]] = []
    for item in value:
        phone = item.get("phone") if isinstance(item, dict) else None
        if not isinstance(phone, str) or not PHONE.fullmatch(phone):
            raise SteeringError("phones: phone must be 11 digits starting with 7")
        phones.append((phone, bool(item.get("enable", True))))
    return lambda account: account.set_phones(phones)
