"""The slowest tests first, so that the run does not end with everybody waiting for one of them.

pytest-xdist gives each worker a stretch of the list to start with, and whoever is through takes from the end of
another's: each stretch begins with its share of what is slow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

SLOW = {
    "tests/e2e/apart/": 150,
    "tests/e2e/test_services.py": 65,
    "tests/storm/test_storm.py sqlite": 90,
    "tests/storm/test_storm.py postgresql": 90,
    "tests/e2e/test_secrets.py": 30,
    "tests/browser/": 30,
    "tests/sandbox/test_page": 50,
    "tests/integration/web/test_flood.py": 40,
    "tests/e2e/test_queue.py": 20,
    "tests/e2e/test_following.py": 15,
    "tests/e2e/": 60,
    "tests/integration/media/": 20,
}
"""Seconds on a busy machine, about. A name that holds none of these takes a moment."""

T = TypeVar("T")


def slowest_first(items: Sequence[T], names: Sequence[str], workers: int) -> list[T]:
    """Returns the items in a new order. `names` are like `tests/e2e/test_queue.py::test_one[sqlite]`."""
    groups: dict[str, list[T]] = {group: [] for group in SLOW}
    quick: list[T] = []
    for item, name in zip(items, names, strict=True):
        groups.get(_group(name), quick).append(item)
    hands: list[list[T]] = [[] for _ in range(workers)]
    burdens = [0] * workers
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


def _group(name: str) -> str:
    return next((group for group in SLOW if all(part in name for part in group.split())), "")
