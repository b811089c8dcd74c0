"""Telling the owner of a record what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.domain.records import AudioRecord
from bot.domain.views import Notice, NoticeKind
from bot.ports import UnitOfWork


class RecordNews(StrEnum):
    """`lost`: the bot was stopped while sending it. `found`: the service has it after all.

    `silent`: it waited too long for a moderator.
    """

    APPROVED = "approved"
    REFUSED = "refused"
    LOST = "lost"
    FOUND = "found"
    SILENT = "silent"


def promise_news(uow: UnitOfWork, record: AudioRecord, news: RecordNews, service: str, now: datetime) -> None:
    """Call it in the transaction that changed the record, after its guard: then each change is told once.

    `service` is its title. The moment is part of the event: a record may be sent again, and be lost again.
    """
    words = record.words if news in (RecordNews.APPROVED, RecordNews.REFUSED) else ""
    notice = Notice(
        event=f"record:{record.id}:{news}:{int(now.timestamp())}",
        kind=NoticeKind.RECORD,
        place=record.place,
        locale=record.locale,
        payload={
            "news": str(news),
            "name": record.name,
            "service": service,
            "words": words,
            "author_id": record.author_id,
        },
    )
    uow.notices.add([notice], now)
