"""Subscriptions in words, and the summary of what was gathered for them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.calls import CallState
from bot.domain.hours import offset_of
from bot.domain.menus import from_content
from bot.domain.orders import CallingWindow, Place
from bot.domain.stats import Compared, Figures, outcome_of
from bot.domain.subscriptions import Habits, Rhythm, Schedule, Subscription, Topic, Wanted, Whose
from bot.telegram.format import dotted, state_sign
from bot.telegram.look import Look
from bot.telegram.order_lines import moment
from bot.telegram.presses import FoundPress
from bot.telegram.stats_lines import before_lines, figure_lines
from bot.telegram.texts import Html, Translation

NAMES_SHOWN = 3
_MONDAY = date(2024, 1, 1)
STAYED = -1


def subscription_line(one: Subscription, names: Mapping[int, str], tr: Translation) -> Html:
    """«Итоги всех звонков: занято, без ответа · клавиши 1, 2 · каждый день в 09:00»."""
    wanted = one.wanted
    if one.topic is not Topic.RESULTS:
        return dotted([tr("notify-topic", topic=str(one.topic)), schedule_words(one.schedule, tr)])
    ends = ", ".join(end_words(end, tr) for end in wanted.ends)
    keys = ", ".join(key_words(key, tr) for key in wanted.keys)
    return dotted(
        [
            _whose(one, names, tr) + (f": {ends}" if ends else ""),
            tr("notify-line-keys", keys=keys) if keys else None,
            tr("notify-line-tags", tags=", ".join(wanted.tags)) if wanted.tags else None,
            schedule_words(one.schedule, tr),
        ]
    )


def _whose(one: Subscription, names: Mapping[int, str], tr: Translation) -> Html:
    wanted = one.wanted
    if wanted.whose is Whose.LIST:
        return tr("notify-whose-list", number=str(wanted.order_id))
    if wanted.whose is not Whose.CHOSEN:
        return tr("notify-whose", whose=str(wanted.whose))
    shown = ", ".join(names.get(id_, str(id_)) for id_ in wanted.people[:NAMES_SHOWN])
    return tr("notify-whose-chosen", names=shown, more=max(0, len(wanted.people) - NAMES_SHOWN))


def end_words(end: CallState, tr: Translation) -> str:
    """«занято»: how calls end, for a list or a count of them."""
    return tr.plain("notify-end", end=str(end))


def key_words(key: int, tr: Translation) -> str:
    return tr.plain("notify-key-stayed") if key == STAYED else str(key)


def schedule_words(schedule: Schedule, tr: Translation) -> Html:
    if schedule.rhythm is Rhythm.HOURS:
        return tr("notify-when-hours", hours=schedule.hours)
    day = tr.plain(f"calendar-short-{(_MONDAY + timedelta(days=schedule.weekday)).isoweekday()}")
    return tr("notify-when", rhythm=str(schedule.rhythm), time=f"{schedule.at:%H:%M}", day=day)


def habits_lines(habits: Habits, now: datetime, tr: Translation) -> list[Html]:
    """Quiet hours, and until when it is quiet by somebody's wish."""
    lines = [tr("notify-text-quiet", hours=quiet_words(habits.quiet))] if habits.quiet else []
    if habits.muted_until and habits.muted_until > now:
        lines.append(tr("notify-text-muted", time=habits.muted_until.astimezone(habits.zone).strftime("%H:%M")))
    return lines


def quiet_words(quiet: CallingWindow) -> str:
    return f"{quiet.start:%H:%M}–{quiet.end:%H:%M}"


def zone_words(zone: ZoneInfo, now: datetime, tr: Translation) -> str:
    """«Москва, UTC+3»."""
    return f"{tr.plain('notify-zone', zone=zone.key.rpartition('/')[2])}, {offset_of(now.astimezone(zone))}"


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
    told = Subscription(
        Place(0), digest["owner_id"], wanted=Wanted.of(digest["wanted"]), schedule=Schedule.of(digest["schedule"])
    )
    names = {int(id_): name for id_, name in digest["names"].items()}
    earlier, since, until = (moment(datetime.fromisoformat(digest[at]), zone) for at in ("earlier", "since", "until"))
    figures, before = (Figures.read(digest[name]) for name in ("figures", "before"))
    answered = from_content(digest["menu"]).answered
    meanings = {digit: branch for digit in figures.keys if (branch := answered(digit))}
    lines: list[str] = [tr("notify-digest-title", line=subscription_line(told, names, tr)), f"{since} – {until}"]
    if figures.placed:
        lines += ["", *figure_lines(figures, meanings, look)]
        lines += before_lines(Compared(figures, before), f"{earlier} – {since}", tr)
    if beside := _counted(digest, tr):
        lines += ["", tr("notify-digest-beside"), *beside]
    return lines


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
