"""Putting the bot's messages into chats."""

from typing import Any

from bot.sandbox.telegram.access import find_message, open_topic
from bot.sandbox.telegram.content import Content, Media
from bot.sandbox.telegram.keyboards import check_place
from bot.sandbox.telegram.methods.call import Call
from bot.sandbox.telegram.params import plain
from bot.sandbox.telegram.refusal import RefusalError, bad_request
from bot.sandbox.telegram.text.compose import message_caption, message_text
from bot.sandbox.telegram.text.formatted import Entity, Formatted
from bot.sandbox.telegram.views import api_message
from bot.sandbox.telegram.world import Chat, Message

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


def given_text(call: Call[Any]) -> Formatted:
    params = call.params
    return message_text(params.text, plain(params.parse_mode), _entities(params.entities), call.office.world.user)


def given_caption(call: Call[Any]) -> Formatted:
    params = call.params
    if not params.caption:
        return Formatted()
    entities = _entities(params.caption_entities)
    return message_caption(params.caption, plain(params.parse_mode), entities, call.office.world.user)


def deliver(call: Call[Any], chat: Chat, formatted: Formatted, media: Media | None = None) -> dict[str, Any]:
    """A new message of the bot's, with the reply, the topic and the keyboard the request names."""
    params, markup, office = call.params, call.markup, call.office
    check_place(markup, private=chat.is_private)
    reply_to = _reply_to(chat, params)
    thread = thread_of(chat, params.message_thread_id, reply_to)
    office.limits.spend(chat.id, private=chat.is_private)
    inline = markup if markup and "inline_keyboard" in markup else None
    message = office.world.add_message(
        chat,
        None,
        Content(formatted, media, inline),
        reply_to=reply_to,
        thread=thread,
        markup=None if inline else markup,
        protected=plain(params.protect_content) is True,
    )
    if message.markup:
        chat.keyboard = None if "remove_keyboard" in message.markup else message.markup
    office.publish_message("message.new", message)
    return api_message(office.world, message)


def replace(call: Call[Any], message: Message, content: Content) -> dict[str, Any]:
    """Raises `RefusalError` where nothing would change."""
    office = call.office
    if content == message.content:
        raise bad_request(NOT_MODIFIED)
    office.limits.spend(message.chat.id, private=message.chat.is_private)
    message.edit(content)
    office.publish_message("message.edited", message)
    return api_message(office.world, message)


def _reply_to(chat: Chat, params: Any) -> Message | None:
    reply = params.reply_parameters
    message_id = reply.message_id if reply else params.reply_to_message_id
    if not message_id:
        return None
    careless = reply.allow_sending_without_reply if reply else params.allow_sending_without_reply
    try:
        return find_message(chat, message_id, "message to be replied")
    except RefusalError:
        if plain(careless):
            return None
        raise


def thread_of(chat: Chat, wanted: int | None, reply_to: Message | None = None) -> int | None:
    """The topic a message goes to: the one that is named, or that of the message it answers."""
    if wanted is not None and wanted not in chat.topics:
        raise bad_request("message thread not found")
    thread = reply_to.thread if wanted is None and reply_to else wanted
    open_topic(chat, thread)
    return thread


def _entities(entities: Any) -> list[Entity]:
    return [entity.model_dump(exclude_none=True) for entity in entities or []]
