"""A subscription while it is put together: what the dialog keeps of it."""

from datetime import time
from typing import Any

from aiogram_dialog import DialogManager

from bot.domain.subscriptions import Rhythm, Schedule, Subscription, Topic, Wanted, Whose
from handlers.here import here

SCHEDULES = ("at_once", "hours:1", "hours:3", "daily:09:00", "daily:18:00", "weekly:0:09:00", "weekly:4:18:00")
"""Offered by buttons, what is chosen often first."""


def begin(manager: DialogManager, subject: str) -> None:
    """`subject` is whose results it is about, or another topic."""
    is_whose = subject in list(Whose)
    manager.dialog_data["draft"] = {
        "topic": str(Topic.RESULTS) if is_whose else subject,
        "whose": subject if is_whose else str(Whose.EVERYBODY),
        "schedule": SCHEDULES[0],
    }


def drafted(manager: DialogManager) -> Subscription:
    where, kept = here(manager), _kept(manager)
    wanted = Wanted.of({"whose": Whose.MINE, **kept})
    schedule = schedule_of(kept.get("schedule", SCHEDULES[0]))
    return Subscription(where.place, where.actor.id, Topic(kept.get("topic", Topic.RESULTS)), wanted, schedule)


def schedule_of(code: str) -> Schedule:
    rhythm, _, rest = code.partition(":")
    if rhythm == Rhythm.HOURS:
        return Schedule(Rhythm.HOURS, hours=int(rest))
    if rhythm == Rhythm.DAILY:
        return Schedule(Rhythm.DAILY, at=time.fromisoformat(rest))
    if rhythm == Rhythm.WEEKLY:
        weekday, _, clock = rest.partition(":")
        return Schedule(Rhythm.WEEKLY, at=time.fromisoformat(clock), weekday=int(weekday))
    return Schedule()


def at_clock(code: str, clock: time) -> str:
    """The same at another time of the day: a weekly one stays weekly."""
    schedule = schedule_of(code)
    if schedule.rhythm is Rhythm.WEEKLY:
        return f"weekly:{schedule.weekday}:{clock:%H:%M}"
    return f"daily:{clock:%H:%M}"


def set_in_draft(manager: DialogManager, **values: Any) -> None:
    manager.dialog_data["draft"] = {**_kept(manager), **values}


def toggle(manager: DialogManager, name: str, value: Any) -> None:
    chosen = list(_kept(manager).get(name, ()))
    set_in_draft(manager, **{name: [*(one for one in chosen if one != value), *([] if value in chosen else [value])]})


def schedule_code(manager: DialogManager) -> str:
    code: str = _kept(manager).get("schedule", SCHEDULES[0])
    return code


def _kept(manager: DialogManager) -> dict[str, Any]:
    kept: dict[str, Any] = manager.dialog_data.get("draft", {})
    return kept
