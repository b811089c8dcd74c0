"""The states of every dialog. Renaming a group or a state strands whoever is in it until they press again."""

from aiogram.fsm.state import State, StatesGroup


class Options(StatesGroup):
    main = State()
    more = State()
    words = State()
    misread = State()
    fix = State()
    text = State()
    record = State()
    caller = State()
    joining = State()
    parting = State()
    second = State()
    language = State()
    saved = State()
    templates = State()
    account = State()
    first = State()
    office = State()
    manager = State()
    info = State()
    menu = State()
    plan = State()
    plan_date = State()
    plan_time = State()
    attempts = State()
    records = State()
    own_records = State()
    own_record = State()
    purpose = State()
    redials = State()
    extras = State()
    extra = State()
    inserts = State()


class NewCall(StatesGroup):
    """`/call` alone: to whom?"""

    phones = State()


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
    remove = State()
    saved = State()
    call = State()
    request = State()
    answer = State()


class Records(StatesGroup):
    all = State()
    search = State()
    one = State()
    rename = State()
    remove = State()
    call = State()
    request = State()
    answer = State()


class NewRecord(StatesGroup):
    """From a voice note, or from a text."""

    offer = State()
    name = State()
    text = State()
    services = State()
    sent = State()
    call = State()
    request = State()
    answer = State()


class Ivr(StatesGroup):
    all = State()
    search = State()
    service = State()
    name = State()
    one = State()
    more = State()
    keys = State()
    rename = State()
    move_service = State()
    greeting = State()
    greeting_record = State()
    branch = State()
    play = State()
    play_record = State()
    manager = State()
    sms = State()
    words = State()
    tag = State()
    webhook = State()
    parameters = State()
    move = State()
    remove = State()
    call = State()
    own = State()
    bring = State()
    brought = State()
    twin = State()


class Calls(StatesGroup):
    """`/calls`."""

    all = State()
    planned = State()
    filter = State()
    choose = State()
    search = State()
    export = State()


class CallWidgets(StatesGroup):
    all = State()
    one = State()
    remove = State()
    phone = State()
    ready = State()
    value = State()


class AtService(StatesGroup):
    calls = State()
    period = State()
    ends = State()


class Notify(StatesGroup):
    all = State()
    what = State()
    one = State()
    remove = State()
    ends = State()
    keys = State()
    tags = State()
    when = State()
    people = State()
    lists = State()
    quiet = State()
    zone = State()


class Stats(StatesGroup):
    main = State()
    more = State()
    choose = State()
    days = State()


class CallerNumber(StatesGroup):
    """No dialog: `/settings` ask for the number to call from, which may be typed."""

    asked = State()


class OwnPhone(StatesGroup):
    """No dialog: the keyboard with the button that shares a contact is open."""

    asked = State()
