"""When an order's calls are to go: in some minutes, or at a time of a day. Choosing it plans them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Group, Row, SwitchTo
from aiogram_dialog.widgets.text import Format

from bot.domain.errors import OrderProblem
from bot.domain.hours import OutsideWindow, zone_of_all
from bot.domain.orders import OrderState
from bot.domain.times import FARTHEST, by_clock, in_minutes, parse_clock, parse_plan
from bot.services.calls import Outcome
from bot.services.change_draft import Plan
from bot.telegram.look import Look
from bot.telegram.order_lines import clock_of, day_of, moment, weekday_of, whose_clock
from handlers.here import here
from handlers.kit import BODY, select, to, turning
from handlers.one_window import take_away
from handlers.options.start import change, let_go, press_of, read, read_order, to_card
from handlers.options.start import on_back as back_home
from handlers.states import Options
from handlers.widgets import Window, label

MINUTES = (15, 30, 60, 120)
CLOCKS = [f"{hour:02}:{minute:02}" for hour in range(9, 21) for minute in (0, 30)]
"""Offered by buttons; any other time can be written."""
NEAR = ("today", "tomorrow", "after")
WEEKS = 5
"""On a page of the calendar."""
EMPTY = "\u00b7"
"""On a button without a day: Telegram refuses buttons without a text."""
NO_DAY = "-"
"""What a button without a day carries, with its place."""


async def _zone(manager: DialogManager) -> ZoneInfo:
    return clock_of(await read_order(manager), here(manager).look)


def _now(manager: DialogManager) -> datetime:
    return here(manager).clock.now()


async def _plan(manager: DialogManager, at: datetime | None, *, anyway: bool = False) -> None:
    """A planned call that would ring outside the callee's hours is asked about once more."""
    order = await read_order(manager)
    try:
        if order.state is OrderState.DRAFT and at is not None:
            await _place(manager, Plan(at), anyway=anyway)
            return
        await change(manager, plan=Plan(at), anyway=anyway, shown=press_of(manager).shown)
    except OutsideWindow:
        manager.dialog_data["outside"] = at.isoformat() if at else "now"
        await manager.switch_to(Options.plan)
        return
    await to_card(manager)


async def _place(manager: DialogManager, plan: Plan, *, anyway: bool) -> None:
    """As a tap on «Call now» does it: the person is told what it comes to before it is done."""
    where, press = here(manager), press_of(manager)
    outcome = await where.api.calls.foresee(where.actor, press, anyway=anyway, plan=plan)
    if outcome is Outcome.DONE_BEFORE:
        raise (await read(manager)).order.closed()
    if not await _is_in_time(manager):
        await to_card(manager, where.tr("call-card-late"))
        return
    is_written = isinstance(manager.event, Message)
    below = replace(press, message_id=None) if is_written else press
    await where.api.calls.place(where.actor, below, anyway=anyway, plan=plan)
    await let_go(manager)
    if is_written and press.message_id is not None:
        await take_away(where.bot, press.place.chat_id, press.message_id)


async def _is_in_time(manager: DialogManager) -> bool:
    where, event = here(manager), manager.event
    if not isinstance(event, CallbackQuery):
        return not where.late
    if where.late:
        await event.answer(where.tr.plain("call-press-late"), show_alert=True)
        return False
    return bool(await event.answer(where.tr.plain("call-press-planned")))


