"""Asking for access, and answering those who ask."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.domain.access import Person, Role
from bot.services.api import Api
from bot.telegram.menu import set_menu
from bot.telegram.presses import AccessAnswer, AccessPress, AccessRequestPress
from bot.telegram.texts import Texts, Translation

ROLES = {
    AccessAnswer.OPERATOR: Role.OPERATOR,
    AccessAnswer.MANAGER: Role.MANAGER,
    AccessAnswer.ADMIN: Role.ADMIN,
    AccessAnswer.DENY: None,
}


async def on_request(query: CallbackQuery, actor: Person, tr: Translation, api: Api) -> None:
    if actor.role is not None:
        await query.answer(tr.plain("access-press-done"))
        return
    is_new = await api.people.ask_in(actor)
    key = "access-requested-text" if is_new else "access-requested-already"
    await query.answer(tr.plain(key), show_alert=True)


async def on_answer(
    query: CallbackQuery,
    callback_data: AccessPress,
    actor: Person,
    tr: Translation,
    bot: Bot,
    texts: Texts,
    api: Api,
) -> None:
    decided = await api.people.decide(actor, callback_data.request_id, ROLES[callback_data.answer])
    await query.answer(tr.plain("access-press-done"))
    await set_menu(bot, texts, decided.person)


def build() -> Router:
    router = Router(name="access")
    router.callback_query.register(on_request, AccessRequestPress.filter())
    router.callback_query.register(on_answer, AccessPress.filter())
    return router
