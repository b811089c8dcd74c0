"""Telegram at the other end of a bot's session: it keeps messages and refuses what Telegram refuses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, datetime
from typing import Any, Protocol

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    GetFile,
    GetMe,
    SendAudio,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import (
    Audio,
    BufferedInputFile,
    Chat,
    Document,
    File,
    InlineKeyboardMarkup,
    Message,
    PhotoSize,
    User,
    Voice,
)

from bot.sandbox.telegram.text.html_parser import HtmlParser
from tests.support.form import misshapen
from tests.support.texts import joined_numbers

ME = User(id=42, is_bot=True, first_name="Звонарь", username="zvonar_bot")


class Answering(Protocol):
    async def make_request(self, bot: Bot, method: TelegramMethod[Any]) -> Any: ...


class FakeSession(BaseSession):
    """A bot's session that leads to somebody who answers like Telegram."""

    def __init__(self, telegram: Answering) -> None:
        super().__init__()
        self._telegram = telegram

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        return await self._telegram.make_request(bot, method)

    async def stream_content(self, url: str, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """A file's content by the address that `GetFile` leads to."""
        assert isinstance(self._telegram, FakeTelegram)
        yield self._telegram.files[url.rsplit("/", 1)[-1]]

    async def close(self) -> None:
        pass


class FakeTelegram:
    """`messages` are the bot's own as they stand now; `requests` everything that it asked."""

    def __init__(self) -> None:
        self.requests: list[TelegramMethod[Any]] = []
        self.messages: dict[tuple[int, int], Message] = {}
        self.heard: dict[tuple[int, int], Message] = {}
        """What people wrote."""
        self.refusals: dict[type[TelegramMethod[Any]], str] = {}
        """What Telegram refuses such requests with."""
        self.holds: dict[type[TelegramMethod[Any]], asyncio.Event] = {}
        """Such requests wait for it."""
        self.files: dict[str, bytes] = {}
        """What people sent, by its id."""
        self.on_request: Callable[[], None] = lambda: None
        self.misshapen: list[str] = []
        """Keyboards that no phone shows well."""
        self._last_id = 1000

    async def make_request(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        self.requests.append(method)
        self.misshapen += _misshapen(method)
        self.on_request()
        if hold := self.holds.get(type(method)):
            await hold.wait()
        return self._answer(bot, method)

    def _answer(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        if words := self.refusals.get(type(method)):
            raise TelegramBadRequest(method, words)
        match method:
            case GetMe():
                return ME
            case SendMessage():
                return self._send(bot, method).as_(bot)
            case SendPhoto() | SendDocument() | SendVoice() | SendAudio():
                return self._send_media(method).as_(bot)
            case GetFile():
                return self._file(method)
            case EditMessageText() | EditMessageReplyMarkup() | EditMessageMedia():
                return self._edited(method).as_(bot)
            case DeleteMessage():
                self._delete(method)
        return True

    def _delete(self, method: DeleteMessage) -> None:
        if self.messages.pop((int(method.chat_id), method.message_id), None) is None:
            raise TelegramBadRequest(method, "Bad Request: message to delete not found")

    def next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def _send(self, bot: Bot, method: SendMessage) -> Message:
        chat_id = int(method.chat_id)
        markup = method.reply_markup if isinstance(method.reply_markup, InlineKeyboardMarkup) else None
        replied = method.reply_parameters.message_id if method.reply_parameters else None
        sent = Message(
            message_id=self.next_id(),
            date=datetime.now(UTC),
            chat=Chat(id=chat_id, type="private" if chat_id > 0 else "supergroup"),
            from_user=ME,
            text=_text(method),
            reply_markup=markup,
            reply_to_message=self.heard.get((chat_id, replied)) or _stub(chat_id, replied) if replied else None,
        )
        self.messages[chat_id, sent.message_id] = sent
        return sent

    def _send_media(self, method: SendPhoto | SendDocument | SendVoice | SendAudio) -> Message:
        if isinstance(method, SendVoice | SendAudio):
            return self._send_sound(method)
        return self._send_file(method)

    def _send_file(self, method: SendPhoto | SendDocument) -> Message:
        chat_id, id_, is_photo = int(method.chat_id), self.next_id(), isinstance(method, SendPhoto)
        sent = Message(
            message_id=id_,
            date=datetime.now(UTC),
            chat=Chat(id=chat_id, type="private" if chat_id > 0 else "supergroup"),
            from_user=ME,
            caption=method.caption and HtmlParser(method.caption).parse().text,
            photo=[PhotoSize(file_id=f"f{id_}", file_unique_id=f"u{id_}", width=1, height=1)] if is_photo else None,
            document=None if is_photo else Document(file_id=f"f{id_}", file_unique_id=f"u{id_}"),
            reply_markup=method.reply_markup if isinstance(method.reply_markup, InlineKeyboardMarkup) else None,
        )
        self.messages[chat_id, id_] = sent
        return sent

    def _send_sound(self, method: SendVoice | SendAudio) -> Message:
        """By an id of before, or as a new file, which gets one."""
        chat_id, id_ = int(method.chat_id), self.next_id()
        is_voice = isinstance(method, SendVoice)
        given = method.voice if isinstance(method, SendVoice) else method.audio
        file_id = given if isinstance(given, str) else f"voice{id_}"
        if isinstance(given, BufferedInputFile):
            self.files[file_id] = given.data
        if file_id not in self.files:
            raise TelegramBadRequest(method, "Bad Request: wrong remote file identifier specified")
        sent = Message(
            message_id=id_,
            date=datetime.now(UTC),
            chat=Chat(id=chat_id, type="private" if chat_id > 0 else "supergroup"),
            from_user=ME,
            caption=method.caption and HtmlParser(method.caption).parse().text,
            voice=Voice(file_id=file_id, file_unique_id=file_id, duration=1) if is_voice else None,
            audio=None if is_voice else Audio(file_id=file_id, file_unique_id=file_id, duration=1),
        )
        self.messages[chat_id, id_] = sent
        return sent

    def _file(self, method: GetFile) -> File:
        if method.file_id not in self.files:
            raise TelegramBadRequest(method, "Bad Request: wrong file_id or the file is temporarily unavailable")
        return File(file_id=method.file_id, file_unique_id=method.file_id, file_path=method.file_id)

    def _edited(self, method: EditMessageText | EditMessageReplyMarkup | EditMessageMedia) -> Message:
        if isinstance(method, EditMessageMedia):
            return self._edit_media(method)
        text = _text(method) if isinstance(method, EditMessageText) else None
        return self._edit(method, text, method.reply_markup)

    def _edit(
        self,
        method: EditMessageText | EditMessageReplyMarkup,
        text: str | None,
        markup: InlineKeyboardMarkup | None,
    ) -> Message:
        key = int(method.chat_id or 0), int(method.message_id or 0)
        if key not in self.messages:
            raise TelegramBadRequest(method, "Bad Request: message to edit not found")
        old = self.messages[key]
        if text is not None and old.text is None:
            raise TelegramBadRequest(method, "Bad Request: there is no text in the message to edit")
        new = old.model_copy(update={"text": old.text if text is None else text, "reply_markup": markup})
        if (new.text, new.reply_markup) == (old.text, old.reply_markup):
            raise TelegramBadRequest(method, "Bad Request: message is not modified")
        self.messages[key] = new
        return new

    def _edit_media(self, method: EditMessageMedia) -> Message:
        """A text becomes a photo, a photo another one; by an id of before the same one."""
        key = int(method.chat_id or 0), int(method.message_id or 0)
        if key not in self.messages:
            raise TelegramBadRequest(method, "Bad Request: message to edit not found")
        media, name = method.media, f"f{self.next_id()}"
        file_id = media.media if isinstance(media.media, str) else name
        photo = [PhotoSize(file_id=file_id, file_unique_id=file_id.replace("f", "u"), width=1, height=1)]
        caption = media.caption and HtmlParser(media.caption).parse().text
        new = self.messages[key].model_copy(
            update={"text": None, "caption": caption, "photo": photo, "reply_markup": method.reply_markup}
        )
        self.messages[key] = new
        return new

    def asked(self, kind: type[TelegramMethod[Any]]) -> list[Any]:
        return [method for method in self.requests if type(method) is kind]

    def answers(self) -> list[str | None]:
        """Returns the answers to presses, which Telegram shows above the chat."""
        return [method.text for method in self.asked(AnswerCallbackQuery)]

    def in_chat(self, chat_id: int) -> list[Message]:
        return [message for (chat, _), message in sorted(self.messages.items()) if chat == chat_id]


def _misshapen(method: TelegramMethod[Any]) -> list[str]:
    markup = getattr(method, "reply_markup", None)
    return misshapen(markup.model_dump()["inline_keyboard"]) if isinstance(markup, InlineKeyboardMarkup) else []


def _text(method: SendMessage | EditMessageText) -> str:
    """As a person reads it, to whom all spaces in a number are alike."""
    text = method.text or ""
    return joined_numbers(text if method.parse_mode is None else HtmlParser(text).parse().text)


def _stub(chat_id: int, message_id: int) -> Message:
    chat = Chat(id=chat_id, type="private" if chat_id > 0 else "supergroup")
    return Message(message_id=message_id, date=datetime.now(UTC), chat=chat)
