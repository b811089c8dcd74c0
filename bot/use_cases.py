"""Builds the use cases and the workers from what they stand on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.domain.hours import Hours
from bot.jobs.schedule import Job
from bot.ports import Capability, Clock, Database, Messenger, Provider
from bot.ports.media import RecordingSource, Transcoder
from bot.ports.vitals import Vitals
from bot.ports.watching import Keeping
from bot.services.api import Api
from bot.services.chats import Chats
from bot.services.deliveries import Deliveries
from bot.services.deps import Deps
from bot.services.directory import Directory
from bot.services.money import WatchBalances
from bot.services.providers import Providers
from bot.services.records.listing import Listings
from bot.services.records.sending import RecordSender
from bot.services.records.watching import WatchRecords
from bot.services.release_waiting import ReleaseWaiting
from bot.services.submit_calls import Submitter
from bot.services.summaries import TellGathered
from bot.services.sweeps import CloseOverdue, FindLost, ForgetOld, SettleStranded
from bot.services.track_calls import TrackCalls
from bot.services.watch import Beat, Watch
from bot.services.webhooks import Addresses, ApplyWebhooks, ReceiveWebhook
from bot.settings import Settings
from bot.telegram.inbox import LEASE, Inbox


class WatchedDatabase(Database, Keeping, Protocol):
    """One that knows also whether it keeps what is written."""


@dataclass(frozen=True, slots=True)
class Core:
    """The use cases, and what runs beside them."""

    api: Api
    directory: Directory
    submitter: Submitter
    deliveries: Deliveries
    addresses: Addresses
    receiver: ReceiveWebhook
    webhooks: ApplyWebhooks
    find_lost: FindLost
    forget: ForgetOld
    gathered: TellGathered
    track: TrackCalls
    stranded: SettleStranded
    overdue: CloseOverdue
    waiting: ReleaseWaiting
    balances: WatchBalances
    watch: Watch
    chats: Chats
    record_sender: RecordSender
    record_watch: WatchRecords


def build_core(
    settings: Settings,
    database: WatchedDatabase,
    by_name: Mapping[str, Provider],
    messenger: Messenger,
    clock: Clock,
    transcoder: Transcoder,
    recordings: RecordingSource,
    *,
    shared: bool = False,
    vitals: Vitals | None = None,
    beat: Beat | None = None,
) -> Core:
    """`shared`: other processes work on the same database. `beat`: tells a watcher outside that all is well."""
    vitals = vitals or Vitals()
    providers = Providers(by_name, settings.default_provider)
    addresses = addresses_of(settings)
    first_poll = timedelta(seconds=settings.poll_interval)
    listings = Listings(database, providers, clock)
    deliveries = Deliveries(database, messenger, clock)
    deps = Deps(
        database=database,
        providers=providers,
        clock=clock,
        directory=Directory(database, clock, settings.bot_admins, shared=shared),
        submitter=Submitter(deliveries, providers, clock, first_poll, addresses.of_attempt),
        hours=Hours(settings.call_window, settings.timezone),
        locale=settings.default_locale,
        low_balance=settings.low_balance,
        transcoder=transcoder,
        listings=listings,
        record_sender=RecordSender(database, providers, listings, clock),
        recordings=recordings,
        vitals=vitals,
    )
    waiting = ReleaseWaiting(deps)
    deps.submitter.on_queued, deps.submitter.on_turn_free = waiting.wake, waiting.freed
    told = [p.name for p in by_name.values() if settings.public_url and Capability.WEBHOOKS in p.capabilities]
    return Core(
        api=Api(deps),
        directory=deps.directory,
        submitter=deps.submitter,
        deliveries=deliveries,
        addresses=addresses,
        receiver=ReceiveWebhook(database, providers, addresses, clock),
        webhooks=ApplyWebhooks(deliveries, providers, clock, first_poll),
        find_lost=FindLost(deps, first_poll),
        forget=ForgetOld(deps),
        gathered=TellGathered(deps),
        track=TrackCalls(deliveries, providers, clock, settings.poll_interval, told, vitals),
        stranded=SettleStranded(deps),
        overdue=CloseOverdue(deps),
        waiting=waiting,
        balances=WatchBalances(deps),
        watch=Watch(deps, database, messenger, settings.poll_interval, beat),
        chats=Chats(database),
        record_sender=deps.record_sender,
        record_watch=WatchRecords(database, providers, listings, clock),
    )


def timetable(core: Core, inbox: Inbox, poll_interval: float, *, shared: bool, webhook: bool) -> list[Job]:
    """`shared`: other processes may handle updates from the same database. `webhook`: Telegram sends them by itself."""
    return [
        (core.track.poll, poll_interval),
        (core.stranded.sweep, 3.0),
        (core.waiting.sweep, 5.0),
        (core.find_lost.sweep, 10.0),
        (core.find_lost.ask_people, 3.0),
        (core.gathered.sweep, 3.0),
        (core.record_watch.sweep, 20.0),
        (core.overdue.sweep, 60.0),
        (core.balances.sweep, 900.0),
        (core.forget.sweep, 3600.0),
        (inbox.clear, 3600.0),
        *([(inbox.renew, LEASE.total_seconds() / 3)] if shared else []),
        *([(inbox.beat, 10.0)] if webhook else []),
    ]


def addresses_of(settings: Settings) -> Addresses:
    """The bot's token makes them unguessable: a new token means new addresses."""
    return Addresses(settings.public_url, settings.bot_token.get_secret_value())
