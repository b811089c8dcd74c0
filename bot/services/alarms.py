"""Telling those who look after the bot: who they are is decided here alone."""

import logging
from collections.abc import Mapping
from datetime import datetime

from bot.domain.access import locale_of
from bot.domain.orders import Place
from bot.domain.subscriptions import Topic
from bot.domain.troubles import Loss, Trouble
from bot.domain.views import Notice, NoticeKind
from bot.ports import Messenger, UnitOfWork
from bot.ports.watching import Unwritable
from bot.services.deps import Deps
from bot.services.telling import Happened, promise

log = logging.getLogger(__name__)

Watchers = Mapping[int, str]
"""Whom to tell, by Telegram's id, and in what language."""


def watchers(deps: Deps, uow: UnitOfWork) -> Watchers:
    """All admins."""
    admins = deps.directory.admin_ids(uow)
    known = uow.people.many(admins)
    return {id_: locale_of(known[id_], deps.locale) if id_ in known else deps.locale for id_ in sorted(admins)}


def alarm(event: str, kind: NoticeKind, told: Watchers, payload: Mapping[str, object]) -> list[Notice]:
    return [
        Notice(event=event, kind=kind, place=Place(id_), locale=locale, payload=dict(payload))
        for id_, locale in told.items()
    ]


def tell(
    deps: Deps, uow: UnitOfWork, event: str, kind: NoticeKind, payload: Mapping[str, object], now: datetime
) -> None:
    """Promise to tell of it in this transaction, subscribers too where people subscribe to such.

    That the bot itself is unwell admins hear at once, whatever is muted.
    """
    notices = alarm(event, kind, watchers(deps, uow), payload)
    if (topic := _topic(kind, payload)) is None:
        uow.notices.add(notices, now)
    else:
        promise(uow, topic, Happened(event, event, kind, dict(payload)), notices, now)


def _topic(kind: NoticeKind, payload: Mapping[str, object]) -> Topic | None:
    if kind is NoticeKind.LOW_BALANCE:
        return Topic.BALANCE
    return Topic.PROVIDERS if payload.get("trouble") is Trouble.PROVIDER else None


def lose(uow: UnitOfWork, notice: Notice, why: Loss, now: datetime) -> None:
    """Admins are told of it; of what is told to admins themselves nobody is."""
    log.error("notice %s (%s) was given up: nobody is told (%s)", notice.id, notice.kind, why)
    uow.notices.give_up(notice.id, now, None if notice.kind is NoticeKind.TROUBLE else why)


class Unwritten:
    """That the database keeps nothing is told from memory, once to each."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger
        self.since: datetime | None = None
        self._heard: set[int] = set()

    async def tell(self, watchers: Watchers, why: Unwritable, now: datetime) -> None:
        self.since = self.since or now
        payload = {"trouble": Trouble.DATABASE, "why": why}
        left = {id_: locale for id_, locale in watchers.items() if id_ not in self._heard}
        for notice in alarm("database", NoticeKind.TROUBLE, left, payload):
            try:
                shown = await self._messenger.say(notice, None)
            except Exception:
                log.exception("an admin could not be told that the database keeps nothing")
                continue
            if not shown.retry:
                self._heard.add(notice.place.chat_id)

    def end(self) -> None:
        self.since = None
        self._heard.clear()
