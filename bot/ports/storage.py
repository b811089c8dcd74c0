"""What is kept: one repository per aggregate, all of them parts of one transaction."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar

from bot.domain.access import Person, Role
from bot.domain.calls import Call, CallState, Handle, Report, Step
from bot.domain.details import RawReport
from bot.domain.orders import NewOrder, Order, Place
from bot.domain.phones import Phone
from bot.domain.troubles import Loss
from bot.domain.views import AccessRequest, Card, CardKind, Notice
from bot.ports.emulating import Emulations
from bot.ports.errands import Errands
from bot.ports.hearing import Answers
from bot.ports.hiding import HiddenTemplates
from bot.ports.history import History, Stats
from bot.ports.keeping import AudioRecords, Audit, KeptWidgets, Menus, ProviderRecords, Queue, Updates, WebhookInbox
from bot.ports.messages import Bell
from bot.ports.subscribing import Gathered, Subscriptions
from bot.ports.watching import Outgoing, Troubles

T = TypeVar("T")


class Claimed(NamedTuple):
    """An open call that this poll asks about."""

    id: int
    order_id: int
    handle: Handle
    fingerprint: str | None


class Beside(NamedTuple):
    """What is known of a call beside what its card needs. `recording_file`: the recording's id at Telegram."""

    steps: Sequence[Step]
    recording_file: str | None


class People(Protocol):
    def get(self, person_id: int) -> Person | None: ...
    def many(self, person_ids: Collection[int]) -> dict[int, Person]: ...
    def save(self, person: Person) -> None:
        """Insert, or update everything but the role."""

    def set_role(self, person_id: int, role: Role | None) -> None: ...
    def having_roles(self, roles: Collection[Role]) -> list[Person]: ...


class AccessRequests(Protocol):
    def add(self, person_id: int, at: datetime) -> int | None:
        """The new request's id; None when one is open already."""

    def get(self, request_id: int) -> AccessRequest | None: ...
    def open_of(self, person_id: int) -> AccessRequest | None:
        """The one that nobody has decided yet."""

    def newest_of(self, person_id: int) -> AccessRequest | None: ...
    def decide(self, request_id: int, by: int, role: Role | None, at: datetime) -> bool:
        """True for the first decision only."""


class Orders(Protocol):
    def add(self, order: NewOrder, at: datetime) -> tuple[int, bool]:
        """The order's id, and whether it is new (an order from the same source is returned as it is)."""

    def get(self, order_id: int) -> Order | None:
        """With its calls."""

    def many(self, order_ids: Collection[int]) -> dict[int, Order]:
        """With their calls."""

    def author_of(self, order_id: int) -> int | None: ...
    def by_source(self, source: str) -> Order | None: ...
    def change_draft(self, order: Order, changed: Order) -> bool:
        """Keep what differs: provider, phones with their choice and extensions, terms. False when it is no draft."""

    def change_planned(self, order: Order, changed: Order, start_at: datetime | None) -> bool:
        """The same without phones, and when its calls go unless that is None. False unless all of them still wait."""

    def planned(self, author_id: int | None, limit: int) -> list[Order]:
        """Orders with waiting calls, those that go soonest first; of everybody when `author_id` is None."""

    def leave_draft(self, order_id: int, placed: bool, by: int | None = None) -> Order | None:
        """Draft → placed or withdrawn: the order, for exactly one caller, however many press. Drafts have no calls."""

    def newest(self, author_id: int) -> Order | None:
        """The person's latest order, in whatever state."""

    def page(self, author_id: int, limit: int) -> list[Order]:
        """The person's placed orders, the newest first."""


class Calls(Protocol):
    def add(
        self,
        order: Order,
        phone: Phone,
        attempt: int,
        at: datetime,
        start_at: datetime | None = None,
        provider: str | None = None,
        *,
        in_line: bool = False,
        sent_with: int | None = None,
    ) -> Call | None:
        """`submitting`, or `waiting` until `start_at`, or `in_line` for its turn. `provider` None is the order's.

        None when this attempt exists already: the guard against a second request.
        """

    def waiting_due(self, now: datetime, limit: int) -> list[Call]:
        """Planned calls whose time has come: nobody else takes or changes them before this transaction ends."""

    def queue(self, call_id: int, at: datetime) -> bool:
        """A planned call whose time has come stands in line from that time on."""

    def in_line(self, provider: str, limit: int) -> list[Call]:
        """Calls that wait for their turn at this provider, the first first: nobody else takes them meanwhile."""

    def lines(self) -> list[str]:
        """The providers that calls stand in line for."""

    def leave_waiting(self, call_id: int, state: CallState, at: datetime, sent_with: int | None = None) -> bool:
        """Waiting → `submitting` (not before its time) or `canceled`; True for exactly one caller."""

    def get(self, call_id: int) -> Call | None: ...
    def many(self, call_ids: Collection[int]) -> dict[int, Call]: ...
    def resolve(self, call: Call, next_poll_at: datetime | None, at: datetime) -> None:
        """Store how placing ended."""

    def sent_with(self, call_id: int) -> list[Call]:
        """The other calls of the request that this one is the first of."""

    def by_reference(self, reference: str) -> Call | None: ...
    def lost(self, provider: str, submitted_after: datetime, limit: int) -> list[Call]:
        """Calls whose fate is unknown, the oldest first."""

    def looked_for(self, until: datetime) -> list[Call]:
        """Unknown calls that are looked for until this moment or an earlier one, and of which nobody has been asked."""

    def judge(self, call_id: int, at: datetime, *, matched: bool) -> bool:
        """Whether the code of a verification matched: True for the first to say so."""

    def by_handle(self, provider: str, id_: str) -> Call | None:
        """Our call by the `id` of its handle."""

    def stranded(self, submitted_before: datetime) -> list[Call]:
        """Calls still `submitting` that were sent before then, or by a process that is dead."""

    def claim(self, provider: str, now: datetime, until: datetime, limit: int) -> list[Claimed]:
        """Take this provider's due open calls that are in nobody's hands, for one poll."""

    def give_back(self, provider: str) -> None:
        """Give back, as they were, this provider's calls that this process asks about."""

    def reschedule(self, provider: str, now: datetime, steps: Sequence[tuple[float, float]]) -> None:
        """Give them back with their next poll set: by (age below, seconds to wait), the last for all older."""

    def record(self, changes: Iterable[tuple[Call, Report, str]], at: datetime) -> None:
        """Store calls after a report, the raw report and its fingerprint beside them."""

    def raw_report(self, call_id: int) -> RawReport:
        """The last report on this call as it came; {} before the first."""

    def kept_beside(self, call_id: int) -> Beside: ...
    def keep_beside(self, call_id: int, **kept: str) -> None:
        """Its `tag`, or the `recording_file`."""

    def stop_polling(self, call_ids: Collection[int]) -> None: ...
    def overdue(self, submitted_before: datetime, limit: int) -> list[Call]:
        """Calls at a provider for too long."""

    def open_count(self) -> int: ...
    def under_way(self) -> dict[tuple[str, CallState], int]:
        """How many are not over, or of unknown fate, by provider and state."""


