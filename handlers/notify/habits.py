"""When a place wants to hear nothing, and by which clock."""

from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo

from bot.domain.errors import OrderProblem
from bot.domain.orders import CallingWindow
from bot.domain.times import parse_clock
from bot.telegram.subscription_words import quiet_words, zone_words
from handlers.here import here
from handlers.kit import BODY, marked, select, to
from handlers.states import Notify
from handlers.widgets import Pairs, Window, label

NEVER = "never"
QUIET = ("22:00-08:00", "21:00-09:00", "20:00-10:00", "18:00-09:00")
CITIES = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
)
"""A city for each time in the country."""


def parse_hours(written: str) -> CallingWindow:
    """`22:00-8:00`, `22–8`. Raises OrderProblem."""
    start, dash, end = written.replace("–", "-").replace("—", "-").partition("-")
    if not dash:
        raise OrderProblem("time-not-understood")
    return CallingWindow(parse_clock(start), parse_clock(end))


async def get_quiet(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    where = here(dialog_manager)
    tr, kept = where.tr, (await where.api.subscriptions.of(where.actor, where.place)).habits
    offered = [(hours, quiet_words(CallingWindow.parse(hours))) for hours in QUIET]
    chosen = quiet_words(kept.quiet) if kept.quiet else ""
    choices = [(id_, marked(words, words == chosen)) for id_, words in offered]
    never = (NEVER, marked(tr.plain("notify-quiet-never"), not chosen))
    zone = zone_words(kept.zone, where.clock.now(), tr)
    return {"body": tr("notify-quiet-ask", hours=chosen or "none", zone=zone), "hours": [never, *choices], "zone": zone}


async def on_hours(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await _keep(manager, None if item_id == NEVER else CallingWindow.parse(item_id))


async def on_written(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _keep(manager, parse_hours(text))


async def _keep(manager: DialogManager, quiet: CallingWindow | None) -> None:
    where = here(manager)
    await where.api.subscriptions.keep_quiet(where.actor, where.place, quiet)
    await manager.switch_to(Notify.all)


async def get_zones(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    where = here(dialog_manager)
    kept = (await where.api.subscriptions.of(where.actor, where.place)).habits
    now = where.clock.now()
    zones = [(key, marked(zone_words(ZoneInfo(key), now, where.tr), key == kept.zone.key)) for key in CITIES]
    return {"body": where.tr("notify-zone-ask"), "zones": zones}


async def on_zone(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    where = here(manager)
    if item_id in CITIES:
        await where.api.subscriptions.live_in(where.actor, where.place, ZoneInfo(item_id))
    await manager.switch_to(Notify.quiet)


async def on_unmute(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    where = here(manager)
    await where.api.subscriptions.unmute(where.actor, where.place)


windows = (
    Window(
        BODY,
        Group(select("hours", "hours", on_hours), width=2),
        SwitchTo(label("notify-quiet-zone"), id="zone", state=Notify.zone),
        TextInput(id="quiet", on_success=on_written),
        to(Notify.all),
        state=Notify.quiet,
        getter=get_quiet,
    ),
    Window(BODY, Pairs(select("zone", "zones", on_zone)), to(Notify.quiet), state=Notify.zone, getter=get_zones),
)
