"""What the buttons and messages of the records do, and what the dialog keeps."""

from functools import partial
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import ManagedTextInput, MessageInput
from aiogram_dialog.widgets.kbd import Button

from bot.domain.errors import NotFound
from bot.domain.records import RecordStage
from bot.services.call_answers import Exchange
from bot.services.records.views import RecordDetails, RecordPage, RecordRef, RecordRow
from bot.telegram.session import fetch_file
from handlers.here import Here, here
from handlers.kit import kept, leave_dialog, send_card
from handlers.new_record.playing import play_record
from handlers.numbers import whom
from handlers.states import NewRecord, Records

OURS, THEIRS = "o", "t"
LAST = "records_provider"
"""Where somebody's own state keeps whose records they looked at last."""


class Desk:
    def __init__(self, manager: DialogManager) -> None:
        self._data = kept(manager)
        self._here = here(manager)
        self.provider = str(self._data.get("provider", ""))
        self.search = str(self._data.get("search", ""))
        self.unlisted = bool(self._data.get("unlisted"))
        """Those are shown that were made for somebody's calls alone."""

    async def read_page(self) -> RecordPage:
        """The page that is open, or the last one when there are fewer. `anew`: the provider is asked again."""
        anew, number = bool(self._data.pop("anew", False)), int(self._data.get("page", 0))
        records, actor = self._here.api.records, self._here.actor
        found = await records.page(actor, self.provider, self.search, number, unlisted=self.unlisted, anew=anew)
        self._data["page"] = found.page
        return found

    @property
    def ref(self) -> RecordRef:
        """The record that is open."""
        item = str(self._data.get("record", ""))
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


async def last_provider(where: Here) -> str:
    """The person's own provider for the first time. Raises NotFound when none keeps records."""
    offered = await where.api.records.providers(where.actor)
    last: str = (await where.state.get_data()).get(LAST, "")
    return last if last in offered else offered[0]


async def on_provider(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    manager.dialog_data.update(provider=item_id, search="", page=0, unlisted=False)
    await here(manager).state.update_data({LAST: item_id})


async def on_search(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    manager.dialog_data.update(search=" ".join(text.split()), page=0)
    await manager.switch_to(Records.all)


async def on_from_text(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    await manager.start(NewRecord.text, data={"services": [Desk(manager).provider]})


async def read_exchanges(manager: DialogManager) -> list[Exchange]:
    """What went for the record to its provider and the others that it was sent to. Of one made elsewhere: nothing."""
    row, where = (await Desk(manager).details()).row, here(manager)
    sent = [row.record, *row.twins] if row.record else []
    return await where.api.records.exchanges(where.actor, [record.id for record in sent])


async def on_name(message: Message, widget: ManagedTextInput[str], manager: DialogManager, text: str) -> None:
    where = here(manager)
    await where.api.records.rename(where.actor, Desk(manager).ref.id, text)
    await manager.switch_to(Records.one)


async def on_play(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    record = (await Desk(manager).details()).row.record
    if record is None:
        raise NotFound("records-card-no-sound")
    await play_record(record, here(manager))
    manager.show_mode = ShowMode.SEND


async def on_again(query: CallbackQuery, widget: Any, manager: DialogManager, item_id: str) -> None:
    """The button carries the stage that the person saw. When it has changed since, it is shown and nothing leaves."""
    where = here(manager)
    seen = RecordStage(item_id) if item_id in list(RecordStage) else RecordStage.REMOVED
    await where.api.records.send_again(where.actor, Desk(manager).ref.id, seen, partial(fetch_file, where.bot))


async def on_remove(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    where = here(manager)
    await where.api.records.remove(where.actor, Desk(manager).ref, only_here=widget.widget_id == "here")
    await manager.switch_to(Records.all)


async def on_numbers(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """The order's card takes the place of the dialog."""
    where, details = here(manager), await Desk(manager).details()
    record_id = details.row.provider_record_id
    if record_id is None:
        raise NotFound("records-gone")
    written = whom(message, where.place)
    view = await where.api.records.draft_call(where.actor, details.provider, record_id, written)
    await leave_dialog(manager)
    await send_card(manager, view)
