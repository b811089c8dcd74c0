"""A call's life: which states there are, and how a provider's report moves a call between them."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bot.domain.phones import Phone
from bot.domain.reasons import Reason


class CallState(StrEnum):
    """`unknown`: sent, but the answer was lost. `expired`: the provider never finished it."""

    WAITING = "waiting"
    SUBMITTING = "submitting"
    PLACED = "placed"
    RINGING = "ringing"
    TALKING = "talking"
    COMPLETED = "completed"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    VOICEMAIL = "voicemail"
    FAILED = "failed"
    CANCELED = "canceled"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    EXPIRED = "expired"

    @property
    def is_final(self) -> bool:
        return self in FINAL


AT_PROVIDER = frozenset({CallState.PLACED, CallState.RINGING, CallState.TALKING})
FINAL = frozenset(CallState) - AT_PROVIDER - {CallState.WAITING, CallState.SUBMITTING}

UNREACHED = frozenset({CallState.NO_ANSWER, CallState.BUSY, CallState.VOICEMAIL, CallState.FAILED, CallState.REJECTED})
"""Ends of calls that nobody heard. Not those that we withdrew, nor those of which nobody knows."""

_NOTHING_KNOWN = frozenset({CallState.UNKNOWN, CallState.EXPIRED})
"""Ends that no report contradicts: they say only that nobody told us."""

_RANK = {CallState.PLACED: 1, CallState.RINGING: 2, CallState.TALKING: 3}


@dataclass(frozen=True, slots=True)
class Report:
    """A provider's word on a call, in our words. What it does not say is None and changes nothing.

    `digit` −1: stayed on the line. `cost` in roubles. `unrecognised` is a status word that no table of ours knows.
    """

    state: CallState | None = None
    vendor_status: str | None = None
    unrecognised: str | None = None
    digit: int | None = None
    answer: str | None = None
    cost: Decimal | None = None
    recording_url: str | None = None
    hangup_cause: str | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    attempt: int | None = None
    """Which of the provider's own attempts this tells of, where it tries again by itself."""
    raw: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Handle:
    """What a provider knows a call by: the call's `id`, and the provider's own note (`detail`) to find it by."""

    id: str
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One phone, one attempt."""

    id: int
    order_id: int
    phone: Phone
    attempt: int
    provider: str
    state: CallState
    handle: Handle | None = None
    need_recording: bool = False
    vendor_status: str | None = None
    unrecognised: str | None = None
    digit: int | None = None
    cost: Decimal | None = None
    recording_url: str | None = None
    hangup_cause: str | None = None
    reason_key: str | None = None
    """Why it was rejected or is unknown: a `Reason`, or the provider's own."""
    reason_words: str | None = None
    """The same in the provider's own words."""
    start_at: datetime | None = None
    """When a planned call may go."""
    queued_at: datetime | None = None
    """Since when its time has come: while it waits, it stands in line for its turn at the provider."""
    submitted_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    fingerprint: str | None = None
    reference: str = ""
    """Unguessable and this attempt's own: webhooks carry it in their address."""
    answer: str | None = None
    """What the callee said in words, where the provider recognises speech."""
    sent_with: int | None = None
    """The first call of the request that asked for this one too: that one's `reference` is the address of them all."""
    looked_for_until: datetime | None = None
    """While it is unknown: until when the provider may still tell what became of it, before a person is asked."""
    code: str | None = None
    """Of a verification: the last digits of the number that rang."""
    matched: bool | None = None
    """Of a verification: whether the callee named the code, as a person found."""
    their_attempt: int | None = None
    """The provider's own number of this attempt, where it tries again by itself; `attempt` is ours."""
    tag: str | None = None
    """Somebody's word for this call, or else its menu's for the answer."""

    @property
    def reason(self) -> str | None:
        """`reason_key`, unless it is why the call had not begun, and it has by now."""
        has_begun = self.state is not CallState.PLACED
        return None if has_begun and self.reason_key == Reason.NOT_BEGUN else self.reason_key

    @property
    def is_missed(self) -> bool:
        return self.state is CallState.CANCELED and self.reason_key in (Reason.MISSED, Reason.MISSED_TURN)

    @property
    def is_looked_for(self) -> bool:
        """Its answer was lost, and no person has been asked yet what became of it."""
        return self.state is CallState.UNKNOWN and self.looked_for_until is not None

    @property
    def is_unreached(self) -> bool:
        """It is over, and nobody heard it."""
        return self.state in UNREACHED

    @property
    def is_in_line(self) -> bool:
        """It waits for nothing but its turn at the provider: nothing of it has been sent."""
        return self.state is CallState.WAITING and self.queued_at is not None

    def is_redialled_by(self, report: Report) -> bool:
        """Whether the report tells of a later attempt of the provider's own. After a talk there is none: such a report
        only says that the chain is over.
        """
        return self.is_unreached and (report.attempt or 0) > (self.their_attempt or 1)

    def is_contradicted_by(self, report: Report) -> bool:
        """Whether the report says that this call, which has ended, ended otherwise or goes on."""
        if not self.state.is_final or self.state in _NOTHING_KNOWN:
            return False
        return report.state not in (None, self.state)

    def told(self, report: Report) -> "Call":
        """This call after `report`; equal to this one when the report brings nothing new.

        Final is final, and a late or repeated report never leads backwards. Facts that come late (cost, recording,
        digit) are kept. A report that contradicts the end fills in what is unknown and changes nothing that is known.
        One of an attempt before this one says nothing of it.
        """
        if report.attempt and self.their_attempt and report.attempt < self.their_attempt:
            return self
        disputed = self.is_contradicted_by(report)
        facts: dict[str, Any] = {
            name: value
            for name in ("digit", "answer", "cost", "recording_url", "hangup_cause", "answered_at", "ended_at")
            if (value := getattr(report, name)) is not None and not (disputed and getattr(self, name) is not None)
        }
        if self.state.is_final and self.state is not CallState.UNKNOWN:
            return replace(self, **facts)
        state = report.state if report.state and self._leads_on(report.state) else self.state
        return replace(
            self,
            **facts,
            state=state,
            vendor_status=report.vendor_status or self.vendor_status,
            unrecognised=report.unrecognised if report.state or report.vendor_status else self.unrecognised,
            their_attempt=report.attempt or self.their_attempt,
        )

    def _leads_on(self, state: CallState) -> bool:
        return state.is_final or _RANK.get(state, 0) > _RANK.get(self.state, 0)


@dataclass(frozen=True, slots=True)
class Step:
    state: CallState
    at: datetime


def as_step(state: CallState, at: datetime) -> str:
    """`placed@1764340000123;`, in milliseconds: such steps are strung together as they are taken."""
    return f"{state}@{round(at.timestamp() * 1000)};"


def read_steps(kept: str) -> list[Step]:
    steps: list[Step] = []
    for step in kept.split(";"):
        state, at, moment = step.partition("@")
        if at and state in list(CallState):
            steps.append(Step(CallState(state), datetime.fromtimestamp(int(moment) / 1000, UTC)))
    return steps


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did with an order: `order.place`, `call.tag`… `subject` names the order first, then the call."""

    action: str
    subject: str
    at: datetime
    who: str

    @property
    def call_id(self) -> int | None:
        """None: it was done to the whole order."""
        _, slash, rest = self.subject.partition("/")
        number = rest.partition(" ")[0]
        return int(number) if slash and number.isdigit() else None
