"""What happens to every update around its handler: whether it is late, who acts, in which topic, what shows."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from aiogram import BaseMiddleware
from aiogram.dispatcher.middlewares.user_context import EVENT_CONTEXT_KEY, EventContext
from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    CallbackQuery,
    InaccessibleMessage,
    InlineKeyboardMarkup,
    Message,
    TelegramObject,
    Update,
    User,
)

# The only inaccessible message whose topic aiogram-dialog believes: a dialog begun under it stays in the topic.
from aiogram_dialog.context.intent_middleware import InaccessibleBusinessMessage

from bot.domain.access import Person, locale_of
from bot.domain.accounts import CHANNEL_POSTS, SERVICE_ACCOUNTS
from bot.domain.errors import ZvonarError
from bot.domain.orders import Place
from bot.ports import Clock
from bot.services.chats import Chats
from bot.services.directory import Directory, Profile
from bot.services.people import People
from bot.telegram.access_card import ask_row, asker_card
from bot.telegram.buttons import Row
from bot.telegram.look import Look
from bot.telegram.menu import NEEDS
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.presses import AccessRequestPress, CallPress, OrderPress
from bot.telegram.texts import Translation
from handlers.asked import command_in
from handlers.here import Here

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


P = TypeVar("P", bound=CallbackData)
QUIET = timedelta(minutes=10)
MAX_REMEMBERED = 10_000


class LatenessMiddleware(BaseMiddleware):
    """`late`: people gave up on what they tapped. What costs something then asks once more, all else does as it says.

    A callback query carries no date: whoever feeds an update says until when it is fresh. It is looked at here, after
    the update has waited for its person's updates before it.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        fresh_until: datetime | None = data.get("fresh_until")
        data["late"] = fresh_until is not None and self._clock.now() >= fresh_until
        data.setdefault("taken", None)  # by nobody: it is not kept
        return await handler(event, data)


class Strangers:
    """They see «no access» and a way to ask for it, once in ten minutes. A private `/start` is always answered.

    `username` is the bot's own, without «@»: in a group only a command that names it is meant for it.
    """

    def __init__(self, clock: Clock, username: str) -> None:
        self._clock = clock
        self._username = username.lower()
        self._named = re.compile(rf"/\w+@{re.escape(username)}\b", re.IGNORECASE)
        self._told: dict[int, datetime] = {}

    async def meet(self, event: Update, stranger: Person, look: Look, people: People) -> None:
        if event.callback_query is not None:
            await self._meet_press(event.callback_query, stranger, look.tr)
        elif event.message is not None:
            await self._meet_message(event.message, stranger, look, people)

    def forget(self, stranger: Person) -> None:
        """Whoever asks for access is answered when they write again."""
        self._told.pop(stranger.id, None)

    async def meet_nobody(self, event: Update, tr: Translation) -> None:
        """Somebody writes for a group or a channel: nobody can tell who it is. Commands for others are passed over."""
        message = event.message
        if message is None or message.from_user is None or message.from_user.id == CHANNEL_POSTS:
            return
        command = command_in(message.text or message.caption or "")
        if command is None or (command.mention or self._username).lower() != self._username:
            return
        if (command.mention or command.command.lower() in NEEDS) and self._is_time(message.chat.id):
            await message.reply(tr("access-anonymous-text"))

    async def _meet_press(self, query: CallbackQuery, stranger: Person, tr: Translation) -> None:
        await query.answer(tr.plain("access-none-group") if self._is_time(stranger.id) else None)

    async def _meet_message(self, message: Message, stranger: Person, look: Look, people: People) -> None:
        if message.chat.type == "private":
            if self._is_time(stranger.id) or _is_start(message):
                html, rows = await _way_in(stranger, look, people)
                keyboard = InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
                await message.answer(html, reply_markup=keyboard)
        elif self._names_the_bot(message) and self._is_time(stranger.id):
            await message.reply(look.tr("access-none-group"))

    def _names_the_bot(self, message: Message) -> bool:
        return self._named.match(message.text or message.caption or "") is not None

    def _is_time(self, person_id: int) -> bool:
        now = self._clock.now()
        told = self._told.get(person_id)
        if told is not None and now - told < QUIET:
            return False
        if len(self._told) >= MAX_REMEMBERED:
            self._told = {known: at for known, at in self._told.items() if now - at < QUIET}
            if len(self._told) >= MAX_REMEMBERED:
                return False
        self._told[person_id] = now
        return True


async def _way_in(stranger: Person, look: Look, people: People) -> tuple[str, list[Row]]:
    request = await people.own_request(stranger)
    if request is not None:
        return asker_card(request, look)
    return look.tr("access-none-text", id=str(stranger.id)), [ask_row(look.tr)]


def _is_start(message: Message) -> bool:
    command = command_in(message.text or "")
    return command is not None and command.command.lower() == "start"


async def topic_of_old(event: Update, chats: Chats) -> int | None:
    """The topic of a card too old for Telegram to tell of it: what answers its button goes there.

    None unless a button of an order, or of a call, was pressed under such a message in a forum's topic.
    """
    query = event.callback_query
    if query is None or not isinstance(query.message, InaccessibleMessage) or not query.message.chat.is_forum:
        return None
    chat_id, message_id = query.message.chat.id, query.message.message_id
    if order := _read(OrderPress, query.data):
        return await chats.topic_of_order(chat_id, message_id, order.order_id)
    if call := _read(CallPress, query.data):
        return await chats.topic_of_call(chat_id, message_id, call.call_id)
    return None


def stands_in(event: Update, topic: int) -> Update:
    """The same update, its message known to stand in this topic."""
    query = event.callback_query
    if query is None or query.message is None:
        return event
    old = query.message
    message = InaccessibleBusinessMessage(
        chat=old.chat, message_id=old.message_id, message_thread_id=topic, is_topic_message=True
    )
    return event.model_copy(update={"callback_query": query.model_copy(update={"message": message})})


def _read(kind: type[P], data: str | None) -> P | None:
    try:
        return kind.unpack(data or "")
    except (TypeError, ValueError):
        return None


class ActorMiddleware(BaseMiddleware):
    """Every update gets its person, their language and look; a stranger's update goes no further.

    Nor does one whose handling was cut off too often (`given_up`): its person is told.
    """

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
        if actor.role is None:
            if not asks_for_access(event):
                return await self._strangers.meet(event, actor, look, data["api"].people)
            self._strangers.forget(actor)
        if (topic := await topic_of_old(event, self._chats)) is not None:
            event = stands_in(event, topic)
            data.update(place=replace(place, thread_id=topic))
        data["where"] = Here.of(data)
        if data.get("given_up"):
            raise ZvonarError("error-cut-off-text")
        return await handler(event, data)


def asks_for_access(event: Update) -> bool:
    query: CallbackQuery | None = event.callback_query
    return query is not None and query.data == AccessRequestPress().pack()


def _profile(user: User) -> Profile:
    return Profile(user.id, user.full_name, user.username, user.language_code)
