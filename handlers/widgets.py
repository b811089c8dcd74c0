"""What our dialogs add to aiogram-dialog."""

import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from itertools import chain
from typing import Any

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram_dialog import DialogManager
from aiogram_dialog import Window as DialogWindow
from aiogram_dialog.api.entities import MarkupVariant, stack
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.utils import remove_intent_id
from aiogram_dialog.widgets.input import CombinedInput, MessageInput
from aiogram_dialog.widgets.kbd import Group, ScrollingGroup
from aiogram_dialog.widgets.kbd.base import Keyboard
from aiogram_dialog.widgets.text import Text

from bot.telegram.html import MESSAGE_LIMIT, fit, utf16_length
from bot.telegram.presses import CallPress, OrderPress
from handlers.here import complaint_of, here

A_SCREEN = 600
"""Characters. Of a longer text a phone shows the end, above the buttons."""
_OF_CARDS = tuple(f"{press.__prefix__}{press.__separator__}" for press in (OrderPress, CallPress))


class Say(Text):
    """A text by its key. `args` name the getter's values that the text needs; `plain` for buttons."""

    def __init__(self, key: str, *args: str, plain: bool = False) -> None:
        super().__init__()
        self.key = key
        self.args = args
        self.plain = plain

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        tr = here(manager).tr
        args = {name: data[name] for name in self.args}
        return tr.plain(self.key, **args) if self.plain else tr(self.key, **args)


def label(key: str, *args: str) -> Say:
    """A button's label."""
    return Say(key, *args, plain=True)


class WhileAsked(MessageInput):
    """Takes messages only while `is_asked`; `fits` as aiogram's filters."""

    def __init__(
        self,
        is_asked: Callable[[DialogManager], Awaitable[bool]],
        on_message: Callable[[Message, Any, DialogManager], Awaitable[None]],
        kinds: Sequence[str],
        fits: Callable[[Message], Awaitable[bool]] | None = None,
    ) -> None:
        async def is_for_it(message: Message, dialog_manager: DialogManager) -> bool:
            return await is_asked(dialog_manager) and (fits is None or await fits(message))

        super().__init__(on_message, kinds, is_for_it)
        self.is_asked = is_asked


async def waiting(taken: object, manager: DialogManager) -> list[object]:
    """The inputs of a window that wait for a message now."""
    inputs = taken.inputs if isinstance(taken, CombinedInput) else [taken] if taken else []
    return [one for one in inputs if not isinstance(one, WhileAsked) or await one.is_asked(manager)]


class Window(DialogWindow):
    """Shows complaints. One that waits for words asks in a group for a reply: a bot gets no other messages there."""

    async def render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        text = await super().render_text(data, manager)
        said_too: list[str] = []
        if complaint := complaint_of(manager):
            said_too.append(f"⚠️ {complaint}")
        look = here(manager).look
        if look.in_group and await waiting(self.on_message, manager):
            said_too.append(look.tr("window-group-reply"))
        if not said_too:
            return text
        said = fit("\n\n".join(said_too), MESSAGE_LIMIT // 2)
        rest = fit(text, MESSAGE_LIMIT - utf16_length(said) - 2)
        return "\n\n".join((rest, said) if utf16_length(text) > A_SCREEN else (said, rest))

    async def render_kbd(self, data: dict[str, Any], manager: DialogManager) -> MarkupVariant:
        """aiogram-dialog takes every button for the dialog's own."""
        markup = await super().render_kbd(data, manager)
        if isinstance(markup, InlineKeyboardMarkup):
            for button in chain.from_iterable(markup.inline_keyboard):
                _, own = remove_intent_id(button.callback_data or "")
                if own.startswith(_OF_CARDS):
                    button.callback_data = own
        return markup


HALF_A_ROW = 18.4
"""Latin letters that a phone shows beside another button."""
_WIDER = {"\ufe0f": 0.0, **dict.fromkeys("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", 1.1)}
_EMOJI = "\u2600"


def _width(label: str) -> float:
    return sum(_WIDER.get(letter.lower(), 2 if letter >= _EMOJI else 1) for letter in label)


def in_pairs(buttons: Iterable[Any]) -> RawKeyboard:
    """Two in a row, but a label that a phone would cut there has its own."""
    rows: RawKeyboard = []
    for one in buttons:
        row = [*rows[-1], one] if rows else []
        if len(row) == 2 and all(_width(each.text) <= HALF_A_ROW for each in row):
            rows[-1] = row
        else:
            rows.append([one])
    return rows


class Pairs(Group):
    def __init__(self, *buttons: Keyboard) -> None:
        super().__init__(*buttons, width=2)

    def _wrap_kbd(self, kbd: Iterable[Any]) -> RawKeyboard:
        return in_pairs(kbd)


class Pages(ScrollingGroup):
    """One or two buttons wide, `height` rows at most: where there are more, the last of them turns the pages."""

    def __init__(self, id_: str, chosen: Keyboard, width: int, height: int) -> None:
        super().__init__(chosen, id=id_, width=width, height=height)

    def _wrap_kbd(self, kbd: Iterable[Any]) -> RawKeyboard:
        return in_pairs(kbd) if self.width == 2 else super()._wrap_kbd(kbd)

    async def _render_keyboard(self, data: dict[str, Any], manager: DialogManager) -> RawKeyboard:
        rows = await self._render_contents(data, manager)
        if len(rows) <= self.height:
            return rows
        shown = self.height - 1
        last = (len(rows) - 1) // shown
        at = min(last, await self.get_page(manager))
        turns = [("◀️", at - 1), (f"{at + 1} / {last + 1}", at), ("▶️", at + 1)]
        rows[:] = rows[at * shown :][:shown]
        rows.append([self._turn(text, page) for text, page in turns if 0 <= page <= last])
        return rows

    def _turn(self, text: str, page: int) -> InlineKeyboardButton:
        return InlineKeyboardButton(text=text, callback_data=self._item_callback_data(page))


class CardRows(Keyboard):
    """Rows of the order's card, as the getter gives them under this name: they are pressed as under the card."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    async def _render_keyboard(self, data: dict[str, Any], manager: DialogManager) -> RawKeyboard:
        rows: RawKeyboard = [list(row) for row in data[self._name]]
        return rows


ID_BYTES = 6
"""Eight characters: a button carries them within Telegram's 64 bytes."""


def make_unique() -> None:
    """aiogram-dialog 2.6 makes an id of the second and of a number below a hundred, and keys a dialog by chat and id.

    Of two colleagues who open a dialog in one group in the same second, one in a hundred would get the other's order.
    It has no setting for that.
    """
    stack.new_id = _new_id


def _new_id() -> str:
    return secrets.token_urlsafe(ID_BYTES)
