"""Audio records at the providers that keep them: those made here, and what a provider tells of all of its own."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.access import Person, Right
from bot.domain.orders import Place
from bot.domain.sayings import Voice

LONGEST_NAME = 60


class RecordStage(StrEnum):
    """`sending`: saved, the request is under way. `failed`: the provider definitely refused to take it.

    `lost`: sent, but the answer was lost. `waiting`, `approved`, `refused`: the moderator's word. `ready`: taken, and
    the provider says nothing of moderation. `removed`: deleted there.
    """

    SENDING = "sending"
    FAILED = "failed"
    LOST = "lost"
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    READY = "ready"
    REMOVED = "removed"


USABLE = frozenset({RecordStage.APPROVED, RecordStage.READY})
"""A call with one of these starts at once."""


@dataclass(frozen=True, slots=True)
class AudioRecord:
    """One record at one provider. `provider_record_id` is the provider's number of it, once there is one.

    `voice_file` is Telegram's id of the audio as it sounds on the phone, `source_file` of what was sent to us.
    `place` and `locale` are where its owner is told of the moderation. `words` are the moderator's, or the provider's.
    """

    name: str
    provider: str
    author_id: int
    place: Place
    locale: str
    source: str
    """Unique: the message it came from and the provider, so that one tap too many makes no second record."""
    stage: RecordStage = RecordStage.SENDING
    id: int = 0
    provider_record_id: str | None = None
    text: str | None = None
    voice: Voice = Voice.FEMALE
    source_file: str | None = None
    voice_file: str | None = None
    seconds: int | None = None
    cost: Decimal | None = None
    words: str = ""
    reason_key: str | None = None
    listed: bool = True
    """It stands in the list. One that does not was made for its author's calls, and nobody else's play it."""
    created_at: datetime | None = None

    def source_at(self, provider: str) -> str:
        """The source of the same message's record at another provider."""
        return f"{self.source.removesuffix(f':{self.provider}')}:{provider}"

    def is_for(self, actor: Person) -> bool:
        """Whether this person may hear it and have it played."""
        return actor.id == self.author_id or actor.may(Right.MANAGE_RECORDS)


@dataclass(frozen=True, slots=True)
class HeardRecord:
    """A record as its provider last told of it, whoever made it."""

    provider_record_id: str
    name: str
    stage: RecordStage


KnownRecord = AudioRecord | HeardRecord
"""What was made here is better known."""
