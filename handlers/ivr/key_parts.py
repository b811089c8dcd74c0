"""The windows in which a part of a key, or the greeting, is written or taken away."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, MessageInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo

from bot.domain import menu_edits as edits
from bot.domain.errors import MenuProblem
from bot.domain.menu_rules import is_record_id
from bot.domain.menu_webhooks import shown_parameters
from bot.domain.menus import LONGEST_ADDRESS, LONGEST_SMS, LONGEST_TAG, LONGEST_WORDS, WORDS, Branch, Menu
from bot.domain.phones import Phone
from bot.domain.sayings import Record
from bot.ports import Capability
from bot.services.menu_views import MenuView
from bot.telegram.html import MESSAGE_LIMIT, clean, escape, fit
from bot.telegram.look import Look
from bot.telegram.menu_lines import short
from bot.telegram.record_lines import record_label
from handlers.here import Here
from handlers.ivr import calling
from handlers.ivr.all_menus import LISTED
from handlers.ivr.desk import NEW_WORDS, Desk
from handlers.ivr.menu_text import ask_text
from handlers.kit import BODY, keep, select, to, turning
from handlers.states import Ivr
from handlers.widgets import Window, label

Getter = Callable[..., Awaitable[dict[str, Any]]]
Writing = Callable[[Menu, str, str], Menu]
"""An edit that takes what was written: (menu, slot, written)."""


async def get_records(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    view, branch = await _open(dialog_manager)
    choices = await where.api.records.choices(where.actor, view.menu.provider)
    pages = max(1, -(-len(choices) // LISTED))
    page = min(dialog_manager.dialog_data.get("records_page", 0), pages - 1)
    dialog_manager.dialog_data["records_page"] = page
    shown = choices[page * LISTED : (page + 1) * LISTED]
    return {
        "body": where.look.tr("ivr-record-ask" if choices else "ivr-record-none", service=view.provider_title),
        "records": [(choice.record_id, record_label(choice.name, choice.stage, choice.seconds)) for choice in shown],
        "has_before": page > 0,
        "has_after": page + 1 < pages,
        "is_set": bool(branch.said) and not view.reads_texts and not _is_of_greeting(dialog_manager),
    }


def _is_of_greeting(manager: DialogManager) -> bool:
    return manager.current_context().state == Ivr.greeting_record


async def on_record(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await _set(manager, item_id)


async def on_number(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    number = text.strip().lstrip("№# ")
    if not is_record_id(number):
        raise MenuProblem("ivr-record-bad")
    await _set(manager, number)


async def _set(manager: DialogManager, record_id: str) -> None:
    desk = Desk(manager)
    if _is_of_greeting(manager):
        await desk.change(lambda menu: edits.set_greeting(menu, replace(menu.greeting, said=Record(record_id))))
        await manager.switch_to(Ivr.one)
        return
    await desk.change_slot(edits.set_record, record_id)
    await manager.switch_to(Ivr.branch)


async def on_records_back(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """To where a text can be written, if it can be."""
    if _is_of_greeting(manager):
        await manager.switch_to(Ivr.greeting)
        return
    await manager.switch_to(Ivr.play if (await Desk(manager).view()).reads_texts else Ivr.branch)


def to_records(state: State) -> SwitchTo:
    """The button leads to the first page of them."""
    button = label("ivr-greeting-record")
    return SwitchTo(button, id="records", state=state, on_click=keep(records_page=0), when="has_records")


def _records(state: State) -> Window:
    return Window(
        BODY,
        Column(select("record", "records", on_record)),
        turning("earlier", "later", page="records_page"),
        TextInput(id="number", on_success=on_number),
        _take_away(_nothing_played),
        Button(label("button-back"), id="back", on_click=on_records_back),
        state=state,
        getter=get_records,
    )


async def get_play(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view, branch = await _open(dialog_manager)
    return {
        "body": ask_text(view, branch.text, look),
        "has_records": look.can(view.menu.provider, Capability.RECORDS),
        "is_set": bool(branch.said),
    }


async def get_manager(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    branch = await _branch(dialog_manager)
    own = where.look.phone(Phone(where.actor.phone)) if where.actor.phone else ""
    asked = _asked("ivr-manager-ask", where.look.phone(branch.manager) if branch.manager else "", where.look)
    return {**asked, "own": own, "knows_own": bool(own) and branch.manager != where.actor.phone}


async def get_words(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    branch = await _branch(dialog_manager)
    asked = _asked("ivr-said-ask", ", ".join(branch.words), look, limit=LONGEST_WORDS)
    return {**asked, "is_set": bool(branch.words) and branch.slot not in WORDS}


async def get_parameters(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    branch = await _branch(dialog_manager)
    lines: list[str] = [look.tr("ivr-parameters-ask")]
    if branch.parameters:
        lines += ["", f"<pre>{escape(clean(shown_parameters(branch.parameters)))}</pre>"]
    return {"body": fit("\n".join(lines), MESSAGE_LIMIT), "is_set": bool(branch.parameters)}


async def _open(manager: DialogManager) -> tuple[MenuView, Branch]:
    """The menu and its open key; an empty branch when the key is free or has no slot yet."""
    desk = Desk(manager)
    view, slot = await desk.view(), desk.slot
    return view, Branch(WORDS[0]) if slot == NEW_WORDS else view.menu.branch(slot) or Branch(slot)


async def _branch(manager: DialogManager) -> Branch:
    return (await _open(manager))[1]


def _asked(key: str, now: str, look: Look, **args: int) -> dict[str, Any]:
    """The question, and below it what is there, to be copied."""
    asked = look.tr(key, **args)
    there = look.tr("ivr-part-now", now=short(now, None))
    return {"body": f"{asked}\n\n{there}" if now else asked, "is_set": bool(now)}


async def on_words(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    """New words get the slot that is free when they are stored: a colleague may add some at the same time."""
    desk = Desk(manager)
    slot = desk.slot
    if slot == NEW_WORDS:
        view = await desk.change(lambda menu: edits.add_words(menu, text))
        desk.slot = edits.words_slot(view.menu, text)
    else:
        await desk.change(lambda menu: edits.set_words(menu, slot, text))
    await manager.switch_to(Ivr.branch)


async def on_words_back(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await manager.switch_to(Ivr.keys if Desk(manager).slot == NEW_WORDS else Ivr.branch)


def _input(edit: Writing) -> TextInput[str]:
    async def on_text(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
        await Desk(manager).change_slot(edit, text)
        await manager.switch_to(Ivr.branch)

    return TextInput(id="text", on_success=on_text)


def _take_away(edit: Writing) -> Button:
    """As if nothing were written."""

    async def on_press(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
        await Desk(manager).change_slot(edit, "")
        await manager.switch_to(Ivr.branch)

    return Button(label("ivr-part-clear"), id="none", on_click=on_press, when="is_set")


def _written(state: State, edit: Writing, getter: Getter, *more: SwitchTo, back: State = Ivr.branch) -> Window:
    """The window of a part that is one text."""
    return Window(BODY, _input(edit), *more, _take_away(edit), to(back), state=state, getter=getter)


def _asks(key: str, limit: int, now: Callable[[Branch], str]) -> Getter:
    async def get(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
        branch = await _branch(dialog_manager)
        has_parameters = bool(branch.webhook or branch.parameters)
        return {**_asked(key, now(branch), look, limit=limit), "has_parameters": has_parameters}

    return get


def _nothing_played(menu: Menu, slot: str, written: str) -> Menu:
    return edits.change_branch(menu, slot, said=None)


play = Window(
    BODY,
    _input(edits.set_text),
    to_records(Ivr.play_record),
    _take_away(_nothing_played),
    to(Ivr.branch),
    state=Ivr.play,
    getter=get_play,
)
manager = Window(
    BODY,
    MessageInput(calling.on_manager),
    Button(label("ivr-manager-own", "own"), id="own", on_click=calling.on_own, when="knows_own"),
    _take_away(edits.set_manager),
    to(Ivr.branch),
    state=Ivr.manager,
    getter=get_manager,
)
words = Window(
    BODY,
    TextInput(id="said", on_success=on_words),
    _take_away(edits.set_words),
    Button(label("button-back"), id="back", on_click=on_words_back),
    state=Ivr.words,
    getter=get_words,
)
parameters_of_webhook = SwitchTo(
    label("ivr-webhook-parameters"), id="parameters", state=Ivr.parameters, when="has_parameters"
)
WINDOWS = (
    _records(Ivr.greeting_record),
    _records(Ivr.play_record),
    play,
    manager,
    words,
    _written(Ivr.sms, edits.set_sms, _asks("ivr-sms-ask", LONGEST_SMS, lambda branch: branch.sms)),
    _written(Ivr.tag, edits.set_tag, _asks("ivr-tag-ask", LONGEST_TAG, lambda branch: branch.tag)),
    _written(
        Ivr.webhook,
        edits.set_webhook,
        _asks("ivr-webhook-ask", LONGEST_ADDRESS, lambda branch: branch.webhook),
        parameters_of_webhook,
    ),
    _written(Ivr.parameters, edits.set_parameters, get_parameters, back=Ivr.webhook),
)
