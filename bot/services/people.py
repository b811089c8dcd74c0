"""Who is let in, what each may do, and what people choose for themselves."""

import secrets
from dataclasses import asdict, dataclass, replace

from bot.domain.access import Defaults, Person, Right, Role, locale_of
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.orders import Place
from bot.domain.phones import phone_of_contact, shown_number
from bot.domain.views import AccessRequest, CardKind, Notice, NoticeKind
from bot.ports import Capability, UnitOfWork
from bot.services.access import Noun, needs
from bot.services.defaults import own_provider, require, require_caller_id
from bot.services.directory import give_role


@dataclass(frozen=True, slots=True)
class DefaultChange:
    """What to change; None leaves as it is, an empty text goes back to the settings' choice."""

    provider: str | None = None
    caller_id: str | None = None
    voice: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SharedContact:
    """`owner_id` is whose contact it is, as Telegram says; None when it does not."""

    owner_id: int | None
    phone: str


@dataclass(frozen=True, slots=True)
class RoleChange:
    """`role` None takes all access away. `was`: the role that the person had when this was offered."""

    person_id: int
    was: Role | None
    role: Role | None


class People(Noun):
    @needs(Right.REQUEST_ACCESS)
    async def ask_in(self, actor: Person, message_id: int | None = None) -> tuple[AccessRequest, bool]:
        """A stranger asks to be let in; every admin gets one card. The open request, and whether it is new.

        The message with this id, in the asker's private chat, shows from now on what becomes of the request.
        """
        directory, now = self._deps.directory, self._deps.clock.now()

        def work(uow: UnitOfWork) -> tuple[AccessRequest, bool]:
            uow.people.save(actor)
            request_id = uow.access_requests.add(actor.id, now)
            request = uow.access_requests.open_of(actor.id)
            if request is None:
                raise NotFound("access-request-gone")
            shown = {(card.place.chat_id, card.message_id) for card in uow.cards.of(CardKind.ACCESS, request.id)}
            if message_id is not None and (actor.id, message_id) not in shown:
                locale = locale_of(actor, self._deps.locale)
                uow.cards.upsert(CardKind.ACCESS, request.id, Place(actor.id), locale, message_id)
            if request_id is None:
                return request, False
            uow.audit.add(actor.id, "access.request", str(request_id), now)
            for admin_id in directory.admin_ids(uow):
                admin = uow.people.get(admin_id)
                locale = locale_of(admin, self._deps.locale) if admin else self._deps.locale
                uow.cards.upsert(CardKind.ACCESS, request_id, Place(admin_id), locale, None)
            return request, True

        asked = await self._deps.database.transact(work)
        directory.forget()
        return asked

    @needs(Right.REQUEST_ACCESS)
    async def own_request(self, actor: Person) -> AccessRequest | None:
        """The one that no admin has decided yet."""
        return await self._deps.database.transact(lambda uow: uow.access_requests.open_of(actor.id))

    @needs(Right.MANAGE_PEOPLE)
    async def decide(self, actor: Person, request_id: int, role: Role | None) -> AccessRequest:
        """`role` None denies. The first admin who presses decides, everybody sees that decision. Raises NotFound."""

        def work(uow: UnitOfWork) -> AccessRequest:
            request = uow.access_requests.get(request_id)
            if request is None:
                raise NotFound("access-request-gone")
            if uow.access_requests.decide(request_id, actor.id, role, self._deps.clock.now()):
                self._carry_out(uow, actor, request, role)
            return uow.access_requests.get(request_id) or request

        decided = await self._deps.database.transact(work)
        self._deps.directory.forget()
        return decided

    def _carry_out(self, uow: UnitOfWork, actor: Person, request: AccessRequest, role: Role | None) -> None:
        now = self._deps.clock.now()
        person = request.person
        if role is not None:
            give_role(uow, person, person.id, role, now)
        uow.audit.add(actor.id, "access.decide", f"{person.id} {role or 'denied'}", now)
        uow.cards.touch(CardKind.ACCESS, [request.id])
        notice = Notice(
            event=f"access:{request.id}",
            kind=NoticeKind.ACCESS_GRANTED if role else NoticeKind.ACCESS_DENIED,
            place=Place(person.id),
            locale=locale_of(person, self._deps.locale),
            payload={"role": role.value if role else None},
        )
        uow.notices.add([notice], now)

    @needs(Right.MANAGE_PEOPLE)
    async def staff(self, actor: Person) -> list[Person]:
        return await self._deps.database.transact(lambda uow: uow.people.having_roles(list(Role)))

    @needs(Right.MANAGE_PEOPLE)
    async def changeable(self, actor: Person, person_id: int) -> Person:
        """Raises NotFound, and OrderProblem for a settings' admin and oneself."""
        return await self._deps.database.transact(lambda uow: self._changeable(uow, actor, person_id))

    def _changeable(self, uow: UnitOfWork, actor: Person, person_id: int) -> Person:
        if self._deps.directory.is_settled_admin(person_id):
            raise OrderProblem("users-settled-admin")
        if person_id == actor.id:
            raise OrderProblem("users-not-yourself")
        person = uow.people.get(person_id)
        if person is None:
            raise NotFound("users-gone")
        return person

    @needs(Right.MANAGE_PEOPLE)
    async def change_role(self, actor: Person, change: RoleChange) -> Person:
        """The person as they are now, who is told. What somebody else has changed meanwhile stays. Raises as above."""

        def work(uow: UnitOfWork) -> Person:
            person = self._changeable(uow, actor, change.person_id)
            if person.role != change.was or person.role == change.role:
                return person
            now = self._deps.clock.now()
            give_role(uow, person, person.id, change.role, now)
            uow.audit.add(actor.id, "people.role", f"{person.id} {change.role}", now)
            notice = Notice(
                event=f"role:{secrets.token_hex(8)}",
                kind=NoticeKind.ROLE_CHANGED,
                place=Place(person.id),
                locale=locale_of(person, self._deps.locale),
                payload={"role": change.role, "by": actor.name},
            )
            uow.notices.add([notice], now)
            if (request := uow.access_requests.newest_of(person.id)) is not None:
                if change.role is not None:  # an open one asks for what is given by this
                    uow.access_requests.decide(request.id, actor.id, change.role, now)
                uow.cards.touch(CardKind.ACCESS, [request.id])
            return replace(person, role=change.role)

        changed = await self._deps.database.transact(work)
        self._deps.directory.forget()
        return changed

    @needs(Right.CHANGE_OWN_SETTINGS)
    async def speak(self, actor: Person, locale: str | None) -> Person:
        """A language of the person's own choice; None goes back to Telegram's."""
        return await self._save(replace(actor, locale=locale))

    @needs(Right.PLACE_CALLS)
    async def change_phone(self, actor: Person, contact: SharedContact | None) -> Person:
        """Only the person's own contact counts; None forgets their phone. Raises OrderProblem, BadPhone."""
        if contact is not None and contact.owner_id != actor.id:
            raise OrderProblem("own-phone-not-yours")
        return await self._save(replace(actor, phone=phone_of_contact(contact.phone) if contact else None))

    @needs(Right.PLACE_CALLS)
    async def own_provider(self, actor: Person) -> str:
        """The name of the provider that the person's orders begin with. Raises NotFound when there is none."""
        return own_provider(actor, self._deps.providers).name

    @needs(Right.PLACE_CALLS)
    async def change_defaults(self, actor: Person, change: DefaultChange) -> Person:
        """Raises NotFound for an absent provider, OrderProblem for what the person's provider cannot do."""
        wishes = actor.defaults
        if change.provider is not None:
            name = self._deps.providers.get(change.provider).name if change.provider else None
            if name != wishes.provider or wishes.last:
                wishes = Defaults(provider=name, voice=wishes.voice)
        can = own_provider(replace(actor, defaults=wishes), self._deps.providers)
        if change.caller_id:
            require_caller_id(can, shown_number(change.caller_id))
        if change.voice:
            require(can, Capability.VOICES)
        if change.language:
            require(can, Capability.LANGUAGES)
        changes = {
            name: value or None
            for name in ("caller_id", "voice", "language")
            if (value := getattr(change, name)) is not None
        }
        return await self._save(replace(actor, defaults=Defaults.of({**asdict(wishes), **changes})))

    @needs(Right.PLACE_CALLS)
    async def remember_provider(self, actor: Person, name: str) -> None:
        """Their next orders begin with it, unless the settings name a provider, or a number or a language of one."""
        wishes = actor.defaults
        if not (wishes.provider or wishes.caller_id or wishes.language):
            await self._save(replace(actor, defaults=replace(wishes, last=self._deps.providers.get(name).name)))

    async def _save(self, person: Person) -> Person:
        await self._deps.directory.save(person)
        return person