async def on_now(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _plan(manager, None)


async def on_minutes(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await _plan(manager, in_minutes(int(item_id), _now(manager)))


async def on_written(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _plan(manager, parse_plan(text, _now(manager), await _zone(manager)))


async def on_anyway(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """A tap on a question that is over only shows the window as it is now."""
    kept = manager.dialog_data.get("outside")
    if kept is not None:
        await _plan(manager, None if kept == "now" else datetime.fromisoformat(kept), anyway=True)


async def on_back(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    manager.dialog_data.pop("outside", None)
    await back_home(query, widget, manager)


async def on_calendar(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """Opens at this week, not where it was left."""
    manager.dialog_data.pop("page", None)
    await manager.switch_to(Options.plan_date)


async def on_day(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    if item_id.startswith(NO_DAY):
        return
    day = date.fromisoformat(item_id)
    if day < _now(manager).astimezone(await _zone(manager)).date():
        raise OrderProblem("time-passed")
    manager.dialog_data["day"] = day.isoformat()
    await manager.switch_to(Options.plan_time)


async def on_clock_chosen(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await _at(manager, parse_clock(item_id))


async def on_clock(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _at(manager, parse_clock(text))


async def _at(manager: DialogManager, clock: time) -> None:
    await _plan(manager, by_clock(_day(manager), clock, await _zone(manager)))


def _day(manager: DialogManager) -> date:
    return date.fromisoformat(manager.dialog_data["day"])


def _near(today: date, look: Look) -> list[tuple[str, str]]:
    near = []
    for count, name in enumerate(NEAR):
        day = today + timedelta(days=count)
        weekday = look.tr.plain(f"calendar-weekday-{day.isoweekday()}")
        near.append((day.isoformat(), look.tr.plain(f"options-date-{name}", weekday=weekday, day=day.day)))
    return near


def _weeks(first: date, last: date, look: Look) -> list[list[tuple[str, str]]]:
    """From the week of `first` on, Mondays first."""
    monday, weeks = first - timedelta(days=first.weekday()), []
    while monday <= last:
        days = [monday + timedelta(days=count) for count in range(7)]
        weeks.append([_cell(day, first, last) for day in days])
        monday += timedelta(days=7)
    return weeks


def _cell(day: date, first: date, last: date) -> tuple[str, str]:
    if not first <= day <= last:
        return f"{NO_DAY}{day.toordinal()}", EMPTY
    return day.isoformat(), str(day.day)


async def get_plan(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    order, now = await read_order(dialog_manager), _now(dialog_manager)
    zone = clock_of(order, look)
    kept = dialog_manager.dialog_data.get("outside")
    outside = now if kept == "now" else datetime.fromisoformat(kept) if kept else None
    lines: list[str] = [look.tr("options-plan-ask"), whose_clock(order, now, look)]
    if outside:
        clock = outside.astimezone(zone_of_all(order.phones, look.zone)).strftime("%H:%M")
        lines = [look.tr("call-draft-outside-window-then", time=clock), "", *lines]
    return {
        "body": "\n".join(lines),
        # A planned call goes at once then: the button says so.
        "now": look.tr.plain("button-call-missed" if order.is_planned else "options-plan-no-time"),
        "has_now": (order.goes_at or order.terms.rings_at) is not None,
        "is_outside": outside is not None,
        "outside": moment(outside, zone) if outside else "",
        "minutes": [(str(count), look.tr.plain("options-plan-minutes", minutes=count)) for count in MINUTES],
        "near": _near(now.astimezone(zone).date(), look)[:2],
    }


async def get_days(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    now, zone = _now(dialog_manager), await _zone(dialog_manager)
    first, last = now.astimezone(zone).date(), (now + FARTHEST).astimezone(zone).date()
    weeks, page = _weeks(first, last, look), int(dialog_manager.dialog_data.get("page", 0))
    head = [(f"{NO_DAY}{number}", look.tr.plain(f"calendar-weekday-{number}")) for number in range(1, 8)]
    shown = weeks[page * WEEKS : (page + 1) * WEEKS]
    return {
        "near": _near(first, look),
        "days": [*head, *(day for week in shown for day in week)],
        "has_before": page > 0,
        "has_after": (page + 1) * WEEKS < len(weeks),
        "body": look.tr("options-date-ask", first=day_of(first, look), last=day_of(last, look)),
    }


async def get_time(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    order, now, day = await read_order(dialog_manager), _now(dialog_manager), _day(dialog_manager)
    local = now.astimezone(clock_of(order, look))
    ahead = [clock for clock in CLOCKS if day > local.date() or clock > local.strftime("%H:%M")]
    offered = str(bool(ahead)).lower()
    ask = look.tr("options-time-ask", weekday=weekday_of(day, look), day=day_of(day, look), offered=offered)
    return {"body": f"{ask}\n{whose_clock(order, now, look)}", "clocks": [(clock, clock) for clock in ahead]}


WINDOWS = (
    Window(
        BODY,
        TextInput(id="written", on_success=on_written),
        Button(label("options-plan-anyway", "outside"), id="anyway", on_click=on_anyway, when="is_outside"),
        Button(Format("{now}"), id="now", on_click=on_now, when="has_now"),
        Group(select("minutes", "minutes", on_minutes), width=2),
        Row(select("near", "near", on_day)),
        Button(label("options-plan-calendar"), id="calendar", on_click=on_calendar),
        Button(label("button-back"), id="back", on_click=on_back),
        state=Options.plan,
        getter=get_plan,
    ),
    Window(
        BODY,
        Row(select("near", "near", on_day)),
        Group(select("day", "days", on_day), width=7),
        turning("before", "after", SwitchTo(label("button-back"), id="back", state=Options.plan)),
        state=Options.plan_date,
        getter=get_days,
    ),
    Window(
        BODY,
        TextInput(id="clock", on_success=on_clock),
        Group(select("hour", "clocks", on_clock_chosen), width=4),
        to(Options.plan),
        state=Options.plan_time,
        getter=get_time,
    ),
)
