"""The windows of `/notify`, and the button that mutes a place."""

from collections.abc import Sequence
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, Group, Row, SwitchTo

from bot.domain.access import Right
from bot.domain.subscriptions import Topic, Whose
from bot.services.subscriptions import Told
from bot.telegram.html import MESSAGE_LIMIT, fit
from bot.telegram.presses import MutePress, NotifyPress
from bot.telegram.subscription_words import (
    habits_lines,
    subscription_line,
)
from bot.telegram.texts import Html
from handlers.asked import Asked
from handlers.here import Here, here
from handlers.kit import BODY, CLOSE, open_dialog, select, to
from handlers.notify import habits, narrowing
from handlers.notify.draft import (
    begin,
    drafted,
)
from handlers.states import Notify
from handlers.widgets import Pairs, Window, label

FREQUENT = (str(Whose.EVERYBODY), str(Whose.MINE))
OWN = (str(Whose.MINE), str(Whose.LIST))
RARE = (str(Whose.CHOSEN), str(Whose.LIST), str(Topic.RECORDS), str(Topic.BALANCE), str(Topic.PROVIDERS))


async def on_notify(message: Message, where: Here, dialog_manager: DialogManager) -> None:
    await _open(where, dialog_manager)


async def on_button(query: CallbackQuery, where: Here, dialog_manager: DialogManager) -> None:
    await _open(where, dialog_manager)


async def _open(where: Here, manager: DialogManager) -> None:
    """Raises Forbidden where it is not theirs to choose."""
    await where.api.subscriptions.of(where.actor, where.place)
    await open_dialog(manager, Notify.all)


async def on_mute(query: CallbackQuery, where: Here) -> None:
    until = await where.api.subscriptions.mute(where.actor, where.place)
    found = await where.api.subscriptions.of(where.actor, where.place)
    await query.answer(where.tr.plain("notify-press-muted", time=until.astimezone(found.habits.zone).strftime("%H:%M")))


async def get_all(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    where = here(dialog_manager)
    tr, found = where.tr, await where.api.subscriptions.of(where.actor, where.place)
    title = tr("notify-text-title" if found.told else "notify-text-none", group=str(where.place.is_group).lower())
    now = where.clock.now()
    lines = [title, *_lines(found.told, found.names, where), *habits_lines(found.habits, now, tr)]
    muted = found.habits.muted_until
    return {
        "body": fit("\n".join(lines), MESSAGE_LIMIT),
        "has_some": bool(found.told),
        "is_muted": muted is not None and muted > now,
        "numbers": [(str(one.subscription.id), str(at)) for at, one in enumerate(found.told, 1)],
    }


async def get_remove(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    found = await get_all(dialog_manager)
    return {**found, "body": f"{found['body']}\n\n{here(dialog_manager).tr('notify-text-remove')}"}


def _lines(told: Sequence[Told], names: dict[int, str], where: Here) -> list[Html]:
    tr = where.tr
    lines = [(subscription_line(one.subscription, names, tr), one.notices) for one in told]
    return [tr("notify-text-line", at=at, line=line, count=count) for at, (line, count) in enumerate(lines, 1)]


async def get_what(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    tr, more = here(dialog_manager).tr, bool(dialog_manager.dialog_data.get("more"))
    sees_all = here(dialog_manager).actor.may(Right.RECEIVE_RESULTS)
    offered = (RARE if more else FREQUENT) if sees_all else OWN
    return {
        "body": tr("notify-what-ask"),
        "choices": [(one, tr.plain("notify-what", what=one)) for one in offered],
        "has_more": sees_all and not more,
    }


async def on_new(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """Whoever sees only their own calls, of which no list goes on, has nothing to choose between."""
    manager.dialog_data["more"] = False
    where = here(manager)
    if where.actor.may(Right.RECEIVE_RESULTS) or await where.api.subscriptions.lists(where.actor):
        await manager.switch_to(Notify.what)
        return
    begin(manager, str(Whose.MINE))
    await manager.switch_to(Notify.one)


async def on_more(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    manager.dialog_data["more"] = True


async def on_what(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    begin(manager, item_id)
    narrowed = {str(Whose.CHOSEN): Notify.people, str(Whose.LIST): Notify.lists}
    await manager.switch_to(narrowed.get(item_id, Notify.one))


async def get_one(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    where = here(dialog_manager)
    tr, one = where.tr, drafted(dialog_manager)
    names = {}
    if one.wanted.whose is Whose.CHOSEN:
        names = {person.id: person.name for person in await where.api.subscriptions.colleagues(where.actor)}
    return {
        "body": tr("notify-one-text", line=subscription_line(one, names, tr)),
        "is_results": one.topic is Topic.RESULTS,
    }


async def on_subscribe(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    where = here(manager)
    await where.api.subscriptions.subscribe(where.actor, drafted(manager))
    await query.answer(where.tr.plain("notify-press-subscribed"))
    await manager.switch_to(Notify.all)


async def on_unsubscribe(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    where = here(manager)
    await where.api.subscriptions.unsubscribe(where.actor, where.place, int(item_id))
    await query.answer(where.tr.plain("notify-press-unsubscribed"))
    await manager.switch_to(Notify.all)


_all = Window(
    BODY,
    Row(
        Button(label("notify-all-subscribe"), id="new", on_click=on_new),
        SwitchTo(label("notify-all-unsubscribe"), id="remove", state=Notify.remove, when="has_some"),
    ),
    SwitchTo(label("notify-all-quiet"), id="quiet", state=Notify.quiet),
    Button(label("notify-all-unmute"), id="unmute", on_click=habits.on_unmute, when="is_muted"),
    CLOSE,
    state=Notify.all,
    getter=get_all,
)
_what = Window(
    BODY,
    Group(select("what", "choices", on_what), width=1),
    Button(label("button-more"), id="more", on_click=on_more, when="has_more"),
    to(Notify.all),
    state=Notify.what,
    getter=get_what,
)
_one = Window(
    BODY,
    Button(label("notify-one-subscribe"), id="subscribe", on_click=on_subscribe),
    SwitchTo(label("notify-one-when"), id="when", state=Notify.when),
    Pairs(
        SwitchTo(label("notify-one-ends"), id="ends", state=Notify.ends, when="is_results"),
        SwitchTo(label("notify-one-keys"), id="keys", state=Notify.keys, when="is_results"),
        SwitchTo(label("notify-one-tags"), id="tags", state=Notify.tags, when="is_results"),
    ),
    to(Notify.all),
    state=Notify.one,
    getter=get_one,
)
_remove = Window(
    BODY,
    Group(select("one", "numbers", on_unsubscribe), width=5),
    to(Notify.all),
    state=Notify.remove,
    getter=get_remove,
)


def build() -> Router:
    router = Router(name="notify")
    router.message.register(on_notify, Asked("notify", linked=True))
    router.callback_query.register(on_button, NotifyPress.filter())
    router.callback_query.register(on_mute, MutePress.filter())
    return router


def dialog() -> Dialog:
    return Dialog(_all, _what, _one, _remove, *narrowing.windows, *habits.windows)
