"""Parameters of a Bot API request, in whichever of the four ways they come."""

import json
import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any

from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile, ReplyKeyboardMarkup
from aiohttp import web
from pydantic import BaseModel, ValidationError

from bot.sandbox.params import Upload, part_value
from bot.sandbox.telegram.keyboards import read_markup
from bot.sandbox.telegram.refusal import bad_request

Raw = dict[str, Any]

MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "from_chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
    "action": "wrong parameter action in request",
    **{kind: f"there is no {kind} in the request" for kind in ("document", "voice", "audio", "photo")},
}
NOT_JSON = {
    "reply_markup": "can't parse reply keyboard markup JSON object",
    "reply_parameters": "can't parse reply parameters JSON object",
    "link_preview_options": "can't parse link preview options JSON object",
    "commands": "can't parse commands JSON object",
    "scope": "can't parse BotCommandScope JSON object",
    "media": "can't parse input media JSON object",
    "reaction": "can't parse reaction types JSON object",
}


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which parameters hold JSON, which are plain strings, which take a file."""

    json: frozenset[str]
    strings: frozenset[str]
    files: frozenset[str]
    only_files: frozenset[str]
    only_inline: bool


async def read_parameters(request: web.Request) -> tuple[Raw, dict[str, Upload]]:
    """Query string and body together; an empty value counts as none, as at Telegram."""
    raw: Raw = dict(request.query)
    uploads: dict[str, Upload] = {}
    kind = request.content_type
    if kind == "application/json" and request.can_read_body:
        try:
            body = json.loads(await request.read() or b"{}")
        except ValueError as error:
            raise bad_request("can't parse JSON object") from error
        if not isinstance(body, dict):
            raise bad_request("can't parse JSON object")
        raw.update(body)
    elif kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        try:
            form = await request.post()
        except ValueError as error:
            raise bad_request("can't parse request body") from error
        for name, value in form.items():
            part = part_value(value)
            if isinstance(part, Upload):
                uploads[name] = part
            else:
                raw[name] = part
    return {name: value for name, value in raw.items() if value is not None and value != ""}, uploads


def decode_parameters(model: type[TelegramMethod[Any]], raw: Raw, uploads: dict[str, Upload]) -> None:
    """Changes `raw` in place: reads JSON, names a file sent under its own field. Raises `RefusalError`."""
    shape = _shape(model)
    for name, value in raw.items():
        if isinstance(value, str):
            if name in shape.json:
                raw[name] = _json(name, value)
        elif name in shape.strings and isinstance(value, int | float) and not isinstance(value, bool):
            raw[name] = str(value)
    raw.update({name: f"attach://{name}" for name in uploads if name in shape.files})
    for name in shape.only_files & raw.keys():
        # Thumbnails and certificates: aiogram's models take only a file object there.
        del raw[name]
    if "reply_markup" in raw:
        raw["reply_markup"] = read_markup(raw["reply_markup"], only_inline=shape.only_inline)


def validated(model: type[TelegramMethod[Any]], raw: Raw) -> TelegramMethod[Any]:
    """Raises `RefusalError`."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        if first["type"] == "missing" and len(first["loc"]) == 1:
            raise bad_request(MISSING.get(name, f'parameter "{name}" is required')) from error
        where = ".".join(str(part) for part in first["loc"])
        raise bad_request(f"can't parse {where}: {first['msg']}") from error


def plain(value: Any) -> Any:
    """None for the mark with which aiogram's models say «the bot's default»: on the wire it is absent."""
    return None if isinstance(value, Default) else value


def given_chat(raw: Raw) -> int | None:
    """The chat a request is about, for faults meant for one chat only."""
    try:
        return int(raw["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


def _json(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError as error:
        raise bad_request(NOT_JSON.get(name, f"can't parse {name} JSON object")) from error


@cache
def _shape(model: type[TelegramMethod[Any]]) -> _Shape:
    kinds = {name: _leaves(field.annotation) for name, field in model.model_fields.items()}
    return _Shape(
        json=frozenset(name for name, found in kinds.items() if any(_is_json(kind) for kind in found)),
        strings=frozenset(name for name, found in kinds.items() if str in found and int not in found),
        files=frozenset(name for name, found in kinds.items() if InputFile in found),
        only_files=frozenset(name for name, found in kinds.items() if InputFile in found and str not in found),
        only_inline=ReplyKeyboardMarkup not in kinds.get("reply_markup", ()),
    )


def _leaves(annotation: Any) -> set[Any]:
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType, typing.Annotated):
        return {leaf for part in typing.get_args(annotation) for leaf in _leaves(part)}
    return {origin or annotation}


def _is_json(kind: Any) -> bool:
    return isinstance(kind, type) and (
        kind is list or (issubclass(kind, BaseModel) and not issubclass(kind, InputFile))
    )
