"""The composition root: builds every part, starts them in order, and stops them in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from typing import TYPE_CHECKING

from aiogram import Bot, Dispatcher
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.memory import SimpleEventIsolation
from aiogram_dialog import setup_dialogs

from bot.clock import SystemClock
from bot.domain.access import Role
from bot.jobs.balances import add_balance_job
from bot.jobs.records import add_record_jobs
from bot.jobs.schedule import add_webhook_jobs, make_scheduler
from bot.media.painter import MatplotlibPainter
from bot.media.transcoder import PyavTranscoder
from bot.ports import Clock
from bot.settings import Settings
from bot.telegram.limits import Limits
from bot.telegram.look import Service
from bot.telegram.menu import set_common_menus, set_menu
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.session import make_bot
from bot.telegram.texts import Texts
from bot.telephony import build_services, caller_id_of, words_of
from bot.use_cases import build_core
from handlers.intents import make_unique
from handlers.middlewares.actor import ActorMiddleware
from handlers.middlewares.strangers import Strangers
from handlers.router import build_routers
from storage.engine import SqlDatabase
from storage.fsm import SqlFsmStorage
from storage.migrate import migrate

if TYPE_CHECKING:
    from bot.web.server import WebServer

log = logging.getLogger(__name__)

STOP_WITHIN = 30.0
"""Seconds that requests under way get to be answered when the bot stops."""


class App:
    """`limits` and `clock` are Telegram's and the machine's unless a test says otherwise."""

    def __init__(self, settings: Settings, limits: Limits | None = None, clock: Clock | None = None) -> None:
        self.settings = settings
        self.database = SqlDatabase.from_url(settings.database_url.get_secret_value())
        self.providers = build_services(settings)
        self.texts = Texts(default=settings.default_locale)
        self.bot: Bot = make_bot(
            settings.bot_token.get_secret_value(),
            settings.telegram_api_url,
            limits,
            proxy=settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None,
            on_blocked=self._on_blocked,
            on_migrated=self._on_migrated,
        )
        services = {
            p.name: Service(p.title, p.text_limit, words_of(p), p.capabilities, caller_id_of(settings, p.name))
            for p in self.providers.by_name.values()
        }
        self.messenger = TelegramMessenger(self.bot, self.texts, services, settings.timezone)
        self.clock = clock or SystemClock()
        self.core = build_core(
            settings,
            self.database,
            self.providers.by_name,
            self.messenger,
            self.clock,
            PyavTranscoder(settings.record_max_seconds),
        )
        self.dispatcher = self._dispatcher()
        self.scheduler = make_scheduler(
            settings.poll_interval, self.core.track, self.core.stranded, self.core.overdue, self.core.waiting
        )
        add_webhook_jobs(self.scheduler, self.core.find_lost, self.core.webhooks)
        add_balance_job(self.scheduler, self.core.balances)
        add_record_jobs(self.scheduler, self.core.records.watch, self.core.records.sending)
        self._workers: list[asyncio.Task[None]] = []
        self._web: WebServer | None = None

    async def _on_blocked(self, chat_id: int) -> None:
        if chat_id > 0:
            await self.core.chats.blocked(chat_id)

    async def _on_migrated(self, old: int, new: int) -> None:
        await self.core.chats.moved(old, new)

    def _dispatcher(self) -> Dispatcher:
        # aiogram isolates nothing by default: without this a triple tap is handled three times at once.
        isolation = SimpleEventIsolation()
        storage = SqlFsmStorage(self.database, key_builder=DefaultKeyBuilder(with_destiny=True))
        dispatcher = Dispatcher(storage=storage, events_isolation=isolation)
        dispatcher.include_routers(*build_routers())
        make_unique()
        setup_dialogs(dispatcher)
        dispatcher.workflow_data.update(self.core.injected, texts=self.texts, painter=MatplotlibPainter())
        return dispatcher

    async def start(self) -> None:
        """Everything but the updates: the database is migrated, what a crash cut off is settled, workers run."""
        await self.database.start()
        await migrate(self.database)
        await self._recover()
        me = await self.bot.me()
        strangers = Strangers(self.clock, me.username or "")
        locale = self.settings.default_locale
        actor = ActorMiddleware(self.core.directory, self.messenger, strangers, locale)
        self.dispatcher.update.outer_middleware(actor)
        self.scheduler.start()
        self._workers = [
            asyncio.create_task(self.core.cards.run(), name="cards"),
            asyncio.create_task(self.core.notices.run(), name="notices"),
            asyncio.create_task(self.core.webhooks.run(), name="webhooks"),
            asyncio.create_task(self._set_menus(), name="menus"),
        ]

    async def _recover(self) -> None:
        """Settle what a crash cut off. A shared database may hold requests of other replicas that are under way."""
        if self.database.is_shared:
            settled = await self.core.stranded.sweep()
            await self.core.records.sending.sweep()
        else:
            settled = await self.core.stranded.at_start()
            await self.core.track.at_start()
            await self.core.records.sending.at_start()
        if settled:
            log.warning("%s calls were cut off while being placed; people are asked about them", settled)

    async def _set_menus(self) -> None:
        with contextlib.suppress(Exception):
            await set_common_menus(self.bot, self.texts)
            for person in await self.database.transact(lambda uow: uow.people.having_roles(list(Role))):
                await set_menu(self.bot, self.texts, person)

    async def run(self) -> None:
        """Take updates until cancelled or told to stop by a signal."""
        updates = self.dispatcher.resolve_used_update_types()
        if self.settings.updates == "webhook":
            await self._run_webhook(updates)
            return
        await self.bot.delete_webhook()
        await self.dispatcher.start_polling(self.bot, allowed_updates=updates, close_bot_session=False)

    async def serve(self) -> int:
        """Answer over HTTP, see bot.web; the port it came to be. Raises OSError when the port is taken."""
        from bot.web.hooks import Hooks
        from bot.web.server import WebServer

        secret = self.settings.webhook_secret if self.settings.updates == "webhook" else None
        token = secret.get_secret_value() if secret else None
        allowed = {"calldog": self.settings.calldog_webhook_ips, "obzvonov": self.settings.obzvonov_webhook_ips}
        hooks = Hooks(self.core.receiver, allowed, self.settings.trusted_proxies)
        self._web = WebServer(self.database, self.bot, self.dispatcher, token, hooks.routes())
        return await self._web.start(self.settings.web_host, self.settings.web_port)

    async def _run_webhook(self, updates: list[str]) -> None:
        from bot.web.server import TELEGRAM_PATH

        stopped = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
        secret = self.settings.webhook_secret
        await self.bot.set_webhook(
            f"{self.settings.public_url}{TELEGRAM_PATH}",
            secret_token=secret.get_secret_value() if secret else None,
            allowed_updates=updates,
        )
        await self.dispatcher.emit_startup(bot=self.bot, **self.dispatcher.workflow_data)
        await stopped.wait()
        await self.dispatcher.emit_shutdown(bot=self.bot, **self.dispatcher.workflow_data)

    async def stop(self) -> None:
        """Requests under way are answered and stored, then all is closed. What is unsaid waits for the next start."""
        if self._web is not None:
            await self._web.stop()
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_WITHIN):
                await self.core.submitter.drain()
                await self.core.records.sender.drain()
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        await self.providers.aclose()
        await self.bot.session.close()
        await self.dispatcher.storage.close()
        await self.database.close()
