"""`/start` and `/help`."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import Message

from bot.domain.access import Person, Right
from bot.telegram.menu import commands_of, set_menu
from bot.telegram.texts import Texts, Translation
from handlers.asked import Asked


async def on_start(message: Message, actor: Person, tr: Translation, bot: Bot, texts: Texts) -> None:
    await message.answer(tr("help-start-text", name=actor.name) + "\n\n" + help_text(actor, tr))
    if message.chat.type == "private":
        await set_menu(bot, texts, actor)


async def on_help(message: Message, actor: Person, tr: Translation) -> None:
    await message.answer(help_text(actor, tr))


def help_text(actor: Person, tr: Translation) -> str:
    """How to call, then the commands that this person may use."""
    lines = [f"/{name} — {tr(f'command-{name}')}" for name in commands_of(actor)]
    parts = [tr("help-call-text"), "\n".join(lines)]
    if actor.may(Right.MANAGE_RECORDS):
        parts.append(tr("help-records-text"))
    if actor.may(Right.RECEIVE_RESULTS):
        parts.append(tr("help-manager-text"))
    return "\n\n".join(parts)


def build() -> Router:
    router = Router(name="help")
    router.message.register(on_start, Asked("start"))
    router.message.register(on_help, Asked("help"))
    return router
