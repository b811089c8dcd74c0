"""Who is subscribed to what, and what waits to be told of it together."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, delete, func, insert, select, text, update

from bot.domain.orders import CallingWindow, Place
from bot.domain.subscriptions import Habits, Schedule, Subscriber, Subscription, Topic, Wanted
from bot.domain.views import Notice, NoticeKind
from bot.ports.subscribing import GatheredNotice
from storage.material import UNTOLD, gathered, habits, subscriptions
from storage.rows import PERSON_COLUMNS, AnyRow, as_person
from storage.statements import Repository, per_dialect
from storage.tables import SUBSCRIBED, notices, people

_HABITS = ("zone", "quiet", "muted_until")
_ALL = (
    select(*PERSON_COLUMNS, *(c.label(f"its_{c.name}") for c in subscriptions.c), *(habits.c[n] for n in _HABITS))
    .join_from(subscriptions, people, subscriptions.c.owner_id == people.c.id)
    .outerjoin(
        habits,
        and_(habits.c.chat_id == subscriptions.c.chat_id, habits.c.thread_id == subscriptions.c.thread_id),
    )
    .where(subscriptions.c.topic == bindparam("of_topic"))
    .order_by(subscriptions.c.id)
)
_SUBSCRIPTION = select(*(c.label(f"its_{c.name}") for c in subscriptions.c))
_GET = _SUBSCRIPTION.where(subscriptions.c.id == bindparam("subscription_id"))
_OF = _SUBSCRIPTION.where(
    subscriptions.c.chat_id == bindparam("in_chat"), subscriptions.c.thread_id == bindparam("in_thread")
).order_by(subscriptions.c.id)
_ADD = insert(subscriptions).returning(subscriptions.c.id)
_REMOVE = delete(subscriptions).where(subscriptions.c.id == bindparam("subscription_id"))
_HABITS_OF = select(habits).where(
    habits.c.chat_id == bindparam("in_chat"), habits.c.thread_id == bindparam("in_thread")
)
_KEEP = per_dialect(
    habits,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[habits.c.chat_id, habits.c.thread_id],
        set_={name: insert.excluded[name] for name in _HABITS},
    ),
)
_TOLD = (
    select(notices.c.subscription_id, func.count().label("made"))
    .where(
        text(SUBSCRIBED),
        notices.c.chat_id == bindparam("in_chat"),
        notices.c.created_at > bindparam("since"),
        func.coalesce(notices.c.thread_id, 0) == bindparam("in_thread"),
    )
    .group_by(notices.c.subscription_id)
)


def _where(place: Place) -> dict[str, int]:
    return {"in_chat": place.chat_id, "in_thread": place.thread_id or 0}


class SqlSubscriptions(Repository):
    def add(self, subscription: Subscription, at: datetime) -> int:
        row = {
            "chat_id": subscription.place.chat_id,
            "thread_id": subscription.place.thread_id or 0,
            "owner_id": subscription.owner_id,
            "topic": subscription.topic,
            "wanted": subscription.wanted.kept(),
            "schedule": subscription.schedule.kept(),
            "created_at": at,
        }
        return int(self._connection.execute(_ADD, row).scalar_one())

    def get(self, subscription_id: int) -> Subscription | None:
        row = self._connection.execute(_GET, {"subscription_id": subscription_id}).first()
        return _as_subscription(row) if row else None

    def remove(self, subscription_id: int) -> None:
        self._connection.execute(_REMOVE, {"subscription_id": subscription_id})

    def end(self, place: Place, *, everywhere: bool) -> list[Subscription]:
        tables = (subscriptions, habits, gathered)
        there = {table: table.c.chat_id == place.chat_id for table in tables}
        if not everywhere:
            there = {table: on & (table.c.thread_id == (place.thread_id or 0)) for table, on in there.items()}
        rows = self._connection.execute(_SUBSCRIPTION.where(there[subscriptions]).order_by(subscriptions.c.id))
        ended = [_as_subscription(row) for row in rows]
        for table in tables:
            self._connection.execute(delete(table).where(there[table]))
        return ended

    def of(self, place: Place) -> list[Subscription]:
        return [_as_subscription(row) for row in self._connection.execute(_OF, _where(place))]

    def to(self, topic: Topic) -> list[Subscriber]:
        return [_as_subscriber(row) for row in self._connection.execute(_ALL, {"of_topic": topic})]

    def habits(self, place: Place) -> Habits | None:
        row = self._connection.execute(_HABITS_OF, _where(place)).first()
        return _as_habits(row, place) if row else None

    def keep(self, habits: Habits) -> None:
        quiet = habits.quiet and f"{habits.quiet.start:%H:%M}-{habits.quiet.end:%H:%M}"
        row = {"chat_id": habits.place.chat_id, "thread_id": habits.place.thread_id or 0, "zone": habits.zone.key}
        self._put(_KEEP, {**row, "quiet": quiet, "muted_until": habits.muted_until})

    def told_since(self, place: Place, since: datetime) -> dict[int, int]:
        made = self._connection.execute(_TOLD, {**_where(place), "since": since})
        return {row.subscription_id: row.made for row in made}


def _as_subscriber(row: AnyRow) -> Subscriber:
    subscription = _as_subscription(row)
    kept = _as_habits(row, subscription.place) if row.zone else Habits(subscription.place)
    return Subscriber(subscription, as_person(row), kept)


def _as_habits(row: AnyRow, place: Place) -> Habits:
    quiet = CallingWindow.parse(row.quiet) if row.quiet else None
    return Habits(place, ZoneInfo(row.zone), quiet, row.muted_until)


def _as_subscription(row: AnyRow) -> Subscription:
    return Subscription(
        place=Place(row.its_chat_id, row.its_thread_id or None),
        owner_id=row.its_owner_id,
        topic=Topic(row.its_topic),
        wanted=Wanted.of(row.its_wanted),
        schedule=Schedule.of(row.its_schedule),
        created_at=row.its_created_at,
        id=row.its_id,
    )


_GATHER = per_dialect(
    gathered,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[gathered.c.subject, gathered.c.chat_id, gathered.c.thread_id],
        set_={
            **{name: insert.excluded[name] for name in ("subscription_id", "event", "payload", "created_at", "due_at")},
            "told_at": None,
        },
        where=gathered.c.event != insert.excluded.event,
    ),
)
_THERE = and_(gathered.c.chat_id == bindparam("in_chat"), gathered.c.thread_id == bindparam("in_thread"))
_UNTOLD = update(gathered).where(_THERE, text(UNTOLD))
_OF_SUBJECT = and_(_THERE, gathered.c.subject == bindparam("of_subject"))
_FORGET = delete(gathered).where(_OF_SUBJECT, text(UNTOLD))
_HOLDS = select(gathered.c.id).where(_OF_SUBJECT, gathered.c.event == bindparam("of_event"))
_DUE = (
    select(gathered.c.chat_id, gathered.c.thread_id)
    .where(text(UNTOLD), gathered.c.due_at <= bindparam("now"))
    .distinct()
    .limit(bindparam("limit"))
)
_OLDEST = (
    select(gathered.c.subscription_id, func.min(gathered.c.created_at).label("since"))
    .where(_THERE, text(UNTOLD), gathered.c.due_at <= bindparam("now"))
    .group_by(gathered.c.subscription_id)
)
_SOME = (
    select(gathered.c.id)
    .where(_THERE, text(UNTOLD), gathered.c.due_at <= bindparam("now"))
    .order_by(gathered.c.id)
    .limit(bindparam("limit"))
)
_TAKE = (
    update(gathered)
    .where(gathered.c.id.in_(_SOME.scalar_subquery()), text(UNTOLD))
    .values(told_at=bindparam("now"))
    .returning(*gathered.c)
)
_DROP = delete(gathered).where(text(UNTOLD), gathered.c.subscription_id == bindparam("of_subscription"))
_CLEAR = delete(gathered).where(gathered.c.told_at < bindparam("before"))


class SqlGathered(Repository):
    def add(self, subject: str, notice: Notice, at: datetime, due_at: datetime) -> None:
        row = {
            "subject": subject,
            "chat_id": notice.place.chat_id,
            "thread_id": notice.place.thread_id or 0,
            "subscription_id": notice.subscription_id,
            "event": notice.event,
            "kind": notice.kind,
            "locale": notice.locale,
            "payload": notice.payload,
            "created_at": at,
            "due_at": due_at,
        }
        self._put(_GATHER, row)

    def forget(self, subject: str, place: Place) -> None:
        self._connection.execute(_FORGET, {**_where(place), "of_subject": subject})

    def holds(self, subject: str, notice: Notice) -> bool:
        asked = {**_where(notice.place), "of_subject": subject, "of_event": notice.event}
        return self._connection.execute(_HOLDS, asked).first() is not None

    def due(self, now: datetime, limit: int) -> list[Place]:
        found = self._connection.execute(_DUE, {"now": now, "limit": limit})
        return [Place(chat_id, thread_id or None) for chat_id, thread_id in found]

    def oldest(self, place: Place, now: datetime) -> dict[int, datetime]:
        found = self._connection.execute(_OLDEST, {**_where(place), "now": now})
        return {row.subscription_id: row.since for row in found}

    def take(self, place: Place, now: datetime, limit: int) -> list[GatheredNotice]:
        taken = self._connection.execute(_TAKE, {**_where(place), "now": now, "limit": limit})
        return [_as_gathered(row, place) for row in sorted(taken, key=lambda row: int(row.id))]

    def tell_at(self, place: Place, subscription_id: int, due_at: datetime, before: datetime | None = None) -> None:
        of = _UNTOLD.where(gathered.c.subscription_id == bindparam("of_subscription"))
        of = of if before is None else of.where(gathered.c.created_at < before)
        self._connection.execute(of.values(due_at=due_at), {**_where(place), "of_subscription": subscription_id})

    def drop(self, subscription_id: int) -> None:
        self._connection.execute(_DROP, {"of_subscription": subscription_id})

    def clear(self, told_before: datetime) -> None:
        self._connection.execute(_CLEAR, {"before": told_before})


def _as_gathered(row: AnyRow, place: Place) -> GatheredNotice:
    notice = Notice(
        row.event, NoticeKind(row.kind), place, row.locale, row.payload, subscription_id=row.subscription_id
    )
    return GatheredNotice(row.id, notice, row.created_at)
