"""What Prometheus reads. Its client is imported when first asked: who watches nothing need not hold it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.calls import CallState
from bot.domain.troubles import Outbox
from bot.ports import UnitOfWork
from bot.ports.vitals import BUCKETS, Durations, Vitals

if TYPE_CHECKING:
    from prometheus_client.core import GaugeMetricFamily, Metric


@dataclass(frozen=True, slots=True)
class Kept:
    """What only the database knows."""

    calls: Mapping[tuple[str, CallState], int]
    outbox: Outbox


def kept(uow: UnitOfWork) -> Kept:
    return Kept(uow.calls.under_way(), uow.outgoing.outbox())


def exposed(vitals: Vitals, found: Kept | None, now: datetime) -> bytes:
    """`found` None: the database does not answer, and what it knows is left out."""
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.registry import Collector

    class Once(Collector):
        def collect(self) -> Iterator["Metric"]:
            yield _gauge("zvonar_database_up", "Whether the database answers", 0 if found is None else 1)
            if found is not None:
                yield from _of_database(found, now)
            yield from _of_bot(vitals, now)
            yield from _of_providers(vitals)

    registry = CollectorRegistry()
    registry.register(Once())
    return generate_latest(registry)


def _of_database(found: Kept, now: datetime) -> Iterator["Metric"]:
    from prometheus_client.core import GaugeMetricFamily

    calls = GaugeMetricFamily(
        "zvonar_calls", "Calls that are not over, or whose fate is unknown", labels=["provider", "state"]
    )
    for (provider, state), count in found.calls.items():
        calls.add_metric([provider, state], count)
    yield calls
    oldest = found.outbox.oldest_at
    yield _gauge("zvonar_undelivered_notices", "Notices that wait to be sent", found.outbox.waiting)
    yield _gauge("zvonar_undelivered_age_seconds", "How long the oldest of them has waited", _age(oldest, now) or 0)
    yield _gauge("zvonar_lost_notices", "Notices that reached nobody and were not sent again", found.outbox.lost)


def _of_bot(vitals: Vitals, now: datetime) -> Iterator["Metric"]:
    from prometheus_client.core import CounterMetricFamily

    yield _gauge("zvonar_well", "1 while the bot works as it should", 0 if vitals.unwell else 1)
    if (age := _age(vitals.polled_at, now)) is not None:
        yield _gauge("zvonar_poll_age_seconds", "Since the last poll came round", age)
    yield _gauge("zvonar_poll_duration_seconds", "How long the last poll took", vitals.poll_seconds)
    if (age := _age(vitals.telegram_answered_at, now)) is not None:
        yield _gauge("zvonar_telegram_answer_age_seconds", "Since Telegram last answered", age)
    silence = "How often Telegram asked for silence (429)"
    yield CounterMetricFamily("zvonar_telegram_too_many_requests", silence, value=vitals.too_many_requests)
    yield _gauge("zvonar_event_loop_lag_seconds", "How late the event loop last was", vitals.loop_lag)


def _of_providers(vitals: Vitals) -> Iterator["Metric"]:
    from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily

    took = HistogramMetricFamily(
        "zvonar_provider_request_seconds", "How long operations took", labels=["provider", "operation"]
    )
    for (provider, operation), durations in vitals.durations.items():
        took.add_metric([provider, operation], _buckets(durations), durations.total)
    yield took
    errors = CounterMetricFamily(
        "zvonar_provider_errors", "Operations that failed", labels=["provider", "operation", "error"]
    )
    for labels, count in vitals.errors.items():
        errors.add_metric(labels, count)
    yield errors
    ended = CounterMetricFamily(
        "zvonar_calls_ended",
        "Calls that came to an end; one of unknown fate may come to another",
        labels=["provider", "state"],
    )
    for (provider, state), count in vitals.ended.items():
        ended.add_metric([provider, state], count)
    yield ended


def _buckets(durations: Durations) -> list[tuple[str, float]]:
    """As Prometheus wants them: each with all that were quicker."""
    so_far, buckets = 0, []
    for bound, count in zip((*map(str, BUCKETS), "+Inf"), durations.counts, strict=True):
        so_far += count
        buckets.append((bound, float(so_far)))
    return buckets


def _gauge(name: str, meaning: str, value: float) -> "GaugeMetricFamily":
    from prometheus_client.core import GaugeMetricFamily

    return GaugeMetricFamily(name, meaning, value=value)


def _age(at: datetime | None, now: datetime) -> float | None:
    return None if at is None else max(0.0, (now - at).total_seconds())
