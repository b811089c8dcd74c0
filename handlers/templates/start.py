"""`/templates [account]`."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.domain.access import Person
from bot.services.templates import CheckTemplates, ListTemplates
from handlers.asked import Asked
from handlers.states import Templates
from handlers.templates.getters import kept


async def on_templates(
    message: Message,
    command: CommandObject,
    actor: Person,
    dialog_manager: DialogManager,
    check_templates: CheckTemplates,
    list_templates: ListTemplates,
) -> None:
    title = await check_templates(actor, None)
    account = (command.args or "").strip()
    data = kept(await list_templates(actor, account)) if account else {"title": title}
    first = Templates.all if account else Templates.account
    await dialog_manager.start(first, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def build() -> Router:
    router = Router(name="templates")
    router.message.register(on_templates, Asked("templates"))
    return router
