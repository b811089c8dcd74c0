"""The database, whichever of the two it is, and one transaction's view of it."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, Self, TypeVar

from sqlalchemy import Connection, Table, and_, delete, exists, make_url, null, text, update

from bot.domain.orders import Place
from bot.ports import Bell, UnitOfWork
from bot.ports.emulating import Emulations
from bot.ports.errands import Errands
from bot.ports.hearing import Answers
from bot.ports.hiding import HiddenTemplates
from bot.ports.history import History, Stats
from bot.ports.keeping import AudioRecords, Audit, KeptWidgets, Menus, ProviderRecords, Updates, WebhookInbox
from bot.ports.storage import AccessRequests, Calls, Cards, Notices, Orders, People
from bot.ports.subscribing import Gathered, Subscriptions
from bot.ports.watching import Outgoing, Troubles, Unwritable
from storage import health
from storage.claims import Held, SqlQueue, release_all
from storage.material import errands, gathered, habits, subscriptions
from storage.reported import Ends
from storage.repositories.at_providers import SqlHiddenTemplates, SqlWidgets
from storage.repositories.calls import SqlCalls
from storage.repositories.cards import SqlCards
from storage.repositories.emulations import SqlEmulations
from storage.repositories.errands import SqlErrands
from storage.repositories.history import SqlHistory
from storage.repositories.menus import SqlMenus
from storage.repositories.notices import SqlNotices
from storage.repositories.orders import SqlOrders
from storage.repositories.people import SqlAccessRequests, SqlAudit, SqlPeople
from storage.repositories.records import SqlAudioRecords, SqlProviderRecords
from storage.repositories.stats import SqlStats
from storage.repositories.subscriptions import SqlGathered, SqlSubscriptions
from storage.repositories.updates import SqlUpdates
from storage.repositories.watching import SqlOutgoing, SqlTroubles
from storage.repositories.webhooks import SqlAnswers, SqlWebhookInbox
from storage.sqlite import SqliteBackend
from storage.tables import UNDELIVERED, WORK, audio_records, cards, notices, orders

T = TypeVar("T")
R = TypeVar("R")
Q = TypeVar("Q", bound=SqlQueue)


class _Part(Generic[R]):
    """A repository of a transaction, made when it is first asked for: most need three of them."""

    def __init__(self, make: "Callable[[SqlUnitOfWork], R]") -> None:
        self._make = make

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, uow: "SqlUnitOfWork", owner: type) -> R:
        made = uow.__dict__[self._name] = self._make(uow)
        return made


class SqlUnitOfWork:
    connection: Connection
    process: int
    rung: set[Bell]
    ended: Ends
    """The calls that came to an end in this transaction."""
    queues: list[SqlQueue]
    """Those that were asked for."""

    people = _Part[People](lambda uow: SqlPeople(uow.connection))
    access_requests = _Part[AccessRequests](lambda uow: SqlAccessRequests(uow.connection))
    orders = _Part[Orders](lambda uow: SqlOrders(uow.connection))
    calls = _Part[Calls](lambda uow: SqlCalls(uow.connection, uow.process, uow.ended))
    history = _Part[History](lambda uow: SqlHistory(uow.connection))
    cards = _Part[Cards](lambda uow: uow.queue(SqlCards, Bell.CARDS))
    notices = _Part[Notices](lambda uow: uow.queue(SqlNotices, Bell.NOTICES))
    audit = _Part[Audit](lambda uow: SqlAudit(uow.connection))
    webhooks = _Part[WebhookInbox](lambda uow: uow.queue(SqlWebhookInbox, Bell.WEBHOOKS))
    emulations = _Part[Emulations](lambda uow: SqlEmulations(uow.connection))
    troubles = _Part[Troubles](lambda uow: SqlTroubles(uow.connection))
    outgoing = _Part[Outgoing](lambda uow: SqlOutgoing(uow.connection, uow.rung))
    audio_records = _Part[AudioRecords](lambda uow: SqlAudioRecords(uow.connection))
    provider_records = _Part[ProviderRecords](lambda uow: SqlProviderRecords(uow.connection))
    menus = _Part[Menus](lambda uow: SqlMenus(uow.connection))
    updates = _Part[Updates](lambda uow: SqlUpdates(uow.connection, uow.process))
    errands = _Part[Errands](lambda uow: SqlErrands(uow.connection, uow.process))
    widgets = _Part[KeptWidgets](lambda uow: SqlWidgets(uow.connection))
    hidden_templates = _Part[HiddenTemplates](lambda uow: SqlHiddenTemplates(uow.connection))
    stats = _Part[Stats](lambda uow: SqlStats(uow.connection))
    answers = _Part[Answers](lambda uow: SqlAnswers(uow.connection))
    subscriptions = _Part[Subscriptions](lambda uow: SqlSubscriptions(uow.connection))
    gathered = _Part[Gathered](lambda uow: SqlGathered(uow.connection))

    def __init__(
        self, connection: Connection, process: int = 0, held: Mapping[Bell, Held] = MappingProxyType({})
    ) -> None:
        """`held`: where what this process has in hand is kept, see storage.claims; otherwise the tables tell it."""
        self.connection = connection
        self.process = process
        self.rung = set()
        self.ended = Counter()
        self.queues = []
        self._held = held

    def queue(self, kind: type[Q], bell: Bell) -> Q:
        made = kind(self.connection, self.rung, self.process, self._held.get(bell))
        self.queues.append(made)
        return made

    def release_all(self) -> None:
        release_all(self.connection, WORK)

    def move_chat(self, old: int, new: int) -> None:
        """Messages stay behind in the old group, which takes no edits any more: cards will be sent anew."""
        for table in (orders, audio_records, subscriptions, errands):
            self.connection.execute(update(table).where(table.c.chat_id == old).values(chat_id=new))
        self._move(gathered, ("subject", "thread_id"), old, new)
        self._move(habits, ("thread_id",), old, new)
        self._move(cards, ("kind", "subject_id", "thread_id"), old, new, message_id=null(), shown=null())
        self._move(notices, ("event",), old, new, reply_to=null())

    def leave_topic(self, place: Place) -> None:
        """A reply to a message of the topic would be sent to the topic, whatever place it names."""
        for table in (orders, audio_records, notices):
            there = update(table).where(table.c.chat_id == place.chat_id, table.c.thread_id == place.thread_id)
            if table is notices:
                there = there.where(text(UNDELIVERED)).values(reply_to=null())
            self.connection.execute(there.values(thread_id=null()))
        self._leave_topic(gathered, ("subject",), place)
        self._leave_topic(habits, (), place)
        self._leave_topic(subscriptions, ("id",), place)

    def _leave_topic(self, table: Table, unique: tuple[str, ...], place: Place) -> None:
        """What stands in General already wins."""
        there = table.alias()
        in_general = and_(there.c.chat_id == table.c.chat_id, there.c.thread_id == 0)
        twin = exists().where(in_general, *(there.c[name] == table.c[name] for name in unique))
        of_topic = and_(table.c.chat_id == place.chat_id, table.c.thread_id == (place.thread_id or 0))
        self.connection.execute(delete(table).where(of_topic, twin))
        self.connection.execute(update(table).where(of_topic).values(thread_id=0))

    def leave_chat(self, chat_id: int) -> None:
        for table in (orders, audio_records):
            there = update(table).where(table.c.chat_id == chat_id)
            self.connection.execute(there.values(chat_id=table.c.author_id, thread_id=null()))

    def _move(self, table: Table, unique: tuple[str, ...], old: int, new: int, **also: object) -> None:
        """Rows that stand in the new chat already win over those of the old one."""
        there = table.alias()
        twin = exists().where(there.c.chat_id == new, *(there.c[name] == table.c[name] for name in unique))
        self.connection.execute(delete(table).where(table.c.chat_id == old, twin))
        self.connection.execute(update(table).where(table.c.chat_id == old).values(chat_id=new, **also))


if TYPE_CHECKING:
    from storage.postgres import PostgresBackend

log = logging.getLogger(__name__)


class SqlDatabase:
    """Repositories are synchronous SQLAlchemy Core. On PostgreSQL they run inside `AsyncConnection.run_sync`.

    On SQLite a whole transaction is one call in the thread of aiosqlite's only connection: see `storage.sqlite`.
    """

    def __init__(self, backend: "SqliteBackend | PostgresBackend") -> None:
        self.backend = backend
        self._wakes: dict[Bell, Callable[[], None]] = {}
        self.ended: Ends = Counter()
        """The calls that came to an end since this process began."""
        self._held: dict[Bell, Held] = {} if self.is_shared else {bell: {} for bell in Bell}

    @classmethod
    def from_url(cls, url: str) -> Self:
        """`sqlite+aiosqlite:///var/zvonar.sqlite3` or `postgresql+asyncpg://…`.

        Raises ValueError for another driver, sqlalchemy.exc.ArgumentError for what is no URL.
        """
        parsed = make_url(url)
        match parsed.drivername:
            case "sqlite+aiosqlite":
                return cls(SqliteBackend(parsed))
            case "postgresql+asyncpg":
                from storage.postgres import PostgresBackend  # 8 MiB that SQLite can do without

                return cls(PostgresBackend(parsed))
            case other:
                raise ValueError(f"the driver must be sqlite+aiosqlite or postgresql+asyncpg, and not {other}")

    @property
    def is_shared(self) -> bool:
        """Whether other processes may write to it."""
        return not isinstance(self.backend, SqliteBackend)

    async def start(self) -> None:
        """Open it; see `storage.migrate` for its tables. Raises OSError or the driver's errors."""
        await self.backend.start()

    async def transact(self, work: Callable[[UnitOfWork], T]) -> T:
        def within(connection: Connection) -> tuple[T, SqlUnitOfWork]:
            uow = SqlUnitOfWork(connection, self.backend.process or 0, self._held)
            return work(uow), uow

        value, uow = await self.backend.run(within)
        self.ended.update(uow.ended)
        for queue in uow.queues:
            queue.keep()
        for bell in uow.rung & self._wakes.keys():
            self._wakes[bell]()
        return value

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        return await self.run(lambda connection: work(SqlUnitOfWork(connection)), reads=True)

    def on(self, bell: Bell, wake: Callable[[], None]) -> None:
        """Call `wake` after each COMMIT that may have made this due. A caller who was cancelled rings for nobody."""
        self._wakes[bell] = wake

    async def run(self, work: Callable[[Connection], T], *, reads: bool = False) -> T:
        """`transact`, or `read`, for the adapter's own parts, which need the bare connection."""
        return await self.backend.run(work, reads=reads)

    async def why_unwritable(self) -> Unwritable | None:
        try:
            async with asyncio.timeout(health.WITHIN):
                await self.run(health.write_in_vain)
        except Exception as error:
            log.warning("the database keeps nothing: %s", type(error).__name__)  # its words may hold parameters
            return health.why(error)
        return None

    def free_bytes(self) -> int | None:
        return health.free_bytes(self.backend)

    async def close(self) -> None:
        """Finish what was begun, then close. Whatever comes later raises RuntimeError."""
        await self.backend.close()
