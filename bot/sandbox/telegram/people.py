"""What people do: write, forward, edit, delete, press, block, join and leave."""

import asyncio
import itertools
import re
import time
from typing import Any

from bot.sandbox.telegram.access import chat_member
from bot.sandbox.telegram.content import Content, Media
from bot.sandbox.telegram.office import Office, Press
from bot.sandbox.telegram.text.compose import LONGEST_CAPTION, LONGEST_TEXT, person_text
from bot.sandbox.telegram.text.formatted import Formatted, utf16_cut, utf16_length
from bot.sandbox.telegram.views import api_message, inaccessible, origin_of
from bot.sandbox.telegram.world import WITHOUT_BOT, Chat, Message, Person

_press_ids = itertools.count(4_000_000_000_000_001)
_LETTERS = re.compile(r"[^\w]+")


class People:
    """Raises `LookupError` for what is not there and `ValueError` for what Telegram's app would not do."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def chat(self, chat_id: int) -> Chat:
        chat = self.office.world.chats.get(chat_id)
        if chat is None:
            raise LookupError(f"no chat {chat_id}")
        return chat

    def person(self, person_id: int) -> Person:
        person = self.office.world.people.get(person_id)
        if person is None:
            raise LookupError(f"no person {person_id}")
        return person

    def message(self, chat: Chat, message_id: int) -> Message:
        message = chat.messages.get(message_id)
        if message is None or message.deleted:
            raise LookupError(f"no message {message_id} in chat {chat.id}")
        return message

    def readable(self, chat: Chat, person: Person, message_id: int) -> Message:
        """A message of a chat that this person is in."""
        _check_inside(chat, person)
        return self.message(chat, message_id)

    def write(
        self,
        chat: Chat,
        person: Person,
        text: str,
        media: Media | None = None,
        target: Message | None = None,
        thread: int | None = None,
        quote: str | None = None,
    ) -> tuple[Message, int | None]:
        """The message and the number of its update, None where the bot does not see it.

        `target` is replied to; it may stand in another chat.
        """
        self._enter(chat, person)
        content = _content(text, media)
        if target is not None and target.chat is chat and thread is None:
            thread = target.thread
        return self._send(chat, person, content, thread, reply_to=target, quote=_quoted(target, quote))

    def forward(
        self, source: Message, person: Person, chat: Chat, thread: int | None = None
    ) -> tuple[Message, int | None]:
        """As `write`, into `chat`: without the keyboard of `source` and without what it replies to."""
        if source.service or source.protected:
            raise ValueError("a service message and protected content are never forwarded")
        self._enter(chat, person)
        content = Content(source.content.formatted, source.content.media)
        return self._send(chat, person, content, thread, forward_origin=origin_of(self.office.world, source))

    def edit(self, chat: Chat, person: Person, message_id: int, text: str) -> int | None:
        message = self._own(chat, person, message_id)
        if message.forward_origin:
            raise ValueError("a forwarded message can't be edited")
        message.edit(_content(text, message.content.media))
        self.office.publish_message("message.edited", message)
        return self._tell("edited_message", message)

    def delete(self, chat: Chat, person: Person, message_id: int) -> None:
        """For everybody. The Bot API has no update for it: the bot hears nothing."""
        self.office.delete_message(self._own(chat, person, message_id))

    def press(
        self, chat: Chat, person: Person, message_id: int, data: str | None, label: str | None, *, old: bool = False
    ) -> Press:
        """By the button's exact `data`, or by its `label`. Of an `old` message Telegram tells only the number."""
        _check_inside(chat, person)
        message = self.message(chat, message_id)
        button = _button(message, data, label)
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        press = Press(str(next(_press_ids)), person, message, time.monotonic(), answer)
        self.office.add_press(press)
        self.office.updates.push(
            "callback_query",
            {
                "id": press.id,
                "from": person.as_user(),
                "message": inaccessible(message) if old else api_message(self.office.world, message),
                "chat_instance": str(abs(chat.id) * 7919),
                "data": button["callback_data"],
            },
        )
        return press

    def block(self, person: Person, blocked: bool) -> None:
        chat = self.chat(person.id)
        wanted = "kicked" if blocked else "member"
        if chat.bot == "left" and not blocked:
            raise ValueError("the person has never written to the bot")
        self.set_bot_status(chat, person, wanted)

    def set_bot_status(self, chat: Chat, person: Person, status: str) -> None:
        """The bot is added, promoted, removed or blocked by `person`."""
        if chat.bot == status:
            return
        before, chat.bot = chat.bot, status
        bot = self.office.world.bot.as_user()
        self.office.updates.push(
            "my_chat_member",
            {
                "chat": chat.as_chat(),
                "from": person.as_user(),
                "date": int(time.time()),
                "old_chat_member": chat_member(bot, before),
                "new_chat_member": chat_member(bot, status),
            },
        )
        self.office.hub.publish("reload", {})

    def service(self, chat: Chat, person: Person, data: dict[str, Any]) -> Message:
        """A service message: members came or went, the group was upgraded, a topic was made."""
        message = self.office.world.add_message(chat, person, Content(Formatted()), service=data)
        if "forum_topic_created" in data:
            message.thread = message.id
        self.office.publish_message("message.new", message)
        self._tell("message", message)
        return message

    def _own(self, chat: Chat, person: Person, message_id: int) -> Message:
        message = self.readable(chat, person, message_id)
        if message.sender is not person or message.service:
            raise ValueError("only one's own message can be edited or deleted")
        return message

    def _send(
        self, chat: Chat, person: Person, content: Content, thread: int | None, **more: Any
    ) -> tuple[Message, int | None]:
        if thread is not None and thread not in chat.topics:
            raise LookupError(f"no topic {thread} in chat {chat.id}")
        message = self.office.world.add_message(chat, person, content, thread=thread, **more)
        self.office.publish_message("message.new", message)
        return message, self._tell("message", message)

    def _enter(self, chat: Chat, person: Person) -> None:
        if chat.migrated_to is not None:
            raise ValueError(f"the group was upgraded to {chat.migrated_to}")
        _check_inside(chat, person)
        if chat.is_private and chat.bot != "member":
            if chat.bot == "kicked":
                # As «Restart» in the app: the bot hears that it is unblocked before it hears the message.
                self.block(person, False)
            chat.bot = "member"

    def _tell(self, kind: str, message: Message) -> int | None:
        if not self.is_visible(message):
            return None
        return self.office.updates.push(kind, api_message(self.office.world, message))

    def is_visible(self, message: Message) -> bool:
        """Privacy mode (https://core.telegram.org/bots/features#privacy-mode)."""
        chat, bot = message.chat, self.office.world.bot
        if chat.bot in WITHOUT_BOT:
            return False
        if chat.is_private or chat.bot == "administrator" or not bot.privacy or message.service:
            return True
        if message.reply_to is not None and message.reply_to.chat is chat and message.reply_to.sender is None:
            return True
        return self._addresses_bot(message.content.formatted)

    def _addresses_bot(self, formatted: Formatted) -> bool:
        name = f"@{self.office.world.bot.username}".lower()
        for entity in formatted.entities:
            said = utf16_cut(formatted.text, entity["offset"], entity["offset"] + entity["length"]).lower()
            if entity["type"] == "mention" and said == name:
                return True
            if entity["type"] == "bot_command" and ("@" not in said or said.endswith(name)):
                return True
        return False


