"""Who is who: people as the database and the settings know them, cached, since every update asks; and their roles."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.access import Person, Right, Role
from bot.domain.subscriptions import usual
from bot.domain.views import CardKind
from bot.ports import Clock, Database, UnitOfWork

MAX_CACHED = 10_000
BELIEVED_FOR = timedelta(seconds=1)
"""Where other processes may change people too."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What Telegram tells of a person with every update."""

    id: int
    name: str
    username: str | None
    language: str | None


class Directory:
    """Knows people's roles; the administrators of the settings are administrators always.

    The cache forgets whoever is changed through it. Where other processes change people too (`shared`) it forgets all
    every second.
    """

    def __init__(self, database: Database, clock: Clock, admins: Collection[int], *, shared: bool) -> None:
        self._database = database
        self._clock = clock
        self._admins = frozenset(admins)
        self._shared = shared
        self._known: dict[int, Person | None] = {}
        self._known_since = clock.now()

    async def recognise(self, profile: Profile) -> Person:
        """The person behind an update. Staff are kept up to date with Telegram; strangers are not written down."""
        stored = await self._stored(profile.id)
        person = replace(
            stored or Person(profile.id, profile.name),
            name=profile.name,
            username=profile.username,
            telegram_locale=profile.language,
        )
        if person != stored and person.role is not None:
            await self.save(person)
        return person

    async def _stored(self, person_id: int) -> Person | None:
        now = self._clock.now()
        if len(self._known) >= MAX_CACHED or (self._shared and abs(now - self._known_since) >= BELIEVED_FOR):
            self.forget()
            self._known_since = now
        known = self._known  # whatever is changed while this is read makes it another one
        if person_id not in known:
            found = await self._database.read(lambda uow: uow.people.get(person_id))
            known[person_id] = self.with_admin_role(found)
        stored = known[person_id]
        if stored is None and person_id in self._admins:
            return Person(person_id, "", role=Role.ADMIN)
        return stored

    def with_admin_role(self, person: Person | None) -> Person | None:
        return replace(person, role=Role.ADMIN) if person and person.id in self._admins else person

    async def save(self, person: Person) -> None:
        """Store everything but the role; a role comes from a decision or from the settings."""

        def work(uow: UnitOfWork) -> None:
            was = uow.people.get(person.id)
            uow.people.save(person)
            if person.id in self._admins:
                give_role(uow, was, person.id, Role.ADMIN, self._clock.now())

        await self._database.transact(work)
        self.forget()

    def forget(self) -> None:
        self._known = {}

    @property
    def settled_admins(self) -> frozenset[int]:
        return self._admins

    def is_settled_admin(self, person_id: int) -> bool:
        """Named in the settings: no one can change their role from Telegram."""
        return person_id in self._admins

    def admin_ids(self, uow: UnitOfWork) -> set[int]:
        return {*self._admins, *(person.id for person in uow.people.having_roles([Role.ADMIN]))}


_CARDS = {Right.PRESS_OTHERS_CARDS: CardKind.ORDER, Right.MANAGE_PEOPLE: CardKind.ACCESS}
"""Whose right it takes to see the cards of others."""


def give_role(uow: UnitOfWork, was: Person | None, person_id: int, role: Role | None, now: datetime) -> None:
    """Whoever becomes a manager hears of everybody's results, until they choose otherwise. `was`: who they were.

    Whoever may hear of something no more is not told what was gathered of it either, and their cards of it stay as
    they are.
    """
    uow.people.set_role(person_id, role)
    person, usually = Person(person_id, "", role=role), usual(person_id)
    there = uow.subscriptions.of(usually.place)
    for one in there:
        if not person.may(one.right):
            uow.subscriptions.remove(one.id)
            uow.gathered.drop(one.id)
    for right, kind in _CARDS.items():
        if not person.may(right):
            uow.cards.forget_others(person_id, kind)
    might = was is not None and was.may(Right.RECEIVE_RESULTS)
    if person.may(Right.RECEIVE_RESULTS) and not might and usually.wanted not in [one.wanted for one in there]:
        uow.subscriptions.add(usually, now)
