"""Who acts: every update gets its person, their language and look; a stranger's update goes no further."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.middlewares.user_context import EVENT_CONTEXT_KEY, EventContext
from aiogram.types import CallbackQuery, TelegramObject, Update, User

from bot.domain.accounts import SERVICE_ACCOUNTS
from bot.domain.locales import locale_of
from bot.domain.orders import Place
from bot.services.chats import Chats
from bot.services.directory import Directory, Profile
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.presses import AccessRequestPress
from handlers.middlewares.strangers import Strangers
from handlers.middlewares.topics import stands_in, topic_of_old

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class ActorMiddleware(BaseMiddleware):
    def __init__(
        self,
        directory: Directory,
        chats: Chats,
        messenger: TelegramMessenger,
        strangers: Strangers,
        default_locale: str,
    ) -> None:
        self._directory = directory
        self._chats = chats
        self._messenger = messenger
        self._strangers = strangers
        self._default_locale = default_locale

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        context: EventContext = data[EVENT_CONTEXT_KEY]
        if context.user is None or context.chat is None or not isinstance(event, Update):
            return None
        place = Place(context.chat.id, context.thread_id)
        if context.user.id in SERVICE_ACCOUNTS:
            return await self._strangers.meet_nobody(event, self._messenger.look(self._default_locale, place).tr)
        actor = await self._directory.recognise(_profile(context.user))
        look = self._messenger.look(locale_of(actor, self._default_locale), place)
        data.update(actor=actor, place=place, look=look, tr=look.tr)
        if actor.role is None and not asks_for_access(event):
            return await self._strangers.meet(event, actor, look.tr)
        if (topic := await topic_of_old(event, self._chats)) is not None:
            event = stands_in(event, topic)
            data.update(place=replace(place, thread_id=topic))
        return await handler(event, data)


def asks_for_access(event: Update) -> bool:
    query: CallbackQuery | None = event.callback_query
    return query is not None and query.data == AccessRequestPress().pack()


def _profile(user: User) -> Profile:
    return Profile(user.id, user.full_name, user.username, user.language_code)
