"""What the windows of the list and of a menu show: always as it is stored by then, whoever stored it."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.errors import NotFound
from bot.domain.menu_file import LARGEST
from bot.domain.menus import LONGEST_NAME
from bot.ports import Capability
from bot.services.menus.reading import ListMenus, ListMenuServices, MenuPage, MenuSearch, ReadMenuUse
from bot.services.menus.views import MenuView
from bot.telegram.html import MESSAGE_LIMIT, clean, escape, fit
from bot.telegram.look import Look
from bot.telegram.menu_lines import short
from bot.telegram.texts import Translation
from handlers.ivr.bringing import KILOBYTE
from handlers.ivr.desk import Desk
from handlers.ivr.keypad import keypad
from handlers.ivr.menu_text import greeting_text, menu_text

LONGEST_LABEL = 40


async def get_all(
    dialog_manager: DialogManager, actor: Person, look: Look, list_menus: ListMenus, **_: Any
) -> dict[str, Any]:
    kept = dialog_manager.dialog_data
    search = str(kept.get("search", ""))
    page = await list_menus(actor, MenuSearch(search, int(kept.get("page", 0))))
    kept["page"] = page.page
    removed = kept.pop("removed", None)
    lines = [look.tr("ivr-removed-text", name=removed), ""] if removed else []
    return {
        "body": "\n".join([*lines, _title(page, search, look.tr)]),
        "menus": [(str(view.menu.id), _menu_label(view, look)) for view in page.menus],
        "has_pages": page.pages > 1,
        "page": page.page + 1,
        "pages": page.pages,
        "has_before": page.page > 0,
        "has_after": page.page + 1 < page.pages,
        "is_search": bool(search),
        "can_search": bool(search) or page.pages > 1,
    }


def _title(page: MenuPage, search: str, tr: Translation) -> str:
    if search:
        key = "ivr-all-found" if page.total else "ivr-all-not-found"
        return tr(key, search=search, count=page.total) if page.total else tr(key, search=search)
    return tr("ivr-all-title", count=page.total) if page.total else tr("ivr-all-empty")


def _menu_label(view: MenuView, look: Look) -> str:
    service = f" · {view.service}" if len(look.who_can(Capability.MENUS)) > 1 else ""
    return f"{'' if view.can_be_used else '⚠️ '}{short(view.menu.name, LONGEST_LABEL)}{service}"


async def get_services(
    dialog_manager: DialogManager, actor: Person, look: Look, list_menu_services: ListMenuServices, **_: Any
) -> dict[str, Any]:
    services = await list_menu_services(actor, None)
    brought = str(dialog_manager.dialog_data.get("file_service", ""))
    return {
        "services": [(service.name, service.title) for service in services],
        "ask_brought": look.tr("ivr-service-ask-brought", service=look.title(brought)),
    }


async def get_other_services(
    dialog_manager: DialogManager, actor: Person, look: Look, list_menu_services: ListMenuServices, **_: Any
) -> dict[str, Any]:
    menu = (await Desk(dialog_manager).view()).menu
    services = await list_menu_services(actor, None)
    return {
        "ask": look.tr("ivr-service-ask-change", name=menu.name),
        "services": [(service.name, service.title) for service in services if service.name != menu.provider],
    }


async def get_limits(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"limit": LONGEST_NAME}


async def get_file_limit(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"limit": LARGEST // KILOBYTE}


async def get_name(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"name": (await Desk(dialog_manager).view()).menu.name, "limit": LONGEST_NAME}


async def get_removal(
    dialog_manager: DialogManager, actor: Person, tr: Translation, read_menu_use: ReadMenuUse, **_: Any
) -> dict[str, Any]:
    menu = (await Desk(dialog_manager).view()).menu
    planned = len((await read_menu_use(actor, menu.id)).orders)
    lines = [tr("ivr-remove-ask", name=menu.name)]
    if planned:
        lines.append(tr("ivr-remove-planned", count=planned))
    return {"body": "\n".join(lines)}


async def get_one(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    """A menu that a colleague has removed leaves the way back to the list."""
    desk = Desk(dialog_manager)
    try:
        view = await desk.view()
    except NotFound as error:
        return {"body": look.tr(error.key), "keys": [], "copyable": [], "is_there": False}
    said = desk.take_said()
    can_recognize = view.limits is not None and view.limits.recognizes
    able = [name for name in look.who_can(Capability.MENUS) if name != view.menu.provider]
    return {
        "body": menu_text(view, look, look.tr(said) if said else ""),
        "keys": keypad(view, look),
        "copyable": [str(view.menu.id)],
        "is_there": True,
        "can_recognize": can_recognize or view.menu.recognize,
        "recognition": str(view.menu.recognize).lower(),
        "can_move": bool(able),
        "can_be_used": view.can_be_used,
    }


async def get_greeting(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view = await Desk(dialog_manager).view()
    greeting = view.menu.greeting
    return {
        "body": greeting_text(view, look),
        "has_voices": bool(greeting.text) and look.can(view.menu.provider, Capability.VOICES),
        "has_records": look.can(view.menu.provider, Capability.RECORDS),
        "voice": greeting.voice.value,
        "is_set": not greeting.is_empty,
    }


async def get_greeting_text(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view = await Desk(dialog_manager).view()
    limit = view.limits.text_limit if view.limits else look.text_limit(view.menu.provider)
    return {"body": ask_text(view.menu.greeting.text, limit, look)}


def ask_text(now: str | None, limit: int, look: Look) -> str:
    """The question, and below it what is there, to be copied."""
    lines: list[str] = [look.tr("ivr-text-ask", limit=limit)]
    if now:
        lines += ["", look.tr("ivr-text-now", length=len(now)), f"<code>{escape(clean(now))}</code>"]
    return fit("\n".join(lines), MESSAGE_LIMIT)
