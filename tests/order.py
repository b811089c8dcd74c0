"""The slowest tests first, so that the run does not end with everybody waiting for one of them.

pytest-xdist gives each worker a stretch of the list to start with, and whoever is through takes from the end of
another's. What is slow mostly waits: some of the stretches begin with it, the others keep the cores busy meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

SLOW = {
    ("tests/e2e/apart/",): 60,
    ("tests/storm/",): 60,
    ("tests/e2e/test_services.py",): 65,
    ("tests/browser/", "tests/sandbox/test_page"): 70,
    ("tests/e2e/test_secrets.py", "tests/e2e/test_keeper.py"): 100,
    ("tests/integration/web/test_flood.py",): 40,
    ("tests/e2e/test_queue.py",): 20,
    ("tests/e2e/test_following.py",): 15,
    ("tests/e2e/",): 60,
    ("tests/integration/media/",): 20,
}
"""Seconds on a busy machine, about. A name that begins with none of these takes a moment.

Who shares a costly thing stands in one group, and so in one process: a browser, or what the bots are forked from.
"""

T = TypeVar("T")


def slowest_first(items: Sequence[T], names: Sequence[str], workers: int) -> list[T]:
    """Returns the items in a new order. `names` are like `tests/e2e/test_queue.py::test_one[sqlite]`."""
    groups: dict[tuple[str, ...], list[T]] = {group: [] for group in SLOW}
    quick: list[T] = []
    for item, name in zip(items, names, strict=True):
        groups.get(_group(name), quick).append(item)
    hands: list[list[T]] = [[] for _ in range(workers)]
    burdens = [0] * max(1, workers // 2)
    for group in sorted(SLOW, key=lambda group: -SLOW[group]):
        lightest = burdens.index(min(burdens))
        hands[lightest] += groups[group]
        burdens[lightest] += SLOW[group]
    found: list[T] = []
    for number, hand in enumerate(hands):
        stretch = (len(items) - len(found)) // (workers - number)
        taken = max(0, stretch - len(hand))
        found += [*hand, *quick[:taken]]
        quick = quick[taken:]
    return found + quick


def _group(name: str) -> tuple[str, ...]:
    return next((group for group in SLOW if name.startswith(group)), ())
