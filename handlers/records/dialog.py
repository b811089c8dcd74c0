"""The windows of the records."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import Dialog
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Column, Row, Select, SwitchTo, Url
from aiogram_dialog.widgets.text import Format

from handlers.records import actions
from handlers.records.getters import get_all, get_call, get_name, get_one, get_remove, get_services
from handlers.states import Records
from handlers.widgets import Say, Window, label

CLOSE = Cancel(label("records-close"), id="close")
TO_LIST = SwitchTo(label("button-back"), id="back", state=Records.all)
TO_ONE = SwitchTo(label("button-back"), id="back", state=Records.one)


def _select(id_: str, items: str, on_click: Any) -> Select[str]:
    """Items are (id, label)."""
    return Select(Format("{item[1]}"), id=id_, item_id_getter=lambda item: item[0], items=items, on_click=on_click)


services = Window(
    Say("records-which-ask"),
    Column(_select("service", "services", actions.on_service)),
    CLOSE,
    state=Records.services,
    getter=get_services,
)
all_ = Window(
    Format("{body}"),
    Column(_select("record", "rows", actions.on_record)),
    Row(
        Button(label("records-list-before"), id="before", on_click=actions.on_before),
        Button(Format("{at}"), id="at"),
        Button(label("records-list-after"), id="after", on_click=actions.on_after),
        when="has_pages",
    ),
    Row(
        SwitchTo(label("records-list-search"), id="search", state=Records.search),
        Button(label("records-list-everything"), id="everything", on_click=actions.on_everything, when="is_searched"),
        Button(label("records-list-refresh"), id="refresh", on_click=actions.on_refresh),
    ),
    Button(label("records-list-write"), id="write", on_click=actions.on_from_text),
    Row(
        SwitchTo(label("records-list-services"), id="services", state=Records.services, when="many_services"),
        CLOSE,
    ),
    state=Records.all,
    getter=get_all,
)
search = Window(
    Say("records-search-ask"),
    TextInput(id="words", on_success=actions.on_search),
    TO_LIST,
    state=Records.search,
)
one = Window(
    Format("{body}"),
    Row(
        Button(label("records-one-play"), id="play", on_click=actions.on_play, when="can_play"),
        Url(label("records-one-link"), Format("{url}"), id="link", when="url"),
    ),
    SwitchTo(label("records-one-call"), id="call", state=Records.call, when="can_call"),
    Column(_select("again", "again", actions.on_again), when="can_again"),
    Row(
        SwitchTo(label("records-one-rename"), id="rename", state=Records.rename, when="can_rename"),
        SwitchTo(label("records-one-remove"), id="remove", state=Records.remove, when="can_remove"),
    ),
    TO_LIST,
    state=Records.one,
    getter=get_one,
)
rename = Window(
    Say("records-rename-ask", "name"),
    TextInput(id="named", on_success=actions.on_name),
    TO_ONE,
    state=Records.rename,
    getter=get_name,
)
remove = Window(
    Format("{body}"),
    Button(label("records-remove-yes"), id="yes", on_click=actions.on_remove),
    Button(label("records-remove-here"), id="here", on_click=actions.on_remove_here, when="can_here"),
    TO_ONE,
    state=Records.remove,
    getter=get_remove,
)
call = Window(
    Format("{body}"),
    TextInput(id="numbers", on_success=actions.on_numbers),
    TO_ONE,
    state=Records.call,
    getter=get_call,
)


def build() -> Dialog:
    return Dialog(services, all_, search, one, rename, remove, call)
