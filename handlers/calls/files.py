"""`/export`: the filter's calls as files, written while the person goes on."""

import logging
import tempfile
import time
from array import array
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from aiogram.enums import ChatAction
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, FSInputFile
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Row

from bot.domain.errands import Errand, ErrandKind
from bot.domain.errors import Forbidden
from bot.domain.history import CallFilter
from bot.media.sheet_writer import ChildSheetWriter
from bot.ports.media import Rows, Sheet, SheetKind, SheetWriter
from bot.telegram.export_rows import ExportRows
from bot.telegram.history_lines import filter_words
from bot.telegram.look import Look
from bot.telegram.texts import Html
from handlers.calls import desk
from handlers.calls.errands import Keep
from handlers.doing import Doing
from handlers.here import Here, all_of, by_own_clock, here
from handlers.kit import BODY, leave_dialog, to
from handlers.states import Calls
from handlers.widgets import Window, label

log = logging.getLogger(__name__)

NAME = "zvonar-calls"
EVERY = 3.0
"""Seconds between two words of progress."""
MOST_TRIES = 3
"""It may be the export itself that ends the bot."""


async def get_export(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
    where = here(dialog_manager)
    wanted = await desk.kept_filter(where.state)
    page = await where.api.history.page(where.actor, wanted)
    words = filter_words(wanted, page.person, look)
    said = look.tr("history-filter-shown", words=Html(words)) if words else look.tr("history-filter-none")
    return {"body": f"{look.tr('history-export-ask')}\n{said}"}


async def on_kind(query: CallbackQuery, widget: Button, manager: DialogManager) -> None:
    where, errands = here(manager), all_of(manager)["errands"]
    asked = {"filter": (await desk.kept_filter(where.state)).kept(), "kind": str(widget.widget_id)}
    errand = Errand(ErrandKind.EXPORT, str(where.actor.id), where.actor.id, where.place, asked)
    if not await errands.begin(errand, where):
        await query.answer(where.tr.plain("history-export-already"), show_alert=True)
        return
    await query.answer()
    await leave_dialog(manager)


async def send_sheet(where: Here, sheet: Sheet, rows: Rows) -> None:
    """One that is at hand as a whole."""

    async def portions() -> AsyncIterator[Rows]:
        yield rows

    with tempfile.TemporaryDirectory(prefix="zvonar-sheet-") as folder:
        async for file in ChildSheetWriter().write(sheet, portions(), Path(folder)):
            await _send(where, file.path)


async def _send(where: Here, file: Path) -> None:
    thread = where.place.thread_id
    await where.bot.send_document(where.place.chat_id, FSInputFile(file), message_thread_id=thread)


async def export_asked(errand: Errand, where: Here, keep: Keep) -> None:
    async with Doing(where.bot, where.place, ChatAction.UPLOAD_DOCUMENT):
        await Export(await by_own_clock(where), ChildSheetWriter(), errand, keep).run()


@dataclass(frozen=True, slots=True)
class Sent:
    """How many files there are at Telegram, of how many calls, and the last of these."""

    files: int = 0
    calls: int = 0
    last: int | None = None


class Export:
    """One person's. A message tells how far it is; the files come below it, each as soon as it is whole, and once: what
    was begun before, and cut off by the bot's end, goes on after the last file that was sent.
    """

    def __init__(self, where: Here, sheets: SheetWriter, errand: Errand, keep: Keep) -> None:
        self._where = where
        self._sheets = sheets
        self._errand = errand
        self._keep = keep
        self._wanted = CallFilter.of(errand.asked["filter"])
        self._rows = ExportRows(where.look)
        self._sent = Sent(**errand.asked.get("sent", {}))
        self._written = array("q")
        """The calls of files that are not sent yet."""
        self._count = self._sent.calls
        self._message: int | None = None
        self._told = 0.0

    async def run(self) -> None:
        tr, tries = self._where.tr, self._errand.tries
        try:
            if tries >= MOST_TRIES:
                raise RuntimeError(f"an export was cut off {tries} times")
            with tempfile.TemporaryDirectory(prefix="zvonar-export-") as folder:
                is_anew = tries and not self._sent.files
                await self._tell(
                    tr("history-export-anew") if is_anew else tr("history-export-going", count=self._count)
                )
                kind = SheetKind(self._errand.asked["kind"])
                await self._write(Sheet(kind, NAME, self._rows.head, self._sent.files), Path(folder))
            await self._where.api.history.exported(self._where.actor, self._wanted, self._count)
            await self._tell(tr("history-export-done", count=self._count))
        except Forbidden:  # the role was lowered meanwhile
            await self._tell(tr("history-export-rights"))
        except Exception:
            log.exception("an export broke")
            with suppress(TelegramAPIError):
                await self._tell(tr("history-export-broken"))

    async def _write(self, sheet: Sheet, folder: Path) -> None:
        where = self._where
        async with aclosing(self._sheets.write(sheet, self._portions(), folder)) as files:  # type: ignore[type-var]  # it is a generator
            async for file in files:
                await where.api.history.confirm(where.actor)
                await _send(where, file.path)
                await self._remember(file.rows)
                file.path.unlink()

    async def _remember(self, rows: int) -> None:
        last = self._written[rows - 1] if rows else self._sent.last
        del self._written[:rows]
        self._sent = Sent(self._sent.files + 1, self._sent.calls + rows, last)
        await self._keep({**self._errand.asked, "sent": asdict(self._sent)})

    async def _portions(self) -> AsyncIterator[Rows]:
        history, last = self._where.api.history, self._sent.last
        while True:
            portion = await history.portion(self._where.actor, self._wanted, last)
            self._written.extend(entry.call.id for entry in portion.entries)
            yield [self._rows.row(entry) for entry in portion.entries]
            self._count += len(portion.entries)
            last = portion.last
            if last is None:
                return
            if time.monotonic() - self._told > EVERY:
                with suppress(TelegramAPIError):
                    await self._tell(self._where.tr("history-export-going", count=self._count))

    async def _tell(self, html: str) -> None:
        """In one message, edited in place."""
        self._told = time.monotonic()
        if self._message is None:
            self._message = (await self._where.say(html)).message_id
            return
        await self._where.bot.edit_message_text(html, chat_id=self._where.place.chat_id, message_id=self._message)


export = Window(
    BODY,
    Row(
        Button(label("history-export-csv"), id=SheetKind.CSV, on_click=on_kind),
        Button(label("history-export-xlsx"), id=SheetKind.XLSX, on_click=on_kind),
    ),
    to(Calls.all),
    state=Calls.export,
    getter=get_export,
)
