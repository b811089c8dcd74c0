"""What the dialog of the records keeps: which service, what is searched for, which page, which record."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from bot.services.records.details import RecordDetails, RecordRef
from bot.services.records.looking import Looking, RecordRow

OURS, THEIRS = "o", "t"


class Desk:
    """Kept in the dialog's own data, over what it began with."""

    def __init__(self, manager: DialogManager) -> None:
        self._started = manager.start_data if isinstance(manager.start_data, dict) else {}
        self._data = manager.dialog_data
        self._middleware = manager.middleware_data

    def _get(self, name: str, default: Any) -> Any:
        return self._data.get(name, self._started.get(name, default))

    @property
    def provider(self) -> str:
        return str(self._get("provider", ""))

    @property
    def search(self) -> str:
        return str(self._get("search", ""))

    @property
    def looking(self) -> Looking:
        """The service is asked anew once, when somebody wishes so."""
        anew = bool(self._data.pop("anew", False))
        return Looking(self.provider, self.search, int(self._get("page", 0)), anew)

    def open_service(self, name: str) -> None:
        self._data.update(provider=name, search="", page=0)

    def look_for(self, search: str) -> None:
        self._data.update(search=search, page=0)

    def turn(self, pages: int) -> None:
        self._data["page"] = max(0, int(self._get("page", 0)) + pages)

    def stay_at(self, page: int) -> None:
        self._data["page"] = page

    def refresh(self) -> None:
        self._data["anew"] = True

    def open_record(self, item: str) -> None:
        self._data["record"] = item

    @property
    def ref(self) -> RecordRef:
        """The record that is open."""
        item = str(self._get("record", ""))
        kind, id_ = item[:1], item[1:]
        if kind == OURS and id_.isascii() and id_.isdigit():
            return RecordRef(self.provider, id=int(id_))
        return RecordRef(self.provider, provider_record_id=id_)

    async def details(self) -> RecordDetails:
        """Raises NotFound when it is gone."""
        found: RecordDetails = await self._middleware["read_record"](self._middleware["actor"], self.ref)
        return found


def item_of(row: RecordRow) -> str:
    """What a button carries of a row."""
    return f"{OURS}{row.record.id}" if row.record else f"{THEIRS}{row.provider_record_id}"
