"""Options of a callback: whose phone rings first, what the manager is told, when it goes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput
from aiogram_dialog.widgets.kbd import Button

from bot.domain.errors import OrderProblem
from bot.domain.managers import parse_manager
from bot.domain.orders import CallbackTerms
from bot.domain.times import parse_moment
from handlers.options.actions import change, read
from handlers.options.start import leave
from handlers.states import Options

LONGEST_INFO = 1000


async def _terms(manager: DialogManager) -> CallbackTerms:
    """An order that is no callback (any more) is refused by the service when it is changed."""
    return (await read(manager)).order.callback or CallbackTerms()


async def _change(dialog: DialogManager, mode: ShowMode, **what: Any) -> None:
    await change(dialog, callback=replace(await _terms(dialog), **what))
    await dialog.switch_to(Options.main, show_mode=mode)


async def on_own(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    own = (await read(manager)).author.phone
    if own is None:
        raise OrderProblem("own-phone-unknown")
    await _change(manager, ShowMode.AUTO, manager=own)


async def on_office(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    if not re.fullmatch(r"[0-9]{1,3}", text.strip(), re.ASCII):
        raise OrderProblem("callback-bad-office")
    await _change(manager, ShowMode.SEND, manager=None, office=int(text))


async def on_manager(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await _change(manager, ShowMode.SEND, manager=parse_manager(text))


async def on_info(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    info = text.strip()
    if len(info) > LONGEST_INFO:
        raise OrderProblem("callback-info-too-long", length=len(info), limit=LONGEST_INFO)
    await _change(manager, ShowMode.SEND, info_to_manager=info)


async def on_no_info(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _change(manager, ShowMode.AUTO, info_to_manager="")


async def on_when(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    data = manager.middleware_data
    now = data["clock"].now().astimezone(data["look"].zone)
    await _set_time(manager, ShowMode.SEND, parse_moment(text, now))


async def on_now(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _set_time(manager, ShowMode.AUTO, None)


async def _set_time(manager: DialogManager, mode: ShowMode, at: datetime | None) -> None:
    await change(manager, callback=replace(await _terms(manager), at=at))
    await leave(manager, mode)
