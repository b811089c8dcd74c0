"""The screen of a key: what it does, as a whole. Also which keys are free: for a new one, or for one that moves."""

from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Group, Row, SwitchTo
from aiogram_dialog.widgets.kbd.button import OnClick
from aiogram_dialog.widgets.text import Format

from bot.domain import menu_edits as edits
from bot.domain.errors import MenuProblem
from bot.domain.menus import STAYED, WORDS, Branch, Menu
from bot.telegram.look import Look
from bot.telegram.menu_lines import SPOKEN_SIGN
from handlers.ivr.desk import NEW_WORDS, Desk
from handlers.ivr.menu_text import Keys, branch_text, free_digits, free_silence
from handlers.kit import BODY, select, to
from handlers.states import Ivr
from handlers.widgets import Say, Window, label

IN_A_ROW = 5


async def get_branch(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    desk = Desk(dialog_manager)
    view, slot = await desk.view(), desk.slot
    branch = _branch(view.menu, slot)
    is_set = view.menu.branch(slot) is not None
    can_undo = desk.undo is not None and not is_set
    return {
        "body": branch_text(view, slot, look, cleared=can_undo),
        "play": _marked("ivr-branch-play" if view.reads_texts else "ivr-branch-record", branch.said, look),
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
        "can_add": can_add(view.menu, look),
    }


def _marked(key: str, value: object, look: Look) -> str:
    label = look.tr.plain(key)
    return look.tr.plain("ivr-branch-set", label=label) if value else label


async def get_free(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    menu = (await Desk(dialog_manager).view()).menu
    silence = free_silence(menu, look)
    return {"digits": free_digits(menu), "silence": silence, "others": [*silence, *_free_words(menu, look)]}


def can_add(menu: Menu, look: Look) -> bool:
    return any((free_digits(menu), free_silence(menu, look), _free_words(menu, look)))


def _free_words(menu: Menu, look: Look) -> Keys:
    """A key that only words lead to, while there is room for it."""
    has_room = any(menu.branch(slot) is None for slot in WORDS)
    return [(NEW_WORDS, f"{SPOKEN_SIGN} {look.tr.plain('ivr-key-words')}")] if has_room else []


async def on_key(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """Of words it is asked at once which."""
    Desk(manager).slot = item_id
    await manager.switch_to(Ivr.words if item_id == NEW_WORDS else Ivr.branch)


async def on_play(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """Where texts are not read, there are only records to choose from."""
    manager.dialog_data["records_page"] = 0
    await manager.switch_to(Ivr.play if (await Desk(manager).view()).reads_texts else Ivr.play_record)


def _flipping(flag: str) -> OnClick:
    """What a button does: set this flag of the open key, or take it back."""

    async def on_press(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
        await Desk(manager).change_slot(
            lambda menu, slot: edits.change_branch(menu, slot, **{flag: not getattr(_branch(menu, slot), flag)})
        )

    return on_press


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


def _branch(menu: Menu, slot: str) -> Branch:
    return menu.branch(slot) or Branch(slot)


def _part(id_: str, state: State, when: str | None = None) -> SwitchTo:
    """To the window of a part; its label is marked when the part is set."""
    return SwitchTo(Format(f"{{{id_}}}"), id=id_, state=state, when=when)


ADD_KEY = SwitchTo(label("ivr-key-add"), id="add", state=Ivr.keys, when="can_add")
branch = Window(
    BODY,
    Row(Button(Format("{play}"), id="play", on_click=on_play), _part("manager", Ivr.manager)),
    Row(_part("sms", Ivr.sms), _part("tag", Ivr.tag)),
    Row(_part("said", Ivr.words, "can_be_said"), _part("webhook", Ivr.webhook)),
    Button(label("ivr-branch-block", "block"), id="block", on_click=_flipping("block")),
    Button(
        label("ivr-branch-recognize", "recognize"),
        id="recognize",
        on_click=_flipping("recognize"),
        when="can_recognize",
    ),
    Row(
        SwitchTo(label("ivr-branch-move"), id="move", state=Ivr.move, when="can_move"),
        Button(label("ivr-branch-clear"), id="clear", on_click=on_clear, when="is_set"),
    ),
    Button(label("ivr-branch-undo"), id="undo", on_click=on_undo, when="can_undo"),
    Row(ADD_KEY, to(Ivr.one)),
    state=Ivr.branch,
    getter=get_branch,
)
move = Window(
    Say("ivr-move-ask"),
    Group(select("to", "digits", on_move), width=IN_A_ROW),
    Row(select("silence", "silence", on_move)),
    to(Ivr.branch),
    state=Ivr.move,
    getter=get_free,
)
keys = Window(
    Say("ivr-key-ask"),
    Group(select("new", "digits", on_key), width=IN_A_ROW),
    Row(select("other", "others", on_key)),
    to(Ivr.one),
    state=Ivr.keys,
    getter=get_free,
)
WINDOWS = (branch, move, keys)
