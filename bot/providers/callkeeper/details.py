"""What CallKeeper tells of a call beyond its card: the status at length, charged minutes, where the client is from."""

from decimal import Decimal

from pydantic import ValidationError

from bot.domain.details import About, Detail, Minutes, RawReport, Seconds, Value, Words, in_order
from bot.providers.callkeeper.mapping import detail_key, pair_of
from bot.providers.callkeeper.schemas import CallRecord

CONNECTIONS = range(1, 6)
"""`a_type` in the documents; 0 is «неизвестно»."""
_SOURCE = ("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "utm_type")


def details_of(raw: RawReport) -> list[Detail]:
    try:
        record = CallRecord.model_validate(dict(raw))
    except ValidationError:
        return []
    explained = detail_key(pair_of(record) or "")
    return in_order(
        {
            About.EXPLAINED: Words(explained) if explained else None,
            About.DIALLED: record.date,
            About.ANSWERED: record.client_answered_at,
            About.ENDED: record.ended_at,
            About.LASTED: _seconds(record.duration_sec),
            About.BILLED: Minutes(int(record.duration_min)) if record.duration_min else None,
            About.ATTEMPT: record.attempt,
            About.CONNECTED: Words(f"details-connection-{record.a_type}") if record.a_type in CONNECTIONS else None,
            About.HEARD: record.playback_tick or None,
            About.RECOGNISED: record.asr_attempts or None,
            About.TAGS: ", ".join(record.tags),
            About.SOURCE: _source(record),
            About.VISIT: record.vst if (record.vst or 0) > 1 else None,
            About.PAGES: record.pgs if (record.pgs or 0) > 1 else None,
            About.PAGE: record.cpg,
            About.SITE: record.site,
            About.PLACE: ", ".join(dict.fromkeys(filter(None, (record.city, record.region)))),
        }
    )


def _seconds(written: Decimal | None) -> Value | None:
    return Seconds(int(written)) if written else None


def _source(record: CallRecord) -> str:
    """The labels of the visit, or of the client's first one."""
    for visit in (record.current, record.first):
        told = [str(visit[name]) for name in _SOURCE if isinstance(visit.get(name), str | int)] if visit else []
        if found := " / ".join(filter(None, (label.strip() for label in told))):
            return found
    return ""
