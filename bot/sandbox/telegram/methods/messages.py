"""Text messages and what is done to messages that are there."""

from typing import Any

from aiogram import methods

from bot.sandbox.telegram.access import deletable_message, editable_message, find_chat, find_message, writable_chat
from bot.sandbox.telegram.content import Content
from bot.sandbox.telegram.methods.call import Call, answers
from bot.sandbox.telegram.methods.delivery import deliver, given_caption, given_text, replace, thread_of
from bot.sandbox.telegram.refusal import bad_request
from bot.sandbox.telegram.views import api_message, origin_of

REACTIONS = {
    "👍", "👎", "❤", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢",
    "🎉", "🤩", "🤮", "💩", "🙏", "👌", "🕊", "🤡", "🥱", "🥴", "😍", "🐳",
    "❤‍🔥", "🌚", "🌭", "💯", "🤣", "⚡", "🍌", "🏆", "💔", "🤨", "😐", "🍓",
    "🍾", "💋", "🖕", "😈", "😴", "😭", "🤓", "👻", "👨‍💻", "👀", "🎃", "🙈",
    "😇", "😨", "🤝", "✍", "🤗", "🫡", "🎅", "🎄", "☃", "💅", "🤪", "🗿",
    "🆒", "💘", "🙉", "🦄", "😘", "💊", "🙊", "😎", "👾", "🤷‍♂", "🤷", "🤷‍♀",
    "😡",
}  # fmt: skip


@answers(methods.SendMessage)
async def send_message(call: Call[methods.SendMessage]) -> Any:
    chat = writable_chat(call.office, call.params.chat_id)
    return deliver(call, chat, given_text(call))


@answers(methods.EditMessageText)
async def edit_text(call: Call[methods.EditMessageText]) -> Any:
    _refuse_inline(call.params.inline_message_id)
    text = given_text(call)
    message = editable_message(call.office, call.params.chat_id, call.params.message_id)
    if message.content.media is not None:
        raise bad_request("there is no text in the message to edit")
    return replace(call, message, Content(text, None, call.markup))


@answers(methods.EditMessageCaption)
async def edit_caption(call: Call[methods.EditMessageCaption]) -> Any:
    _refuse_inline(call.params.inline_message_id)
    caption = given_caption(call)
    message = editable_message(call.office, call.params.chat_id, call.params.message_id)
    media = message.content.media
    if media is None or media.file is None:
        raise bad_request("there is no caption in the message to edit")
    return replace(call, message, Content(caption, media, call.markup))


@answers(methods.EditMessageReplyMarkup)
async def edit_markup(call: Call[methods.EditMessageReplyMarkup]) -> Any:
    _refuse_inline(call.params.inline_message_id)
    message = editable_message(call.office, call.params.chat_id, call.params.message_id)
    content = message.content
    return replace(call, message, Content(content.formatted, content.media, call.markup))


@answers(methods.DeleteMessage)
async def delete_message(call: Call[methods.DeleteMessage]) -> Any:
    message = deletable_message(call.office, call.params.chat_id, call.params.message_id)
    call.office.delete_message(message)
    return True


@answers(methods.ForwardMessage)
async def forward_message(call: Call[methods.ForwardMessage]) -> Any:
    office, params = call.office, call.params
    chat = writable_chat(office, params.chat_id)
    source = find_message(find_chat(office, params.from_chat_id), params.message_id, "message to forward")
    if source.service or source.protected:
        raise bad_request("message can't be forwarded")
    office.limits.spend(chat.id, private=chat.is_private)
    content = Content(source.content.formatted, source.content.media)
    thread = thread_of(chat, params.message_thread_id)
    origin = origin_of(office.world, source)
    message = office.world.add_message(chat, None, content, thread=thread, forward_origin=origin)
    office.publish_message("message.new", message)
    return api_message(office.world, message)


@answers(methods.CopyMessage)
async def copy_message(call: Call[methods.CopyMessage]) -> Any:
    office, params = call.office, call.params
    chat = writable_chat(office, params.chat_id)
    source = find_message(find_chat(office, params.from_chat_id), params.message_id, "message to copy")
    if source.service or source.protected:
        raise bad_request("message can't be copied")
    media = source.content.media
    replaced = media is not None and params.caption is not None
    copied = deliver(call, chat, given_caption(call) if replaced else source.content.formatted, media)
    return {"message_id": copied["message_id"]}


@answers(methods.SetMessageReaction)
async def set_reaction(call: Call[methods.SetMessageReaction]) -> Any:
    chat = find_chat(call.office, call.params.chat_id)
    message = find_message(chat, call.params.message_id, "message to react")
    given: list[dict[str, Any]] = call.raw.get("reaction") or []
    if len(given) > 1 or any(reaction.get("emoji") not in REACTIONS for reaction in given):
        raise bad_request("REACTION_INVALID")
    message.reactions = given
    call.office.publish_message("message.edited", message)
    return True


def _refuse_inline(inline_message_id: str | None) -> None:
    """Nobody can write inline messages here, so none exists."""
    if inline_message_id:
        raise bad_request("MESSAGE_ID_INVALID")
