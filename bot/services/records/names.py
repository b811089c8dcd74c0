"""What records are called."""

from __future__ import annotations

from bot.domain.errors import OrderProblem
from bot.domain.records import LONGEST_NAME


def record_name(written: str) -> str:
    """In one line. Raises OrderProblem for none, and for one that is too long."""
    name = " ".join(written.split())
    if not name:
        raise OrderProblem("records-name-empty")
    if len(name) > LONGEST_NAME:
        raise OrderProblem("records-name-long", length=len(name), limit=LONGEST_NAME)
    return name


def offered_name(*candidates: str) -> str:
    """The first that says anything, cut at a word to what a name may hold."""
    name = next((found for written in candidates if (found := " ".join(written.split()))), "")
    if len(name) <= LONGEST_NAME:
        return name
    head = name[:LONGEST_NAME]
    return head.rpartition(" ")[0] or head
