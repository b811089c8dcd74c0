"""The windows of the time."""

from __future__ import annotations

from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo
from aiogram_dialog.widgets.text import Format

from handlers.options import plan
from handlers.options.calendar import Month
from handlers.options.selecting import select
from handlers.states import Options
from handlers.widgets import Say, Window, label

when = Window(
    Format("{ask}"),
    TextInput(id="written", on_success=plan.on_written),
    Button(label("options-plan-anyway", "outside"), id="anyway", on_click=plan.on_anyway, when="is_outside"),
    Button(Format("{now}"), id="now", on_click=plan.on_now),
    Group(select("minutes", "minutes", plan.on_minutes), width=2),
    Button(label("options-plan-calendar"), id="calendar", on_click=plan.on_calendar),
    Button(label("button-back"), id="back", on_click=plan.on_back),
    state=Options.plan,
    getter=plan.get_plan,
)
day = Window(
    Say("options-date-ask"),
    Month(id="day", on_click=plan.on_day),
    SwitchTo(label("button-back"), id="back", state=Options.plan),
    state=Options.plan_date,
    getter=plan.get_plan,
)
clock = Window(
    Format("{ask}"),
    TextInput(id="clock", on_success=plan.on_clock),
    Group(select("hour", "hours", plan.on_hour), width=4),
    SwitchTo(label("button-back"), id="back", state=Options.plan_date),
    state=Options.plan_time,
    getter=plan.get_time,
)
ALL = (when, day, clock)
