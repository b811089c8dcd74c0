"""Keyboards under messages: what Telegram takes, drops and refuses."""

import re
from typing import Any

from aiogram.types import InlineKeyboardButton, ReplyKeyboardMarkup

from bot.sandbox.telegram.refusal import bad_request
from bot.sandbox.telegram.text.links import LinkError, checked_link

Markup = dict[str, Any]

LONGEST_DATA = 64  # bytes
IN_A_ROW = 8
IN_ALL = 100
BUTTON_FIELDS = InlineKeyboardButton.model_fields.keys()
ACTIONS = BUTTON_FIELDS - {"text", "icon_custom_emoji_id", "style", "disabled"}
KEYBOARD_FIELDS = ReplyKeyboardMarkup.model_fields.keys() - {"keyboard"}
_USER_LINK = re.compile(r"tg:(?://)?user\?id=\d+", re.IGNORECASE)


def read_markup(value: Any, *, only_inline: bool) -> Markup | None:
    """The keyboard as Telegram keeps it; None for none. Raises `RefusalError`."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    markup = _reply_markup(value) or _inline_markup(value) or _other_markup(value)
    if markup and only_inline and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def check_place(markup: Markup | None, *, private: bool) -> None:
    """Raises `RefusalError` where a button asks for what only a private chat can give."""
    if private or not markup:
        return
    buttons = [button for row in markup.get("keyboard", []) for button in row]
    if any(button.get("request_contact") for button in buttons):
        raise bad_request("phone number can be requested in private chats only")
    if any(button.get("request_location") for button in buttons):
        raise bad_request("location can be requested in private chats only")


def _rows(value: dict[str, Any], name: str, owner: str) -> list[list[Any]]:
    rows = value.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}"{owner} must be an Array of Arrays')
    return rows


def _inline_markup(value: dict[str, Any]) -> Markup | None:
    rows = _rows(value, "inline_keyboard", " of the InlineKeyboardMarkup")
    read = [[_inline_button(button) for button in row if not _is_empty(button)] for row in rows]
    return _sized("inline_keyboard", read)


def _reply_markup(value: dict[str, Any]) -> Markup | None:
    rows = _rows(value, "keyboard", "")
    read = [[_button(button) for button in row if not _is_empty(button)] for row in rows]
    markup = _sized("keyboard", read)
    if markup:
        markup.update({name: value[name] for name in KEYBOARD_FIELDS if value.get(name) is not None})
    return markup


def _other_markup(value: dict[str, Any]) -> Markup | None:
    for name in ("remove_keyboard", "force_reply"):
        if value.get(name) is True:
            kept = ("selective", "input_field_placeholder")
            return {name: True, **{key: value[key] for key in kept if value.get(key) is not None}}
    return None


def _sized(name: str, rows: list[list[Any]]) -> Markup | None:
    rows = [row for row in rows if row]
    if any(len(row) > IN_A_ROW for row in rows) or sum(map(len, rows)) > IN_ALL:
        raise bad_request("reply markup is too long")
    return {name: rows} if rows else None


def _is_empty(button: Any) -> bool:
    """Telegram leaves out buttons with an empty text."""
    text = button.get("text") if isinstance(button, dict) else button
    return isinstance(text, str) and not text


def _inline_button(button: Any) -> dict[str, Any]:
    wrong = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{wrong}InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request(f'{wrong}Can\'t find field "text"')
    kept = {name: button[name] for name in BUTTON_FIELDS if button.get(name) not in (None, "")}
    if not any(name in kept or (name.startswith("switch") and button.get(name) == "") for name in ACTIONS):
        raise bad_request(f"{wrong}Text buttons are unallowed in the inline keyboard")
    if "url" in kept:
        kept["url"] = _url(kept["url"])
        kept.pop("callback_data", None)
    if "callback_data" in kept and len(str(kept["callback_data"]).encode()) > LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return kept


def _url(url: Any) -> str:
    if _USER_LINK.fullmatch(str(url)):
        return str(url)
    try:
        return checked_link(str(url))
    except LinkError as error:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {error}") from error


def _button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    return {name: value for name, value in button.items() if value is not None}
