"""Figures as a picture."""

from collections.abc import Sequence

from bot.domain.history import STAYED, Outcome
from bot.domain.spans import Span
from bot.domain.stats import Bar, Figures, Report
from bot.ports.media import ChartBar, ChartPicture, ChartRow, ChartSection
from bot.telegram.format import money
from bot.telegram.look import Look
from bot.telegram.menu_lines import in_short
from bot.telegram.stats_lines import days_words, grown, percent, range_words, share_change
from bot.telegram.texts import Translation

MOST_ROWS = 6
LABELS = 6
"""Below the bars, about as many as a phone shows apart."""


def chart_of(report: Report, period: Span | None, look: Look, *, compare: bool, dark: bool) -> ChartPicture:
    tr = look.tr
    title = tr.plain("stats-picture-providers") if compare else range_words(report.days, period, tr)
    subtitle = [days_words(report.days)] if compare else []
    whose = (
        report.person.name
        if report.person
        else tr.plain("stats-whose-everybody" if report.everybody else "stats-whose-own")
    )
    return ChartPicture(
        title,
        " · ".join([*subtitle, whose]),
        [] if compare else _tiles(report, tr),
        tr.plain("stats-picture-by-hour" if report.days.count == 1 else "stats-picture-by-day"),
        (tr.plain("history-outcome-reached"), tr.plain("stats-picture-rest")),
        [] if compare else _bars(report),
        _compared(report, look) if compare else _sections(report, look),
        dark,
    )


def _tiles(report: Report, tr: Translation) -> list[tuple[str, str, str]]:
    now = report.figures
    return [
        (tr.plain("stats-picture-calls"), f"{now.placed:,}".replace(",", " "), grown(report, lambda of: of.placed, tr)),
        (tr.plain("stats-picture-share"), percent(now.share, tr), share_change(report, tr)),
        (tr.plain("stats-picture-spent"), money(now.spent, tr), grown(report, lambda of: of.spent, tr)),
        (
            tr.plain("stats-picture-price"),
            money(now.price, tr) if now.price else "—",
            grown(report, lambda of: of.price or 0, tr) if now.price else "",
        ),
    ]


def _bars(report: Report) -> list[ChartBar]:
    """Of one day hour by hour, from the first to the last that has calls."""
    if report.days.count > 1:
        days = [(f"{day.day}.{day.month:02}", bar) for day, bar in report.by_day.items()]
        return _labelled(days)
    hours = [hour for hour, bar in report.by_hour.items() if bar.placed]
    return _labelled([(str(hour), report.by_hour.get(hour, Bar())) for hour in range(min(hours), max(hours) + 1)])


def _labelled(bars: Sequence[tuple[str, Bar]]) -> list[ChartBar]:
    every = -(-len(bars) // LABELS) if len(bars) > LABELS + 1 else 1
    return [
        ChartBar(label if number % every == 0 else "", bar.placed, bar.reached)
        for number, (label, bar) in enumerate(bars)
    ]


def _sections(report: Report, look: Look) -> list[ChartSection]:
    tr, now = look.tr, report.figures
    outcomes = [
        ChartRow(tr.plain(f"history-outcome-{one}"), str(now.outcomes[one]), now.outcomes[one] / now.placed)
        for one in Outcome
        if now.outcomes.get(one)
    ]
    pressed = sorted(now.keys.items(), key=lambda key: -key[1])[:MOST_ROWS]
    most = max(now.keys.values(), default=1)
    keys = [ChartRow(_key(digit, report, look), str(count), count / most) for digit, count in pressed]
    found = [
        ChartSection(tr.plain("stats-picture-outcomes"), outcomes),
        ChartSection(tr.plain("stats-picture-keys"), keys),
    ]
    if len(report.people) > 1:
        found.append(ChartSection(tr.plain("stats-picture-people"), _parts(report.people, tr)))
    if len(report.providers) > 1:
        named = [(look.title(name), figures) for name, figures in report.providers]
        found.append(ChartSection(tr.plain("stats-picture-providers"), _parts(named, tr)))
    return found


def _key(digit: int, report: Report, look: Look) -> str:
    if digit == STAYED:
        return look.tr.plain("stats-picture-stayed")
    branch = report.meanings.get(digit)
    name = look.tr.plain("stats-picture-key", digit=str(digit))
    return f"{name}: {in_short(branch, look)}" if branch else name


def _parts(parts: Sequence[tuple[str, Figures]], tr: Translation) -> list[ChartRow]:
    most = max(figures.placed for _, figures in parts)
    return [
        ChartRow(
            name,
            tr.plain("stats-row-figures", count=figures.placed, share=percent(figures.share, tr)),
            figures.placed / most,
        )
        for name, figures in parts[:MOST_ROWS]
    ]


def _compared(report: Report, look: Look) -> list[ChartSection]:
    """What is not known of a provider is left out."""
    tr = look.tr
    named = [(look.title(name), figures) for name, figures in report.providers[:MOST_ROWS]]
    shares = [(name, figures.share) for name, figures in named]
    prices = [(name, figures.price) for name, figures in named]
    rings = [(name, figures.first_ring) for name, figures in named]
    dearest = max((price for _, price in prices if price), default=None)
    slowest = max((ring for _, ring in rings if ring), default=None)
    return [
        ChartSection(tr.plain("stats-picture-calls"), _parts(named, tr) if named else []),
        ChartSection(
            tr.plain("stats-picture-share"),
            [ChartRow(name, percent(share, tr), share) for name, share in shares if share is not None],
        ),
        ChartSection(
            tr.plain("stats-picture-price"),
            [ChartRow(name, money(price, tr), float(price / dearest)) for name, price in prices if price and dearest],
        ),
        ChartSection(
            tr.plain("stats-picture-ring"),
            [
                ChartRow(name, tr.plain("stats-picture-seconds", seconds=round(ring)), ring / (slowest or 1))
                for name, ring in rings
                if ring is not None
            ],
        ),
    ]
