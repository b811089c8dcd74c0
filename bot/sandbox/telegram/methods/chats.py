"""Chats, their members, files, and answers to pressed buttons."""

from typing import Any

from aiogram import methods
from aiogram.enums import ChatAction
from aiogram.types import AcceptedGiftTypes

from bot.sandbox.telegram.access import chat_member, find_chat, writable_chat
from bot.sandbox.telegram.files import LARGEST_DOWNLOAD
from bot.sandbox.telegram.methods.call import Call, answers
from bot.sandbox.telegram.refusal import bad_request
from bot.sandbox.telegram.world import Chat, World

ACTIONS = {*ChatAction, "cancel", "record_audio", "upload_audio", "pick_up_location"}
LONGEST_ANSWER = 200


@answers(methods.GetChat)
async def get_chat(call: Call[methods.GetChat]) -> Any:
    chat = find_chat(call.office, call.params.chat_id)
    if chat.is_private and chat.bot == "left":
        raise bad_request("chat not found")
    gifts = dict.fromkeys(AcceptedGiftTypes.model_fields, True)
    return {**chat.as_chat(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


@answers(methods.GetChatMember)
async def get_member(call: Call[methods.GetChatMember]) -> Any:
    chat = find_chat(call.office, call.params.chat_id)
    user = call.office.world.user(call.params.user_id)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return _member(call.office.world, chat, user)


@answers(methods.GetChatAdministrators)
async def get_administrators(call: Call[methods.GetChatAdministrators]) -> Any:
    chat = find_chat(call.office, call.params.chat_id)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    world = call.office.world
    people = [world.people[person].as_user() for person in chat.members]
    members = [_member(world, chat, user) for user in [*people, world.bot.as_user()]]
    return [member for member in members if member["status"] in ("creator", "administrator")]


@answers(methods.SendChatAction)
async def send_action(call: Call[methods.SendChatAction]) -> Any:
    if call.params.action.lower() not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = writable_chat(call.office, call.params.chat_id)
    call.office.hub.publish("typing", {"chat_id": chat.id, "action": call.params.action})
    return True


@answers(methods.AnswerCallbackQuery)
async def answer_callback(call: Call[methods.AnswerCallbackQuery]) -> Any:
    params = call.params
    press = call.office.live_press(params.callback_query_id)
    if press is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(params.text or "") > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if params.url:
        raise bad_request("URL_INVALID")
    if press.answer.done():
        # Telegram takes a second answer and shows nobody anything.
        return True
    answer = {"text": params.text or "", "show_alert": bool(params.show_alert)}
    press.answer.set_result(answer)
    place = {"chat_id": press.message.chat.id, "message_id": press.message.id, "from": press.person.id}
    call.office.hub.publish("callback.answered", {"callback_query_id": press.id, **place, **answer})
    return True


@answers(methods.GetFile)
async def get_file(call: Call[methods.GetFile]) -> Any:
    files = call.office.files
    stored = files.by_id.get(call.params.file_id)
    if stored is None:
        if call.params.file_id in files.forgotten:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        raise bad_request("invalid file_id")
    if stored.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {"file_id": stored.id, "file_unique_id": stored.key, "file_size": stored.size, "file_path": stored.path}


def _member(world: World, chat: Chat, user: dict[str, Any]) -> dict[str, Any]:
    is_bot = user["id"] == world.bot.id
    status = chat.bot if is_bot else chat.members.get(user["id"], "left")
    if chat.is_private:
        inside = is_bot or (chat.person is not None and chat.person.id == user["id"])
        status = "member" if inside else "left"
    return chat_member(user, status)
