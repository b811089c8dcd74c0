"""A callback: whose phone rings first, what the manager is told."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.text import Format

from bot.domain.errors import OrderProblem
from bot.domain.orders import CallbackTerms, Terms
from bot.domain.phones import parse_manager
from bot.telegram.format import manager_phone
from bot.telegram.look import Look
from handlers.kit import to
from handlers.options.start import BACK, read, set_and_return
from handlers.states import Options
from handlers.widgets import Say, Window, label

LONGEST_INFO = 1000


Change = Callable[[CallbackTerms], CallbackTerms]


def of_order(change: Change) -> Callable[[Terms], Terms]:
    """Of an order that is no callback: the change is refused."""
    return lambda terms: replace(terms, callback=change(terms.callback or CallbackTerms()))


async def on_own(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    own = (await read(manager)).author.phone
    if own is None:
        raise OrderProblem("own-phone-unknown")
    await set_and_return(manager, of_order(lambda terms: replace(terms, manager=own)))


async def on_office(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    if not re.fullmatch(r"[0-9]{1,3}", text.strip(), re.ASCII):
        raise OrderProblem("callback-bad-office")
    chosen = of_order(lambda terms: replace(terms, manager=None, office=int(text)))
    await set_and_return(manager, chosen)


async def on_manager(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    phone = parse_manager(text)
    await set_and_return(manager, of_order(lambda terms: replace(terms, manager=phone)))


async def get_first(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    """The own phone is the author's, whoever presses."""
    own = (await read(dialog_manager)).author.phone
    return {
        "knows_own": own is not None,
        "own": manager_phone(own, look.tr, mask=look.in_group) if own else "",
        "ask": look.tr("options-first-ask" if own else "options-first-ask-unknown"),
    }


async def on_info(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    info = text.strip()
    if len(info) > LONGEST_INFO:
        raise OrderProblem("callback-info-too-long", length=len(info), limit=LONGEST_INFO)
    await set_and_return(manager, of_order(lambda terms: replace(terms, info_to_manager=info)))


async def on_no_info(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await set_and_return(manager, of_order(lambda terms: replace(terms, info_to_manager="")))


WINDOWS = (
    Window(
        Format("{ask}"),
        Button(label("options-first-own", "own"), id="own", on_click=on_own, when="knows_own"),
        Row(
            SwitchTo(label("options-first-office"), id="office", state=Options.office),
            SwitchTo(label("options-first-manager"), id="manager", state=Options.manager),
        ),
        BACK,
        state=Options.first,
        getter=get_first,
    ),
    Window(
        Say("options-office-ask"),
        TextInput(id="number", on_success=on_office),
        to(Options.first),
        state=Options.office,
    ),
    Window(
        Say("options-manager-ask"),
        TextInput(id="phone", on_success=on_manager),
        to(Options.first),
        state=Options.manager,
    ),
    Window(
        Say("options-info-ask"),
        TextInput(id="more", on_success=on_info),
        Button(label("options-info-none"), id="none", on_click=on_no_info),
        BACK,
        state=Options.info,
    ),
)
