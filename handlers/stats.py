"""`/stats`: how calls went, in words and as a picture. What may be seen is decided by the use case, not here."""

from datetime import date
from typing import Any

from aiogram import Router
from aiogram.enums import ChatAction
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.media import DynamicMedia
from aiogram_dialog.widgets.text import Format

from bot.domain.access import Right
from bot.domain.errors import NoPicture
from bot.domain.spans import LONGEST, Days, Span, days_of, read_days
from bot.domain.stats import PERIODS, CountedFor, Report
from bot.telegram.html import CAPTION_LIMIT, fit, shorten
from bot.telegram.stats_lines import compare_lines, stats_lines
from bot.telegram.stats_picture import chart_of
from handlers.asked import Asked
from handlers.doing import doing
from handlers.here import Here, by_own_clock, here
from handlers.kit import BODY, CLOSE, LONGEST_LABEL, marked, open_dialog, pages, select, to
from handlers.one_window import Drawn
from handlers.states import Stats
from handlers.widgets import Say, Window, label

DARK = "stats_dark"
"""Where somebody's own state keeps which pictures they like."""
PERSON, PROVIDER, LIST = "person_id", "provider", "order_id"
ALL = "*"
NARROWED_BY = {PERSON: "person", PROVIDER: "provider", LIST: "list"}


async def on_stats(message: Message, dialog_manager: DialogManager) -> None:
    await open_dialog(dialog_manager, Stats.main)


async def _today(where: Here) -> date:
    return where.clock.now().astimezone((await by_own_clock(where)).look.zone).date()


def _period_of(data: dict[str, Any]) -> Span | None:
    """None: days of somebody's own choice."""
    return None if "first" in data else Span(data.get("period", Span.TODAY))


async def _days_of(data: dict[str, Any], where: Here) -> Days:
    period = _period_of(data)
    if period is not None:
        return days_of(period, await _today(where))
    return Days(date.fromisoformat(data["first"]), date.fromisoformat(data["last"]))


def _wanted_of(data: dict[str, Any]) -> CountedFor:
    people = (data[PERSON],) if PERSON in data else ()
    return CountedFor(people, data.get(PROVIDER), data.get(LIST))