def _check_inside(chat: Chat, person: Person) -> None:
    if not (chat.person is person if chat.is_private else person.id in chat.members):
        raise ValueError(f"person {person.id} is not in chat {chat.id}")


def _content(text: str, media: Media | None) -> Content:
    formatted = person_text(text)
    if not formatted.text and media is None:
        raise ValueError("an empty message")
    if utf16_length(formatted.text) > (LONGEST_CAPTION if media else LONGEST_TEXT):
        raise ValueError("too long: Telegram's apps would send it in parts")
    return Content(formatted, media)


def _quoted(message: Message | None, quote: str | None) -> dict[str, Any] | None:
    """https://core.telegram.org/bots/api#textquote"""
    if quote is None:
        return None
    text = message.content.formatted.text if message else ""
    if quote not in text:
        raise ValueError("a quote is a part of the message that is replied to")
    return {"text": quote, "position": utf16_length(text[: text.index(quote)]), "is_manual": True}


def _button(message: Message, data: str | None, label: str | None) -> dict[str, Any]:
    keyboard = message.content.keyboard or {"inline_keyboard": []}
    buttons = [button for row in keyboard["inline_keyboard"] for button in row]
    if data is not None:
        found = [button for button in buttons if button.get("callback_data") == data]
    else:
        found = sorted(
            (button for button in buttons if label and _bare(label) in _bare(button["text"])),
            key=lambda button: (_bare(button["text"]) != _bare(label or ""), len(button["text"])),
        )
    if not found:
        shown = ", ".join(button["text"] for button in buttons) or "none"
        raise LookupError(f"no such button under message {message.id}; there are: {shown}")
    if "callback_data" not in found[0]:
        raise ValueError(f"button {found[0]['text']!r} opens an address and tells the bot nothing")
    return dict(found[0])


def _bare(label: str) -> str:
    """Without the emoji that may stand around it."""
    return _LETTERS.sub(" ", label).strip().lower() or label
