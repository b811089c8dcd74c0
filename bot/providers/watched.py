"""Every request to a provider is timed, and whether it answers is noted, without its knowledge."""

import inspect
import time
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from bot.domain.errors import ProviderError, Refused, Uncertain, Unreachable
from bot.ports import Clock, Provider
from bot.ports.vitals import Vitals

P = ParamSpec("P")
T = TypeVar("T")

ALWAYS_ANSWERED = ("fetch", "balance")
"""Questions to which «no» is no answer: a key that was withdrawn, or a provider that asks for silence for too long."""
_KINDS = {Refused: "refused", Unreachable: "unreachable", Uncertain: "uncertain"}


def watch(providers: Iterable[Provider], vitals: Vitals, clock: Clock) -> None:
    """From now on `vitals` is told how each operation of these providers goes."""
    for provider in providers:
        for name in _operations(provider):
            setattr(provider, name, _watched(getattr(provider, name), provider.name, name, vitals, clock.now))


def _operations(provider: Provider) -> list[str]:
    own = inspect.getmembers(type(provider), inspect.iscoroutinefunction)
    return [name for name, _ in own if not name.startswith("_") and name != "aclose"]


def _watched(
    ask: Callable[P, Awaitable[T]], provider: str, operation: str, vitals: Vitals, now: Callable[[], datetime]
) -> Callable[P, Awaitable[T]]:
    line = vitals.lines_of(provider)[operation]

    @wraps(ask)
    async def asked(*args: P.args, **named: P.kwargs) -> T:
        began = time.perf_counter()
        try:
            answer = await ask(*args, **named)
        except ProviderError as error:
            vitals.errors[provider, operation, _KINDS.get(type(error), "other")] += 1
            if operation in ALWAYS_ANSWERED or not isinstance(error, Refused):
                line.failed(now())
            raise
        finally:
            vitals.durations[provider, operation].add(time.perf_counter() - began)
        line.answered(now())
        return answer

    return asked
