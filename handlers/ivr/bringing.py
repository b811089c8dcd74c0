"""A menu from a file: sent in private whatever is open, or where the list asks for one."""

from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Row

from bot.domain.errors import MenuProblem, NotFound
from bot.domain.menu_file import LARGEST
from bot.services.menu_files import ProviderNotChosen, Twin, TwinIsThere
from bot.telegram.session import fetch_file
from handlers.here import Here, here
from handlers.ivr.all_menus import TO_LIST
from handlers.ivr.desk import opened
from handlers.kit import BODY, dialog_takes, open_dialog, select
from handlers.numbers import source_of
from handlers.states import Ivr
from handlers.widgets import Say, Window, label

KILOBYTE = 1024


async def is_menu_file(message: Message) -> bool:
    document = message.document
    return document is not None and (document.file_name or "").casefold().endswith(".json")


async def on_sent(message: Message, where: Here, dialog_manager: DialogManager) -> None:
    """Unasked: the menu opens in place of what was open. A dialog that waits for a file gets it."""
    if await dialog_takes(message, dialog_manager):
        raise SkipHandler
    data = _file_in(message)
    state = await _bring(where, data)
    await open_dialog(dialog_manager, state, data)


async def on_file(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    await _go_on(manager, **_file_in(message))


async def on_provider(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    await _go_on(manager, file_provider=item_id)


async def on_twin(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await _go_on(manager, file_twin=widget.widget_id)


def _file_in(message: Message) -> dict[str, Any]:
    """What the dialog keeps of it: a dialog's own data is no place for the file itself."""
    document = message.document
    if document is None or (document.file_size or 0) > LARGEST:
        raise MenuProblem("ivr-bring-not-file", limit=LARGEST // KILOBYTE)
    source = f"file:{source_of(message)}"
    return {"file": document.file_id, "file_source": source, "file_provider": None, "file_twin": None}


async def _go_on(manager: DialogManager, **said: Any) -> None:
    manager.dialog_data.update(said)
    await manager.switch_to(await _bring(here(manager), manager.dialog_data))


async def _bring(where: Here, data: dict[str, Any]) -> State:
    """The window that comes next: the menu's, or one that asks what is not clear. What it shows is put into `data`."""
    content = await fetch_file(where.bot, data["file"])
    twin = Twin(data["file_twin"]) if data["file_twin"] else None
    try:
        view = await where.api.menus.import_file(where.actor, content, data["file_source"], data["file_provider"], twin)
    except ProviderNotChosen as error:
        if not error.choices:
            raise NotFound("ivr-service-none") from None
        data["asked"] = where.tr("ivr-service-ask-brought", service=where.look.title(error.provider))
        return Ivr.brought
    except TwinIsThere as error:
        service = where.look.title(error.menu.provider)
        data["asked"] = where.tr("ivr-twin-ask", name=error.menu.name, service=service)
        return Ivr.twin
    data.update(opened(view.menu.id, "ivr-one-brought"))
    return Ivr.one


async def get_asked(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    body = dialog_manager.dialog_data.get("asked", "")
    return {"body": body, "providers": await where.api.menus.providers(where.actor)}


bring = Window(
    Say("ivr-bring-ask", "limit"),
    MessageInput(on_file),
    TO_LIST,
    state=Ivr.bring,
    getter={"limit": LARGEST // KILOBYTE},
)
brought = Window(
    BODY,
    Column(select("chosen", "providers", on_provider)),
    TO_LIST,
    state=Ivr.brought,
    getter=get_asked,
)
twin = Window(
    BODY,
    Row(
        Button(label("ivr-twin-replace"), id=Twin.REPLACED, on_click=on_twin),
        Button(label("ivr-twin-keep"), id=Twin.KEPT, on_click=on_twin),
    ),
    TO_LIST,
    state=Ivr.twin,
    getter=get_asked,
)
WINDOWS = (bring, brought, twin)
