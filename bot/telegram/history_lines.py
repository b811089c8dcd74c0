"""The history in words: a filter, and each call in a line."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from bot.domain.access import Person
from bot.domain.calls import Call, CallState
from bot.domain.history import STAYED, CallFilter
from bot.domain.phones import Phone, pretty
from bot.domain.spans import Span
from bot.domain.views import OrderView
from bot.ports.history import Entry
from bot.telegram.format import dotted, sign_of
from bot.telegram.html import escape, shorten
from bot.telegram.look import Look, unbroken
from bot.telegram.order_lines import day_of, facts_of, said_in, title_of, weekday_of, when
from bot.telegram.subscription_words import digest_words

SHOWN_PHONES = 3
SHOWN_TEXT = 60
SHOWN_NAME = 40


def filter_words(f: CallFilter, person: Person | None, look: Look) -> str:
    """«вчера · занято · Олег»; empty when it says nothing. HTML."""
    tr = look.tr
    words = [
        digest_words(f.digest, look.zone, tr) if f.digest else None,
        days_words(f, look),
        tr(f"history-outcome-{f.outcome}") if f.outcome else None,
        key_words(f.digit, look) if f.digit is not None else None,
        escape(person.name) if person else None,
        escape(look.title(f.provider)) if f.provider else None,
        tr("history-filter-list", number=str(f.order_id)) if f.order_id is not None else None,
        escape(tail_words(f.number)) if f.number else None,
        tr("history-filter-tag", tag=shorten(f.tag, SHOWN_NAME)) if f.tag else None,
        tr("history-filter-text", text=shorten(f.text, SHOWN_NAME)) if f.text else None,
    ]
    return dotted(words)


def days_words(f: CallFilter, look: Look) -> str | None:
    if f.days is None:
        return None
    if isinstance(f.days, Span):
        return look.tr(f"history-days-{f.days}")
    first, last = (day.strftime("%d.%m.%Y") for day in (f.days.first, f.days.last))
    return first if first == last else f"{first} — {last}"


def key_words(digit: int, look: Look) -> str:
    return look.tr("history-key-stayed") if digit == STAYED else look.tr("history-key-pressed", digit=digit)


def list_name(order_id: int, made: datetime | None, count: int, look: Look) -> str:
    day = made.astimezone(look.zone).strftime("%d.%m") if made else ""
    return look.tr.plain("history-choose-list", number=str(order_id), day=day, count=count)


def tail_words(digits: str) -> str:
    return unbroken(pretty(Phone(digits))) if len(digits) == len("79990000000") else f"…{digits}"


def entry_lines(entries: Sequence[Entry], now: datetime, look: Look, *, with_author: bool) -> list[str]:
    """Day by day, the newest first."""
    lines: list[str] = []
    for day, of_day in groupby(entries, lambda entry: entry.at.astimezone(look.zone).date()):
        lines += ["", f"<b>{day_words(day, now, look)}</b>"]
        lines += (_line(entry, look, with_author=with_author) for entry in of_day)
    return lines


def _line(entry: Entry, look: Look, *, with_author: bool) -> str:
    order, call = entry.order, entry.call
    facts = [
        *facts_of(order, call, look),
        escape(entry.author.name) if with_author else None,
    ]
    at = entry.at.astimezone(look.zone).strftime("%H:%M")
    return dotted([f"{at} {title_of(order, call, look)}", *facts]) + f"\n<i>{_said(entry, look)}</i>"


def _said(entry: Entry, look: Look) -> str:
    return escape(shorten(said_in(entry.order, look.tr), SHOWN_TEXT))


def day_words(day: date, now: datetime, look: Look) -> str:
    """«Сегодня», «Вчера», «ср 26 ноября»."""
    today = now.astimezone(look.zone).date()
    if day == today:
        return look.tr("history-day-today")
    if day == today - timedelta(days=1):
        return look.tr("history-day-yesterday")
    year = "" if day.year == today.year else f" {day.year}"
    return f"{weekday_of(day, look)} {day_of(day, look)}{year}"


def entry_label(entry: Entry, look: Look) -> str:
    """`✅ 999 123-45-67`: it fits beside a second button. When it was, the list above says in the same order."""
    return f"{sign_of(entry.order, entry.call)} {look.phone(entry.call.phone)[3:]}"


def planned_lines(view: OrderView, look: Look, *, with_author: bool) -> str:
    """When its next call goes, and to whom."""
    order = view.order
    author = f" · {escape(view.author.name)}" if with_author else ""
    waiting = waiting_in(view)
    phones = ", ".join(look.phone(call.phone) for call in waiting[:SHOWN_PHONES])
    lines = [f"<b>{when(order, order.goes_at, look) if order.goes_at else ''}</b>{author}", escape(phones)]
    if len(waiting) > SHOWN_PHONES:
        lines.append(look.tr("history-list-more", count=len(waiting) - SHOWN_PHONES))
    said = escape(shorten(said_in(order, look.tr), SHOWN_TEXT))
    return "\n".join([*lines, f"<i>{said}</i>"])


def waiting_in(view: OrderView) -> list[Call]:
    return [call for call in view.order.latest_calls() if call.state is CallState.WAITING]
