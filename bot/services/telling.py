"""What subscribers are told: of each event one notice a place, at once or gathered with others."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.access import locale_of
from bot.domain.orders import Place
from bot.domain.subscriptions import FOLDED_EVERY, Subscriber, Topic, next_fold
from bot.domain.views import Notice, NoticeKind, Payload
from bot.ports import Shut, UnitOfWork

FALLBACK_LOCALE = ""
"""No language of ours: such a person is told in the bot's own, which the settings name."""
SINGLY = 3
"""How many notices a place gets one by one within `FOLDED_EVERY`; what comes beyond them is folded."""


@dataclass(frozen=True, slots=True)
class Happened:
    """`event` names it. A later event of the same `subject` takes the place of one that nobody was told of yet.

    `late`: what may come after it. A digest tells of the event again when that has come since the last digest.
    """

    event: str
    subject: str
    kind: NoticeKind
    payload: Payload
    late: str = ""


def promise(uow: UnitOfWork, topic: Topic, happened: Happened, notices: Iterable[Notice], now: datetime) -> None:
    """Promise `notices` to those whom it concerns, and to tell every subscriber to `topic` of it.

    A place is told once: as it is subscribed, if it is. Muting and quiet hours put off both, and lose nothing.
    Call it in the transaction in which it happened. The same event is promised once however often it is.
    """
    told = Telling(uow, topic, now).tell(happened, lambda _: True, ())
    for notice in notices:
        if notice.place not in told:
            habits = uow.subscriptions.habits(notice.place)
            uow.notices.add([notice], now, habits.free_from(now) if habits else None)


class Telling:
    """Of one topic, in one transaction."""

    def __init__(self, uow: UnitOfWork, topic: Topic, now: datetime) -> None:
        self._uow = uow
        self._now = now
        self.subscribers = [one for one in uow.subscriptions.to(topic) if one.is_entitled]
        self._lately: Counter[Place] = Counter()
        self._looked_at: set[Place] = set()

    def tell(
        self, happened: Happened, fits: Callable[[Subscriber], bool], told: Collection[Place], *, again: bool = False
    ) -> Collection[Place]:
        """The places that hear of it, at once or later.

        `told`: places that are told of it otherwise, so that only their digests need it. `again`: the event is not new,
        and whoever was told of it before is not told any more.

        A place is told once, whichever of its subscriptions fit; but each of its digests counts all that fits it.
        """
        chosen: dict[Place, Subscriber] = {}
        for one in filter(fits, self.subscribers):
            if one.is_digest:
                notice = _notice(happened, one)
                notice = replace(notice, event=f"{notice.event}{happened.late}")
                self._uow.gathered.add(_gathered_as(happened, one), notice, self._now, one.due(self._now))
            elif one.place not in told and (one.place not in chosen or one.subscription.wanted.order_id):
                chosen[one.place] = one  # rather the list's, which says that it ends
        for one in chosen.values():
            notice = _notice(happened, one)
            if not (again and self._was_told(happened.subject, notice)):
                self._promise(happened.subject, notice, one.due(self._now))
        return chosen.keys()

    def end(self, happened: Happened, one: Subscriber) -> None:
        """The subscription ends with this; it is told of it, unless it was."""
        self._uow.subscriptions.remove(one.subscription.id)
        notice = _notice(happened, one)
        if not self._was_told(_gathered_as(happened, one), notice):
            self._promise(happened.subject, notice, one.habits.free_from(self._now))

    def _was_told(self, subject: str, notice: Notice) -> bool:
        return self._uow.notices.is_promised(notice) or self._uow.gathered.holds(subject, notice)

    def _promise(self, subject: str, notice: Notice, due: datetime) -> None:
        uow, now = self._uow, self._now
        beginning = notice.event[: notice.event.index(subject) + len(subject)]
        uow.notices.supersede(notice, beginning, now)
        if due <= now and self._has_room(notice.place):
            uow.gathered.forget(subject, notice.place)
            uow.notices.add([notice], now)
        else:
            uow.gathered.add(subject, notice, now, next_fold(now) if due <= now else due)

    def _has_room(self, place: Place) -> bool:
        if place not in self._looked_at:
            self._looked_at.add(place)
            self._lately[place] = sum(self._uow.subscriptions.told_since(place, self._now - FOLDED_EVERY).values())
        self._lately[place] += 1
        return self._lately[place] <= SINGLY


def _gathered_as(happened: Happened, one: Subscriber) -> str:
    """Each digest counts for itself."""
    return f"digest:{one.subscription.id}:{happened.subject}" if one.is_digest else happened.subject


def _notice(happened: Happened, one: Subscriber) -> Notice:
    """In a group each topic is told for itself."""
    thread = one.place.thread_id
    return Notice(
        event=happened.event if thread is None else f"topic:{thread}:{happened.event}",
        kind=happened.kind,
        place=one.place,
        locale=locale_of(one.owner, FALLBACK_LOCALE),
        payload=happened.payload | ({"of_list": True} if one.subscription.wanted.order_id else {}),
        subscription_id=one.subscription.id,
    )


def end_subscriptions(uow: UnitOfWork, notice: Notice, shut: Shut, now: datetime) -> bool:
    """A group takes nothing there any more: whoever subscribed it is told once that it hears nothing from now on.

    False, with nothing done, for a notice that nobody subscribed to.
    """
    if notice.subscription_id is None:
        return False
    place = notice.place
    uow.notices.give_up(notice.id, now)
    ended = uow.subscriptions.end(place, everywhere=shut is not Shut.TOPIC)
    owners = uow.people.many({one.owner_id for one in ended})
    notices = [
        Notice(
            event=f"subscriptions-ended:{place.chat_id}:{max(one.id for one in ended)}",
            kind=NoticeKind.SUBSCRIPTIONS_LOST,
            place=Place(owner.id),
            locale=locale_of(owner, FALLBACK_LOCALE),
            payload={"count": sum(one.owner_id == owner.id for one in ended)},
        )
        for owner in owners.values()
    ]
    uow.notices.add(notices, now)
    return True
