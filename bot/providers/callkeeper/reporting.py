"""Calls of a time span, whoever placed them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pydantic import ValidationError

from bot.domain.calls import Report
from bot.providers.callkeeper import questions as ask
from bot.providers.callkeeper.client import CallkeeperClient
from bot.providers.callkeeper.following import UTC_ZONE, period
from bot.providers.callkeeper.mapping import Reader
from bot.providers.forms import bad_values


async def statistics(
    client: CallkeeperClient,
    reader: Reader,
    since: datetime,
    until: datetime,
    statuses: Sequence[str],
    *,
    completed: bool,
) -> list[Report]:
    """`statuses` are pairs such as `200/486`. Raises BadValues for others, ProviderError."""
    try:
        when = period(since, until)
        chosen = ask.GetCallsByStatus(statuses=",".join(statuses), date=when, time_zone=UTC_ZONE) if statuses else None
    except ValidationError as error:
        raise bad_values(error) from None
    if chosen:
        items = await client.get_calls_by_status(chosen)
    elif completed:
        items = await client.get_calls_completed(ask.GetCallsCompleted(date=when, time_zone=UTC_ZONE))
    else:
        items = await client.get_calls_info(ask.GetCallsInfo(date=when, time_zone=UTC_ZONE))
    reports = [reader.report(item) for item in items]
    return [report for report in reports if report.state and report.state.is_final] if completed else reports
