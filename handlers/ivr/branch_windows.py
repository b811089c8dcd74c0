"""The windows of a key."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from aiogram.fsm.state import State
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Column, Group, Row, Select, SwitchTo
from aiogram_dialog.widgets.text import Format

from bot.domain import menu_edits as edits
from handlers.ivr import branch_actions as actions
from handlers.ivr import branch_getters as getters
from handlers.ivr import choosing, entering
from handlers.ivr.keypad import IN_A_ROW
from handlers.states import Ivr
from handlers.widgets import Say, Window, label

BODY = Format("{body}")
BACK = SwitchTo(label("button-back"), id="back", state=Ivr.branch)


def listed(id_: str, items: str, on_click: Any) -> Select[str]:
    """A button for each (id, label) of the getter's list."""
    return Select(Format("{item[1]}"), id=id_, item_id_getter=itemgetter(0), items=items, on_click=on_click)


def _part(id_: str, state: State) -> SwitchTo:
    """Its label is marked when it is set."""
    return SwitchTo(Format(f"{{{id_}}}"), id=id_, state=state)


def _take_away(edit: actions.Writing) -> Button:
    return Button(label("ivr-part-clear"), id="none", on_click=actions.on_taken_away(edit), when="is_set")


def records(state: State, back: State) -> Window:
    """Below the question, a page of records."""
    return Window(
        BODY,
        Column(listed("record", "records", choosing.on_record)),
        Row(
            Button(Format("◀️"), id="earlier", on_click=choosing.on_earlier, when="has_before"),
            Button(Format("▶️"), id="later", on_click=choosing.on_later, when="has_after"),
        ),
        TextInput(id="number", on_success=choosing.on_number),
        SwitchTo(label("button-back"), id="back", state=back),
        state=state,
        getter=choosing.get_records,
    )


branch = Window(
    BODY,
    Row(_part("play", Ivr.play), _part("manager", Ivr.manager)),
    Row(_part("sms", Ivr.sms), _part("tag", Ivr.tag)),
    Row(
        SwitchTo(Format("{said}"), id="said", state=Ivr.words, when="can_be_said"),
        _part("webhook", Ivr.webhook),
    ),
    Button(label("ivr-branch-block", "block"), id="block", on_click=actions.on_block),
    Button(
        label("ivr-branch-recognize", "recognize"), id="recognize", on_click=actions.on_recognize, when="can_recognize"
    ),
    Row(
        SwitchTo(label("ivr-branch-move"), id="move", state=Ivr.move, when="can_move"),
        Button(label("ivr-branch-clear"), id="clear", on_click=actions.on_clear, when="is_set"),
    ),
    Button(label("ivr-branch-undo"), id="undo", on_click=actions.on_undo, when="can_undo"),
    Button(label("button-back"), id="back", on_click=actions.on_branch_back),
    state=Ivr.branch,
    getter=getters.get_branch,
)
play = Window(
    BODY,
    SwitchTo(label("ivr-greeting-text"), id="text", state=Ivr.play_text, when="reads"),
    Button(label("ivr-greeting-record"), id="record", on_click=choosing.on_open, when="has_records"),
    Button(label("ivr-part-clear"), id="none", on_click=actions.on_no_play, when="is_set"),
    BACK,
    state=Ivr.play,
    getter=getters.get_play,
)
play_text = Window(
    BODY,
    TextInput(id="said", on_success=actions.on_written(edits.set_text)),
    SwitchTo(label("button-back"), id="back", state=Ivr.play),
    state=Ivr.play_text,
    getter=getters.get_play_text,
)
play_record = records(Ivr.play_record, Ivr.play)
manager = Window(
    BODY,
    MessageInput(entering.on_manager),
    Button(label("ivr-manager-own", "own"), id="own", on_click=entering.on_own, when="knows_own"),
    _take_away(edits.set_manager),
    BACK,
    state=Ivr.manager,
    getter=getters.get_manager,
)
sms = Window(
    BODY,
    TextInput(id="text", on_success=actions.on_written(edits.set_sms)),
    _take_away(edits.set_sms),
    BACK,
    state=Ivr.sms,
    getter=getters.get_sms,
)
words = Window(
    BODY,
    TextInput(id="said", on_success=actions.on_words),
    _take_away(edits.set_words),
    Button(label("button-back"), id="back", on_click=actions.on_words_back),
    state=Ivr.words,
    getter=getters.get_words,
)
tag = Window(
    BODY,
    TextInput(id="tag", on_success=actions.on_written(edits.set_tag)),
    _take_away(edits.set_tag),
    BACK,
    state=Ivr.tag,
    getter=getters.get_tag,
)
webhook = Window(
    BODY,
    TextInput(id="address", on_success=actions.on_written(edits.set_webhook)),
    SwitchTo(label("ivr-webhook-parameters"), id="parameters", state=Ivr.parameters, when="has_parameters"),
    _take_away(edits.set_webhook),
    BACK,
    state=Ivr.webhook,
    getter=getters.get_webhook,
)
parameters = Window(
    BODY,
    TextInput(id="pairs", on_success=actions.on_written(edits.set_parameters)),
    _take_away(edits.set_parameters),
    SwitchTo(label("button-back"), id="back", state=Ivr.webhook),
    state=Ivr.parameters,
    getter=getters.get_parameters,
)
move = Window(
    Say("ivr-move-ask"),
    Group(listed("to", "keys", actions.on_move), width=IN_A_ROW),
    BACK,
    state=Ivr.move,
    getter=getters.get_move,
)
spoken = Window(
    BODY,
    Column(listed("spoken", "spoken", actions.on_spoken)),
    Button(label("ivr-spoken-add"), id="add", on_click=actions.on_add_spoken, when="can_add"),
    SwitchTo(label("button-back"), id="back", state=Ivr.one),
    state=Ivr.spoken,
    getter=getters.get_spoken,
)
ALL = (branch, play, play_text, play_record, manager, sms, words, tag, webhook, parameters, move, spoken)
