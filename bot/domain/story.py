"""A call's story: each state that it came to, what people did with it, and what its provider tells of it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.calls import CallState


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
