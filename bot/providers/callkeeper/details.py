"""What CallKeeper tells of a call beyond its card: the status at length, charged minutes, where the client is from."""

from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from bot.domain.details import About, Detail, Minutes, RawReport, Seconds, Value, Words, in_order
from bot.providers.callkeeper.mapping import detail_key, pair_of
from bot.providers.callkeeper.schemas import CallRecord

CONNECTIONS = range(1, 6)
"""`a_type` in the documents; 0 is «неизвестно»."""
OK = 200
"""Of a leg that was answered there is nothing to explain."""
MARKS = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "utm_type")


def details_of(raw: RawReport) -> list[Detail]:
    try:
        record = CallRecord.model_validate(dict(raw))
    except ValidationError:
        return []
    explained = detail_key(pair_of(record) or "")
    first = _labels(record.first, record.first_add)
    source = _labels(record.current, record.current_add) or first
    places = (record.city, record.region, record.district, record.country)
    return in_order(
        {
            About.NUMBER: record.id,
            About.EXPLAINED: Words(explained) if explained else None,
            About.MANAGER_LEG: record.status_reason if record.status_code != OK else None,
            About.CLIENT_LEG: record.status2_reason if record.status2_code != OK else None,
            About.DIALLED: record.date,
            About.ANSWERED: record.client_answered_at,
            About.ENDED: record.ended_at,
            About.LASTED: _seconds(record.duration_sec),
            About.TALKED: _seconds(record.duration2_sec),
            About.BILLED: Minutes(int(record.duration_min)) if record.duration_min else None,
            About.ATTEMPT: record.attempt,
            About.CONNECTED: Words(f"details-connection-{record.a_type}") if record.a_type in CONNECTIONS else None,
            About.HEARD: record.playback_tick or None,
            About.RECOGNISED: record.asr_attempts or None,
            About.TAGS: ", ".join(record.tags),
            About.SOURCE: source,
            About.FIRST_SOURCE: first if first != source else None,
            About.VISIT: record.vst if (record.vst or 0) > 1 else None,
            About.PAGES: record.pgs if (record.pgs or 0) > 1 else None,
            About.PAGE: record.cpg,
            About.SITE: record.site,
            About.PLACE: ", ".join(dict.fromkeys(filter(None, places))),
            About.ADDRESS: record.ip,
            About.BROWSER: record.uag,
            About.ANALYTICS: record.ga_clientid,
        }
    )


def _seconds(written: Decimal | None) -> Value | None:
    return Seconds(int(written)) if written else None


def _labels(*parts: dict[str, Any] | None) -> str:
    """The marks of a visit in their order, then whatever else is told of it."""
    told = {name: value for part in parts if part for name, value in part.items()}
    values = [told.pop(name, None) for name in MARKS] + list(told.values())
    return " / ".join(label for value in values if isinstance(value, str | int) and (label := str(value).strip()))
