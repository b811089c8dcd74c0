"""A phone menu (IVR): its greeting, and what each key, word or silence sets off."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from bot.domain.phones import Phone
from bot.domain.sayings import Record, Said, Saying, said_in

DIGITS = tuple("0123456789")
STAYED = "stayed"
"""The slot of a callee who presses nothing: «stayed on the line»."""
WORDS = tuple(f"words{number}" for number in range(1, 10))
"""Slots that only key words lead to."""
SLOTS = (*DIGITS, STAYED, *WORDS)

LONGEST_NAME = 60
LONGEST_SMS = 70
LONGEST_TAG = 40
LONGEST_WORDS = 200
LONGEST_ADDRESS = 255
LONGEST_PARAMETERS = 1000
"""Characters of the webhook's parameters as JSON."""


@dataclass(frozen=True, slots=True)
class Branch(Said):
    """What one slot sets off: one thing or several.

    `words` are key words that lead here too (`да`, `хочу`). `recognize`: the provider writes down what is said here.
    `manager` is the phone that the callee is connected with. `block`: the callee's phone goes on the provider's
    blacklist. `tag` is our own word for this answer; the result shows it. `webhook` is the company's own address.
    """

    slot: str
    said: str | Record | None = None
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
        """A tag counts: it tells the answer."""
        return not (self.said or self.manager or self.sms or self.block or self.tag or self.webhook)


@dataclass(frozen=True, slots=True)
class Menu:
    """`provider` keeps the records that it plays. `recognize`: the provider writes down the answer to the greeting."""

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
        """The branch of the digit that a provider reports; −1 means that the callee stayed on the line."""
        return self.branch(STAYED if digit == -1 else str(digit))

    def tag_of(self, digit: int | None) -> str | None:
        """Its word for an answer."""
        branch = None if digit is None else self.answered(digit)
        return (branch and branch.tag) or None


@dataclass(frozen=True, slots=True)
class MenuLimits:
    """`reads_texts`: a branch may be a text. `recognizes`: speech is written down. `text_limit`: in characters."""

    reads_texts: bool
    recognizes: bool
    text_limit: int = 1024


def as_content(menu: Menu) -> dict[str, Any]:
    content = asdict(menu)
    content["greeting"] = menu.greeting.kept()
    content["branches"] = [_kept(branch) for branch in menu.branches]
    return content


def _kept(branch: Branch) -> dict[str, Any]:
    fields = asdict(branch)
    del fields["said"]
    return {"slot": branch.slot, **branch.kept(), **fields, "words": list(branch.words)}


def from_content(content: Mapping[str, Any]) -> Menu:
    """What is missing takes its default; what is unknown is passed over. Another version may have written it."""
    branches = tuple(_as_branch(kept) for kept in content.get("branches") or () if kept.get("slot"))
    known = {"name": "", "provider": "", **_known(Menu, content)}
    return Menu(**{**known, "greeting": Saying.of(content.get("greeting") or {}), "branches": branches})


def _as_branch(kept: Mapping[str, Any]) -> Branch:
    return Branch(**{**_known(Branch, kept), "said": said_in(kept), "words": tuple(kept.get("words") or ())})


def _known(kind: type[Menu | Branch], kept: Mapping[str, Any]) -> dict[str, Any]:
    return {field.name: kept[field.name] for field in fields(kind) if kept.get(field.name) is not None}
