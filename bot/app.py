"""The composition root: builds every part, starts them in order, and stops them in order."""

import asyncio
import contextlib
import logging
import signal
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram_dialog import setup_dialogs

from bot.clock import SystemClock
from bot.domain.access import Role
from bot.domain.errands import ErrandKind
from bot.jobs.schedule import Rounds, make_scheduler
from bot.media.painter import MatplotlibPainter
from bot.media.transcoder import PyavTranscoder
from bot.ports import Bell, Clock
from bot.ports.media import Painter, RecordingSource, Transcoder
from bot.ports.vitals import Vitals
from bot.providers.recordings import HttpRecordings
from bot.providers.registry import Providers, build_providers, watch
from bot.settings import Settings
from bot.telegram.inbox import Inbox, Polling, reach
from bot.telegram.limits import Limits
from bot.telegram.look import shown_provider
from bot.telegram.menu import set_common_menus, set_menu
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.session import Observed, make_bot
from bot.telegram.texts import Texts
from bot.use_cases import build_core, timetable
from bot.web.heartbeat import heartbeat
from handlers.calls.errands import Errands
from handlers.calls.files import export_asked
from handlers.calls.recording import wait_for
from handlers.doing import DoingMiddleware
from handlers.middlewares import ActorMiddleware, LatenessMiddleware, Strangers
from handlers.one_window import OneWindowEach
from handlers.presses import Turns
from handlers.router import build_routers
from handlers.widgets import make_unique
from storage.engine import SqlDatabase
from storage.fsm import SqlFsmStorage
from storage.migrate import migrate

if TYPE_CHECKING:
    from bot.web.server import WebServer

T = TypeVar("T")

log = logging.getLogger(__name__)

STOP_WITHIN = 30.0
"""Seconds that requests under way get to be answered when the bot stops."""
HANDLERS_WITHIN = 5.0
"""Seconds for handlers under way; what is cut off is handled by the next start."""
ROUNDS_WITHIN = 5.0
"""Seconds for the timetable's jobs under way: nothing is lost when they are cut off."""


class Stopped(Exception):
    """The bot was told to stop before it was ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the bot meets outside; `session` carries requests to Telegram. What is None is built from the settings."""

    limits: Limits | None = None
    clock: Clock | None = None
    providers: Providers | None = None
    texts: Texts | None = None
    transcoder: Transcoder | None = None
    painter: Painter | None = None
    recordings: RecordingSource | None = None
    session: BaseSession | None = None


