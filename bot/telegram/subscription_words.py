"""Subscriptions in words."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calls import CallState
from bot.domain.hours import offset_of
from bot.domain.orders import CallingWindow
from bot.domain.subscriptions import Digest, Habits, Rhythm, Schedule, Subscription, Topic, Whose
from bot.telegram.format import dotted
from bot.telegram.html import shorten
from bot.telegram.order_lines import SHOWN_TAG, moment
from bot.telegram.texts import Html, Translation

NAMES_SHOWN = 3
_MONDAY = date(2024, 1, 1)
STAYED = -1


def subscription_line(one: Subscription, names: Mapping[int, str], tr: Translation) -> Html:
    """«Итоги всех звонков: занято, без ответа · клавиши 1, 2 · каждый день в 09:00»."""
    of = wanted_words(one, names, tr) if one.topic is Topic.RESULTS else tr("notify-topic", topic=str(one.topic))
    return dotted([of, schedule_words(one.schedule, tr)])


def digest_words(digest: Digest, zone: ZoneInfo, tr: Translation) -> Html:
    """«19.11 18:00 – 20.11 18:00 · Все звонки: занято»."""
    return dotted([time_words(digest, zone), wanted_words(digest.subscription, digest.names, tr)])


def time_words(digest: Digest, zone: ZoneInfo) -> str:
    return f"{moment(digest.since, zone)} – {moment(digest.until, zone)}"


def wanted_words(one: Subscription, names: Mapping[int, str], tr: Translation) -> Html:
    """Of which calls results are told."""
    wanted = one.wanted
    ends = ", ".join(end_words(end, tr) for end in wanted.ends)
    keys = ", ".join(key_words(key, tr) for key in wanted.keys)
    return dotted(
        [
            _whose(one, names, tr) + (f": {ends}" if ends else ""),
            tr("notify-line-keys", keys=keys) if keys else None,
            tr("notify-line-tags", tags=", ".join(shorten(tag, SHOWN_TAG) for tag in wanted.tags))
            if wanted.tags
            else None,
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
