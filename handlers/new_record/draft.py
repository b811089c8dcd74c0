"""What the dialog of a new record keeps."""

from __future__ import annotations

from functools import partial
from typing import Any

from aiogram_dialog import DialogManager

from bot.domain.callees import Found
from bot.domain.phones import Phone
from bot.domain.sayings import Voice
from bot.ports.media import Progress
from bot.services.records.making import NewRecords, Sound
from bot.telegram.session import fetch_file
from handlers.here import here


class RecordDraft:
    """The dialog's own data go before those that it started with."""

    def __init__(self, manager: DialogManager) -> None:
        self._started = manager.start_data if isinstance(manager.start_data, dict) else {}
        self._data = manager.dialog_data
        self._here = here(manager)

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
        """The length of the sound as it came, or as it will be once somebody has listened."""
        found: int | None = self._get("seconds", None)
        return found

    @property
    def voice(self) -> Voice:
        return Voice(self._get("voice", Voice.FEMALE))

    @property
    def providers(self) -> list[str]:
        """Those that are to get it."""
        return list(self._get("services", []))

    @property
    def sent(self) -> list[int]:
        """The ids of the records that it became."""
        return list(self._get("sent", []))

    @property
    def call(self) -> Found | None:
        """The numbers that are to hear it. None when it is made for no call."""
        kept = self._get("call", None)
        return Found(tuple(map(Phone, kept["phones"])), kept["in_doubt"]) if kept else None

    @property
    def call_source(self) -> str:
        return str(self._get("call", {}).get("source", ""))

    @property
    def unspoken(self) -> bool:
        """The person wrote a text beside the sound, which nobody will say."""
        return bool(self._get("unspoken", False))

    @property
    def called(self) -> bool:
        """The call that it was made for has its card."""
        return bool(self._get("called", False))

    def order(self, progress: Progress) -> NewRecords:
        """The message that it comes from makes sure that it is sent once."""
        where = self._here
        return NewRecords(
            name=self.name,
            providers=self.providers,
            source=str(self._get("source", "")),
            place=where.place,
            locale=where.tr.locale,
            sound=Sound(self.file, partial(fetch_file, where.bot), progress) if self.file else None,
            text=self.text or None,
            voice=self.voice,
            voice_file=self._get("voice_file", None),
        )
