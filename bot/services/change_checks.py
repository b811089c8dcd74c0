"""Whether a service can do what an order is changed to: a check for each field. All raise OrderProblem."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.domain.errors import OrderProblem
from bot.domain.orders import CallbackTerms, Order
from bot.domain.sayings import Saying, Voice
from bot.ports import Capability, Provider
from bot.services.defaults import require

DUTY = "duty"
MOST = 3
"""Attempts, and times that a text is heard."""
LONGEST_INTERVAL = 60
"""Minutes."""


def _check_saying(provider: Provider, saying: Saying, order: Order) -> None:
    if saying.record_id:
        kind = saying.record_id.partition(":")[0]
        require(provider, _RECORDS.get(kind, Capability.RECORDS))
    if saying.voice is not Voice.FEMALE and saying.voice is not order.saying.voice:
        require(provider, Capability.VOICES)
    if saying.language and saying.language != order.saying.language:
        require(provider, Capability.LANGUAGES)


_RECORDS = {"phrase": Capability.PHRASES, "script": Capability.SCRIPTS}


def _check_recording(provider: Provider, wanted: bool, order: Order) -> None:
    if wanted:
        require(provider, Capability.RECORDING)


def _check_caller_id(provider: Provider, caller_id: str, order: Order) -> None:
    require(provider, Capability.DUTY_NUMBER if caller_id == DUTY else Capability.CALLER_IDS)


def _check_callback(provider: Provider, terms: CallbackTerms, order: Order) -> None:
    require(provider, Capability.CALLBACK)


def _at_most(most: int, capability: Capability) -> Callable[[Provider, int, Order], None]:
    def check(provider: Provider, wanted: int, order: Order) -> None:
        require(provider, capability)
        if not 1 <= wanted <= most:
            raise OrderProblem("order-no-such-count", most=most)

    return check


CHECKS: dict[str, Callable[[Provider, Any, Order], None]] = {
    "saying": _check_saying,
    "need_recording": _check_recording,
    "caller_id": _check_caller_id,
    "callback": _check_callback,
    "attempts": _at_most(MOST, Capability.ATTEMPTS),
    "interval": _at_most(LONGEST_INTERVAL, Capability.ATTEMPTS),
    "repeats": _at_most(MOST, Capability.REPEATS),
}
