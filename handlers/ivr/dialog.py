"""The windows of the list and of a menu."""

from __future__ import annotations

from aiogram_dialog import Dialog
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Column, Group, Row, Select, SwitchTo
from aiogram_dialog.widgets.text import Format

from handlers.ivr import branch_windows, bringing, choosing, entering, getters, list_actions, menu_actions, sending
from handlers.ivr.branch_windows import BODY, listed, records
from handlers.ivr.keypad import IN_A_ROW
from handlers.states import Ivr
from handlers.widgets import Say, Window, label

TO_LIST = SwitchTo(label("button-back"), id="list", state=Ivr.all)
TO_MENU = SwitchTo(label("button-back"), id="back", state=Ivr.one)

all_ = Window(
    BODY,
    Column(listed("menu", "menus", list_actions.on_menu)),
    Row(
        Button(Format("◀️"), id="previous", on_click=list_actions.on_previous, when="has_before"),
        Button(label("ivr-all-page", "page", "pages"), id="page", when="has_pages"),
        Button(Format("▶️"), id="next", on_click=list_actions.on_next, when="has_after"),
    ),
    Row(
        Button(label("ivr-all-new"), id="new", on_click=list_actions.on_new),
        SwitchTo(label("ivr-all-bring"), id="bring", state=Ivr.bring),
    ),
    Row(
        SwitchTo(label("ivr-all-search"), id="search", state=Ivr.search, when="can_search"),
        Button(label("ivr-all-everything"), id="everything", on_click=list_actions.on_everything, when="is_search"),
    ),
    Cancel(label("ivr-all-close")),
    state=Ivr.all,
    getter=getters.get_all,
)
search = Window(
    Say("ivr-search-ask"),
    TextInput(id="words", on_success=list_actions.on_search),
    TO_LIST,
    state=Ivr.search,
)
service = Window(
    Say("ivr-service-ask"),
    Column(listed("chosen", "services", list_actions.on_service)),
    TO_LIST,
    state=Ivr.service,
    getter=getters.get_services,
)
name = Window(
    Say("ivr-name-ask", "limit"),
    TextInput(id="name", on_success=list_actions.on_name),
    TO_LIST,
    state=Ivr.name,
    getter=getters.get_limits,
)
bring = Window(
    Say("ivr-bring-ask", "limit"),
    MessageInput(bringing.on_file),
    TO_LIST,
    state=Ivr.bring,
    getter=getters.get_file_limit,
)
brought = Window(
    Format("{ask_brought}"),
    Column(listed("chosen", "services", bringing.on_service)),
    TO_LIST,
    state=Ivr.brought,
    getter=getters.get_services,
)
one = Window(
    BODY,
    Group(listed("key", "keys", menu_actions.on_key), width=IN_A_ROW),
    Row(
        SwitchTo(label("ivr-one-greeting"), id="greeting", state=Ivr.greeting),
        SwitchTo(label("ivr-one-rename"), id="rename", state=Ivr.rename),
        when="is_there",
    ),
    Button(
        label("ivr-one-recognition", "recognition"),
        id="recognition",
        on_click=menu_actions.on_recognition,
        when="can_recognize",
    ),
    Row(
        Button(label("ivr-one-call-me"), id="call_me", on_click=entering.on_call_me),
        when="can_be_used",
    ),
    SwitchTo(label("ivr-one-use"), id="use", state=Ivr.call, when="can_be_used"),
    Row(
        Select(label("ivr-one-copy"), id="copy", item_id_getter=str, items="copyable", on_click=menu_actions.on_copy),
        Button(label("ivr-one-picture"), id="picture", on_click=sending.on_picture),
        Button(label("ivr-one-export"), id="export", on_click=sending.on_export),
        when="is_there",
    ),
    Row(
        SwitchTo(label("ivr-one-service-label"), id="service", state=Ivr.move_service, when="can_move"),
        SwitchTo(label("ivr-one-remove"), id="remove", state=Ivr.remove),
        when="is_there",
    ),
    SwitchTo(label("ivr-one-list"), id="list", state=Ivr.all),
    state=Ivr.one,
    getter=getters.get_one,
)
rename = Window(
    Say("ivr-rename-ask", "name", "limit"),
    TextInput(id="name", on_success=menu_actions.on_rename),
    TO_MENU,
    state=Ivr.rename,
    getter=getters.get_name,
)
move_service = Window(
    Format("{ask}"),
    Column(listed("chosen", "services", menu_actions.on_move_service)),
    TO_MENU,
    state=Ivr.move_service,
    getter=getters.get_other_services,
)
remove = Window(
    BODY,
    Button(label("ivr-remove-yes"), id="yes", on_click=menu_actions.on_remove),
    TO_MENU,
    state=Ivr.remove,
    getter=getters.get_removal,
)
greeting = Window(
    BODY,
    Row(
        SwitchTo(label("ivr-greeting-text"), id="text", state=Ivr.greeting_text),
        Button(label("ivr-greeting-record"), id="records", on_click=choosing.on_open, when="has_records"),
    ),
    Button(
        label("ivr-greeting-voice", "voice"), id="voice", on_click=menu_actions.on_greeting_voice, when="has_voices"
    ),
    Button(label("ivr-part-clear"), id="none", on_click=menu_actions.on_greeting_clear, when="is_set"),
    TO_MENU,
    state=Ivr.greeting,
    getter=getters.get_greeting,
)
greeting_text = Window(
    BODY,
    TextInput(id="said", on_success=menu_actions.on_greeting_text),
    SwitchTo(label("button-back"), id="back", state=Ivr.greeting),
    state=Ivr.greeting_text,
    getter=getters.get_greeting_text,
)
greeting_record = records(Ivr.greeting_record, Ivr.greeting)
call = Window(
    Say("ivr-call-ask", "name"),
    MessageInput(entering.on_numbers),
    TO_MENU,
    state=Ivr.call,
    getter=getters.get_name,
)
called = Window(
    Say("ivr-call-ready", "name"),
    TO_MENU,
    state=Ivr.called,
    getter=getters.get_name,
)


def build() -> Dialog:
    """A dialog belongs to one router tree, so each application builds its own."""
    of_list = (all_, search, service, name, bring, brought)
    of_menu = (one, rename, move_service, remove, greeting, greeting_text, greeting_record, call, called)
    return Dialog(*of_list, *of_menu, *branch_windows.ALL)
