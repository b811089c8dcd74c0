"""What a press of a button under a long-lived message says. Each fits into the 64 bytes that Telegram takes."""

from enum import StrEnum
from typing import Annotated, Self

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain.access import Role

Id = Annotated[int, Field(ge=0, lt=2**63)]
"""Of a row, or a place in a list. No button of ours has another one, and a database takes none."""


class OrderAction(StrEnum):
    PLACE = "place"
    PLACE_ANYWAY = "anyway"
    OPTIONS = "options"
    LATER = "later"
    REQUEST = "request"
    WITHDRAW = "withdraw"
    AGAIN = "again"
    REDIAL = "redial"
    PLACE_MISSED = "missed"
    SHOW = "show"
    MORE = "more"
    ANSWER = "answer"
    CARD = "card"
    FOLLOW = "follow"


class OrderPress(CallbackData, prefix="order"):
    """`mark`: what is seen above a button that places calls. Those of messages from before have none."""

    action: OrderAction
    order_id: Id
    mark: str | None = None

    def pack(self) -> str:
        return super().pack().rstrip(self.__separator__)

    @classmethod
    def unpack(cls, value: str) -> Self:
        has_mark = value.count(cls.__separator__) > 2
        return super().unpack(value if has_mark else f"{value}{cls.__separator__}")


class CalleePress(CallbackData, prefix="callee"):
    """Calls one of an order's candidates (`on`) or strikes it out. Without `index` it keeps all that are chosen."""

    order_id: Id
    index: int | None
    on: bool


class DetailsPress(CallbackData, prefix="details"):
    """What the provider told of the order's call at this place."""

    order_id: Id
    index: Id


class CallAction(StrEnum):
    WAS_PLACED = "was"
    PLACE_AGAIN = "again"
    TAG = "tag"
    REPEAT = "repeat"
    RECORDING = "heard"
    MATCHES = "matches"
    DIFFERS = "differs"


class CallPress(CallbackData, prefix="call"):
    action: CallAction
    call_id: Id


class AccessRequestPress(CallbackData, prefix="ask"):
    """A stranger asks for access."""


class AccessAnswer(StrEnum):
    OPERATOR = "operator"
    MANAGER = "manager"
    ADMIN = "admin"
    DENY = "deny"


class AccessPress(CallbackData, prefix="access"):
    answer: AccessAnswer
    request_id: Id


class HistoryPress(CallbackData, prefix="calls"):
    """Opens the history. `before` was a page of the list that stood here once."""

    before: Id


class FoundPress(CallbackData, prefix="found", sep="-"):
    """Opens the history with a filter: `first` and `last` are days such as 20261128. Packed, it also fits a link."""

    first: str
    last: str
    outcome: str = ""
    digit: Id | None = None
    person_id: Id | None = None
    order_id: Id | None = None


class DigestPress(CallbackData, prefix="digest", sep="-"):
    """Opens the calls of a summary's digest, by its number there. Packed, it also fits a link."""

    notice_id: Id
    number: Id = 0


class AtServicePress(CallbackData, prefix="there"):
    """Opens the calls that the service's own account has."""


class BalancePress(CallbackData, prefix="balance"):
    pass


class SendAgainPress(CallbackData, prefix="resend"):
    """What reached nobody is said once more."""


class ReplayPress(CallbackData, prefix="replay"):
    """Applies once more the webhooks that could not be applied."""


class LocalePress(CallbackData, prefix="locale"):
    """`locale` `auto` follows Telegram's language."""

    locale: str


class NotifyPress(CallbackData, prefix="notify"):
    """Opens what this place is told of."""


class MutePress(CallbackData, prefix="mute"):
    """Nothing more is told here for an hour."""


class WidgetsPress(CallbackData, prefix="widgets"):
    """Opens the widgets of a callback service."""


class DefaultsPress(CallbackData, prefix="defaults"):
    """Opens one of the menus of what a person's orders begin with; `main` the settings."""

    menu: str


class DefaultPress(CallbackData, prefix="default"):
    """`value` empty: the settings' choice."""

    field: str
    value: str


class OwnPhonePress(CallbackData, prefix="own"):
    """`share` asks for the person's contact."""

    share: bool


class NewCallPress(CallbackData, prefix="new"):
    """Asks whom to call, as `/call` alone does."""


class ClosePress(CallbackData, prefix="close"):
    """Takes the message away."""


class StaffPress(CallbackData, prefix="staff"):
    """A page of the list of staff, the first is 0."""

    page: Id


class UserPress(CallbackData, prefix="user"):
    person_id: Id


class RoleStep(StrEnum):
    FIRST = "first"
    SURE = "sure"
    UNDO = "undo"


class RolePress(CallbackData, prefix="role"):
    """`was`: the role that the person had when the button was shown. At the first step what is grave asks once."""

    step: RoleStep
    person_id: Id
    was: Role | None
    role: Role | None
