"""What the buttons and messages of a key's screens do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput
from aiogram_dialog.widgets.input.text import OnSuccess
from aiogram_dialog.widgets.kbd import Button

from bot.domain import menu_edits as edits
from bot.domain.errors import MenuProblem
from bot.domain.menus import Branch, Menu
from handlers.ivr.desk import NEW_WORDS, Desk
from handlers.states import Ivr

Pressed = Callable[[CallbackQuery, Button, DialogManager], Awaitable[None]]
Writing = Callable[[Menu, str, str], Menu]
"""An edit that takes what was written: (menu, slot, written)."""


def on_written(edit: Writing) -> OnSuccess[str]:
    async def on_text(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
        desk = Desk(manager)
        slot = desk.slot
        await desk.change_slot(lambda menu: edit(menu, slot, text))
        await manager.switch_to(Ivr.branch, show_mode=ShowMode.SEND)

    return on_text


def on_taken_away(edit: Writing) -> Pressed:
    """As if nothing were written."""

    async def on_press(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
        desk = Desk(manager)
        slot = desk.slot
        await desk.change_slot(lambda menu: edit(menu, slot, ""))
        await manager.switch_to(Ivr.branch)

    return on_press


async def on_words(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    """New words get the slot that is free when they are stored: a colleague may add some at the same time."""
    desk = Desk(manager)
    slot = desk.slot

    if slot == NEW_WORDS:
        view = await desk.change(lambda menu: edits.add_words(menu, text))
        desk.slot = edits.words_slot(view.menu, text)
    else:
        await desk.change(lambda menu: edits.set_words(menu, slot, text))
    await manager.switch_to(Ivr.branch, show_mode=ShowMode.SEND)


async def on_words_back(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await manager.switch_to(Ivr.spoken if Desk(manager).slot == NEW_WORDS else Ivr.branch)


async def on_no_play(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    desk = Desk(manager)
    slot = desk.slot
    await desk.change_slot(lambda menu: edits.change_branch(menu, slot, text=None, record_id=None))
    await manager.switch_to(Ivr.branch)


async def on_block(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    desk = Desk(manager)
    slot = desk.slot
    await desk.change_slot(lambda menu: edits.set_block(menu, slot, not _branch(menu, slot).block))


async def on_recognize(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    desk = Desk(manager)
    slot = desk.slot
    await desk.change_slot(lambda menu: edits.set_branch_recognition(menu, slot, not _branch(menu, slot).recognize))


async def on_clear(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """Asks nothing: one tap brings it back."""
    desk = Desk(manager)
    branch = (await desk.view()).menu.branch(desk.slot)
    if branch is None:
        raise MenuProblem("menu-branch-gone")
    await desk.change(lambda menu: edits.drop_branch(menu, branch.slot))
    desk.keep_for_undo(branch)


async def on_undo(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """What somebody has put there since stays."""
    desk = Desk(manager)
    cleared = desk.undo
    if cleared is None:
        raise MenuProblem("menu-branch-gone")

    def edit(menu: Menu) -> Menu:
        if menu.branch(cleared.slot) is not None:
            raise MenuProblem("ivr-branch-undo-late")
        return edits.put_branch(menu, cleared)

    await desk.change(edit)


async def on_move(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    desk = Desk(manager)
    slot = desk.slot
    await desk.change(lambda menu: edits.move_branch(menu, slot, item_id))
    desk.slot = item_id
    await manager.switch_to(Ivr.branch)


async def on_spoken(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    Desk(manager).slot = item_id
    await manager.switch_to(Ivr.branch)


async def on_add_spoken(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    desk = Desk(manager)
    edits.free_words_slot((await desk.view()).menu)
    desk.slot = NEW_WORDS
    await manager.switch_to(Ivr.words)


async def on_branch_back(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """To where the key was chosen."""
    slot = Desk(manager).slot
    await manager.switch_to(Ivr.spoken if slot.startswith("words") else Ivr.one)


def _branch(menu: Menu, slot: str) -> Branch:
    return menu.branch(slot) or Branch(slot)
