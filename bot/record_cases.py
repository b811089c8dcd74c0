"""Builds the workers of audio records."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.deps import Deps
from bot.services.records.sending import RecordSender, SettleSending
from bot.services.records.watching import WatchRecords


@dataclass(frozen=True, slots=True)
class RecordWorkers:
    sender: RecordSender
    watch: WatchRecords
    sending: SettleSending


def record_workers(deps: Deps) -> RecordWorkers:
    watch = WatchRecords(deps.database, deps.providers, deps.listings, deps.clock)
    return RecordWorkers(deps.record_sender, watch, SettleSending(deps.database, deps.providers, deps.clock))
