"""Cards: what each message shows, and whether it should show something else by now."""

import time
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import bindparam, case, delete, exists, func, null, select, text, update

from bot.domain.orders import Place
from bot.domain.views import Card, CardKind
from bot.ports import Bell
from storage.claims import SqlQueue, claiming_lightly
from storage.columns import EPOCH
from storage.rows import AnyRow, placed
from storage.statements import per_dialect
from storage.tables import STALE, access_requests, cards, orders

_UPSERT = per_dialect(
    cards,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[cards.c.kind, cards.c.subject_id, cards.c.chat_id, cards.c.thread_id],
        set_={
            "locale": insert.excluded.locale,
            "message_id": insert.excluded.message_id,
            "shown": insert.excluded.shown,
            "version": cards.c.version + 1,
            "shown_version": case(
                (insert.excluded.shown_version == insert.excluded.version, cards.c.version + 1),
                else_=cards.c.shown_version,
            ),
            "retry_at": insert.excluded.retry_at,
            "failures": insert.excluded.failures,
        },
    ),
)
_TOUCH = (
    update(cards)
    .where(
        cards.c.kind == bindparam("of_kind"),
        cards.c.subject_id == bindparam("of_subject"),
    )
    .values(version=cards.c.version + 1)
)
_IS_DUE = text(STALE), cards.c.retry_at <= bindparam("now")
# By the sum no index but the partial one serves.
_place = func.row_number().over(partition_by=cards.c.chat_id + 0, order_by=(cards.c.queue_key, cards.c.id))
_places = select(cards.c.id, _place.label("place")).where(*_IS_DUE, cards.c.message_id.is_not(None)).subquery()
# Of those to be edited the next one of each chat: a card that changes while others wait is edited once.
_IS_NEXT = cards.c.message_id.is_(None) | cards.c.id.in_(select(_places.c.id).where(_places.c.place == 1))
_DUE = select(cards.c.id).where(*_IS_DUE, _IS_NEXT).order_by(cards.c.queue_key, cards.c.id)
_CLAIM = claiming_lightly(cards, _DUE, *cards.c, cards.c.queue_key)
_SHOWN = (
    update(cards)
    .where(
        cards.c.id == bindparam("card_id"),
        cards.c.shown_version <= bindparam("of_version"),
        cards.c.message_id.is_not_distinct_from(bindparam("was_message_id", type_=cards.c.message_id.type)),
    )
    .values(message_id=bindparam("now_message_id"), shown_version=bindparam("of_version"))
)
_there = cards.alias()
_TWIN = exists().where(
    _there.c.kind == cards.c.kind,
    _there.c.subject_id == cards.c.subject_id,
    _there.c.chat_id == bindparam("new_chat"),
    _there.c.thread_id == bindparam("new_thread"),
)
_FORGET_TWIN = delete(cards).where(cards.c.id == bindparam("card_id"), _TWIN)
_MOVE = (
    update(cards)
    .where(
        cards.c.id == bindparam("card_id"),
        cards.c.message_id.is_not_distinct_from(bindparam("was_message_id", type_=cards.c.message_id.type)),
    )
    .values(
        chat_id=bindparam("new_chat"),
        thread_id=bindparam("new_thread"),
        message_id=null(),
        shown=null(),
        retry_at=EPOCH,
        failures=0,
    )
)
_PUT_OFF = (
    update(cards)
    .where(cards.c.id == bindparam("card_id"))
    .values(retry_at=bindparam("until"), failures=cards.c.failures + 1)
)
_OWNED = {
    CardKind.ORDER: (orders.c.id, orders.c.author_id),
    CardKind.ACCESS: (access_requests.c.id, access_requests.c.person_id),
}
_FORGET_OTHERS = {
    kind: delete(cards).where(
        cards.c.kind == kind,
        cards.c.chat_id == bindparam("in_chat"),
        ~exists().where(id_ == cards.c.subject_id, owner_id == bindparam("owner_id")),
    )
    for kind, (id_, owner_id) in _OWNED.items()
}
_OF = (
    select(*cards.c)
    .where(cards.c.kind == bindparam("of_kind"), cards.c.subject_id == bindparam("of_subject"))
    .order_by(cards.c.id)
)
_AT = (
    select(*cards.c)
    .where(cards.c.chat_id == bindparam("of_chat"), cards.c.message_id == bindparam("of_message"))
    .order_by(cards.c.id.desc())
    .limit(1)
)


class SqlCards(SqlQueue):
    _table = cards

    def upsert(
        self,
        kind: str,
        subject_id: int,
        place: Place,
        locale: str,
        message_id: int | None,
        *,
        later: bool = False,
        shown: str | None = None,
    ) -> None:
        """With `message_id` None a new message will be sent."""
        if not later:
            self._rung.add(Bell.CARDS)
        self._put(
            _UPSERT,
            {
                "kind": kind,
                "subject_id": subject_id,
                "chat_id": place.chat_id,
                "thread_id": place.thread_id or 0,
                "locale": locale,
                "message_id": message_id,
                "shown": shown,
                "version": 1,
                "shown_version": 1 if later else 0,
                "queue_key": 0,
                "retry_at": EPOCH,
                "failures": 0,
            },
        )

    def touch(self, kind: str, subject_ids: Collection[int]) -> None:
        if subject_ids:
            self._rung.add(Bell.CARDS)
            touched = [{"of_kind": kind, "of_subject": subject_id} for subject_id in sorted(subject_ids)]
            self._connection.execute(_TOUCH, touched)

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Card]:
        """Those never shown first, then in the order in which they were shown last."""
        taken = self._claim(_CLAIM, now=now, until=until, limit=limit)
        return [_as_card(row) for row in sorted(taken, key=lambda row: (row.queue_key, row.id))]

    def shown(self, results: Iterable[tuple[Card, int, str]]) -> None:
        """A card that was given another message meanwhile (or none) stays due."""
        changes = [
            {
                "card_id": card.id,
                "of_version": card.version,
                "was_message_id": card.message_id,
                "now_message_id": message_id,
                "shown": digest,
                "queue_key": time.time_ns(),
                "retry_at": EPOCH,
                "failures": 0,
            }
            for card, message_id, digest in sorted(results, key=lambda result: result[0].id)
        ]
        if changes:
            self._connection.execute(_SHOWN, changes)

    def put_off(self, card_id: int, until: datetime) -> None:
        self._connection.execute(_PUT_OFF, {"card_id": card_id, "until": until})

    def move(self, card: Card, place: Place) -> None:
        """One that was given another message meanwhile stays where it is."""
        to = {"card_id": card.id, "new_chat": place.chat_id, "new_thread": place.thread_id or 0}
        self._rung.add(Bell.CARDS)
        self._connection.execute(_FORGET_TWIN, to)
        self._connection.execute(_MOVE, {**to, "was_message_id": card.message_id})

    def forget(self, card_id: int) -> None:
        self._connection.execute(delete(cards).where(cards.c.id == card_id))

    def forget_others(self, person_id: int, kind: CardKind) -> None:
        self._connection.execute(_FORGET_OTHERS[kind], {"in_chat": person_id, "owner_id": person_id})

    def of(self, kind: str, subject_id: int) -> list[Card]:
        found = self._connection.execute(_OF, {"of_kind": kind, "of_subject": subject_id})
        return [_as_card(row) for row in found]

    def at(self, chat_id: int, message_id: int) -> Card | None:
        row = self._connection.execute(_AT, {"of_chat": chat_id, "of_message": message_id}).first()
        return None if row is None else _as_card(row)


def _as_card(row: AnyRow) -> Card:
    return placed(Card, row, kind=CardKind(row.kind))
