"""The screen of a menu and what belongs to the menu as a whole. Every change is stored before anything is shown."""

from dataclasses import replace
from typing import Any

from aiogram.enums import ChatAction, ContentType
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput, MessageInput, TextInput
from aiogram_dialog.widgets.kbd import Button, Column, Row, SwitchTo

from bot.domain.errors import MenuProblem, NotFound
from bot.domain.menu_edits import rename as renamed
from bot.domain.menu_edits import set_greeting
from bot.domain.menus import LONGEST_NAME, Menu
from bot.domain.sayings import Saying, Voice
from bot.ports import Capability
from bot.telegram.html import CAPTION_LIMIT, fit
from bot.telegram.look import Look
from bot.telegram.menu_lines import order_menu_lines, picture_of
from bot.telegram.texts import Translation
from handlers.doing import doing
from handlers.here import Here, here
from handlers.ivr import calling
from handlers.ivr.desk import Desk
from handlers.ivr.key import ADD_KEY, can_add, on_key
from handlers.ivr.key_parts import to_records
from handlers.ivr.menu_text import greeting_text, menu_text, names_of, used_keys
from handlers.kit import BODY, pages, select, to
from handlers.states import Ivr
from handlers.widgets import Say, Window, label


async def get_one(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    """Where a colleague has removed the menu, the way back to the list remains."""
    desk = Desk(dialog_manager)
    try:
        view = await desk.view()
    except NotFound as error:
        return {"body": look.tr(error.key), "keys": [], "is_there": False}
    said = desk.take_said()
    others = [name for name in look.who_can(Capability.MENUS) if name != view.menu.provider]
    return {
        "body": menu_text(view, look, look.tr(said) if said else ""),
        "keys": used_keys(view, look),
        "is_there": True,
        "can_add": can_add(view.menu, look),
        "can_recognize": view.recognizes or view.menu.recognize,
        "recognition": str(view.menu.recognize).lower(),
        "can_move": bool(others),
        "can_be_used": view.can_be_used,
    }


async def get_name(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"name": (await Desk(dialog_manager).view()).menu.name, "limit": LONGEST_NAME}


async def get_other_providers(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    menu = (await Desk(dialog_manager).view()).menu
    others = [(name, title) for name, title in await where.api.menus.providers(where.actor) if name != menu.provider]
    return {"body": where.look.tr("ivr-service-ask-change", name=menu.name), "providers": others}


async def get_removal(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
    menu = (await Desk(dialog_manager).view()).menu
    planned = len(await where.api.menus.planned_with(where.actor, menu.id))
    lines = [where.tr("ivr-remove-ask", name=menu.name)]
    if planned:
        lines.append(where.tr("ivr-remove-planned", count=planned))
    return {"body": "\n".join(lines)}


async def get_greeting(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    view = await Desk(dialog_manager).view()
    greeting = view.menu.greeting
    return {
        "body": greeting_text(view, look),
        "has_voices": not greeting.record_id and look.can(view.menu.provider, Capability.VOICES),
        "has_records": look.can(view.menu.provider, Capability.RECORDS),
        "voice": greeting.voice.value,
        "is_set": not greeting.is_empty,
    }


async def on_recognition(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await Desk(manager).change(lambda menu: replace(menu, recognize=not menu.recognize))


async def on_rename(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await Desk(manager).change(lambda menu: renamed(menu, text))
    await manager.switch_to(Ivr.one)


async def on_copy(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """The window that follows has no such button: the second tap of a double tap makes no second copy."""
    desk, where = Desk(manager), here(manager)
    menu = (await desk.view()).menu
    view = await where.api.menus.copy(where.actor, menu.id, _copy_name(menu, where.tr), f"copy:{query.id}")
    desk.open_menu(view.menu.id, "ivr-one-copied")
    await manager.switch_to(Ivr.one)


def _copy_name(menu: Menu, tr: Translation) -> str:
    longest = LONGEST_NAME - len(tr.plain("ivr-copy-name", name=""))
    return tr.plain("ivr-copy-name", name=menu.name[:longest].rstrip())


async def on_provider(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    where = here(manager)
    await where.api.menus.move(where.actor, Desk(manager).menu_id, item_id)
    await manager.switch_to(Ivr.one)


async def on_remove(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    where = here(manager)
    menu = await where.api.menus.remove(where.actor, Desk(manager).menu_id)
    if menu is None:
        raise NotFound("menu-gone")
    manager.dialog_data["removed"] = menu.name
    await manager.switch_to(Ivr.all)


async def on_greeting_text(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    await Desk(manager).change(lambda menu: set_greeting(menu, replace(menu.greeting, said=text)))
    await manager.switch_to(Ivr.one)


async def on_greeting_clear(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await Desk(manager).change(lambda menu: set_greeting(menu, replace(menu.greeting, said=None)))


async def on_greeting_voice(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await Desk(manager).change(lambda menu: set_greeting(menu, _other_voice(menu.greeting)))


def _other_voice(greeting: Saying) -> Saying:
    return replace(greeting, voice=Voice.FEMALE if greeting.voice is Voice.MALE else Voice.MALE)


async def on_picture(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    where, view = here(manager), await Desk(manager).view()
    chat_id, thread_id = where.place.chat_id, where.place.thread_id
    doing(ChatAction.UPLOAD_PHOTO)
    drawn = await where.painter.menu(picture_of(view.menu, where.look, names_of(view)))
    await where.bot.send_photo(
        chat_id,
        BufferedInputFile(drawn, "menu.png"),
        message_thread_id=thread_id,
        caption=fit("\n".join(order_menu_lines(view.menu, where.look)), CAPTION_LIMIT),
    )
    manager.show_mode = ShowMode.SEND


async def on_export(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    """A file has its numbers in full: those go into no group."""
    where = here(manager)
    doing(ChatAction.UPLOAD_DOCUMENT)
    exported = await where.api.menus.export_file(where.actor, Desk(manager).menu_id)
    if where.place.is_group and any(branch.manager for branch in exported.menu.branches):
        raise MenuProblem("ivr-export-private")
    await where.bot.send_document(
        where.place.chat_id,
        BufferedInputFile(exported.content, exported.file_name),
        message_thread_id=where.place.thread_id,
        caption=fit(where.tr("ivr-export-caption", name=exported.menu.name), CAPTION_LIMIT),
    )
    manager.show_mode = ShowMode.SEND


one = Window(
    BODY,
    pages("used", select("key", "keys", on_key), width=2, height=4),
    Row(
        ADD_KEY,
        SwitchTo(label("ivr-one-greeting"), id="greeting", state=Ivr.greeting),
        when="is_there",
    ),
    Button(label("ivr-one-call-me"), id="call_me", on_click=calling.on_call_me, when="can_be_used"),
    SwitchTo(label("ivr-one-use"), id="use", state=Ivr.call, when="can_be_used"),
    Row(SwitchTo(label("button-more"), id="more", state=Ivr.more, when="is_there"), to(Ivr.all, id_="list")),
    state=Ivr.one,
    getter=get_one,
)
more = Window(
    BODY,
    Row(
        SwitchTo(label("ivr-one-rename"), id="rename", state=Ivr.rename),
        Button(label("ivr-one-copy"), id="copy", on_click=on_copy),
        when="is_there",
    ),
    Row(
        Button(label("ivr-one-picture"), id="picture", on_click=on_picture),
        Button(label("ivr-one-export"), id="export", on_click=on_export),
        when="is_there",
    ),
    Button(
        label("ivr-one-recognition", "recognition"), id="recognition", on_click=on_recognition, when="can_recognize"
    ),
    Row(
        SwitchTo(label("ivr-one-service-label"), id="service", state=Ivr.move_service, when="can_move"),
        SwitchTo(label("ivr-one-remove"), id="remove", state=Ivr.remove),
        when="is_there",
    ),
    to(Ivr.one),
    state=Ivr.more,
    getter=get_one,
)
rename = Window(
    Say("ivr-rename-ask", "name", "limit"),
    TextInput(id="name", on_success=on_rename),
    to(Ivr.more),
    state=Ivr.rename,
    getter=get_name,
)
move_service = Window(
    BODY,
    Column(select("chosen", "providers", on_provider)),
    to(Ivr.more),
    state=Ivr.move_service,
    getter=get_other_providers,
)
remove = Window(
    BODY,
    Button(label("ivr-remove-yes"), id="yes", on_click=on_remove),
    to(Ivr.more),
    state=Ivr.remove,
    getter=get_removal,
)
greeting = Window(
    BODY,
    TextInput(id="said", on_success=on_greeting_text),
    to_records(Ivr.greeting_record),
    Button(label("ivr-greeting-voice", "voice"), id="voice", on_click=on_greeting_voice, when="has_voices"),
    Button(label("ivr-part-clear"), id="none", on_click=on_greeting_clear, when="is_set"),
    to(Ivr.one),
    state=Ivr.greeting,
    getter=get_greeting,
)
call = Window(
    Say("ivr-call-ask", "name"), MessageInput(calling.on_numbers), to(Ivr.one), state=Ivr.call, getter=get_name
)
own = Window(
    Say("ivr-own-ask"),
    MessageInput(calling.on_own_phone, content_types=[ContentType.TEXT, ContentType.CONTACT]),
    state=Ivr.own,
    markup_factory=calling.OwnPhoneKeyboard(),
)
WINDOWS = (one, more, rename, move_service, remove, greeting, call, own)
