"""A dialog has one message, its window: edited in place on taps, sent anew below what somebody writes, then deleted.

The window is the message that the dialog's stack remembers as its last. What else was tapped, such as a card whose
button opened the dialog, is not the dialog's to take away.
"""

import logging
from hashlib import sha256
from typing import Any

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BufferedInputFile, CallbackQuery, ContentType, InputFile, Message
from aiogram_dialog import ChatEvent, DialogManager, ShowMode
from aiogram_dialog.api.entities import MediaAttachment, NewMessage, OldMessage, Stack
from aiogram_dialog.api.internal import STACK_KEY, DialogManagerFactory
from aiogram_dialog.api.protocols import DialogRegistryProtocol
from aiogram_dialog.context.media_storage import MediaIdStorage
from aiogram_dialog.manager.manager import ManagerImpl
from aiogram_dialog.manager.message_manager import MessageManager

from bot.telegram.courtesy import was_answered

log = logging.getLogger(__name__)


class Drawn(MediaAttachment):
    """A picture made for its window. Its path names its content, so that an equal one is not sent to Telegram twice."""

    def __init__(self, png: bytes) -> None:
        super().__init__(ContentType.PHOTO, path=f"{sha256(png).hexdigest()}.png")
        self.png = png


_BELOW = (ShowMode.SEND, ShowMode.DELETE_AND_SEND)


class OneWindow(MessageManager):
    """Of one update. The new window is sent before the old one goes: when either fails, a window is left."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack

    async def show_message(self, bot: Bot, new_message: NewMessage, old_message: OldMessage | None) -> OldMessage:
        window = self._stack.last_message_id
        below = new_message.show_mode in _BELOW or _cannot_stay(new_message, old_message)
        shown = await super().show_message(bot, new_message, None if below else old_message)
        if window is not None and window != shown.message_id:
            await take_away(bot, new_message.chat.id, window)
        return shown

    async def get_media_source(self, media: MediaAttachment, bot: Bot) -> InputFile | str:
        if isinstance(media, Drawn) and not media.file_id:
            return BufferedInputFile(media.png, "picture.png")
        return await super().get_media_source(media, bot)

    async def answer_callback(self, bot: Bot, callback_query: CallbackQuery) -> None:
        """What its handler has said stands."""
        if not was_answered(callback_query.id):
            await super().answer_callback(bot, callback_query)

    async def remove_kbd(self, bot: Bot, show_mode: ShowMode, old_message: OldMessage | None) -> None:
        """The dialog is over."""
        window = self._stack.last_message_id
        if show_mode is not ShowMode.NO_UPDATE and old_message is not None and window is not None:
            await take_away(bot, old_message.chat.id, window)


def _cannot_stay(new_message: NewMessage, old_message: OldMessage | None) -> bool:
    """A message with a picture becomes none without: Telegram changes a picture, adds one, and takes none away."""
    return old_message is not None and old_message.media_id is not None and new_message.media is None


async def take_away(bot: Bot, chat_id: int, message_id: int) -> None:
    """Delete a window. One that Telegram keeps, of more than two days ago or in a group, loses its buttons at least."""
    try:
        await bot.delete_message(chat_id, message_id)
    except TelegramAPIError as error:
        log.info("a window stays: %s", type(error).__name__)
        try:
            await bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id)
        except TelegramAPIError as also:
            log.info("it stays with its buttons: %s", type(also).__name__)


class OneWindowEach(DialogManagerFactory):
    """Whatever somebody wrote, the window goes below it; of several pictures sent at once, below the first."""

    def __init__(self) -> None:
        self._media = MediaIdStorage()  # type: ignore[no-untyped-call]  # aiogram-dialog writes no types there

    def __call__(
        self, event: ChatEvent, data: dict[str, Any], registry: DialogRegistryProtocol, router: Router
    ) -> DialogManager:
        stack: Stack = data[STACK_KEY]
        manager = ManagerImpl(
            event=event,
            message_manager=OneWindow(stack),
            media_id_storage=self._media,
            registry=registry,
            router=router,
            data=data,
            getter=None,
        )
        if isinstance(event, Message) and not _is_same_album(event, stack):
            manager.show_mode = ShowMode.SEND
        return manager


def _is_same_album(message: Message, stack: Stack) -> bool:
    return message.media_group_id is not None and message.media_group_id == stack.last_income_media_group_id
