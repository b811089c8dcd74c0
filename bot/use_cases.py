"""Builds the use cases and the workers from what they stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.ports import Capability, Clock, Database, Messenger, Provider
from bot.ports.media import Transcoder
from bot.services.api import Api, build_api
from bot.services.chats import Chats
from bot.services.delivery import SayNotices, ShowCards
from bot.services.deps import Deps
from bot.services.directory import Directory
from bot.services.find_lost import FindLost
from bot.services.forgetting import ForgetOld
from bot.services.low_balance import WatchBalances
from bot.services.providers import Providers
from bot.services.reconcile import CloseOverdue, SettleStranded
from bot.services.records.listing import Listings
from bot.services.records.sending import RecordSender, SettleSending
from bot.services.records.watching import WatchRecords
from bot.services.release_waiting import ReleaseWaiting
from bot.services.starting import Hours
from bot.services.submit_calls import Submitter
from bot.services.track_calls import TrackCalls
from bot.services.webhooks import Addresses, ApplyWebhooks, ReceiveWebhook
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class RecordWorkers:
    sender: RecordSender
    watch: WatchRecords
    sending: SettleSending


@dataclass(frozen=True, slots=True)
class Core:
    """The use cases, and what runs beside them."""

    api: Api
    directory: Directory
    submitter: Submitter
    cards: ShowCards
    notices: SayNotices
    addresses: Addresses
    receiver: ReceiveWebhook
    webhooks: ApplyWebhooks
    find_lost: FindLost
    forget: ForgetOld
    track: TrackCalls
    stranded: SettleStranded
    overdue: CloseOverdue
    waiting: ReleaseWaiting
    balances: WatchBalances
    chats: Chats
    records: RecordWorkers


def build_core(
    settings: Settings,
    database: Database,
    services: Mapping[str, Provider],
    messenger: Messenger,
    clock: Clock,
    transcoder: Transcoder,
    *,
    shared: bool = False,
) -> Core:
    """`shared`: other processes work on the same database."""
    locale = settings.default_locale
    providers = Providers(services, settings.default_provider)
    directory = Directory(database, clock, settings.bot_admins, shared=shared)
    cards = ShowCards(database, messenger, clock)
    notices = SayNotices(database, messenger, clock)
    addresses = addresses_of(settings)
    first_poll = timedelta(seconds=settings.poll_interval)
    submitter = Submitter(database, providers, clock, first_poll, addresses.of_attempt)
    webhooks = ApplyWebhooks(database, providers, clock, first_poll)
    told = [p.name for p in services.values() if settings.public_url and Capability.WEBHOOKS in p.capabilities]
    hours = Hours(settings.call_window, settings.timezone)
    waiting = ReleaseWaiting(database, clock, submitter, hours)
    submitter.on_queued, submitter.on_turn_free = waiting.wake, waiting.freed
    chats = Chats(database)
    listings = Listings(database, providers, clock)
    sender = RecordSender(database, providers, listings, clock)
    watch = WatchRecords(database, providers, listings, clock)
    deps = Deps(
        database=database,
        providers=providers,
        clock=clock,
        directory=directory,
        submitter=submitter,
        hours=hours,
        locale=locale,
        low_balance=settings.low_balance,
        transcoder=transcoder,
        listings=listings,
        record_sender=sender,
    )
    return Core(
        api=build_api(deps),
        directory=directory,
        submitter=submitter,
        cards=cards,
        notices=notices,
        addresses=addresses,
        receiver=ReceiveWebhook(database, providers, addresses, clock),
        webhooks=webhooks,
        find_lost=FindLost(database, providers, clock, first_poll),
        forget=ForgetOld(database, clock),
        track=TrackCalls(database, providers, clock, settings.poll_interval, told),
        stranded=SettleStranded(database, clock),
        overdue=CloseOverdue(database, clock),
        waiting=waiting,
        balances=WatchBalances(database, providers, directory, clock, settings.low_balance, settings.default_locale),
        chats=chats,
        records=RecordWorkers(sender, watch, SettleSending(database, providers, clock)),
    )


def addresses_of(settings: Settings) -> Addresses:
    """The bot's token makes them unguessable: a new token means new addresses."""
    return Addresses(settings.public_url, settings.bot_token.get_secret_value())
