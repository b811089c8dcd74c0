"""The windows of a new record."""

from __future__ import annotations

from aiogram_dialog import Dialog
from aiogram_dialog.widgets.input import TextInput
from aiogram_dialog.widgets.kbd import Button, Cancel, Column, Row, Select, SwitchTo
from aiogram_dialog.widgets.text import Format

from handlers.new_record import actions
from handlers.new_record.getters import get_name, get_offer, get_sent, get_services, get_text
from handlers.states import NewRecord
from handlers.widgets import Say, Window, label

BACK = SwitchTo(label("button-back"), id="back", state=NewRecord.offer)

offer = Window(
    Format("{body}"),
    Row(
        SwitchTo(label("records-new-rename"), id="name", state=NewRecord.name),
        Button(label("records-new-listen"), id="listen", on_click=actions.on_listen, when="is_sound"),
        SwitchTo(label("records-new-write"), id="text", state=NewRecord.text, when="is_text"),
    ),
    Button(label("records-new-voice", "voice"), id="voice", on_click=actions.on_voice, when="has_voices"),
    SwitchTo(label("records-new-choose"), id="services", state=NewRecord.services, when="many_services"),
    Button(label("records-new-send"), id="send", on_click=actions.on_send, when="can_send"),
    Cancel(label("button-cancel"), id="stop"),
    state=NewRecord.offer,
    getter=get_offer,
)
name = Window(
    Say("records-name-ask", "name"),
    TextInput(id="named", on_success=actions.on_name),
    BACK,
    state=NewRecord.name,
    getter=get_name,
)
text = Window(
    Format("{ask}"),
    TextInput(id="said", on_success=actions.on_text),
    SwitchTo(label("button-back"), id="back", state=NewRecord.offer, when="has_text"),
    Cancel(label("button-back"), id="stop", when="has_none"),
    state=NewRecord.text,
    getter=get_text,
)
services = Window(
    Say("records-services-ask"),
    Column(
        Select(
            Format("{item[1]}"),
            id="service",
            item_id_getter=lambda item: item[0],
            items="services",
            on_click=actions.on_service,
        )
    ),
    SwitchTo(label("records-services-done"), id="done", state=NewRecord.offer),
    state=NewRecord.services,
    getter=get_services,
)
sent = Window(
    Format("{body}"),
    Button(label("records-sent-again"), id="again", on_click=actions.on_again, when="can_again"),
    Button(label("records-sent-list"), id="list", on_click=actions.on_list),
    Cancel(label("records-close"), id="close"),
    state=NewRecord.sent,
    getter=get_sent,
)


def build() -> Dialog:
    return Dialog(offer, name, text, services, sent)
