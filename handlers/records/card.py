"""One record in words."""

from __future__ import annotations

from bot.domain.records import RecordStage
from bot.services.records.details import RecordDetails
from bot.telegram.html import clean, escape
from bot.telegram.look import Look
from bot.telegram.record_lines import clock_time, cost_lines, stage_line, why_lines

SHOWN_TEXT = 700
MOST_MENUS = 10


def record_card(details: RecordDetails, look: Look) -> str:
    tr = look.tr
    lines = [
        f"<b>{escape(clean(details.row.name))}</b>",
        tr("records-sent-service", provider=look.title(details.provider)),
    ]
    return "\n".join([*lines, *_state(details, look), *_facts(details, look), *used_lines(details, look)])


def _state(details: RecordDetails, look: Look) -> list[str]:
    row, tr = details.row, look.tr
    record, heard = row.record, row.heard
    words = heard.comment if heard and heard.comment else record.words if record else ""
    lines: list[str] = [stage_line(row.stage, tr)]
    lines += why_lines(row.stage, words, record.reason_key if record else None, tr)
    if row.stage is RecordStage.LOST:
        lines.append(tr("records-card-lost"))
    if row.is_silent:
        lines.append(tr("records-card-silent"))
    if row.is_missing:
        lines.append(tr("records-card-missing"))
    return lines


def _facts(details: RecordDetails, look: Look) -> list[str]:
    row, tr = details.row, look.tr
    record, heard = row.record, row.heard
    lines: list[str] = []
    if record is not None and record.seconds is not None:
        lines.append(tr("records-card-length", length=clock_time(record.seconds)))
    if text := (record.text if record else heard.text if heard else ""):
        shown = text if len(text) <= SHOWN_TEXT else text[: SHOWN_TEXT - 1] + "…"
        lines.append(f"<blockquote>{escape(clean(shown))}</blockquote>")
    if record is not None and record.created_at is not None:
        moment = record.created_at.astimezone(look.zone).strftime("%d.%m.%Y %H:%M")
        lines.append(tr("records-card-author", author=details.author or "?", moment=moment))
    lines += cost_lines(record, tr) if record else []
    if row.provider_record_id:
        lines.append(tr("records-card-number", number=row.provider_record_id))
    if heard and heard.name and heard.name != row.name:
        lines.append(tr("records-card-there", name=heard.name))
    return lines


def used_lines(details: RecordDetails, look: Look) -> list[str]:
    """What plays it; a line that says so when nothing does."""
    tr = look.tr
    if not (details.menus or details.calls):
        return [tr("records-card-unused")]
    menus = details.menus
    lines: list[str] = []
    if menus:
        names = "; ".join(menus[:MOST_MENUS])
        lines.append(tr("records-card-menus", names=names, count=len(menus)))
    if details.calls:
        lines.append(tr("records-card-calls", count=details.calls))
    return lines
