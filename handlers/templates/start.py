"""`/templates [account]`."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.domain.access import Person
from bot.services.api import Api
from handlers.asked import Asked
from handlers.states import Templates
from handlers.templates.getters import kept


async def on_templates(
    message: Message,
    command: CommandObject,
    actor: Person,
    dialog_manager: DialogManager,
    api: Api,
) -> None:
    account = (command.args or "").strip()
    data = kept(await api.templates.read(actor, account)) if account else {"title": await api.templates.kept_by(actor)}
    first = Templates.all if account else Templates.account
    await dialog_manager.start(first, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND)


def build() -> Router:
    router = Router(name="templates")
    router.message.register(on_templates, Asked("templates"))
    return router
