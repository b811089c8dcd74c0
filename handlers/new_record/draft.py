"""What the dialog of a new record keeps, and what it makes of that."""

from __future__ import annotations

from functools import partial
from typing import Any

from aiogram import Bot
from aiogram_dialog import DialogManager

from bot.domain.callees import Found
from bot.domain.phones import Phone
from bot.domain.sayings import Voice
from bot.services.records.making import NewRecords, Sound
from bot.telegram.files import fetch_file
from handlers.new_record.waiting import LONG, Waiting


class RecordDraft:
    """Kept in the dialog's own data, over what it began with."""

    def __init__(self, manager: DialogManager) -> None:
        self._started = manager.start_data if isinstance(manager.start_data, dict) else {}
        self._data = manager.dialog_data
        self._middleware = manager.middleware_data

    def _get(self, name: str, default: Any) -> Any:
        return self._data.get(name, self._started.get(name, default))

    def keep(self, **values: Any) -> None:
        self._data.update(values)

    @property
    def name(self) -> str:
        return str(self._get("name", ""))

    @property
    def file(self) -> str | None:
        """Telegram's id of the sound; None for a record from a text."""
        found: str | None = self._get("file", None)
        return found

    @property
    def text(self) -> str:
        return str(self._get("text", ""))

    @property
    def seconds(self) -> int | None:
        """Of the sound as it will be, once somebody listened; before that as it came."""
        found: int | None = self._get("seconds", None)
        return found

    @property
    def voice(self) -> Voice:
        return Voice(self._get("voice", Voice.FEMALE))

    @property
    def services(self) -> list[str]:
        return list(self._get("services", []))

    @property
    def sent(self) -> list[int]:
        """The ids of the records that it became."""
        return list(self._get("sent", []))

    @property
    def call(self) -> Found | None:
        """The numbers that are to hear it; None when it is made for no call yet."""
        kept = self._get("call", None)
        return Found(tuple(map(Phone, kept["phones"])), kept["in_doubt"]) if kept else None

    @property
    def call_source(self) -> str:
        return str(self._get("call", {}).get("source", ""))

    @property
    def unspoken(self) -> bool:
        """A text stood beside the sound."""
        return bool(self._get("unspoken", False))

    @property
    def called(self) -> bool:
        """The card of that call is there."""
        return bool(self._get("called", False))

    def waiting(self) -> Waiting:
        data, is_long = self._middleware, self.seconds is not None and self.seconds >= LONG
        return Waiting(data["bot"], data["place"], data["tr"], at_once=is_long)

    def sound(self, waiting: Waiting) -> Sound | None:
        bot: Bot = self._middleware["bot"]
        return Sound(self.file, partial(fetch_file, bot), waiting) if self.file else None

    def order(self, waiting: Waiting) -> NewRecords:
        """Its name is offered by what was sent; the message it came from makes sure that it is sent once."""
        return NewRecords(
            name=self.name,
            providers=self.services,
            source=str(self._get("source", "")),
            place=self._middleware["place"],
            locale=self._middleware["tr"].locale,
            sound=self.sound(waiting),
            text=self.text or None,
            voice=self.voice,
            voice_file=self._get("voice_file", None),
        )
