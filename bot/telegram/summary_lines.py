"""The summary of what was gathered for subscriptions: in words, as a picture, and the way to its calls."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.calls import CallState
from bot.domain.menus import Branch, from_content
from bot.domain.spans import Days
from bot.domain.stats import EVERYTHING, Bar, Compared, Figures, Report, outcome_of
from bot.domain.subscriptions import Digest
from bot.domain.views import Notice
from bot.ports.media import ChartPicture
from bot.telegram.format import state_sign
from bot.telegram.look import Look
from bot.telegram.order_lines import moment
from bot.telegram.presses import DigestPress, FoundPress
from bot.telegram.stats_lines import before_lines, days_words, figure_lines
from bot.telegram.stats_picture import chart_of
from bot.telegram.subscription_words import end_words, key_words, subscription_line, time_words
from bot.telegram.texts import Html, Translation

MOST_WAYS = 3
"""Digests of one summary that have a button of their own."""


def summary_text(payload: Mapping[str, Any], others: Iterable[str], look: Look) -> str:
    """Each digest; then how many calls ended how since when, and what else there was."""
    digests = payload.get("digests", [])
    zone = ZoneInfo(payload["zone"]) if payload.get("zone") else look.zone
    parts = ["\n".join(_digest_lines(digest, digests, zone, look)) for digest in digests]
    lines = [*_counted(payload, look.tr), *others]
    if payload["more"]:
        lines.append(look.tr("notify-summary-more", count=payload["more"]))
    if lines or not digests:
        since = moment(datetime.fromisoformat(payload["since"]), zone)
        title = look.tr("notify-summary-title", count=sum(payload["ends"].values()), since=since)
        parts.append("\n".join([title, *lines]))
    return "\n\n".join(parts)


def _counted(payload: Mapping[str, Any], tr: Translation) -> list[str]:
    ends, keys = payload["ends"], payload["keys"]
    lines = [f"{state_sign(end)} {end_words(end, tr)}: {ends[end]}" for end in CallState if ends.get(end)]
    if keys:
        shown = (f"{key_words(int(key), tr)} — {keys[key]}" for key in sorted(keys, key=int))
        lines.append(tr("notify-summary-keys", keys=", ".join(shown)))
    return lines


def _title(digest: Mapping[str, Any], digests: Sequence[Mapping[str, Any]], tr: Translation) -> Html:
    """With its number where there are several."""
    of_digest = Digest.of(digest)
    line = subscription_line(of_digest.subscription, of_digest.names, tr)
    return Html(f"{digests.index(digest) + 1}. {line}") if len(digests) > 1 else line


def _digest_lines(
    digest: Mapping[str, Any], digests: Sequence[Mapping[str, Any]], zone: ZoneInfo, look: Look
) -> list[str]:
    """What `/stats` says of its calls; then those that its figures leave out."""
    tr, of_digest = look.tr, Digest.of(digest)
    earlier, since = moment(of_digest.earlier, zone), moment(of_digest.since, zone)
    of, meanings = _compared(digest)
    lines: list[str] = [tr("notify-digest-title", line=_title(digest, digests, tr)), time_words(of_digest, zone)]
    if of.figures.placed:
        lines += ["", *figure_lines(of.figures, meanings, look), *before_lines(of, f"{earlier} – {since}", tr)]
    if beside := _counted(digest, tr):
        lines += ["", tr("notify-digest-beside"), *beside]
    return lines


def _compared(digest: Mapping[str, Any]) -> tuple[Compared, dict[int, Branch]]:
    figures, before = (Figures.read(digest[name]) for name in ("figures", "before"))
    answered = from_content(digest["menu"]).answered
    return Compared(figures, before), {digit: branch for digit in figures.keys if (branch := answered(digit))}


def chart_in(payload: Mapping[str, Any], look: Look) -> ChartPicture | None:
    """Of a summary's digest of some days, of several that with the most calls; None where there is nothing to draw."""
    digests = payload.get("digests", [])
    drawn = [one for one in digests if one.get("days") and one["figures"]["placed"]]
    if not drawn:
        return None
    digest = max(drawn, key=lambda one: int(one["figures"]["placed"]))
    zone = ZoneInfo(payload["zone"]) if payload.get("zone") else look.zone
    first = datetime.fromisoformat(digest["since"]).astimezone(zone).date()
    by_day = {first + timedelta(days=day): Bar(*counts) for day, counts in enumerate(digest["days"])}
    of, meanings = _compared(digest)
    report = Report(
        figures=of.figures,
        before=of.before,
        days=Days(first, max(by_day)),
        wanted=EVERYTHING,
        by_day=by_day,
        by_hour={},
        people=[(name, Figures.read(kept)) for name, kept in digest["people"]],
        providers=[(name, Figures.read(kept)) for name, kept in digest["providers"]],
        meanings=meanings,
        everybody=True,
    )
    subtitle = unescape(_title(digest, digests, look.tr))
    return replace(chart_of(report, None, look, compare=False, dark=False), subtitle=subtitle)


def ways_to_calls(summary: Notice, look: Look) -> list[tuple[str, DigestPress | FoundPress]]:
    """Labels and what they open: of each digest the very calls that it counts; without one, those of its days."""
    tr, payload = look.tr, summary.payload
    if digests := payload.get("digests"):
        if len(digests) == 1:
            return [(tr.plain("notify-summary-open"), DigestPress(notice_id=summary.id))]
        shown = range(min(MOST_WAYS, len(digests)))
        return [
            (tr.plain("notify-summary-open-one", number=number + 1), DigestPress(notice_id=summary.id, number=number))
            for number in shown
        ]
    zone = ZoneInfo(payload["zone"]) if payload.get("zone") else look.zone
    first, last = (datetime.fromisoformat(payload[at]).astimezone(zone).date() for at in ("since", "until"))
    ends = [CallState(end) for end in payload["ends"]]
    outcome = outcome_of(ends[0]).value if len(ends) == 1 else ""
    press = FoundPress(first=f"{first:%Y%m%d}", last=f"{last:%Y%m%d}", outcome=outcome)
    return [(tr.plain("notify-summary-open-days", days=days_words(Days(first, last))), press)]
