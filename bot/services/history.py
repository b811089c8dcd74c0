"""History: calls that are looked for, page by page. Operators find their own; managers and admins everybody's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.access import Person, Right, Role
from bot.domain.errors import NotFound
from bot.domain.history import CallFilter
from bot.domain.orders import Order, Place
from bot.domain.stats import CountedFor
from bot.domain.subscriptions import Digest, usual
from bot.domain.views import OrderView
from bot.ports import UnitOfWork
from bot.ports.history import Entry, Found, Wanted
from bot.services.access import Noun, clock_of, needs, still
from bot.services.deps import Deps
from bot.services.draft_orders import Copied, copy_order, load_order
from bot.services.order_views import order_view

PAGE = 5
MOST_PLANNED = 10
SOON = 2
PORTION = 500
CHOICES = 8
"""Tags and lists to choose from."""


@dataclass(frozen=True, slots=True)
class Turned:
    """To the calls next to `beyond`: older ones, or `newer` ones. From the newest on when it is None."""

    beyond: int | None = None
    newer: bool = False


FIRST = Turned()


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The newest first. `older` and `newer` are the calls beyond which the next pages lie, None where there is none.

    `is_cut`: enough was looked through for one page, and more may lie beyond. `person` is whom the filter names.
    `planned`: on the first page of everything, orders with calls that still wait, the soonest first; SOON of them take
    the place of entries.
    """

    entries: Sequence[Entry]
    older: int | None
    newer: int | None
    everybody: bool
    is_cut: bool = False
    planned: Sequence[OrderView] = ()
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a filter may name. `people` is empty for those who see only their own calls."""

    people: Sequence[Person]
    tags: Sequence[str]
    lists: Sequence[Order]


@dataclass(frozen=True, slots=True)
class Portion:
    """`last` is the call beyond which the next portion lies, None at the end."""

    entries: Sequence[Entry]
    last: int | None


class History(Noun):
    """Whose calls a filter may find is decided here, whatever it says."""

    @needs(Right.SEE_OWN_CALLS)
    async def page(self, actor: Person, wanted: CallFilter, turned: Turned = FIRST) -> HistoryPage:
        def work(uow: UnitOfWork) -> HistoryPage:
            within = wanted_by(self._deps, uow, actor, wanted)
            planned = _planned(uow, actor) if wanted.is_empty and turned.beyond is None else []
            limit = PAGE - min(SOON, len(planned))
            found = uow.history.page(within, limit + 1, turned.beyond, newer=turned.newer)
            everybody = actor.may(Right.SEE_ALL_CALLS)
            person_id = within.filter.person_id
            person = uow.people.get(person_id) if person_id is not None and everybody else None
            return replace(_page(found, turned, limit), everybody=everybody, planned=planned, person=person)

        return await self._deps.database.read(work)

    @needs(Right.SEE_OWN_CALLS)
    async def digest(self, actor: Person, notice_id: int, number: int) -> Digest:
        """That of a summary, by its number. Whoever sees but their own calls learns of one for others only its time.

        Raises NotFound.
        """

        def work(uow: UnitOfWork) -> Digest:
            notice = uow.notices.get(notice_id)
            digests = notice.payload.get("digests", []) if notice else []
            if notice is None or number >= len(digests):
                raise NotFound("notify-digest-gone")
            digest = Digest.of(digests[number])
            if notice.place == Place(actor.id):
                return digest
            if not actor.may(Right.SEE_ALL_CALLS):
                return replace(digest, subscription=usual(actor.id), names={})
            owner = uow.people.get(digest.subscription.owner_id)
            return digest.of_others(owner.name) if owner else digest

        return await self._deps.database.read(work)

    @needs(Right.SEE_OWN_CALLS)
    async def portion(self, actor: Person, wanted: CallFilter, beyond: int | None = None) -> Portion:
        """For a file: many entries at once, from the newest on. Raises Forbidden once the right to them is lost."""

        def work(uow: UnitOfWork) -> Portion:
            now = still(uow, actor, Right.SEE_OWN_CALLS)
            found = uow.history.page(wanted_by(self._deps, uow, now, wanted), PORTION, beyond)
            last = found.entries[-1].call.id if len(found.entries) == PORTION else found.looked_to
            return Portion(found.entries, last)

        return await self._deps.database.read(work)

    @needs(Right.SEE_OWN_CALLS)
    async def confirm(self, actor: Person) -> None:
        """Raises Forbidden when they may not see any more what they might when they asked for a file."""
        rights = [right for right in (Right.SEE_OWN_CALLS, Right.SEE_ALL_CALLS) if actor.may(right)]
        await self._deps.database.read(lambda uow: [still(uow, actor, right) for right in rights])

    @needs(Right.SEE_OWN_CALLS)
    async def exported(self, actor: Person, wanted: CallFilter, rows: int) -> None:
        """It is noted who took how many calls with them."""
        subject = f"{rows} {wanted.kept()}"
        await self._deps.database.transact(
            lambda uow: uow.audit.add(actor.id, "history.export", subject, self._deps.clock.now())
        )

    @needs(Right.SEE_OWN_CALLS)
    async def planned(self, actor: Person) -> list[OrderView]:
        """Orders with calls that still wait, the soonest first."""
        return await self._deps.database.read(lambda uow: _planned(uow, actor))

    @needs(Right.SEE_OWN_CALLS)
    async def choices(self, actor: Person) -> Choices:
        def work(uow: UnitOfWork) -> Choices:
            everybody = actor.may(Right.SEE_ALL_CALLS)
            own = None if everybody else actor.id
            people = uow.people.having_roles(list(Role)) if everybody else []
            return Choices(people, uow.history.tags(own, CHOICES), uow.history.lists(own, CHOICES))

        return await self._deps.database.read(work)

    @needs(Right.PLACE_CALLS)
    async def repeat(self, actor: Person, call_id: int, place: Place) -> Copied:
        """A draft to this callee alone, like the order of this call. Raises NotFound, Forbidden."""

        def work(uow: UnitOfWork) -> Copied:
            call = uow.calls.get(call_id)
            if call is None:
                raise NotFound("order-gone")
            load_order(uow, actor, call.order_id)
            return copy_order(uow, actor, call.order_id, place, self._deps.clock.now(), only=call.phone)

        return await self._deps.database.transact(work)


def wanted_by(deps: Deps, uow: UnitOfWork, actor: Person, wanted: CallFilter) -> Wanted:
    """The filter within what this person may see, its days by their clock. What is planned is no history yet."""
    now = deps.clock.now()
    since, until = wanted.bounds(now, clock_of(deps, uow, actor))
    # Calls of this very moment are among them.
    until = min(until or now + timedelta(seconds=1), now + timedelta(seconds=1))
    if not actor.may(Right.SEE_ALL_CALLS):
        wanted = replace(wanted, person_id=actor.id)
    counted = CountedFor.of(wanted.digest.subscription) if wanted.digest else None
    return Wanted(wanted, until, since, counted)


def _planned(uow: UnitOfWork, actor: Person) -> list[OrderView]:
    author_id = None if actor.may(Right.SEE_ALL_CALLS) else actor.id
    found = uow.orders.planned(author_id, MOST_PLANNED)
    people = uow.people.many({order.author_id for order in found})
    return [order_view(uow, order, people.get(order.author_id, actor)) for order in found]


def _page(found: Found, turned: Turned, limit: int) -> HistoryPage:
    """Of one more entry than a page has: the one that shows whether the next page has any."""
    more = len(found.entries) > limit or found.looked_to is not None
    entries = found.entries[-limit:] if turned.newer else found.entries[:limit]
    edges = (entries[0].call.id, entries[-1].call.id) if entries else (turned.beyond, turned.beyond)
    ahead = found.looked_to if len(found.entries) <= limit and found.looked_to is not None else None
    came_from = turned.beyond is not None
    if turned.newer:
        newer = (ahead or edges[0]) if more else None
        older = edges[1] if came_from else None
    else:
        newer = edges[0] if came_from else None
        older = (ahead or edges[1]) if more else None
    return HistoryPage(entries, older, newer, everybody=False, is_cut=ahead is not None)
