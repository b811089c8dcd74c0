"""The screen of a key: what it does, as a whole. Also where it can move, and the keys that only words lead to."""

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, SwitchTo
from aiogram_dialog.widgets.text import Format

from bot.domain import menu_edits as edits
from bot.domain.errors import MenuProblem
from bot.domain.menus import STAYED, WORDS, Branch, Menu
from bot.services.menu_views import MenuView
from bot.telegram.look import Look
from bot.telegram.menu_lines import short
from handlers.ivr.desk import NEW_WORDS, Desk
from handlers.ivr.menu_text import IN_A_ROW, branch_text, free_keypad
from handlers.kit import BODY, LONGEST_LABEL, choose, select, to
from handlers.states import Ivr
from handlers.widgets import Say, Window, label


async def get_branch(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    desk = Desk(dialog_manager)
    view, slot = await desk.view(), desk.slot
    branch = _branch(view.menu, slot)
    is_set = view.menu.branch(slot) is not None
    can_undo = desk.undo is not None and not is_set
    return {
        "body": branch_text(view, slot, look, cleared=can_undo),
        "play": _marked("ivr-branch-play", branch.said, look),
        "manager": _marked("ivr-branch-manager", branch.manager, look),
        "sms": _marked("ivr-branch-sms", branch.sms, look),
        "tag": _marked("ivr-branch-tag", branch.tag, look),
        "said": _marked("ivr-branch-said", branch.words, look),
        "webhook": _marked("ivr-branch-webhook", branch.webhook, look),
        "block": str(branch.block).lower(),
        "recognize": str(branch.recognize).lower(),
        "can_recognize": view.recognizes or branch.recognize,
        "can_be_said": slot != STAYED or bool(branch.words),
        "is_set": is_set,
        "can_undo": can_undo,
        "can_move": is_set and slot not in WORDS,
    }


def _marked(key: str, value: object, look: Look) -> str:
    label = look.tr.plain(key)
    return look.tr.plain("ivr-branch-set", label=label) if value else label


async def get_move(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    desk = Desk(dialog_manager)
    return {"keys": free_keypad((await desk.view()).menu, look)}


async def get_spoken(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view = await Desk(dialog_manager).view()
    title = look.tr("ivr-spoken-title", name=view.menu.name)
    taken = [slot for slot in WORDS if view.menu.branch(slot)]
    return {
        "body": "\n\n".join([title, look.tr("ivr-spoken-help")]),
        "spoken": [(slot, _spoken_label(view, slot, look)) for slot in taken],
        "can_add": len(taken) < len(WORDS),
    }


def _spoken_label(view: MenuView, slot: str, look: Look) -> str:
    words = ", ".join(_branch(view.menu, slot).words)
    words = short(words, LONGEST_LABEL) or look.tr.plain("ivr-spoken-wordless")
    wrong = "⚠️ " if any(flaw.blocks for flaw in view.flaws_of(slot)) else ""
    return wrong + look.tr.plain("ivr-spoken-one", number=slot.removeprefix("words"), words=words)


async def on_block(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await Desk(manager).change_slot(
        lambda menu, slot: edits.change_branch(menu, slot, block=not _branch(menu, slot).block)
    )


async def on_recognize(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await Desk(manager).change_slot(
        lambda menu, slot: edits.change_branch(menu, slot, recognize=not _branch(menu, slot).recognize)
    )


async def on_clear(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """It asks nothing, because one tap brings the key back."""
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


async def on_add_spoken(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    desk = Desk(manager)
    edits.free_words_slot((await desk.view()).menu)
    desk.slot = NEW_WORDS
    await manager.switch_to(Ivr.words)


async def on_back(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """To where the key was chosen."""
    slot = Desk(manager).slot
    await manager.switch_to(Ivr.spoken if slot.startswith("words") else Ivr.one)


def _branch(menu: Menu, slot: str) -> Branch:
    return menu.branch(slot) or Branch(slot)


def _part(id_: str, state: State, when: str | None = None) -> SwitchTo:
    """To the window of a part; its label is marked when the part is set."""
    return SwitchTo(Format(f"{{{id_}}}"), id=id_, state=state, when=when)


branch = Window(
    BODY,
    Row(_part("play", Ivr.play), _part("manager", Ivr.manager)),
    Row(_part("sms", Ivr.sms), _part("tag", Ivr.tag)),
    Row(_part("said", Ivr.words, "can_be_said"), _part("webhook", Ivr.webhook)),
    Button(label("ivr-branch-block", "block"), id="block", on_click=on_block),
    Button(label("ivr-branch-recognize", "recognize"), id="recognize", on_click=on_recognize, when="can_recognize"),
    Row(
        SwitchTo(label("ivr-branch-move"), id="move", state=Ivr.move, when="can_move"),
        Button(label("ivr-branch-clear"), id="clear", on_click=on_clear, when="is_set"),
    ),
    Button(label("ivr-branch-undo"), id="undo", on_click=on_undo, when="can_undo"),
    Button(label("button-back"), id="back", on_click=on_back),
    state=Ivr.branch,
    getter=get_branch,
)
move = Window(
    Say("ivr-move-ask"),
    Group(select("to", "keys", on_move), width=IN_A_ROW),
    to(Ivr.branch),
    state=Ivr.move,
    getter=get_move,
)
spoken = Window(
    BODY,
    Column(select("spoken", "spoken", choose("slot", Ivr.branch))),
    Button(label("ivr-spoken-add"), id="add", on_click=on_add_spoken, when="can_add"),
    to(Ivr.one),
    state=Ivr.spoken,
    getter=get_spoken,
)
WINDOWS = (branch, move, spoken)
