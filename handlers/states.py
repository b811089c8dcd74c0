"""The states of every dialog. Renaming a group or a state strands whoever is in it until they press again."""

from __future__ import annotations

from aiogram.fsm.state import State, StatesGroup


class Options(StatesGroup):
    main = State()
    text = State()
    record = State()
    caller = State()
    service = State()
    second = State()
    language = State()
    saved = State()
    first = State()
    office = State()
    manager = State()
    info = State()
    when = State()


class Emulator(StatesGroup):
    services = State()
    operations = State()
    form = State()
    items = State()
    value = State()
    ready = State()
    confirm = State()
    answer = State()


class Tag(StatesGroup):
    word = State()


class Templates(StatesGroup):
    account = State()
    all = State()
    one = State()
    add = State()
    change = State()
    saved = State()


class OwnPhone(StatesGroup):
    """No dialog: the keyboard with the button that shares a contact is open."""

    asked = State()
