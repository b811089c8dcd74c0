"""What the dialog of the records keeps: which provider, what is searched for, which page, which record."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from bot.services.records.views import RecordDetails, RecordPage, RecordRef, RecordRow
from handlers.here import here

OURS, THEIRS = "o", "t"


class Desk:
    """The dialog's own data go before those that it started with."""

    def __init__(self, manager: DialogManager) -> None:
        self._started = manager.start_data if isinstance(manager.start_data, dict) else {}
        self._data = manager.dialog_data
        self._here = here(manager)

    def _get(self, name: str, default: Any) -> Any:
        return self._data.get(name, self._started.get(name, default))

    @property
    def provider(self) -> str:
        return str(self._get("provider", ""))

    @property
    def search(self) -> str:
        return str(self._get("search", ""))

    async def read_page(self) -> RecordPage:
        """The page that is open, or the last one when there are fewer."""
        anew, number = bool(self._data.pop("anew", False)), int(self._get("page", 0))
        records, actor = self._here.api.records, self._here.actor
        found = await records.page(actor, self.provider, self.search, number, anew=anew)
        self._data["page"] = found.page
        return found

    def open_service(self, name: str) -> None:
        self._data.update(provider=name, search="", page=0)

    def look_for(self, search: str) -> None:
        self._data.update(search=search, page=0)

    def turn(self, pages: int) -> None:
        self._data["page"] = max(0, int(self._get("page", 0)) + pages)

    def refresh(self) -> None:
        """The next page is asked of the provider anew."""
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
        """Of the record that is open. Raises NotFound when it is gone."""
        return await self._here.api.records.read(self._here.actor, self.ref)


def item_of(row: RecordRow) -> str:
    """What a button carries of a row."""
    return f"{OURS}{row.record.id}" if row.record else f"{THEIRS}{row.provider_record_id}"
