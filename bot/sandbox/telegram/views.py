"""A message as the bot receives it and as the page shows it."""

from typing import Any

from bot.sandbox.telegram.content import Content, Media, Version
from bot.sandbox.telegram.keyboards import Markup
from bot.sandbox.telegram.world import Chat, Message, World

Json = dict[str, Any]


def api_message(world: World, message: Message, *, with_reply: bool = True) -> Json:
    """The `Message` of the Bot API."""
    view: Json = {
        "message_id": message.id,
        "from": world.sender(message),
        "chat": message.chat.as_chat(),
        "date": message.date,
    }
    if message.thread is not None:
        view.update(message_thread_id=message.thread, is_topic_message=True)
    if message.edited:
        view["edit_date"] = message.edited
    if message.forward_origin:
        view["forward_origin"] = message.forward_origin
    if message.protected:
        view["has_protected_content"] = True
    if with_reply and message.reply_to is not None and not message.reply_to.deleted:
        view.update(_reply(world, message, message.reply_to))
    if message.service:
        view.update(message.service)
    view.update(_api_content(message.content))
    return view


def _reply(world: World, message: Message, target: Message) -> Json:
    quote: Json = {"quote": message.quote} if message.quote else {}
    if target.chat is message.chat:
        return {"reply_to_message": api_message(world, target, with_reply=False), **quote}
    return {"external_reply": _external(world, target), **quote}


def _external(world: World, target: Message) -> Json:
    """Without its text and caption; the message's number and chat are told of supergroups only.

    https://core.telegram.org/bots/api#externalreplyinfo
    """
    view: Json = {"origin": origin_of(world, target)}
    if target.chat.type == "supergroup":
        view.update(chat=target.chat.as_chat(), message_id=target.id)
    if (media := target.content.media) is not None:
        view[media.kind] = media.data
    return view


def origin_of(world: World, message: Message) -> Json:
    """Who wrote it first. Nobody writes in a chat's name here, so an origin is never a chat or a channel.

    https://core.telegram.org/bots/api#messageorigin
    """
    if message.forward_origin is not None:
        return message.forward_origin
    person = message.sender
    if person is not None and person.hides_forwards:
        return {"type": "hidden_user", "date": message.date, "sender_user_name": person.full_name}
    return {"type": "user", "date": message.date, "sender_user": world.sender(message)}


def inaccessible(message: Message) -> Json:
    """https://core.telegram.org/bots/api#inaccessiblemessage: also its topic is not told."""
    return {"message_id": message.id, "chat": message.chat.as_chat(), "date": 0}


def _api_content(content: Content) -> Json:
    view: Json = {}
    formatted, media = content.formatted, content.media
    if media is not None:
        view[media.kind] = media.data
    if formatted.text:
        view["caption" if media else "text"] = formatted.text
        if formatted.entities:
            view["caption_entities" if media else "entities"] = formatted.entities
    if content.keyboard:
        view["reply_markup"] = content.keyboard
    return view


def shown_message(world: World, message: Message, *, with_edits: bool = True) -> Json:
    """The message of the transcript and of the page's events; `edits` holds what each edit put in place."""
    content = message.content
    view: Json = {
        "message_id": message.id,
        "chat_id": message.chat.id,
        "from": world.sender(message),
        "date": message.date,
        **_shown(content),
        "caption" if content.media else "text": content.formatted.text,
        "media": _shown_media(content.media),
        "reply_keyboard": message.markup,
        "reply_to": message.reply_to.id if message.reply_to and message.reply_to.chat is message.chat else None,
        "thread": message.thread,
        "service": message.service,
        "forward_origin": message.forward_origin,
        "reactions": [reaction.get("emoji", "") for reaction in message.reactions],
        "edit_date": message.edited,
        "deleted": message.deleted,
    }
    if with_edits:
        view["original"] = _version(message.original or Version(float(message.date), content))
        view["edits"] = [_version(version) for version in message.edits]
    return view


def _version(version: Version) -> Json:
    return {"at": version.at, **_shown(version.content)}


def _shown(content: Content) -> Json:
    return {"html": content.html, "buttons": _buttons(content.keyboard)}


def _buttons(keyboard: Markup | None) -> list[list[Json]]:
    if not keyboard:
        return []
    return [[_shown_button(button) for button in row] for row in keyboard["inline_keyboard"]]


def _shown_button(button: Json) -> Json:
    shown = {"text": button["text"]}
    if "callback_data" in button:
        shown["data"] = button["callback_data"]
    if "url" in button:
        shown["url"] = button["url"]
    if "copy_text" in button:
        shown["copy"] = button["copy_text"]["text"]
    return shown


def _shown_media(media: Media | None) -> Json | None:
    """`url` is where the page gets the file from."""
    if media is None:
        return None
    if media.file is None:
        return {"kind": media.kind, **media.data}
    stored = media.file
    view = {
        "kind": media.kind,
        "url": f"/api/files/{stored.key}",
        "file_name": stored.name,
        "mime_type": stored.mime,
        "file_size": stored.size,
    }
    if isinstance(media.data, dict):
        view.update({name: media.data[name] for name in ("duration", "title") if name in media.data})
    return view


def shown_chat(chat: Chat) -> Json:
    """`bot`: member, administrator, restricted, left (a private chat not begun yet) or kicked (blocked)."""
    members = [chat.person.id] if chat.person else list(chat.members)
    title = chat.title
    if chat.person:
        title = chat.person.full_name
    return {
        "id": chat.id,
        "type": chat.type,
        "title": title,
        "members": members,
        "bot": chat.bot,
        "is_forum": chat.is_forum,
        "topics": [{"id": key, "name": name} for key, name in chat.topics.items()],
        "migrated_to": chat.migrated_to,
        "reply_keyboard": chat.keyboard,
    }
