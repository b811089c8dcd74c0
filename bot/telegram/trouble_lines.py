"""What admins are told of the bot's own troubles."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.troubles import LostNotice, Trouble
from bot.telegram.look import Look
from bot.telegram.texts import Html


def trouble_text(payload: Mapping[str, Any], look: Look) -> Html:
    """Of a notice: it has begun, or, with `since`, it is over."""
    named = {"provider": payload.get("service", ""), "megabytes": payload.get("megabytes", 0)}
    if "since" in payload:
        since, until = (datetime.fromisoformat(payload[name]) for name in ("since", "until"))
        return look.tr(f"trouble-over-{payload['trouble']}", **named, **_span(since, until, look))
    text = look.tr(f"trouble-begun-{payload['trouble']}", **named, count=payload.get("count", 0))
    why = payload.get("why")
    return Html(f"{text} {look.tr(f'trouble-why-{why}')}") if why else text


def trouble_lines(troubles: Mapping[str, datetime], look: Look) -> list[Html]:
    """Low balances are left out: they stand among the balances."""
    lines = []
    for name, since in sorted(troubles.items()):
        kind, _, provider = name.partition(":")
        if kind in set(Trouble):
            lines.append(look.tr(f"trouble-now-{kind}", provider=look.title(provider), since=_moment(since, look)))
    return lines


def lost_lines(lost: Sequence[LostNotice], look: Look) -> list[Html]:
    return [
        look.tr(
            "status-lost-line",
            time=_moment(notice.lost_at, look),
            whom=notice.whom or look.tr.plain("status-lost-group" if notice.place.is_group else "status-lost-person"),
            kind=look.tr.plain(f"status-kind-{notice.kind}"),
            why=look.tr.plain(f"status-why-{notice.why}"),
        )
        for notice in lost
    ]


def _span(since: datetime, until: datetime, look: Look) -> dict[str, str]:
    """Hours and minutes, with the dates when they differ."""
    began, ended = since.astimezone(look.zone), until.astimezone(look.zone)
    how = "%H:%M" if began.date() == ended.date() else "%d.%m %H:%M"
    return {"since": began.strftime(how), "until": ended.strftime(how)}


def _moment(at: datetime, look: Look) -> str:
    """`28.11 12:40`: what is wrong may be so for days."""
    return at.astimezone(look.zone).strftime("%d.%m %H:%M")
