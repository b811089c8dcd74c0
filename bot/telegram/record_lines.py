"""Audio records in words: what became of one, for lists, cards and notices."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain.records import AudioRecord, RecordStage
from bot.telegram.format import money
from bot.telegram.menu_lines import short
from bot.telegram.texts import Html, Translation

LONGEST_LABEL = 40
_SIGNS = {
    RecordStage.SENDING: "📤",
    RecordStage.FAILED: "❌",
    RecordStage.LOST: "❔",
    RecordStage.WAITING: "⏳",
    RecordStage.APPROVED: "✅",
    RecordStage.REFUSED: "⛔️",
    RecordStage.READY: "✅",
    RecordStage.REMOVED: "🗑",
}


def clock_time(seconds: int) -> str:
    """`1:05`"""
    return f"{seconds // 60}:{seconds % 60:02}"


def stage_sign(stage: RecordStage | None) -> str:
    return _SIGNS[stage] if stage is not None else "🎵"


def record_label(name: str, stage: RecordStage | None, seconds: int | None, more: Iterable[RecordStage] = ()) -> str:
    """A line of a list, as a button's label. `more`: how it stands at other providers."""
    length = f" · {clock_time(seconds)}" if seconds is not None else ""
    signs = "".join(stage_sign(one) for one in (stage, *more))
    return f"{signs} {short(name, LONGEST_LABEL)}{length}"


def stage_line(stage: RecordStage | None, tr: Translation) -> Html:
    name = stage or "none"
    return Html(f"{stage_sign(stage)} {tr(f'records-stage-{name}')}")


def why_lines(stage: RecordStage | None, words: str, reason_key: str | None, tr: Translation) -> list[str]:
    """The moderator's words, or the provider's beside the reason that we know."""
    if stage is RecordStage.FAILED:
        reason = [tr(reason_key)] if reason_key else []
        return [*reason, tr("records-words-service", words=words)] if words else list(reason)
    if not words or stage is RecordStage.LOST:
        return []
    return [tr("records-words-moderator", words=words)]


def sent_lines(records: list[AudioRecord], titles: Mapping[str, str], tr: Translation) -> list[str]:
    """What became of one record at each provider that it was sent to."""
    lines = []
    for record in records:
        title = tr("records-sent-service", provider=titles.get(record.provider, record.provider))
        lines += ["", title, stage_line(record.stage, tr), *cost_lines(record, tr)]
        lines += why_lines(record.stage, record.words, record.reason_key, tr)
    return lines


def cost_lines(record: AudioRecord, tr: Translation) -> list[str]:
    return [tr("records-card-cost", cost=money(record.cost, tr))] if record.cost else []


def record_notice(payload: Mapping[str, Any], tr: Translation) -> Html:
    """What is told to the owner of a record when something became of it."""
    listed = str(payload.get("listed", True)).lower()
    args = {"name": str(payload["name"]), "provider": str(payload["service"]), "listed": listed}
    text = tr(f"records-news-{payload['news']}", **args)
    words = str(payload.get("words") or "")
    return Html(f"{text}\n{tr('records-words-moderator', words=words)}") if words else text
