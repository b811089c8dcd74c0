"""Builds the use cases of audio records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.ports import Clock, Database
from bot.ports.audio import Transcoder
from bot.services.providers import Providers
from bot.services.records import again, calling, changing, choose, details, looking, making
from bot.services.records.listing import Listings
from bot.services.records.sending import RecordSender
from bot.services.records.watching import SettleSending, WatchRecords


@dataclass(frozen=True, slots=True)
class RecordCases:
    """What runs beside the handlers, and `injected`: what the handlers ask for by name."""

    listings: Listings
    sender: RecordSender
    watch: WatchRecords
    sending: SettleSending
    injected: Mapping[str, Any]


def build_record_cases(database: Database, providers: Providers, transcoder: Transcoder, clock: Clock) -> RecordCases:
    listings = Listings(database, providers, clock)
    sender = RecordSender(database, providers, listings, clock)
    injected = {
        "choose_records": choose.ChooseRecords(database, providers, listings),
        "check_records": making.CheckRecords(providers),
        "hear_record": making.HearRecord(transcoder),
        "make_records": making.MakeRecords(database, providers, transcoder, clock, sender),
        "send_record_again": again.SendAgain(database, transcoder, clock, sender),
        "list_records": looking.ListRecords(database, providers, listings, clock),
        "read_record": details.ReadRecord(database, providers, listings, clock),
        "read_kept_records": changing.ReadKept(database),
        "rename_record": changing.RenameRecord(database, clock),
        "keep_voice": changing.KeepVoice(database, clock),
        "remove_record": changing.RemoveRecord(database, providers, listings, clock),
        "draft_with_record": calling.DraftWithRecord(database, providers, clock),
    }
    return RecordCases(
        listings=listings,
        sender=sender,
        watch=WatchRecords(database, providers, listings, clock),
        sending=SettleSending(database, providers, clock),
        injected=injected,
    )
