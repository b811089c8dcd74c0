"""Every use case names the right it needs: one that does not would be refused to everybody."""

from __future__ import annotations

import inspect
from unittest.mock import MagicMock

from bot.domain.access import RIGHTS, Right
from bot.services.access import Noun, right_of
from bot.services.api import Api


def test_there_are_use_cases() -> None:
    assert {"place", "place_again"} <= vars(nouns()["calls"]).keys()


def nouns() -> dict[str, type[Noun]]:
    return {name: type(noun) for name, noun in vars(Api(MagicMock())).items() if isinstance(noun, Noun)}


def test_the_door_leads_to_nouns_only() -> None:
    assert set(nouns()) == set(vars(Api(MagicMock()))) != set()


def test_every_method_of_a_noun_declares_its_right() -> None:
    methods = {
        f"{noun}.{name}": right_of(method)
        for noun, kind in nouns().items()
        for name, method in inspect.getmembers(kind, callable)
        if not name.startswith("_")
    }
    assert [name for name, right in methods.items() if not isinstance(right, Right)] == []


def test_every_right_belongs_to_somebody() -> None:
    assert set(Right) == set().union(*RIGHTS.values())
