"""When an order's calls are to go: at once, in some minutes, or at a time by the callee's clock."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import ChatEvent, DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Group, ManagedCalendar, SwitchTo
from aiogram_dialog.widgets.text import Format

from bot.domain.errors import OrderProblem
from bot.domain.hours import OutsideWindow, zone_of_all
from bot.domain.times import FARTHEST, by_clock, in_minutes, parse_clock, parse_plan
from bot.services.change_draft import Plan
from bot.telegram.look import Look
from bot.telegram.order_lines import moment, whose_clock
from handlers.here import here
from handlers.kit import select
from handlers.options.start import change, leave, read_order
from handlers.states import Options
from handlers.widgets import NO_DAY, Month, Say, Window, label

MINUTES = (15, 30, 60, 120)
HOURS = range(9, 21)
"""Offered by buttons; any other time can be written."""


async def _zone(manager: DialogManager) -> ZoneInfo:
    return zone_of_all((await read_order(manager)).phones, here(manager).look.zone)


def _now(manager: DialogManager) -> datetime:
    return here(manager).clock.now()


async def _plan(manager: DialogManager, at: datetime | None, mode: ShowMode, *, anyway: bool = False) -> None:
    """A planned call that would ring outside the callee's hours is asked about once more."""
    try:
        await change(manager, plan=Plan(at), anyway=anyway)
    except OutsideWindow:
        manager.dialog_data["outside"] = at.isoformat() if at else "now"
        await manager.switch_to(Options.plan, show_mode=mode)
        return
    manager.dialog_data.pop("outside", None)
    await leave(manager, mode)


async def on_now(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _plan(manager, None, ShowMode.AUTO)


async def on_minutes(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await _plan(manager, in_minutes(int(item_id), _now(manager)), ShowMode.AUTO)


async def on_written(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _plan(manager, parse_plan(text, _now(manager), await _zone(manager)), ShowMode.SEND)


async def on_anyway(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """A tap on a question that is over only shows the window as it is now."""
    kept = manager.dialog_data.get("outside")
    if kept is not None:
        await _plan(manager, None if kept == "now" else datetime.fromisoformat(kept), ShowMode.AUTO, anyway=True)


async def on_back(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    manager.dialog_data.pop("outside", None)
    await leave(manager)


async def on_calendar(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """Opens at this month, not where it was left."""
    calendar = manager.find("day")
    if isinstance(calendar, ManagedCalendar):
        calendar.set_offset(_now(manager).astimezone(await _zone(manager)).date())
    await manager.switch_to(Options.plan_date)


async def on_day(event: ChatEvent, widget: ManagedCalendar, manager: DialogManager, day: date) -> None:
    if day == NO_DAY:
        return
    if day < _now(manager).astimezone(await _zone(manager)).date():
        raise OrderProblem("time-passed")
    manager.dialog_data["day"] = day.isoformat()
    await manager.switch_to(Options.plan_time)


async def on_hour(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await _at(manager, parse_clock(item_id), ShowMode.AUTO)


async def on_clock(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _at(manager, parse_clock(text), ShowMode.SEND)


async def _at(manager: DialogManager, clock: time, mode: ShowMode) -> None:
    await _plan(manager, by_clock(_day(manager), clock, await _zone(manager)), mode)


def _day(manager: DialogManager) -> date:
    return date.fromisoformat(manager.dialog_data["day"])


def _days(now: datetime, zone: ZoneInfo) -> tuple[date, date]:
    """The first and the last that a call can be planned for."""
    return now.astimezone(zone).date(), (now + FARTHEST).astimezone(zone).date()


async def get_plan(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    order, now = await read_order(dialog_manager), _now(dialog_manager)
    zone = zone_of_all(order.phones, look.zone)
    kept = dialog_manager.dialog_data.get("outside")
    outside = now if kept == "now" else datetime.fromisoformat(kept) if kept else None
    lines: list[str] = [look.tr("options-plan-ask"), whose_clock(order, now, look)]
    if outside:
        clock = outside.astimezone(zone).strftime("%H:%M")
        lines = [look.tr("call-draft-outside-window-then", time=clock), "", *lines]
    first, last = _days(now, zone)
    return {
        "ask": "\n".join(lines),
        # A planned call goes at once then: the button says so.
        "now": look.tr.plain("button-call-missed" if order.is_planned else "options-when-at-once"),
        "is_outside": outside is not None,
        "outside": moment(outside, zone) if outside else "",
        "minutes": [(str(count), look.tr.plain("options-plan-minutes", minutes=count)) for count in MINUTES],
        "first": first.isoformat(),
        "last": last.isoformat(),
    }


async def get_time(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    order, now, day = await read_order(dialog_manager), _now(dialog_manager), _day(dialog_manager)
    local = now.astimezone(zone_of_all(order.phones, look.zone))
    month = look.tr.plain(f"calendar-of-{day.month}")
    ask = look.tr("options-time-ask", day=day.day, month=month)
    hours = [f"{hour:02}:00" for hour in HOURS if day > local.date() or hour > local.hour]
    return {"ask": f"{ask}\n{whose_clock(order, now, look)}", "hours": [(clock, clock) for clock in hours]}


WINDOWS = (
    Window(
        Format("{ask}"),
        TextInput(id="written", on_success=on_written),
        Button(label("options-plan-anyway", "outside"), id="anyway", on_click=on_anyway, when="is_outside"),
        Button(Format("{now}"), id="now", on_click=on_now),
        Group(select("minutes", "minutes", on_minutes), width=2),
        Button(label("options-plan-calendar"), id="calendar", on_click=on_calendar),
        Button(label("button-back"), id="back", on_click=on_back),
        state=Options.plan,
        getter=get_plan,
    ),
    Window(
        Say("options-date-ask"),
        Month(id="day", on_click=on_day),
        SwitchTo(label("button-back"), id="back", state=Options.plan),
        state=Options.plan_date,
        getter=get_plan,
    ),
    Window(
        Format("{ask}"),
        TextInput(id="clock", on_success=on_clock),
        Group(select("hour", "hours", on_hour), width=4),
        SwitchTo(label("button-back"), id="back", state=Options.plan_date),
        state=Options.plan_time,
        getter=get_time,
    ),
)
