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
from handlers.ivr.desk import NEW_WORDS, Desk
from handlers.ivr.menu_text import ask_text
from handlers.kit import BODY, ON_A_PAGE, select, to, turning
from handlers.states import Ivr
from handlers.widgets import Window, label

Getter = Callable[..., Awaitable[dict[str, Any]]]
Writing = Callable[[Menu, str, str], Menu]
"""An edit that takes what was written: (menu, slot, written)."""


async def get_records(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    view = await Desk(dialog_manager).view()
    choices = await where.api.records.choices(where.actor, view.menu.provider)
    pages = max(1, -(-len(choices) // ON_A_PAGE))
    page = min(dialog_manager.dialog_data.get("records_page", 0), pages - 1)
    dialog_manager.dialog_data["records_page"] = page
    shown = choices[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    return {
        "body": where.look.tr("ivr-record-ask" if choices else "ivr-record-none", service=view.provider_title),
        "records": [(choice.record_id, record_label(choice.name, choice.stage, choice.seconds)) for choice in shown],
        "has_before": page > 0,
        "has_after": page + 1 < pages,
    }


async def on_open(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    manager.dialog_data["records_page"] = 0
    await manager.switch_to(Ivr.play_record if widget.widget_id == "record" else Ivr.greeting_record)


async def on_record(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await _set(manager, item_id)


async def on_number(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    number = text.strip().lstrip("№# ")
    if not is_record_id(number):
        raise MenuProblem("ivr-record-bad")
    await _set(manager, number)


async def _set(manager: DialogManager, record_id: str) -> None:
    desk = Desk(manager)
    if manager.current_context().state == Ivr.greeting_record:
        await desk.change(lambda menu: edits.set_greeting(menu, replace(menu.greeting, said=Record(record_id))))
        await manager.switch_to(Ivr.greeting)
        return
    await desk.change_slot(edits.set_record, record_id)
    await manager.switch_to(Ivr.branch)


def _records(state: State, back: State) -> Window:
    return Window(
        BODY,
        Column(select("record", "records", on_record)),
        turning("earlier", "later", page="records_page"),
        TextInput(id="number", on_success=on_number),
        to(back),
        state=state,
        getter=get_records,
    )


async def get_play(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view, branch = await _open(dialog_manager)
    records_only = look.tr("ivr-play-ask-records", service=view.provider_title)
    return {
        "body": look.tr("ivr-play-ask") if view.reads_texts else records_only,
        "reads": view.reads_texts,
        "has_records": look.can(view.menu.provider, Capability.RECORDS),
        "is_set": bool(branch.said),
    }


async def get_play_text(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view, branch = await _open(dialog_manager)
    return {"body": ask_text(view, branch.text, look)}


async def get_manager(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    branch = await _branch(dialog_manager)
    own = where.look.phone(Phone(where.actor.phone)) if where.actor.phone else ""
    asked = _asked("ivr-manager-ask", where.look.phone(branch.manager) if branch.manager else "", where.look)
    return {**asked, "own": own, "knows_own": bool(own) and branch.manager != where.actor.phone}


async def get_sms(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    branch = await _branch(dialog_manager)
    asked = _asked("ivr-sms-ask", branch.sms, look, limit=LONGEST_SMS)
    if branch.sms:
        left = look.tr("ivr-branch-sms-left", left=LONGEST_SMS - len(branch.sms), limit=LONGEST_SMS)
        asked["body"] += f"\n{left}"
    return asked


async def get_tag(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    branch = await _branch(dialog_manager)
    return _asked("ivr-tag-ask", branch.tag, look, limit=LONGEST_TAG)


async def get_words(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    branch = await _branch(dialog_manager)
    asked = _asked("ivr-said-ask", ", ".join(branch.words), look, limit=LONGEST_WORDS)
    return {**asked, "is_set": bool(branch.words) and branch.slot not in WORDS}


async def get_webhook(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    branch = await _branch(dialog_manager)
    asked = _asked("ivr-webhook-ask", branch.webhook, look, limit=LONGEST_ADDRESS)
    return {**asked, "has_parameters": bool(branch.webhook or branch.parameters)}


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
    return {"body": f"{asked}\n\n<code>{escape(short(now, None))}</code>" if now else asked, "is_set": bool(now)}


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
    await manager.switch_to(Ivr.spoken if Desk(manager).slot == NEW_WORDS else Ivr.branch)


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


def _nothing_played(menu: Menu, slot: str, written: str) -> Menu:
    return edits.change_branch(menu, slot, said=None)


play = Window(
    BODY,
    SwitchTo(label("ivr-greeting-text"), id="text", state=Ivr.play_text, when="reads"),
    Button(label("ivr-greeting-record"), id="record", on_click=on_open, when="has_records"),
    _take_away(_nothing_played),
    to(Ivr.branch),
    state=Ivr.play,
    getter=get_play,
)
play_text = Window(BODY, _input(edits.set_text), to(Ivr.play), state=Ivr.play_text, getter=get_play_text)
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
    _records(Ivr.greeting_record, Ivr.greeting),
    _records(Ivr.play_record, Ivr.play),
    play,
    play_text,
    manager,
    words,
    _written(Ivr.sms, edits.set_sms, get_sms),
    _written(Ivr.tag, edits.set_tag, get_tag),
    _written(Ivr.webhook, edits.set_webhook, get_webhook, parameters_of_webhook),
    _written(Ivr.parameters, edits.set_parameters, get_parameters, back=Ivr.webhook),
)
