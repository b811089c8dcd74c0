"""The providers that there are, and those of them that are set up: each of their requests is timed."""

import inspect
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from bot.domain.errors import ProviderError, Refused, Uncertain, Unreachable
from bot.ports import Clock, Provider
from bot.ports.vitals import Vitals
from bot.providers.callkeeper.settings import CALLKEEPER
from bot.providers.mobilgroup.settings import MOBILGROUP
from bot.providers.spec import BuiltProvider, ProviderSettings, ProviderSpec, Timing
from bot.providers.zvonobot.settings import CALLDOG, OBZVONOV

PROVIDERS: tuple[ProviderSpec, ...] = (CALLDOG, OBZVONOV, CALLKEEPER, MOBILGROUP)
"""The first one places calls unless the settings or a person choose another."""


@dataclass(frozen=True, slots=True)
class Providers:
    """Those that are set up, by name."""

    by_name: Mapping[str, BuiltProvider] = field(default_factory=dict)

    async def aclose(self) -> None:
        for provider in self.by_name.values():
            await provider.aclose()


def build_providers(settings: Mapping[str, ProviderSettings], timing: Timing | None = None) -> Providers:
    """`settings` by the provider's name. One without a key is absent, and its models take no memory."""
    built = {name: one.build(timing) for name, one in settings.items()}
    return Providers({name: provider for name, provider in built.items() if provider is not None})


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
