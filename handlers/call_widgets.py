"""`/settings` → widgets of a callback service: which there are, a new one, one taken away. For admins, in private."""

from typing import Any

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo

from bot.domain.access import Right
from bot.domain.errors import NotFound
from bot.domain.opening_hours import shown_hours
from bot.domain.widgets import WidgetWish, read_wish
from bot.ports import Capability
from bot.telegram.buttons import closable
from bot.telegram.format import manager_phone
from bot.telegram.html import MESSAGE_LIMIT, fit, shorten
from bot.telegram.presses import WidgetsPress
from bot.telegram.texts import Translation
from handlers.here import Here, here
from handlers.kit import BODY, CLOSE, LONGEST_LABEL, choose, kept, only_with, open_dialog, pages, select, to
from handlers.states import CallWidgets
from handlers.widgets import Say, Window, label

WISHES = ("name", "hours", "site", "emails")
ON_A_PAGE = 5
SHORT = 18


def has_widgets(where: Here) -> bool:
    return where.actor.may(Right.MANAGE_WIDGETS) and bool(where.look.who_can(Capability.WIDGETS))


async def on_open(query: CallbackQuery, where: Here, dialog_manager: DialogManager) -> None:
    message = query.message
    if not isinstance(message, Message) or message.chat.type != ChatType.PRIVATE:
        await query.answer(where.tr.plain("widgets-elsewhere"), show_alert=True)
        return
    data = await _read(where)
    await query.answer()
    await open_dialog(dialog_manager, CallWidgets.all, data)


async def _read(where: Here) -> dict[str, Any]:
    """As the dialog keeps it: no hash among it."""
    found = await where.api.widgets.all(where.actor)
    listed = [[one.key, one.name, one.phone, one.is_own] for one in found.widgets]
    return {"title": found.title, "is_whole": found.is_whole, "widgets": listed}


def _named(name: str, phone: str, tr: Translation) -> str:
    return name or (manager_phone(phone, tr) if phone else tr.plain("widgets-list-nameless"))


