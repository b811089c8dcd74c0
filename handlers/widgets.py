"""What our dialogs add to aiogram-dialog."""

import secrets
from datetime import date, timedelta
from typing import Any

from aiogram.types import InlineKeyboardButton
from aiogram_dialog import DialogManager
from aiogram_dialog import Window as DialogWindow
from aiogram_dialog.api.entities import stack
from aiogram_dialog.widgets.kbd import Calendar, CalendarConfig, CalendarScope
from aiogram_dialog.widgets.kbd.calendar_kbd import (
    CALLBACK_NEXT_MONTH,
    CALLBACK_PREV_MONTH,
    CalendarScopeView,
    CallbackGenerator,
    next_month_begin,
    raw_from_date,
)
from aiogram_dialog.widgets.text import Text

from bot.telegram.html import MESSAGE_LIMIT, fit, utf16_length
from bot.telegram.texts import Translation
from handlers.here import complaint_of, here

Row = list[InlineKeyboardButton]
EMPTY = "\u00b7"
"""On a button without a day: Telegram refuses buttons without a text or without data."""
NO_DAY = date(1970, 1, 1)
"""The value of a button without a day."""


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


class Window(DialogWindow):
    """Shows complaints. One that waits for words asks in a group for a reply: a bot gets no other messages there."""

    async def render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        text = await super().render_text(data, manager)
        above: list[str] = []
        if complaint := complaint_of(manager):
            above.append(f"⚠️ {complaint}")
        look = here(manager).look
        if self.on_message is not None and look.in_group:
            above.append(look.tr("window-group-reply"))
        if not above:
            return text
        head = fit("\n\n".join(above), MESSAGE_LIMIT // 2)
        return f"{head}\n\n{fit(text, MESSAGE_LIMIT - utf16_length(head) - 2)}"


class Days(CalendarScopeView):
    """A month of days to choose from, in the person's language, by the clock that the getter names.

    `data` has `first` and `last`, the days that can be chosen, as ISO texts.
    """

    def __init__(self, data_of: CallbackGenerator) -> None:
        self._data_of = data_of

    async def render(
        self, config: CalendarConfig, offset: date, data: dict[str, Any], manager: DialogManager
    ) -> list[Row]:
        tr = here(manager).tr
        first, last = date.fromisoformat(data["first"]), date.fromisoformat(data["last"])
        month = offset.replace(day=1)
        week = [self._button(tr.plain(f"calendar-weekday-{number}"), NO_DAY) for number in range(1, 8)]
        title = self._button(f"{tr.plain(f'calendar-month-{month.month}')} {month.year}", NO_DAY)
        return [[title], week, *self._weeks(month, first, last), *self._pager(month, first, last, tr)]

    def _weeks(self, month: date, first: date, last: date) -> list[Row]:
        day, end = month - timedelta(days=month.weekday()), next_month_begin(month)
        rows: list[Row] = []
        while day < end:
            days = [day + timedelta(days=number) for number in range(7)]
            rows.append([self._day(one, month, first, last) for one in days])
            day += timedelta(days=7)
        return rows

    def _day(self, day: date, month: date, first: date, last: date) -> InlineKeyboardButton:
        is_offered = first <= day <= last and day.month == month.month
        return self._button(str(day.day), day) if is_offered else self._button(EMPTY, NO_DAY)

    def _pager(self, month: date, first: date, last: date, tr: Translation) -> list[Row]:
        row: Row = []
        before, after = month - timedelta(days=1), next_month_begin(month)
        if before >= first:
            row.append(self._named(f"◀️ {tr.plain(f'calendar-month-{before.month}')}", CALLBACK_PREV_MONTH))
        if after <= last:
            row.append(self._named(f"{tr.plain(f'calendar-month-{after.month}')} ▶️", CALLBACK_NEXT_MONTH))
        return [row] if row else []

    def _button(self, text: str, day: date) -> InlineKeyboardButton:
        return self._named(text, str(raw_from_date(day)))

    def _named(self, text: str, data: str) -> InlineKeyboardButton:
        return InlineKeyboardButton(text=text, callback_data=self._data_of(data))


class Month(Calendar):
    """Shows days only: a plan reaches a month ahead."""

    def _init_views(self) -> dict[CalendarScope, CalendarScopeView]:
        return {CalendarScope.DAYS: Days(self._item_callback_data)}


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
