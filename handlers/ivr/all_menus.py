"""The list of menus: its pages, its search, a new menu."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import ManagedTextInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Column, Row, SwitchTo

from bot.domain.errors import NotFound
from bot.domain.menus import LONGEST_NAME
from bot.ports import Capability
from bot.services.menu_views import MenuView
from bot.services.menus import MenuPage
from bot.telegram.look import Look
from bot.telegram.menu_lines import short
from bot.telegram.texts import Translation
from handlers.here import Here, here
from handlers.ivr.desk import Desk
from handlers.kit import BODY, CLOSE, LONGEST_LABEL, choose, keep, select, to, turning
from handlers.numbers import source_of
from handlers.states import Ivr
from handlers.widgets import Say, Window, label

TO_LIST = to(Ivr.all, id_="list")
LISTED = 5
"""Menus, or records, on a page: a keyboard has eight rows at most."""


async def get_all(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    kept = dialog_manager.dialog_data
    search = str(kept.get("search", ""))
    page = await where.api.menus.find(where.actor, search, int(kept.get("page", 0)), LISTED)
    kept["page"] = page.page
    removed = kept.pop("removed", None)
    lines = [where.tr("ivr-removed-text", name=removed), ""] if removed else []
    return {
        "body": "\n".join([*lines, _title(page, search, where.tr)]),
        "menus": [(str(view.menu.id), _menu_label(view, where.look)) for view in page.menus],
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
    provider = f" · {view.provider_title}" if len(look.who_can(Capability.MENUS)) > 1 else ""
    return f"{'' if view.can_be_used else '⚠️ '}{short(view.menu.name, LONGEST_LABEL)}{provider}"


async def get_new(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    providers = await where.api.menus.providers(where.actor)
    return {
        "providers": providers,
        "service": where.look.title(str(dialog_manager.dialog_data.get("service", ""))),
        "has_choice": len(providers) > 1,
        "limit": LONGEST_NAME,
    }


async def on_search(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    manager.dialog_data.update(search=text.strip(), page=0)
    await manager.switch_to(Ivr.all)


async def on_menu(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    Desk(manager).open_menu(int(item_id))
    await manager.switch_to(Ivr.one)


async def on_new(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    where = here(manager)
    providers = await where.api.menus.providers(where.actor)
    if not providers:
        raise NotFound("ivr-service-none")
    manager.dialog_data["service"] = providers[0][0]
    await manager.switch_to(Ivr.name)


async def on_name(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    """What the callee hears is asked for next."""
    where, provider = here(manager), manager.dialog_data.get("service")
    view = await where.api.menus.create(where.actor, text, f"menu:{source_of(message)}", provider)
    Desk(manager).open_menu(view.menu.id)
    await manager.switch_to(Ivr.greeting)


all_ = Window(
    BODY,
    Column(select("menu", "menus", on_menu)),
    turning("previous", "next", Button(label("ivr-all-page", "page", "pages"), id="page", when="has_pages")),
    Row(
        Button(label("ivr-all-new"), id="new", on_click=on_new),
        SwitchTo(label("ivr-all-bring"), id="bring", state=Ivr.bring),
    ),
    Row(
        SwitchTo(label("ivr-all-search"), id="search", state=Ivr.search, when="can_search"),
        Button(label("ivr-all-everything"), id="everything", on_click=keep(search="", page=0), when="is_search"),
        CLOSE,
    ),
    state=Ivr.all,
    getter=get_all,
)
search = Window(Say("ivr-search-ask"), TextInput(id="words", on_success=on_search), TO_LIST, state=Ivr.search)
service = Window(
    Say("ivr-service-ask"),
    Column(select("chosen", "providers", choose("service", Ivr.name))),
    to(Ivr.name),
    state=Ivr.service,
    getter=get_new,
)
name = Window(
    Say("ivr-name-ask", "limit"),
    TextInput(id="name", on_success=on_name),
    SwitchTo(label("ivr-name-service", "service"), id="service", state=Ivr.service, when="has_choice"),
    TO_LIST,
    state=Ivr.name,
    getter=get_new,
)
WINDOWS = (all_, search, service, name)