async def get_main(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    where, data = here(dialog_manager), dialog_manager.dialog_data
    period, compare = _period_of(data), bool(data.get("compare"))
    report = await where.api.stats.report(where.actor, await _days_of(data, where), _wanted_of(data))
    lines = (compare_lines if compare else stats_lines)(report, period, where.look)
    plain = where.tr.plain
    return {
        "body": fit("\n".join(lines), CAPTION_LIMIT),
        "picture": await _picture(report, period, where, compare=compare),
        "periods": [(one.value, marked(plain(f"stats-button-{one}"), one is period)) for one in PERIODS],
        "compare": marked(plain("stats-button-compare"), compare),
    }


async def _picture(report: Report, period: Span | None, where: Here, *, compare: bool) -> Drawn | None:
    """None where there is nothing to draw, or it cannot be drawn: the words say it all."""
    if not report.figures.placed:
        return None
    dark = bool((await where.state.get_data()).get(DARK))
    doing(ChatAction.UPLOAD_PHOTO)
    try:
        return Drawn(await where.painter.chart(chart_of(report, period, where.look, compare=compare, dark=dark)))
    except NoPicture:
        return None


async def on_period(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    data = manager.dialog_data
    data.update(period=Span(item_id).value)
    data.pop("first", None)
    data.pop("last", None)


async def on_compare(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    manager.dialog_data["compare"] = not manager.dialog_data.get("compare")


async def get_more(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    where, data = here(dialog_manager), dialog_manager.dialog_data
    dark = bool((await where.state.get_data()).get(DARK))
    return {
        "body": where.tr("stats-more-ask"),
        "sees_all": where.actor.may(Right.SEE_ALL_CALLS),
        "is_set": _wanted_of(data) != CountedFor(),
        "has_providers": len(where.look.providers) > 1,
        "theme": where.tr.plain("stats-button-light" if dark else "stats-button-dark"),
    }


async def on_facet(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    manager.dialog_data["facet"] = widget.widget_id
    await manager.switch_to(Stats.choose)


async def get_choose(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    where, data = here(dialog_manager), dialog_manager.dialog_data
    facet = data.get("facet", PROVIDER)
    found = await _choices(facet, where, data)
    asked = "no-list" if facet == LIST and not found else NARROWED_BY[facet]
    chosen = data.get(facet)
    every = (ALL, marked(where.tr.plain("stats-button-all"), chosen is None))
    named = [(str(id_), marked(shorten(name, LONGEST_LABEL), id_ == chosen)) for id_, name in found]
    return {"body": where.tr(f"stats-ask-{asked}"), "choices": [every, *named]}


async def _choices(facet: str, where: Here, data: dict[str, Any]) -> list[tuple[int | str, str]]:
    if facet == PROVIDER:
        return [(name, where.look.title(name)) for name in where.look.providers]
    offered = await where.api.stats.offered(where.actor, await _days_of(data, where))
    if facet == PERSON:
        return [(person.id, person.name) for person in offered.people]
    named: list[tuple[int | str, str]] = []
    for id_, began, figures in offered.lists:
        day = began.strftime("%d.%m")
        named.append((id_, where.tr.plain("stats-choose-list", number=str(id_), day=day, count=figures.placed)))
    return named


async def on_choice(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    data = manager.dialog_data
    facet = data.get("facet", PROVIDER)
    if item_id == ALL:
        data.pop(facet, None)
    else:
        data[facet] = item_id if facet == PROVIDER else int(item_id)
    await manager.switch_to(Stats.main)


async def on_theme(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    state = here(manager).state
    await state.update_data({DARK: not (await state.get_data()).get(DARK)})
    await manager.switch_to(Stats.main)


async def on_clear(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    for facet in NARROWED_BY:
        manager.dialog_data.pop(facet, None)
    await manager.switch_to(Stats.main)


async def on_dates(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    days = read_days(text, await _today(here(manager)))
    manager.dialog_data.update(first=days.first.isoformat(), last=days.last.isoformat())
    await manager.switch_to(Stats.main)


def build() -> Router:
    router = Router(name="stats")
    router.message.register(on_stats, Asked("stats", linked=True))
    return router


def dialog() -> Dialog:
    def facet(name: str, when: str | None = None) -> Button:
        return Button(label(f"stats-button-{NARROWED_BY[name]}"), id=name, on_click=on_facet, when=when)

    return Dialog(
        Window(
            DynamicMedia("picture"),
            BODY,
            Row(select("period", "periods", on_period)),
            Button(Format("{compare}"), id="compare", on_click=on_compare),
            Row(SwitchTo(label("stats-button-more"), id="more", state=Stats.more), CLOSE),
            state=Stats.main,
            getter=get_main,
        ),
        Window(
            BODY,
            Row(SwitchTo(label("stats-button-days"), id="days", state=Stats.days), facet(LIST)),
            Row(facet(PERSON, "sees_all"), facet(PROVIDER, "has_providers")),
            Button(Format("{theme}"), id="theme", on_click=on_theme),
            Button(label("stats-button-clear"), id="clear", on_click=on_clear, when="is_set"),
            to(Stats.main),
            state=Stats.more,
            getter=get_more,
        ),
        Window(
            BODY,
            pages("choices", select("choice", "choices", on_choice)),
            to(Stats.more),
            state=Stats.choose,
            getter=get_choose,
        ),
        Window(
            Say("stats-ask-days", "most"),
            TextInput(id="dates", on_success=on_dates),
            to(Stats.more),
            state=Stats.days,
            getter={"most": LONGEST},
        ),
    )
