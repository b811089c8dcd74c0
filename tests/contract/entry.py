"""What the contract must know of a provider: how it is built and asked, and what it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.calls import CallState, Handle
from bot.domain.phones import Phone, ShownNumber
from bot.domain.reasons import Reason
from bot.domain.sayings import Saying, Voice
from bot.ports import VoiceCall
from bot.providers.spec import BuiltProvider as Built
from bot.providers.spec import Timing

__all__ = ["OURS", "Bodies", "Built", "Entry", "Told", "each", "quick", "timing", "voice_call"]

PATIENT = Timing(connect=60.0, answer=60.0, whole=60.0, whole_large=60.0, first_wait=0.01)
QUICK = Timing(connect=60.0, answer=0.4, whole=0.8, whole_large=2.0, first_wait=0.01)
quick = pytest.mark.usefixtures("quick_timing")
"""For tests in which an answer does not come: little time, which goes by as the machine gets on."""
_current = [PATIENT]


def timing() -> Timing:
    """How long the provider under test waits."""
    return _current[-1]


@contextmanager
def quickly() -> Iterator[None]:
    _current.append(QUICK)
    yield
    _current.pop()


OURS = Phone("79991234500")
"""The number that `order` calls with the ending `00`."""


@dataclass(frozen=True)
class Told:
    """An answer to the question about `Bodies.handle`, and what it must be read as; `absent`: not there at all.

    `facts` are attributes of the report.
    """

    why: str
    body: str
    state: CallState | None = None
    unrecognised: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    absent: bool = False

    def __str__(self) -> str:
        return self.why


@dataclass(frozen=True)
class Bodies:
    """Whole bodies that the provider may send with HTTP 200.

    To an order for OURS: `accepted` (it is placed, and `handle` is its handle, whose detail may vary),
    `unnamed` (a success that does not name our call: nobody knows), `no_money` (a refusal inside HTTP 200, its
    words beside the reason), `partial` (others of a list were accepted, ours was refused).
    To the question for the balance: `no_balance`. About calls: `told`.
    """

    handle: Handle
    accepted: tuple[str, ...]
    unnamed: tuple[str, ...]
    no_money: tuple[str, ...]
    partial: tuple[str, ...]
    no_balance: tuple[str, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Entry:
    """`make(root, key)`; `order(provider, ending)` places one call to 799912345<ending> and returns its handle.

    `root` is the twin's own, below the sandbox's. `placing`, `following` and `asking` (the balance) name operations
    in the sandbox's journal. `endings` and `facts`: what the twin's outcomes end as, and what is told of a call that
    ended like `story`. `emulated`: values for every operation that the emulator offers.
    """

    name: str
    secrets: tuple[str, ...]
    placing: str
    following: str
    asking: str
    make: Callable[[str, str | None], Built]
    order: Callable[[Built, str], Awaitable[Handle]]
    bodies: Bodies
    endings: Mapping[str, tuple[CallState, int | None]]
    story: str
    facts: tuple[str, ...]
    emulated: Mapping[str, Mapping[str, Any]]
    balance: tuple[Mapping[str, Any], Decimal] = ({"balance": "123.45"}, Decimal("123.45"))
    """What to set at the twin, and how much that is."""
    wrong_key: tuple[str, str] = ("wrong-key-of-somebody-else", Reason.REFUSED_KEY)
    """A key that is not ours, and how an order with it is refused."""
    penniless: CallState | None = None
    """What an order ends as when nothing is left on the balance; None: it is refused when placed."""
    entered: tuple[str, ...] = ()
    """Secrets that the values of `emulated` hold."""
    refused_ending: str = "08"
    lost_ending: str = "09"

    @property
    def key(self) -> str:
        return self.secrets[0]


def voice_call(ending: str = "00", caller_id: ShownNumber | None = None, *, text: str = "Ваш заказ готов") -> VoiceCall:
    """A call to a number that ends so that the sandbox gives it the outcome."""
    return VoiceCall(Phone(f"799912345{ending}"), Saying(text, voice=Voice.MALE), caller_id, True)


def each(entries: Iterable[Entry], cases: Callable[[Entry], Iterable[Any]]) -> pytest.MarkDecorator:
    """Run a test with `entry` and `case` for every case of every provider."""
    return pytest.mark.parametrize(
        ("entry", "case"),
        [pytest.param(entry, case, id=f"{entry.name}-{str(case)[:60]}") for entry in entries for case in cases(entry)],
        indirect=["entry"],
    )
