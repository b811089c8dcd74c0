"""What the use cases stand on."""

from dataclasses import dataclass, field
from decimal import Decimal

from bot.domain.hours import Hours
from bot.ports import Clock, Database
from bot.ports.media import RecordingSource, Transcoder
from bot.ports.vitals import Vitals
from bot.services.directory import Directory
from bot.services.providers import Providers
from bot.services.records.listing import Listings
from bot.services.records.sending import RecordSender
from bot.services.submit_calls import Submitter


@dataclass(frozen=True, slots=True)
class Deps:
    """`locale` is for people who chose none; `low_balance` the sum, in roubles, below which a balance is low."""

    database: Database
    providers: Providers
    clock: Clock
    directory: Directory
    submitter: Submitter
    hours: Hours
    locale: str
    low_balance: Decimal
    transcoder: Transcoder
    listings: Listings
    record_sender: RecordSender
    recordings: RecordingSource
    vitals: Vitals = field(default_factory=Vitals)


class Chore:
    """What a timer sets off, again and again."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
