"""The summary of what was gathered for subscriptions: in words, as a picture, and the way to its calls."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.calls import CallState
from bot.domain.menus import Branch, from_content
from bot.domain.orders import Place
from bot.domain.spans import Days
from bot.domain.stats import EVERYTHING, Bar, Compared, Figures, Report, outcome_of
from bot.domain.subscriptions import Schedule, Subscription, Wanted, Whose
from bot.ports.media import ChartPicture
from bot.telegram.format import state_sign
from bot.telegram.look import Look
from bot.telegram.order_lines import moment
from bot.telegram.presses import FoundPress
from bot.telegram.stats_lines import before_lines, figure_lines
from bot.telegram.stats_picture import chart_of
from bot.telegram.subscription_words import end_words, key_words, subscription_line
from bot.telegram.texts import Html, Translation


def summary_text(payload: Mapping[str, Any], others: Iterable[str], look: Look) -> str:
    """Each digest; then how many calls ended how since when, and what else there was."""
    digests = payload.get("digests", [])
    zone = ZoneInfo(payload["zone"]) if payload.get("zone") else look.zone
    parts = ["\n".join(_digest_lines(digest, zone, look)) for digest in digests]
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


def _digest_lines(digest: Mapping[str, Any], zone: ZoneInfo, look: Look) -> list[str]:
    """What `/stats` says of its calls; then those that its figures leave out."""
    tr = look.tr
    earlier, since, until = (moment(datetime.fromisoformat(digest[at]), zone) for at in ("earlier", "since", "until"))
    of, meanings = _compared(digest)
    lines: list[str] = [tr("notify-digest-title", line=_line(digest, tr)), f"{since} – {until}"]
    if of.figures.placed:
        lines += ["", *figure_lines(of.figures, meanings, look), *before_lines(of, f"{earlier} – {since}", tr)]
    if beside := _counted(digest, tr):
        lines += ["", tr("notify-digest-beside"), *beside]
    return lines


def _line(digest: Mapping[str, Any], tr: Translation) -> Html:
    wanted, schedule = Wanted.of(digest["wanted"]), Schedule.of(digest["schedule"])
    names = {int(id_): name for id_, name in digest["names"].items()}
    return subscription_line(Subscription(Place(0), digest["owner_id"], wanted=wanted, schedule=schedule), names, tr)


def _compared(digest: Mapping[str, Any]) -> tuple[Compared, dict[int, Branch]]:
    figures, before = (Figures.read(digest[name]) for name in ("figures", "before"))
    answered = from_content(digest["menu"]).answered
    return Compared(figures, before), {digit: branch for digit in figures.keys if (branch := answered(digit))}


def chart_in(payload: Mapping[str, Any], look: Look) -> ChartPicture | None:
    """Of a summary that is one digest of some days; None where there is nothing to draw."""
    digests = payload.get("digests", [])
    if len(digests) != 1 or not digests[0].get("days") or not digests[0]["figures"]["placed"]:
        return None
    digest, zone = digests[0], ZoneInfo(payload["zone"]) if payload.get("zone") else look.zone
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
    return replace(chart_of(report, None, look, compare=False, dark=False), subtitle=unescape(_line(digest, look.tr)))


def found_by(payload: Mapping[str, Any], look: Look) -> FoundPress:
    """Leads to the calls that a summary tells of."""
    digests = payload.get("digests", [])
    zone = ZoneInfo(payload["zone"]) if payload.get("zone") else look.zone
    of = digests[0] if digests else payload
    wanted = Wanted.of(of.get("wanted", {}))
    people = (of["owner_id"],) if wanted.whose is Whose.MINE else wanted.people
    ends = wanted.ends or tuple(CallState(end) for end in payload["ends"])
    until = datetime.fromisoformat(of.get("until", of["since"])) - timedelta(microseconds=1)
    first, last = (at.astimezone(zone).strftime("%Y%m%d") for at in (datetime.fromisoformat(of["since"]), until))
    return FoundPress(
        first=min(first, last),
        last=last,
        outcome=outcome_of(ends[0]).value if len(ends) == 1 else "",
        digit=wanted.keys[0] if len(wanted.keys) == 1 and wanted.keys[0] >= 0 else None,
        person_id=people[0] if len(people) == 1 and wanted.order_id is None else None,
        order_id=wanted.order_id,
    )
