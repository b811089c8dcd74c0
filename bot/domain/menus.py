"""A menu (IVR): what the callee hears after the greeting and what each key, word or silence sets off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.phones import Phone
from bot.domain.sayings import Saying

DIGITS = tuple("0123456789")
STAYED = "stayed"
"""The slot of whoever presses nothing: «stayed on the line»."""
WORDS = tuple(f"words{number}" for number in range(1, 10))
"""Slots that no digit leads to: what is said there sets them off."""
SLOTS = (*DIGITS, STAYED, *WORDS)

LONGEST_NAME = 60
LONGEST_SMS = 70
LONGEST_TAG = 40
LONGEST_WORDS = 200
LONGEST_ADDRESS = 255
LONGEST_PARAMETERS = 1000
"""Characters of the webhook's parameters as JSON."""


@dataclass(frozen=True, slots=True)
class Branch:
    """What one slot sets off; several things at once may be.

    `words` are key words that lead here too (`да`, `хочу`); `recognize`: what is said here is put down in writing.
    `manager` is who the callee is passed to. `block`: the phone goes to the service's blacklist. `tag` is our own word
    for this answer: it stands in the result. `webhook` is the company's own address.
    """

    slot: str
    text: str | None = None
    record_id: str | None = None
    words: tuple[str, ...] = ()
    recognize: bool = False
    manager: Phone | None = None
    sms: str = ""
    block: bool = False
    tag: str = ""
    webhook: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)

    @property
    def digit(self) -> int | None:
        return int(self.slot) if self.slot in DIGITS else None

    @property
    def does_nothing(self) -> bool:
        """A tag alone is something: it is why one asks."""
        return not (self.text or self.record_id or self.manager or self.sms or self.block or self.tag or self.webhook)


@dataclass(frozen=True, slots=True)
class Menu:
    """`provider` is the service whose records it plays. `recognize`: the greeting's answer is put down in writing."""

    name: str
    provider: str
    greeting: Saying = field(default_factory=Saying)
    branches: tuple[Branch, ...] = ()
    recognize: bool = False
    id: int = 0
    author_id: int = 0

    def branch(self, slot: str) -> Branch | None:
        return next((branch for branch in self.branches if branch.slot == slot), None)

    def answered(self, digit: int) -> Branch | None:
        """The branch of the digit that a call reports: −1 is staying on the line."""
        return self.branch(STAYED if digit == -1 else str(digit))


@dataclass(frozen=True, slots=True)
class MenuLimits:
    """What a service's menus can do. `recognizes`: speech is put down in writing. `reads_texts`: branches may be read
    aloud, not only played."""

    reads_texts: bool
    recognizes: bool
    text_limit: int = 1024
