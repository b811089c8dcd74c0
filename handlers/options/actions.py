"""What the buttons and messages of the options do. Every change is kept at once: a failed edit loses nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput
from aiogram_dialog.widgets.kbd import Button

from bot.domain.orders import Order
from bot.domain.sayings import Voice
from bot.domain.views import OrderView
from bot.services.change_checks import DUTY
from bot.services.change_draft import DraftChange
from handlers.options.start import finish, order_id_of
from handlers.states import Options


async def read(manager: DialogManager) -> OrderView:
    """Raises OrderClosed when it was placed or canceled elsewhere: `handlers.errors` closes its options then."""
    data = manager.middleware_data
    view: OrderView = await data["read_order"](data["actor"], order_id_of(manager))
    if not view.order.is_open:
        raise view.order.closed()
    return view


async def read_order(manager: DialogManager) -> Order:
    return (await read(manager)).order


async def change(manager: DialogManager, **what: Any) -> None:
    data = manager.middleware_data
    await data["change_draft"](data["actor"], DraftChange(order_id_of(manager), **what))


async def on_text(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    order = await read_order(manager)
    await change(manager, saying=replace(order.saying, text=text.strip(), record_id=None))
    await manager.switch_to(Options.main, show_mode=ShowMode.SEND)


async def on_silence(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """A manager needs no text."""
    order = await read_order(manager)
    await change(manager, saying=replace(order.saying, text=None))
    await manager.switch_to(Options.main)


async def on_voice(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    saying = (await read_order(manager)).saying
    voice = Voice.FEMALE if saying.voice is Voice.MALE else Voice.MALE
    await change(manager, saying=replace(saying, voice=voice))


async def on_recording(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    order = await read_order(manager)
    await change(manager, need_recording=not order.need_recording)


async def on_caller(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await change(manager, caller_id=item_id)
    await manager.switch_to(Options.main)


async def on_duty(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await on_caller(query, widget, manager, DUTY)


async def on_done(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await finish(manager)
