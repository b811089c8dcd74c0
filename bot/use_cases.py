"""Builds the use cases and the workers behind them from their ports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.menu_cases import menu_cases
from bot.ports import Capability, Clock, Database, Messenger, Provider
from bot.ports.media import Transcoder
from bot.record_cases import RecordWorkers, record_workers
from bot.services import callbacks, foresee, verification
from bot.services import draft_orders as drafts
from bot.services import place_calls as placing
from bot.services.api import Api, build_api
from bot.services.callees import JoinDraft, PickCallees, ReadCallees
from bot.services.caller_ids import ListCallerIds
from bot.services.change_draft import ChangeDraft
from bot.services.chats import FindTopic, FollowChats
from bot.services.delivery import SayNotices, ShowCards
from bot.services.deps import Deps
from bot.services.directory import Directory
from bot.services.find_lost import FindLost
from bot.services.forgetting import ForgetOld
from bot.services.history import ReadHistory
from bot.services.low_balance import WatchBalances
from bot.services.offers import ReadOffer
from bot.services.providers import Providers
from bot.services.reconcile import CloseOverdue, SettleStranded
from bot.services.records.listing import Listings
from bot.services.records.sending import RecordSender
from bot.services.release_waiting import ReleaseWaiting
from bot.services.rewriting import RewriteOrder
from bot.services.show_request import ShowRequest
from bot.services.starting import Hours
from bot.services.submit_calls import Submitter
from bot.services.track_calls import TrackCalls
from bot.services.webhooks import Addresses, ApplyWebhooks, ReceiveWebhook, ReplayWebhooks
from bot.services.withdraw import WithdrawLast, WithdrawOrder
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Core:
    """What runs beside the handlers, and `injected`: what the handlers ask for by name."""

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
    chats: FollowChats
    records: RecordWorkers
    injected: Mapping[str, Any]


def build_core(
    settings: Settings,
    database: Database,
    services: Mapping[str, Provider],
    messenger: Messenger,
    clock: Clock,
    transcoder: Transcoder,
) -> Core:
    locale = settings.default_locale
    providers = Providers(services, settings.default_provider)
    directory = Directory(database, settings.bot_admins)
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
    chats = FollowChats(database)
    place_calls = placing.PlaceCalls(database, providers, clock, submitter, hours)
    place_missed = placing.PlaceMissed(database, clock, submitter, hours)
    listings = Listings(database, providers, clock)
    deps = Deps(
        database=database,
        providers=providers,
        clock=clock,
        directory=directory,
        locale=locale,
        low_balance=settings.low_balance,
        transcoder=transcoder,
        listings=listings,
        record_sender=RecordSender(database, providers, listings, clock),
    )
    api = build_api(deps)
    injected = {
        "api": api,
        **menu_cases(database, providers, clock, listings),
        "draft_callback": callbacks.DraftCallback(database, providers, clock),
        "check_callbacks": callbacks.CheckCallbacks(providers),
        "watch_draft": callbacks.WatchDraft(database),
        "ring_own_phone": callbacks.RingOwnPhone(database),
        "draft_verification": verification.DraftVerification(database, providers, clock),
        "check_verification": verification.CheckVerification(providers),
        "read_offer": ReadOffer(providers),
        "draft_order": drafts.DraftOrder(database, providers, clock),
        "rewrite_order": RewriteOrder(database, providers),
        "copy_order": drafts.CopyOrder(database, clock),
        "read_callees": ReadCallees(database),
        "pick_callees": PickCallees(database),
        "join_draft": JoinDraft(database),
        "change_draft": ChangeDraft(database, providers, clock, hours),
        "read_order": drafts.ReadOrder(database),
        "follow_draft": drafts.FollowDraft(database),
        "show_draft": drafts.ShowDraft(database),
        "withdraw_order": WithdrawOrder(database, clock),
        "withdraw_last": WithdrawLast(database, clock),
        "show_request": ShowRequest(database, providers, clock),
        "place_calls": place_calls,
        "place_missed": place_missed,
        "foresee_placing": foresee.ForeseePlacing(database, clock, place_calls),
        "foresee_missed": foresee.ForeseeMissed(database, clock, place_missed),
        "foresee_again": foresee.ForeseeAgain(database),
        "place_again": placing.PlaceAgain(database, clock, submitter),
        "confirm_placed": placing.ConfirmPlaced(database, clock),
        "list_caller_ids": ListCallerIds(database, providers),
        "read_history": ReadHistory(database),
        "replay_webhooks": ReplayWebhooks(database, clock),
        "follow_chats": chats,
        "find_topic": FindTopic(database),
        "clock": clock,
    }
    return Core(
        api=api,
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
        records=record_workers(deps),
        injected=injected,
    )


def addresses_of(settings: Settings) -> Addresses:
    """The bot's token makes them unguessable: a new token means new addresses."""
    return Addresses(settings.public_url, settings.bot_token.get_secret_value())
