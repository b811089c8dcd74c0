"""What narrows a subscription: outcomes, keys, tags, colleagues; and when it is told."""

from collections.abc import Sequence
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Group, SwitchTo

from bot.domain.calls import CallState
from bot.domain.errors import OrderProblem
from bot.domain.times import parse_clock
from bot.services.calls import LONGEST_TAG
from bot.telegram.history_lines import list_name
from bot.telegram.html import shorten
from bot.telegram.look import Look
from bot.telegram.subscription_words import STAYED, end_words, key_words, schedule_words
from handlers.here import here
from handlers.kit import BODY, LONGEST_LABEL, ON_A_PAGE, marked, pages, select, to
from handlers.notify.draft import SCHEDULES, at_clock, drafted, schedule_code, schedule_of, set_in_draft, toggle
from handlers.states import Notify
from handlers.widgets import Pairs, Window, label

ENDS = (
    CallState.COMPLETED,
    CallState.NO_ANSWER,
    CallState.BUSY,
    CallState.VOICEMAIL,
    CallState.FAILED,
    CallState.REJECTED,
    CallState.UNKNOWN,
    CallState.EXPIRED,
    CallState.CANCELED,
)
KEYS = (*range(10), STAYED)
MOST_TAGS = 10


async def get_ends(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    tr, chosen = here(dialog_manager).tr, drafted(dialog_manager).wanted.ends
    ends = [(str(end), marked(_sentence(end_words(end, tr)), end in chosen)) for end in ENDS]
    return {"body": tr("notify-ends-ask"), "ends": ends}


async def on_end(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    toggle(manager, "ends", item_id)


async def get_keys(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    tr, chosen = here(dialog_manager).tr, drafted(dialog_manager).wanted.keys
    keys = [(str(key), marked(_sentence(key_words(key, tr)), key in chosen)) for key in KEYS]
    return {"body": tr("notify-keys-ask"), "keys": keys}


async def on_key(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    toggle(manager, "keys", int(item_id))


async def get_tags(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Those that calls have by now; others may be written."""
    where, chosen = here(dialog_manager), drafted(dialog_manager).wanted.tags
    given = (await where.api.history.choices(where.actor)).tags
    offered = dialog_manager.dialog_data["tags"] = [*dict.fromkeys((*given, *chosen))]
    tags = [(str(at), marked(shorten(tag, LONGEST_LABEL), tag in chosen)) for at, tag in enumerate(offered)]
    return {"body": where.tr("notify-tags-ask"), "tags": tags}


async def on_tag(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    toggle(manager, "tags", manager.dialog_data["tags"][int(item_id)])
    _check(drafted(manager).wanted.tags)


async def on_tags(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    tags = list(dict.fromkeys(tag.strip() for tag in text.replace("\n", ",").split(",") if tag.strip()))
    _check(tags, fewest=1)
    set_in_draft(manager, tags=tags)
    await manager.switch_to(Notify.one)


def _check(tags: Sequence[str], fewest: int = 0) -> None:
    if not fewest <= len(tags) <= MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        raise OrderProblem("notify-tags-wrong", most=MOST_TAGS, longest=LONGEST_TAG)


async def get_when(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    tr, chosen = here(dialog_manager).tr, drafted(dialog_manager).schedule
    offered = [(code, schedule_of(code)) for code in SCHEDULES]
    whens = [(code, marked(_sentence(schedule_words(one, tr)), one == chosen)) for code, one in offered]
    return {"body": tr("notify-when-ask", when=schedule_words(chosen, tr)), "whens": whens}


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


async def on_when(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    set_in_draft(manager, schedule=item_id)
    await manager.switch_to(Notify.one)


async def on_clock(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    set_in_draft(manager, schedule=at_clock(schedule_code(manager), parse_clock(text)))
    await manager.switch_to(Notify.one)


async def get_people(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    where = here(dialog_manager)
    chosen = drafted(dialog_manager).wanted.people
    found = await where.api.subscriptions.colleagues(where.actor)
    people = [(str(one.id), marked(shorten(one.name, LONGEST_LABEL), one.id in chosen)) for one in found]
    return {"body": where.tr("notify-people-ask"), "people": people, "has_people": bool(chosen)}


async def on_person(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    toggle(manager, "people", int(item_id))


async def get_lists(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    where = here(dialog_manager)
    found = await where.api.subscriptions.lists(where.actor)
    lists = [(str(one.id), list_name(one.id, one.created_at, len(one.phones), look)) for one in found]
    return {"body": look.tr("notify-lists-ask" if lists else "notify-lists-none"), "lists": lists}


async def on_list(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    set_in_draft(manager, order_id=int(item_id))
    await manager.switch_to(Notify.one)


BACK = to(Notify.one)
windows = (
    Window(BODY, Group(select("end", "ends", on_end), width=2), BACK, state=Notify.ends, getter=get_ends),
    Window(BODY, Group(select("key", "keys", on_key), width=5), BACK, state=Notify.keys, getter=get_keys),
    Window(
        BODY,
        pages("tags", select("tag", "tags", on_tag)),
        TextInput(id="words", on_success=on_tags),
        BACK,
        state=Notify.tags,
        getter=get_tags,
    ),
    Window(
        BODY,
        Pairs(select("when", "whens", on_when)),
        TextInput(id="clock", on_success=on_clock),
        BACK,
        state=Notify.when,
        getter=get_when,
    ),
    Window(
        BODY,
        pages("people", select("person", "people", on_person), height=ON_A_PAGE),
        SwitchTo(label("notify-people-done"), id="done", state=Notify.one, when="has_people"),
        to(Notify.what),
        state=Notify.people,
        getter=get_people,
    ),
    Window(
        BODY, pages("lists", select("list", "lists", on_list)), to(Notify.what), state=Notify.lists, getter=get_lists
    ),
)