class App:
    def __init__(self, settings: Settings, parts: Parts | None = None) -> None:
        parts = parts or Parts()
        self.settings = settings
        self.database = SqlDatabase.from_url(settings.database_url.get_secret_value())
        self.providers = parts.providers or build_providers(settings.providers)
        self.texts = parts.texts or Texts(default=settings.default_locale)
        self.vitals = Vitals(ended=self.database.ended)
        self.clock = parts.clock or SystemClock()
        watch(self.providers.by_name.values(), self.vitals, self.clock)
        self.bot: Bot = make_bot(
            settings.bot_token.get_secret_value(),
            settings.telegram_api_url,
            parts.limits,
            proxy=settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None,
            on_migrated=self._on_migrated,
            session=parts.session,
            observed=Observed(self.vitals, self.clock),
        )
        callers = {name: one.own_caller_id for name, one in settings.providers.items()}
        shown = {name: shown_provider(one, callers.get(name)) for name, one in self.providers.by_name.items()}
        painter = parts.painter or MatplotlibPainter()
        self.messenger = TelegramMessenger(self.bot, self.texts, shown, settings.timezone, painter)
        self.core = core = build_core(
            settings,
            self.database,
            self.providers.by_name,
            self.messenger,
            self.clock,
            parts.transcoder or PyavTranscoder(settings.record_max_seconds),
            parts.recordings or HttpRecordings({name: one.url for name, one in settings.providers.items()}),
            shared=self.database.is_shared,
            vitals=self.vitals,
            beat=heartbeat(settings.heartbeat_url),
        )
        self.database.on(Bell.CARDS, core.deliveries.wake)
        self.database.on(Bell.NOTICES, core.deliveries.wake)
        self.database.on(Bell.WEBHOOKS, core.webhooks.wake)
        self.errands = Errands(core.errands, {ErrandKind.EXPORT: export_asked, ErrandKind.RECORDING: wait_for})
        self.dispatcher = self._dispatcher(painter)
        self.inbox = Inbox(self.bot, self.dispatcher, self.database, self.clock)
        self.rounds = Rounds()
        is_webhook, is_shared = settings.updates == "webhook", self.database.is_shared
        jobs = timetable(core, self.inbox, settings.poll_interval, shared=is_shared, webhook=is_webhook)
        jobs.append((self._take_up_errands, 30.0))
        self.scheduler = make_scheduler(jobs, self.rounds)
        self._end = asyncio.Event()
        self._workers: list[asyncio.Task[None]] = []
        self._web: WebServer | None = None

    async def _on_migrated(self, old: int, new: int) -> None:
        await self.core.chats.moved(old, new)

    def _dispatcher(self, painter: Painter) -> Dispatcher:
        # aiogram isolates nothing by default: without this a triple tap is handled three times at once.
        isolation = SimpleEventIsolation()
        storage = SqlFsmStorage(self.database, key_builder=DefaultKeyBuilder(with_destiny=True))
        dispatcher = Dispatcher(storage=storage, events_isolation=isolation)
        dispatcher.include_routers(*build_routers())
        for kind in (dispatcher.message, dispatcher.callback_query):
            kind.middleware(DoingMiddleware())
        make_unique()
        setup_dialogs(dispatcher, dialog_manager_factory=OneWindowEach())
        dispatcher.workflow_data.update(
            api=self.core.api,
            chats=self.core.chats,
            clock=self.clock,
            texts=self.texts,
            painter=painter,
            turns=Turns(),
            albums=deque[str](maxlen=100),
            errands=self.errands,
        )
        return dispatcher

    async def start(self) -> None:
        """Everything but the updates: the database is migrated, what a crash cut off is settled, workers run.

        Raises TelegramRefused, and Stopped when it is told to `end` while Telegram cannot be reached.
        """
        await self.database.start()
        await migrate(self.database)
        await self._recover()
        self.scheduler.start()
        workers = (self.core.deliveries, self.core.webhooks, self.core.watch)
        self._workers = [asyncio.create_task(worker.run(), name=type(worker).__name__) for worker in workers]
        me = await self._until_the_end(reach("getMe", self.bot.me))
        strangers = Strangers(self.clock, me.username or "")
        locale = self.settings.default_locale
        self.dispatcher.update.outer_middleware(LatenessMiddleware(self.clock))
        people = ActorMiddleware(self.core.directory, self.core.chats, self.messenger, strangers, locale)
        self.dispatcher.update.outer_middleware(people)
        self._workers.append(asyncio.create_task(self._set_menus(), name="menus"))
        await self._take_up_errands()

    async def _take_up_errands(self) -> None:
        await self.errands.resume(self.core.directory, self.messenger, self.bot, self.dispatcher)

    async def _recover(self) -> None:
        """Settle what a crash cut off. A shared database may hold requests of other replicas that live."""
        if self.database.is_shared:
            settled = await self.core.stranded.sweep()
        else:
            await self.database.transact(lambda uow: uow.release_all())
            settled = await self.core.stranded.at_start()
        if settled:
            log.warning("%s calls and records were cut off while being sent; people are told of them", settled)

    async def _set_menus(self) -> None:
        with contextlib.suppress(Exception):
            await set_common_menus(self.bot, self.texts)
            for person in await self.database.transact(lambda uow: uow.people.having_roles(list(Role))):
                await set_menu(self.bot, self.texts, person)

    def obey_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self.end)

    def end(self) -> None:
        """`run` returns, and so does what tries to reach Telegram."""
        self._end.set()

    async def run(self) -> None:
        """Take updates until cancelled or told to end, by a signal or otherwise. Raises TelegramRefused."""
        self.obey_signals()
        kinds = self.dispatcher.resolve_used_update_types()
        polling = Polling(self.bot, self.inbox, kinds)
        workflow = {"dispatcher": self.dispatcher, "bots": (self.bot,), **self.dispatcher.workflow_data}
        await self.dispatcher.emit_startup(bot=self.bot, **workflow)
        try:
            take = self._take_by_webhook if self.settings.updates == "webhook" else self._take_by_polling
            with contextlib.suppress(Stopped):
                await self._until_the_end(take(polling, kinds))
        finally:
            await self.inbox.finish(HANDLERS_WITHIN)
            await self.dispatcher.emit_shutdown(bot=self.bot, **workflow)

    async def _take_by_polling(self, polling: Polling, kinds: list[str]) -> None:
        await reach("deleteWebhook", self.bot.delete_webhook)
        await self.inbox.resume()
        await polling.run()

    async def _take_by_webhook(self, polling: Polling, kinds: list[str]) -> None:
        """What Telegram kept while the bot was down is asked for first: a webhook's update does not tell its age."""
        from bot.web.telegram import PATH

        await self.inbox.resume()
        if await polling.was_away():
            await reach("deleteWebhook", self.bot.delete_webhook)
            await reach("getUpdates", polling.drain)
        secret = self.settings.webhook_secret
        ask = partial(
            self.bot.set_webhook,
            f"{self.settings.public_url}{PATH}",
            secret_token=secret.get_secret_value() if secret else None,
            allowed_updates=kinds,
        )
        await reach("setWebhook", ask)
        await asyncio.Event().wait()

    async def _until_the_end(self, work: Coroutine[Any, Any, T]) -> T:
        """Raises Stopped, with the work cancelled, when the bot is told to end before it is done."""
        doing, ending = asyncio.create_task(work), asyncio.create_task(self._end.wait())
        try:
            await asyncio.wait([doing, ending], return_when=asyncio.FIRST_COMPLETED)
            if doing.done():
                return doing.result()
            raise Stopped
        finally:
            for task in (doing, ending):
                task.cancel()
            await asyncio.gather(doing, ending, return_exceptions=True)

    async def serve(self) -> int:
        """Answer over HTTP, see bot.web; the port it came to be. Raises OSError when the port is taken."""
        from bot.web.hooks import Hooks
        from bot.web.server import WebServer
        from bot.web.telegram import TelegramHook

        allowed = {name: one.webhook_networks for name, one in self.settings.providers.items()}
        hooks = Hooks(self.core.receiver, allowed, self.settings.trusted_proxies).routes()
        secret = self.settings.webhook_secret
        if self.settings.updates == "webhook" and secret:
            hooks += TelegramHook(self.inbox, secret.get_secret_value()).routes()
        self._web = WebServer(self.database, hooks, self.vitals, self.clock)
        return await self._web.start(self.settings.web_host, self.settings.web_port)

    async def stop(self) -> None:
        """Requests under way are answered and stored, then all is closed.

        What is unsaid, and what stands in line for its turn at a provider, waits for the next start.
        """
        if self._web is not None:
            await self._web.stop()
        await self.inbox.finish(HANDLERS_WITHIN)
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
            await self.rounds.finish(ROUNDS_WITHIN)
        await self.errands.close()
        self.core.waiting.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_WITHIN):
                await self.core.submitter.drain()
                await self.core.record_sender.drain()
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        await self.providers.aclose()
        await self.bot.session.close()
        await self.dispatcher.storage.close()
        await self.database.close()
