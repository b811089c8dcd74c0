"""Letting people in, and changing what they may do."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.access import Person, Right, Role
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.locales import locale_of
from bot.domain.orders import Place
from bot.domain.views import AccessRequest, CardKind, Notice, NoticeKind
from bot.ports import Clock, Database, Signals, UnitOfWork
from bot.services.access import UseCase
from bot.services.people import Directory


class RequestAccess(UseCase[None, bool]):
    """A stranger asks to be let in; every admin gets one card.

    True when this is a new request, False when one is open already.
    """

    right = Right.REQUEST_ACCESS

    def __init__(self, database: Database, directory: Directory, clock: Clock, signals: Signals, locale: str) -> None:
        self._database = database
        self._directory = directory
        self._clock = clock
        self._signals = signals
        self._locale = locale

    async def run(self, actor: Person, command: None) -> bool:
        def work(uow: UnitOfWork) -> bool:
            uow.people.save(actor)
            request_id = uow.access_requests.add(actor.id, self._clock.now())
            if request_id is None:
                return False
            uow.audit.add(actor.id, "access.request", str(request_id), self._clock.now())
            for admin_id in self._directory.admin_ids(uow):
                admin = uow.people.get(admin_id)
                locale = locale_of(admin, self._locale) if admin else self._locale
                uow.cards.upsert(CardKind.ACCESS, request_id, Place(admin_id), locale, None)
            return True

        created = await self._database.transact(work)
        self._directory.forget(actor.id)
        self._signals.cards()
        return created


@dataclass(frozen=True, slots=True)
class Decision:
    """`role` None denies."""

    request_id: int
    role: Role | None


class DecideAccess(UseCase[Decision, AccessRequest]):
    """Decided once, however many admins press; everybody sees the first decision."""

    right = Right.MANAGE_PEOPLE

    def __init__(self, database: Database, directory: Directory, clock: Clock, signals: Signals, locale: str) -> None:
        self._database = database
        self._directory = directory
        self._clock = clock
        self._signals = signals
        self._locale = locale

    async def run(self, actor: Person, command: Decision) -> AccessRequest:
        def work(uow: UnitOfWork) -> AccessRequest:
            now = self._clock.now()
            request = uow.access_requests.get(command.request_id)
            if request is None:
                raise NotFound("access-request-gone")
            if uow.access_requests.decide(command.request_id, actor.id, command.role, now):
                self._carry_out(uow, actor, request, command.role)
            decided = uow.access_requests.get(command.request_id)
            return decided or request

        decided = await self._database.transact(work)
        self._directory.forget(decided.person.id)
        self._signals.cards()
        self._signals.notices()
        return decided

    def _carry_out(self, uow: UnitOfWork, actor: Person, request: AccessRequest, role: Role | None) -> None:
        now = self._clock.now()
        person = request.person
        if role is not None:
            uow.people.set_role(person.id, role)
        uow.audit.add(actor.id, "access.decide", f"{person.id} {role or 'denied'}", now)
        uow.cards.touch(CardKind.ACCESS, [request.id])
        notice = Notice(
            event=f"access:{request.id}",
            kind=NoticeKind.ACCESS_GRANTED if role else NoticeKind.ACCESS_DENIED,
            place=Place(person.id),
            locale=locale_of(person, self._locale),
            payload={"role": role.value if role else None},
        )
        uow.notices.add([notice], now)


class ListStaff(UseCase[None, list[Person]]):
    right = Right.MANAGE_PEOPLE

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: None) -> list[Person]:
        return await self._database.transact(lambda uow: uow.people.having_roles(list(Role)))


@dataclass(frozen=True, slots=True)
class RoleChange:
    """`role` None takes all access away."""

    person_id: int
    role: Role | None


class ChangeRole(UseCase[RoleChange, Person]):
    """Raises OrderProblem for an administrator of the settings and for oneself: nobody locks the last admin out."""

    right = Right.MANAGE_PEOPLE

    def __init__(self, database: Database, directory: Directory, clock: Clock) -> None:
        self._database = database
        self._directory = directory
        self._clock = clock

    async def run(self, actor: Person, command: RoleChange) -> Person:
        if self._directory.is_settled_admin(command.person_id):
            raise OrderProblem("users-settled-admin")
        if command.person_id == actor.id:
            raise OrderProblem("users-not-yourself")

        def work(uow: UnitOfWork) -> Person:
            person = uow.people.get(command.person_id)
            if person is None:
                raise NotFound("users-gone")
            uow.people.set_role(command.person_id, command.role)
            uow.audit.add(actor.id, "people.role", f"{command.person_id} {command.role}", self._clock.now())
            return replace(person, role=command.role)

        changed = await self._database.transact(work)
        self._directory.forget(command.person_id)
        return changed
