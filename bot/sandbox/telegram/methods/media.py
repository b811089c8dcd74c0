"""Documents, voice messages, audio, photos, contacts."""

from functools import partial
from typing import Any

from aiogram import methods
from aiogram.methods import TelegramMethod

from bot.sandbox.telegram.access import editable_message, writable_chat
from bot.sandbox.telegram.content import Content, Media, file_media, picture_size
from bot.sandbox.telegram.files import KINDS, LARGEST_PHOTO, LARGEST_UPLOAD, SNIFFERS, StoredFile
from bot.sandbox.telegram.methods.call import Call, answers
from bot.sandbox.telegram.methods.delivery import deliver, given_caption, replace
from bot.sandbox.telegram.params import plain
from bot.sandbox.telegram.refusal import RefusalError, bad_request
from bot.sandbox.telegram.text.compose import message_caption
from bot.sandbox.telegram.text.formatted import Formatted

SENDABLE: dict[str, type[TelegramMethod[Any]]] = {
    "document": methods.SendDocument,
    "voice": methods.SendVoice,
    "audio": methods.SendAudio,
    "photo": methods.SendPhoto,
}


@answers(methods.SendContact)
async def send_contact(call: Call[methods.SendContact]) -> Any:
    params = call.params
    chat = writable_chat(call.office, params.chat_id)
    contact = {"phone_number": params.phone_number, "first_name": params.first_name}
    for name in ("last_name", "vcard"):
        if value := getattr(params, name):
            contact[name] = value
    return deliver(call, chat, Formatted(), Media("contact", contact))


@answers(methods.EditMessageMedia)
async def edit_media(call: Call[methods.EditMessageMedia]) -> Any:
    media: Any = call.params.media
    if media.type not in SENDABLE:
        raise bad_request("can't parse InputMedia: type is unsupported")
    message = editable_message(call.office, call.params.chat_id, call.params.message_id)
    entities = [entity.model_dump(exclude_none=True) for entity in media.caption_entities or []]
    user = call.office.world.user
    caption = message_caption(media.caption or "", plain(media.parse_mode), entities, user)
    stored = _stored(call, media.type, str(media.media), call.raw["media"])
    shown = file_media(stored)
    return replace(call, message, Content(caption, shown, call.markup))


async def _send(kind: str, call: Call[Any]) -> Any:
    chat = writable_chat(call.office, call.params.chat_id)
    caption = given_caption(call)
    stored = _stored(call, kind, str(getattr(call.params, kind)), call.raw)
    return deliver(call, chat, caption, file_media(stored))


for _kind, _model in SENDABLE.items():
    answers(_model)(partial(_send, _kind))


def _details(raw: dict[str, Any]) -> dict[str, Any]:
    details = {name: raw[name] for name in ("performer", "title") if raw.get(name)}
    if str(raw.get("duration", "")).isdigit():
        details["duration"] = int(raw["duration"])
    return details


def _stored(call: Call[Any], kind: str, given: str, raw: dict[str, Any]) -> StoredFile:
    """A new file, or one that is known by its `file_id`. Raises `RefusalError`."""
    if given.startswith("attach://"):
        return _uploaded(call, kind, given.removeprefix("attach://"), raw)
    if given.startswith(("http://", "https://")):
        # The sandbox goes nowhere: what Telegram would say of an address it cannot reach.
        raise bad_request("failed to get HTTP URL content")
    found = call.office.files.by_id.get(given)
    if found is None:
        if given in call.office.files.forgotten:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    if found.kind != kind:
        raise bad_request(f"can't use file of type {KINDS[found.kind].title} as {KINDS[kind].title}")
    return found


def _uploaded(call: Call[Any], kind: str, name: str, raw: dict[str, Any]) -> StoredFile:
    upload = call.uploads.get(name)
    if upload is None:
        raise bad_request(f"there is no {kind} in the request")
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > LARGEST_UPLOAD:
        raise RefusalError(413, "Request Entity Too Large")
    if kind == "photo":
        _check_photo(upload.data)
    elif kind in SNIFFERS and not SNIFFERS[kind](upload.data):
        kind = "document"
    return call.office.files.store(kind, upload.data, upload.name, upload.mime, _details(raw))


def _check_photo(data: bytes) -> None:
    if len(data) > LARGEST_PHOTO:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes"
        )
    size = picture_size(data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * max(min(size), 1):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
