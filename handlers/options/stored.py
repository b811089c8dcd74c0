"""What is kept for orders to use: audio records and menus of the order's service."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput
from aiogram_dialog.widgets.kbd import Button

from bot.domain.errors import NotFound, OrderProblem
from bot.domain.records import USABLE, RecordStage
from bot.domain.sayings import Saying
from bot.services.change_draft import SAID_OTHERWISE
from bot.services.menus import MenuChoice
from bot.services.records.views import RecordChoice
from bot.telegram.look import Look
from handlers.here import here
from handlers.options.actions import change, read_order
from handlers.states import Options

LONGEST_LABEL = 40
MAX_RECORD_DIGITS = 18
_SIGNS = {RecordStage.WAITING: "⏳ ", RecordStage.REFUSED: "⛔️ ", **dict.fromkeys(USABLE, "✅ ")}


async def _records(manager: DialogManager) -> list[RecordChoice]:
    where, order = here(manager), await read_order(manager)
    return await where.api.records.choices(where.actor, order.provider)


async def on_records(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """Where nobody knows of a record, its number can still be sent."""
    await manager.switch_to(Options.records if await _records(manager) else Options.record)


async def on_record_chosen(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    chosen = next((one for one in await _records(manager) if one.record_id == item_id), None)
    if chosen is None:
        raise NotFound("options-choice-gone")
    await change(manager, saying=Saying(record_id=item_id))
    await manager.switch_to(Options.main)


async def on_record(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    number = text.strip().lstrip("№# ")
    if not (number.isascii() and number.isdigit() and len(number) <= MAX_RECORD_DIGITS):
        raise OrderProblem("order-no-record")
    await _records(manager)  # the service is heard before the card is drawn; its silence changes nothing
    await change(manager, saying=Saying(record_id=number))
    await manager.switch_to(Options.main, show_mode=ShowMode.SEND)


async def get_records(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"records": [(one.record_id, _record_label(one)) for one in await _records(dialog_manager)]}


def _record_label(record: RecordChoice) -> str:
    sign = _SIGNS.get(record.stage, "") if record.stage else ""
    minutes, seconds = divmod(record.seconds or 0, 60)
    length = f" · {minutes}:{seconds:02}" if record.seconds else ""
    return f"{sign}{_short(record.name)}{length}"


async def on_menu(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await change(manager, menu_id=int(item_id))
    await manager.switch_to(Options.main)


async def on_no_menu(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await on_menu(query, widget, manager, "0")


async def get_menus(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    where, order = here(dialog_manager), await read_order(dialog_manager)
    found = await where.api.menus.for_orders(where.actor, order.provider)
    has_words = not order.saying.is_empty
    if found:
        ask = look.tr("options-menu-ask", said=str(has_words).lower())
    else:
        ask = look.tr("options-menu-none-yet", service=look.title(order.provider))
    chosen = order.menu.id if order.menu else 0
    menus = [(str(one.id), _menu_label(one, has_words=has_words, is_chosen=one.id == chosen)) for one in found]
    return {"ask": ask, "menus": menus, "has_menu": order.menu is not None}


def _menu_label(menu: MenuChoice, *, has_words: bool, is_chosen: bool) -> str:
    is_blocked = any(flaw.key != SAID_OTHERWISE or not has_words for flaw in menu.blocking)
    return f"{'⚠️ ' if is_blocked else '✓ ' if is_chosen else ''}{_short(menu.name)}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1] + "…"
