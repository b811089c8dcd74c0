"""How often a service that redials by itself tries, and how often it says what it says."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from bot.ports import Capability
from bot.services.change_checks import MOST
from bot.telegram.look import Look
from handlers.options.actions import change, read_order

INTERVALS = (1, 5, 10, 30, 60)
"""Minutes."""


async def on_attempts(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await change(manager, attempts=int(item_id))


async def on_interval(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await change(manager, interval=int(item_id))


async def on_repeats(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await change(manager, repeats=int(item_id))


async def get_attempts(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    order = await read_order(dialog_manager)
    has_attempts = look.can(order.provider, Capability.ATTEMPTS)

    def row(key: str, values: range | tuple[int, ...], chosen: int, argument: str) -> list[tuple[str, str]]:
        labels = ((value, look.tr.plain(key, **{argument: value})) for value in values)
        return [(str(value), f"✓ {text}" if value == chosen else text) for value, text in labels]

    return {
        "attempts": row("options-attempts-count", range(1, MOST + 1), order.attempts, "count") if has_attempts else [],
        "intervals": row("options-attempts-interval", INTERVALS, order.interval, "minutes")
        if has_attempts and order.attempts > 1
        else [],
        "repeats": row("options-attempts-repeat", range(1, MOST + 1), order.repeats, "count")
        if look.can(order.provider, Capability.REPEATS)
        else [],
    }
