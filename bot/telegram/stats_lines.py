"""Figures in words: the caption of their picture, and a digest's text."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal

from bot.domain.history import STAYED, Outcome
from bot.domain.menus import Branch
from bot.domain.spans import Days, Span
from bot.domain.stats import Compared, Figures, Report, best_hours
from bot.telegram.format import dotted, money
from bot.telegram.html import escape, shorten
from bot.telegram.look import Look
from bot.telegram.menu_lines import in_short
from bot.telegram.texts import Html, Translation

MOST_KEYS = 6
LONGEST_NAME = 40
LIKE = 0.005
"""Parts that differ by less are the same."""


def stats_lines(report: Report, period: Span | None, look: Look) -> list[str]:
    """HTML."""
    tr = look.tr
    lines: list[str] = [tr("stats-title", range=range_words(report.days, period, tr)), whose_words(report, look)]
    if not report.figures.placed:
        return [*lines, "", empty_words(report, tr)]
    return [*lines, "", *figure_lines(report.figures, report.meanings, look), *_more(report, look)]


def empty_words(report: Report, tr: Translation) -> Html:
    wanted = report.wanted
    chosen = wanted.provider or wanted.order_id or report.person
    return tr("stats-empty-narrowed" if chosen else "stats-empty")


def figure_lines(figures: Figures, meanings: Mapping[int, Branch], look: Look) -> list[str]:
    tr = look.tr
    share = f" · {percent(figures.share, tr)}" if figures.share is not None else ""
    rest = [one for one in Outcome if one is not Outcome.REACHED and figures.outcomes.get(one)]
    keys = sorted(figures.keys.items(), key=lambda key: -key[1])[:MOST_KEYS]
    lines: list[str | None] = [
        tr("stats-line-placed", count=figures.placed),
        tr("stats-line-reached", count=figures.reached, share=share),
        tr("stats-line-rest", rest=dotted(f"{tr(f'history-outcome-{one}')} {figures.outcomes[one]}" for one in rest))
        if rest
        else None,
        tr("stats-line-keys", keys=dotted(_key(*key, meanings, look) for key in keys)) if keys else None,
        tr("stats-line-talk", time=_time(figures.talk_seconds, tr)) if figures.talk_seconds else None,
        tr("stats-line-spent", sum=money(figures.spent, tr)) if figures.spent else None,
        tr("stats-line-price", sum=money(figures.price, tr)) if figures.price else None,
    ]
    return [line for line in lines if line]


def _more(report: Report, look: Look) -> list[str]:
    tr = look.tr
    hours = [f"{hour}:00–{hour + 1}:00" for hour in sorted(best_hours(report.by_hour))]
    lines: list[str] = [tr("stats-line-hours", hours=", ".join(hours))] if hours else []
    back = timedelta(days=report.days.count)
    before = Days(report.days.first - back, report.days.last - back)
    return [*lines, *before_lines(report, days_words(before), tr)]


def before_lines(of: Compared, range_: str, tr: Translation) -> list[str]:
    """Against the time before, which is called `range_`; none where nobody was called then."""
    changes = {
        "stats-change-calls": grown(of, lambda figures: figures.placed, tr),
        "stats-change-reached": share_change(of, tr),
        "stats-change-spent": grown(of, lambda figures: figures.spent, tr),
    }
    said = ", ".join(tr(key, change=change) for key, change in changes.items() if change)
    return ["", tr("stats-line-before", days=range_, changes=Html(said))] if of.before.placed and said else []


def compare_lines(report: Report, period: Span | None, look: Look) -> list[str]:
    """The same at each provider."""
    tr = look.tr
    lines: list[str] = [
        tr("stats-title-compare", range=range_words(report.days, period, tr)),
        whose_words(report, look),
    ]
    if not report.providers:
        return [*lines, "", empty_words(report, tr)]
    lines.append("")
    for name, figures in report.providers:
        facts = [
            tr("stats-provider-calls", count=figures.placed),
            tr("stats-provider-share", share=percent(figures.share, tr)) if figures.share is not None else None,
            tr("stats-provider-price", sum=money(figures.price, tr)) if figures.price else None,
            tr("stats-line-ring", seconds=round(figures.first_ring)) if figures.first_ring is not None else None,
        ]
        lines.append(tr("stats-provider-line", provider=look.title(name), facts=dotted(facts)))
    return lines


def whose_words(report: Report, look: Look) -> str:
    tr, wanted = look.tr, report.wanted
    everybody = tr("stats-whose-everybody" if report.everybody else "stats-whose-own")
    person = Html(escape(shorten(report.person.name, LONGEST_NAME))) if report.person else everybody
    return dotted(
        [
            person,
            escape(look.title(wanted.provider)) if wanted.provider else None,
            tr("stats-whose-list", number=str(wanted.order_id)) if wanted.order_id is not None else None,
        ]
    )


def range_words(days: Days, period: Span | None, tr: Translation) -> str:
    return tr.plain(f"stats-range-{period or 'own'}", days=days_words(days))


def days_words(days: Days) -> str:
    """`22.11–28.11`; with years where they differ."""
    form = "%d.%m" if days.first.year == days.last.year else "%d.%m.%Y"
    first, last = days.first.strftime(form), days.last.strftime(form)
    return first if first == last else f"{first}–{last}"


def percent(share: float | None, tr: Translation) -> str:
    return "—" if share is None else tr.plain("stats-percent", count=round(share * 100))


def grown(report: Compared, of: Callable[[Figures], int | Decimal], tr: Translation) -> str:
    """«▲ 12 %», against the time before; empty where there is nothing to compare with."""
    now, before = Decimal(of(report.figures)), Decimal(of(report.before))
    if not before:
        return ""
    part = now / before - 1
    if abs(part) < LIKE:
        return "="
    return f"{'▲' if part > 0 else '▼'} {tr.plain('stats-percent', count=round(abs(part) * 100))}"


def share_change(report: Compared, tr: Translation) -> str:
    now, before = report.figures.share, report.before.share
    if now is None or before is None:
        return ""
    points = round((now - before) * 100)
    return tr.plain("stats-points", sign=f"{'▲' if points > 0 else '▼'} ", count=abs(points)) if points else "="


def _key(digit: int, count: int, meanings: Mapping[int, Branch], look: Look) -> Html:
    tr = look.tr
    if digit == STAYED:
        return tr("stats-key-stayed", count=count)
    branch = meanings.get(digit)
    if branch is None:
        return tr("stats-key-pressed", digit=str(digit), count=count)
    return tr("stats-key-meaning", digit=str(digit), meaning=in_short(branch, look), count=count)


def _time(seconds: int, tr: Translation) -> str:
    if seconds < 60:
        return tr.plain("stats-talk-seconds", seconds=seconds)
    minutes = round(seconds / 60)
    return tr.plain("stats-talk-time", hours=minutes // 60, minutes=minutes % 60)
