"""The options' main window: only what the order's service can do."""

from __future__ import annotations

from aiogram_dialog import Dialog
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.text import Format

from handlers.options import actions, choices, stored, windows
from handlers.options.getters import get_order
from handlers.states import Options
from handlers.widgets import Window, label

main = Window(
    Format("{body}"),
    SwitchTo(label("options-main-first", "first"), id="first", state=Options.first, when="is_callback"),
    Row(
        SwitchTo(label("options-main-text"), id="text", state=Options.text, when="is_voice"),
        Button(label("options-main-record"), id="record", on_click=stored.on_records, when="has_records"),
    ),
    SwitchTo(label("options-main-text-manager"), id="words", state=Options.text, when="is_callback"),
    SwitchTo(label("options-main-info"), id="info", state=Options.info, when="is_callback"),
    SwitchTo(label("options-main-when", "at"), id="when", state=Options.when, when="is_callback"),
    Row(
        Button(label("options-main-phrase"), id="phrase", on_click=choices.on_phrases, when="has_phrases"),
        Button(label("options-main-script"), id="script", on_click=choices.on_scripts, when="has_scripts"),
    ),
    Button(label("options-main-voice", "voice"), id="voice", on_click=actions.on_voice, when="has_voices"),
    Button(
        label("options-main-language", "language"), id="language", on_click=choices.on_languages, when="has_languages"
    ),
    SwitchTo(label("options-main-menu", "menu"), id="menu", state=Options.menu, when="has_menus"),
    SwitchTo(label("options-main-when", "at"), id="plan", state=Options.plan, when="is_voice"),
    SwitchTo(label("options-main-both", "attempts", "repeats"), id="trying", state=Options.attempts, when="has_both"),
    SwitchTo(label("options-main-attempts", "attempts"), id="tries", state=Options.attempts, when="has_attempts"),
    SwitchTo(label("options-main-repeats", "repeats"), id="repeats", state=Options.attempts, when="has_repeats"),
    Button(
        label("options-main-recording", "recording"),
        id="recording",
        on_click=actions.on_recording,
        when="has_recording",
    ),
    SwitchTo(label("options-main-caller", "caller"), id="caller", state=Options.caller, when="has_callers"),
    SwitchTo(label("options-main-service", "service"), id="service", state=Options.service, when="many_services"),
    SwitchTo(label("options-main-second", "second"), id="second", state=Options.second, when="has_second"),
    Button(label("options-main-done"), id="done", on_click=actions.on_done),
    state=Options.main,
    getter=get_order,
)


def build() -> Dialog:
    """A dialog belongs to one router tree, so each application builds its own."""
    return Dialog(main, *windows.ALL)
