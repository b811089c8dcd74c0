"""All routers in the order in which an update meets them."""

from __future__ import annotations

from aiogram import Router

from handlers import access, chats, errors, new_call, private_only
from handlers.commands import balance, call, cancel, contact, history, own_phone, settings, users
from handlers.commands import help as help_
from handlers.emulator import dialog as emulator
from handlers.emulator import start as emulator_start
from handlers.ivr import dialog as ivr_dialog
from handlers.ivr import start as ivr
from handlers.new_record import calling as call_with_sound
from handlers.new_record import dialog as new_record_dialog
from handlers.new_record import offering as new_record
from handlers.options import dialog as options
from handlers.presses import order, stale, unknown
from handlers.records import dialog as records_dialog
from handlers.records import start as records
from handlers.tags import dialog as tag_dialog
from handlers.tags import start as tags
from handlers.templates import dialog as templates_dialog
from handlers.templates import start as templates
from handlers.unasked import files, words


def build_routers() -> list[Router]:
    """Fresh ones each time, for a router belongs to one dispatcher. Commands come first and work inside dialogs."""
    # What is pressed and written most comes first. A list or a sound with `/call` beneath it is no `/call` with a text.
    first = (errors, order, files, call_with_sound, call)
    calls = (own_phone, ivr, contact, history)
    # `help_` takes every `/start` that no link into one of the others wrote.
    links = (private_only, balance, settings)
    commands = (*first, *links, *calls, help_, users, templates, emulator_start, cancel)
    parts = (*commands, records, new_record, access, unknown, tags, chats, words)
    dialogs = (options, new_call, emulator, tag_dialog, templates_dialog, ivr_dialog, records_dialog, new_record_dialog)
    return [*(part.build() for part in parts), *(dialog.build() for dialog in dialogs), stale.build()]
