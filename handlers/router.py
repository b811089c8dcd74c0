"""All routers in the order in which an update meets them."""

from aiogram import Router

from handlers import at_service, call_widgets, errors, groups, presses, stats, tags, templates, unasked
from handlers.calls import dialog as calls
from handlers.calls import recording
from handlers.commands import balance, call, own_phone, settings, typed_caller, users
from handlers.commands import help as help_
from handlers.emulator import dialog as emulator
from handlers.ivr import dialog as ivr
from handlers.leaving import leave_for_command
from handlers.new_record import dialog as new_record
from handlers.new_record import start as sounds
from handlers.notify import dialog as notify
from handlers.options import dialog as options
from handlers.records import dialog as records


def build_routers() -> list[Router]:
    """Fresh ones each time, for a router belongs to one dispatcher. Commands come first and work inside dialogs."""
    # What is pressed most comes first. A list or a sound with `/call` beneath it is no `/call` with a text.
    first = [errors.build(), presses.build(), unasked.build_files(), sounds.build_call()]
    # `/start balance`, a link, is no `/start`.
    parts = [own_phone, typed_caller, ivr, call, groups, balance, settings, calls, stats, help_, users]
    parts += [templates, emulator, records, notify, sounds, tags, recording, call_widgets, at_service, unasked]
    windows = (
        call,
        calls,
        emulator,
        tags,
        templates,
        ivr,
        records,
        new_record,
        call_widgets,
        at_service,
        stats,
        notify,
    )
    built = {part: part.build() for part in parts}
    for part in (balance, settings, help_, users):
        built[part].message.middleware(leave_for_command)
    dialogs = [options.build(), *(part.dialog() for part in windows)]
    for one in dialogs:
        one.message.middleware(errors.in_window)
    return [
        *first,
        *built.values(),
        *dialogs,
        errors.build_last(),
    ]