async def get_all(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    data = kept(dialog_manager)
    widgets, provider = data.get("widgets", []), data.get("title", "")
    lines: list[str] = [tr("widgets-list-title", provider=provider)]
    if not widgets:
        lines.append(tr("widgets-list-empty"))
    if not data.get("is_whole"):
        lines.append(tr("widgets-list-made-here", provider=provider))
    labels = [
        (key, shorten(f"{'✓ ' if is_own else ''}{_named(name, phone, tr)}", LONGEST_LABEL))
        for key, name, phone, is_own in widgets
    ]
    return {"body": fit("\n\n".join(lines), MESSAGE_LIMIT), "names": labels}


def _chosen(manager: DialogManager) -> tuple[str, str, str, bool]:
    for key, name, phone, is_own in kept(manager).get("widgets", []):
        if key == kept(manager).get("at"):
            return key, name, phone, is_own
    raise NotFound("widgets-gone")


async def get_one(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    _key, name, phone, is_own = _chosen(dialog_manager)
    lines: list[str] = [tr("widgets-one-title", name=_named(name, phone, tr))]
    lines += [tr("widgets-ready-phone", value=manager_phone(phone, tr))] if phone else []
    lines += [tr("widgets-one-own")] if is_own else []
    return {"body": "\n".join(lines)}


async def get_remove(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    _key, name, phone, is_own = _chosen(dialog_manager)
    key = "widgets-remove-own" if is_own else "widgets-remove-ask"
    return {"body": tr(key, name=_named(name, phone, tr))}


async def on_remove(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    where = here(manager)
    await where.api.widgets.remove(where.actor, _chosen(manager)[0])
    await query.answer(where.tr.plain("widgets-removed"))
    manager.dialog_data.update(await _read(where))
    await manager.switch_to(CallWidgets.all)


def _wish(manager: DialogManager) -> WidgetWish:
    written: dict[str, str] = kept(manager).get("wish", {})
    return WidgetWish(**{"phone": "", "zone": here(manager).look.zone.key, **written})


async def on_phone(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    manager.dialog_data["wish"] = {"phone": read_wish("phone", text)}
    await manager.switch_to(CallWidgets.ready)


async def get_ready(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    wish = _wish(dialog_manager)
    none = tr.plain("options-main-no")
    shown = {name: getattr(wish, name) for name in WISHES}
    shown["hours"] = shown_hours(wish.hours) if wish.hours else tr.plain("widgets-hours-always")
    lines = [
        tr("widgets-ready-title"),
        tr("widgets-ready-phone", value=manager_phone(wish.phone, tr)),
        tr("widgets-ready-zone", value=wish.zone),
    ]
    fields = [(name, _field(name, shown[name] or none, tr)) for name in WISHES]
    return {"body": "\n".join(lines), "fields": fields}


def _field(name: str, value: str, tr: Translation) -> str:
    return tr.plain("options-extra-label", name=tr.plain(f"widgets-field-{name}"), value=shorten(value, SHORT))


def _field_at(manager: DialogManager) -> str:
    name = manager.dialog_data.get("field")
    return name if name in WISHES else WISHES[0]


async def get_value(dialog_manager: DialogManager, tr: Translation, **_: Any) -> dict[str, Any]:
    name = _field_at(dialog_manager)
    return {"body": tr(f"widgets-ask-{name}"), "is_set": bool(getattr(_wish(dialog_manager), name))}


async def on_value(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    name = _field_at(manager)
    await _set(manager, name, read_wish(name, text))


async def on_no_value(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _set(manager, _field_at(manager), "")


async def _set(manager: DialogManager, name: str, value: str) -> None:
    manager.dialog_data["wish"] = {**manager.dialog_data.get("wish", {}), name: value}
    await manager.switch_to(CallWidgets.ready)


async def on_make(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """The hash is said once, in a message of its own: no window keeps it. A second tap finds another window."""
    where, wish = here(manager), _wish(manager)
    made = await where.api.widgets.make(where.actor, wish)
    await manager.switch_to(CallWidgets.all)
    await query.answer(where.tr.plain("widgets-made"))
    await where.say(where.tr("widgets-made-hash", hash=made), closable(where.tr))
    manager.show_mode = ShowMode.SEND
    manager.dialog_data.pop("wish", None)
    manager.dialog_data.update(await _read(where))


def build() -> Router:
    router = Router(name="widgets")
    router.callback_query.register(on_open, WidgetsPress.filter())
    return router


def dialog() -> Dialog:
    return Dialog(
        Window(
            BODY,
            pages("widgets", select("widget", "names", choose("at", CallWidgets.one)), height=ON_A_PAGE),
            SwitchTo(label("widgets-list-add"), id="add", state=CallWidgets.phone),
            CLOSE,
            state=CallWidgets.all,
            getter=get_all,
        ),
        Window(
            BODY,
            SwitchTo(label("widgets-one-remove"), id="remove", state=CallWidgets.remove),
            to(CallWidgets.all),
            state=CallWidgets.one,
            getter=get_one,
        ),
        Window(
            BODY,
            Button(label("widgets-remove-sure"), id="sure", on_click=on_remove),
            to(CallWidgets.one),
            state=CallWidgets.remove,
            getter=get_remove,
        ),
        Window(
            Say("widgets-phone-ask"),
            TextInput(id="phone", on_success=on_phone),
            to(CallWidgets.all),
            state=CallWidgets.phone,
        ),
        Window(
            BODY,
            Group(select("field", "fields", choose("field", CallWidgets.value)), width=1),
            Button(label("widgets-ready-make"), id="make", on_click=on_make),
            to(CallWidgets.all),
            state=CallWidgets.ready,
            getter=get_ready,
        ),
        Window(
            BODY,
            TextInput(id="value", on_success=on_value),
            Button(label("options-extra-none"), id="none", on_click=on_no_value, when="is_set"),
            to(CallWidgets.ready),
            state=CallWidgets.value,
            getter=get_value,
        ),
        getter=only_with(Right.MANAGE_WIDGETS),
    )