class Cards(Queue[Card], Protocol):
    """Due are those that show something else than they should; one in hand may be touched again."""

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
        """Follow `subject_id` in this place from now on, and show it anew: at once, or once it is touched (`later`).
        `shown`: what the message shows now, when that is known.
        """

    def touch(self, kind: str, subject_ids: Collection[int]) -> None:
        """What these cards should show has changed."""

    def shown(self, results: Iterable[tuple[Card, int, str]]) -> None:
        """(card as it was read, message id, digest): this is shown now; a touch since then keeps it due."""

    def put_off(self, card_id: int, until: datetime) -> None: ...
    def move(self, card: Card, place: Place) -> None:
        """It is sent anew in this place, unless its order has a card there already. `card` is as it was read."""

    def forget(self, card_id: int) -> None: ...
    def forget_others(self, person_id: int, kind: CardKind) -> None:
        """In this person's private chat those of orders, or of requests for access, that are not their own."""

    def of(self, kind: str, subject_id: int) -> list[Card]: ...
    def at(self, chat_id: int, message_id: int) -> Card | None:
        """The card that this message is."""


class Notices(Queue[Notice], Protocol):
    """Due is the oldest undelivered one of each chat, and none while that is in somebody's hands."""

    def add(self, notices: Iterable[Notice], at: datetime, say_at: datetime | None = None) -> None:
        """Promise them, each event once a chat; for `say_at`, unless something newer comes: it holds up nobody."""

    def get(self, notice_id: int) -> Notice | None: ...
    def delivered(self, notice_ids: Collection[int], at: datetime) -> None: ...
    def put_off(self, notice_id: int, until: datetime) -> None: ...
    def give_up(self, notice_id: int, at: datetime, lost: Loss | None = None) -> None:
        """`lost`: why nobody is told. None: nobody needs to be."""

    def move(self, notice: Notice, place: Place) -> None:
        """It is said in this place, with its payload as it is now, unless its event was promised there already."""

    def answer(self, chat_id: int, beginning: str, message_id: int) -> None:
        """Its chat's unsaid notices whose events begin so, and which answer nothing yet, answer this message."""

    def supersede(self, newer: Notice, beginning: str, at: datetime) -> None:
        """Give up its chat's unsaid notices whose events begin so. Their `told_by` names its event."""

    def known(self, events: Collection[str]) -> set[str]:
        """Those of which something was promised already, to whomever."""

    def is_promised(self, notice: Notice) -> bool:
        """Whether its event was promised in its chat."""


class UnitOfWork(Protocol):
    """One transaction's view of the database."""

    people: People
    access_requests: AccessRequests
    orders: Orders
    calls: Calls
    history: History
    cards: Cards
    notices: Notices
    audit: Audit
    webhooks: WebhookInbox
    emulations: Emulations
    troubles: Troubles
    outgoing: Outgoing
    audio_records: AudioRecords
    provider_records: ProviderRecords
    menus: Menus
    updates: Updates
    widgets: KeptWidgets
    hidden_templates: HiddenTemplates
    stats: Stats
    answers: Answers
    subscriptions: Subscriptions
    gathered: Gathered
    errands: Errands
    rung: set[Bell]
    """Whose work it made due: they are woken after COMMIT."""

    def release_all(self) -> None:
        """Give back what is in anybody's hands: only where no other process can be at work."""

    def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: follow it everywhere."""

    def leave_topic(self, place: Place) -> None:
        """What belongs to this topic moves to the group's General. Cards are moved one by one."""

    def leave_chat(self, chat_id: int) -> None:
        """Orders and records move to their authors' private chats. Cards and notices are moved one by one."""


class Database(Protocol):
    async def transact(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run `work` in one transaction. It is committed when `work` returns and rolled back when it raises.

        `work` waits for no network and changes nothing but the database: after a deadlock it is run again from its
        beginning. Once handed over it runs to its end, even if the caller is cancelled.
        """

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        """The same for what changes nothing: it needs no transaction, and each question sees what is true by then."""
