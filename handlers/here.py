"""What a handler knows of the update that it answers, typed: the use cases, who acts, where, and how to answer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, ReplyParameters
from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.orders import Place
from bot.ports import Clock
from bot.ports.keeping import Taken
from bot.ports.media import Painter
from bot.services.api import Api
from bot.telegram.look import Look
from bot.telegram.texts import Texts, Translation

_COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Here:
    """Handlers and getters get it by the name `where`; one that needs a single part takes that by its own name.

    `late`: people gave up on this tap, see LatenessMiddleware. `state`: aiogram's own, apart from the dialogs. `taken`:
    the update, for a use case after which nothing is left to do.
    """

    api: Api
    actor: Person
    place: Place
    look: Look
    bot: Bot
    clock: Clock
    painter: Painter
    state: FSMContext
    texts: Texts
    late: bool
    taken: Taken | None

    @property
    def tr(self) -> Translation:
        return self.look.tr

    async def say(
        self, html: str, keyboard: InlineKeyboardMarkup | None = None, under: ReplyParameters | None = None
    ) -> Message:
        """Send a message here."""
        chat_id, thread_id = self.place.chat_id, self.place.thread_id
        return await self.bot.send_message(
            chat_id, html, message_thread_id=thread_id, reply_markup=keyboard, reply_parameters=under
        )

    async def redraw(self, query: CallbackQuery, html: str, keyboard: InlineKeyboardMarkup | None) -> None:
        """Change the message under which somebody pressed. After the second tap of a double tap nothing changes."""
        message = query.message
        if message is None:
            return
        chat_id, message_id = message.chat.id, message.message_id  # all that is known of an old message
        try:
            await self.bot.edit_message_text(html, chat_id=chat_id, message_id=message_id, reply_markup=keyboard)
        except TelegramBadRequest as error:
            if "message is not modified" not in error.message.lower():
                raise

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Here":
        """From what aiogram hands on with an update."""
        return cls(**{name: data[name] for name in cls.__dataclass_fields__})


async def by_own_clock(where: Here) -> Here:
    """For what is somebody's own: its days and times by the clock that they chose."""
    return replace(where, look=replace(where.look, zone=await where.api.subscriptions.clock(where.actor)))


def here(manager: DialogManager) -> Here:
    found: Here = manager.middleware_data["where"]
    return found


def all_of(manager: DialogManager) -> Mapping[str, Any]:
    """Everything by name, as aiogram's own filters take it."""
    return manager.middleware_data


def complain(manager: DialogManager, html: str) -> None:
    """Say in the window what is wrong with what was sent, this once: it is kept no longer than the update."""
    manager.middleware_data[_COMPLAINT] = html


def complaint_of(manager: DialogManager) -> str:
    html: str = manager.middleware_data.get(_COMPLAINT, "")
    return html
