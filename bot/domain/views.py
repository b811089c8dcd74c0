"""What a person is shown: a card's content and a notice's content, before any language or markup."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.access import Person, Role
from bot.domain.calls import Call, Deed, Step
from bot.domain.details import Detail
from bot.domain.orders import Order, Place
from bot.domain.records import KnownRecord

AS_OPTIONS = "options"
"""What a card shows while its message is the window of its order's options: it stays so while the order is open."""


class CardKind(StrEnum):
    ORDER = "order"
    ACCESS = "access"


@dataclass(frozen=True, slots=True)
class Card:
    """One message that follows something. `shown` is a digest of what the message shows now."""

    id: int
    kind: CardKind
    subject_id: int
    place: Place
    locale: str
    message_id: int | None = None
    shown: str | None = None
    version: int = 0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """A stranger's wish to work with the bot. `role` is None after a denial."""

    id: int
    person: Person
    asked_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order with what a card needs beside it.

    `records` are those it plays and somebody knows, by the provider's number of each. `is_repeated`: Telegram delivers
    its message once more, and its card may be there already. `presser`: who placed it, when that was not its author.
    """

    order: Order
    author: Person
    records: Mapping[str, KnownRecord] = field(default_factory=dict)
    is_repeated: bool = False
    misread: tuple[str, ...] = ()
    """What stood among the numbers of a new draft and is none, as it was written."""
    presser: Person | None = None
    is_redialled: bool = False
    """Those whom its list did not reach have an order of their own by now."""


@dataclass(frozen=True, slots=True)
class CallDetails:
    """The story of one of an order's calls: the one at `index` of `count`.

    `details` is what its provider told beyond the card, `attempts` the other calls to the same phone, `raw` the report
    as it came, None for those who may not see it.
    """

    view: OrderView
    call: Call
    index: int
    count: int
    details: Sequence[Detail]
    steps: Sequence[Step] = ()
    deeds: Sequence[Deed] = ()
    raw: str | None = None

    @property
    def attempts(self) -> list[Call]:
        same = [call for call in self.view.order.calls if call.phone == self.call.phone]
        return [call for call in same if call.id != self.call.id]


Subject = OrderView | AccessRequest


Payload = dict[str, Any]
"""What a notice tells, as JSON keeps it."""


class NoticeKind(StrEnum):
    RESULT = "result"
    ANSWER = "answer"
    LOW_BALANCE = "low_balance"
    RECORD = "record"
    ACCESS_GRANTED = "access_granted"
    ACCESS_DENIED = "access_denied"
    ROLE_CHANGED = "role_changed"
    CARD_MOVED = "card_moved"
    SUMMARY = "summary"
    SUBSCRIPTIONS_LOST = "subscriptions_lost"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Notice:
    """A promise to say something once in one chat. `event` names what happened; (event, chat) is unique.

    `payload["shut"]` is why it is said here and not in the group it was for. `subscription_id`: whose wish it is.
    """

    event: str
    kind: NoticeKind
    place: Place
    locale: str
    payload: Payload = field(default_factory=dict)
    reply_to: int | None = None
    id: int = 0
    failures: int = 0
    subscription_id: int | None = None
