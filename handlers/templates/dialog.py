"""The windows of the templates."""

from __future__ import annotations

from aiogram_dialog import Dialog
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Row, SwitchTo
from aiogram_dialog.widgets.text import Format

from handlers.kit import pages, select
from handlers.states import Templates
from handlers.templates import actions
from handlers.templates.getters import get_all, get_one, get_saved, get_title
from handlers.widgets import Say, Window, label

BACK = SwitchTo(label("button-back"), id="back", state=Templates.all)
CLOSE = Cancel(label("templates-list-close"))

account = Window(
    Say("templates-account-ask", "title"),
    TextInput(id="account", on_success=actions.on_account),
    CLOSE,
    state=Templates.account,
    getter=get_title,
)
all_ = Window(
    Format("{text}"),
    pages("names", select("name", "names", actions.on_one)),
    Row(
        SwitchTo(label("templates-list-add"), id="add", state=Templates.add),
        SwitchTo(label("templates-list-account"), id="account", state=Templates.account),
    ),
    CLOSE,
    state=Templates.all,
    getter=get_all,
)
one = Window(
    Format("{body}"),
    SwitchTo(label("templates-one-change"), id="change", state=Templates.change),
    BACK,
    state=Templates.one,
    getter=get_one,
)
add = Window(
    Say("templates-add-ask"),
    TextInput(id="new", on_success=actions.on_new),
    BACK,
    state=Templates.add,
)
change = Window(
    Say("templates-change-ask"),
    TextInput(id="changed", on_success=actions.on_changed),
    BACK,
    state=Templates.change,
)
saved = Window(
    Format("{body}"),
    Button(label("templates-saved-list"), id="list", on_click=actions.on_list),
    CLOSE,
    state=Templates.saved,
    getter=get_saved,
)


def build() -> Dialog:
    return Dialog(account, all_, one, add, change, saved)
