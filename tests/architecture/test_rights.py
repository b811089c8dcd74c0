"""Every use case names the right it needs: one that does not would be refused to everybody."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import get_type_hints

import bot.services
from bot.domain.access import RIGHTS, Right
from bot.services.access import Noun, UseCase, right_of
from bot.services.api import Api


def use_cases() -> list[type[UseCase[object, object]]]:
    found = []
    for module in pkgutil.walk_packages(bot.services.__path__, "bot.services."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(kind, UseCase) and not inspect.isabstract(kind) and kind.__module__ == module.name:
                found.append(kind)
    return found


def test_there_are_use_cases() -> None:
    assert {"place", "place_again"} <= vars(nouns()["calls"]).keys()


def test_every_use_case_declares_its_right() -> None:
    assert [kind.__name__ for kind in use_cases() if not isinstance(kind.right, Right)] == []


def test_no_use_case_goes_around_the_check() -> None:
    assert [kind.__name__ for kind in use_cases() if kind.__call__ is not UseCase.__call__] == []


def nouns() -> dict[str, type[Noun]]:
    return {name: kind for name, kind in get_type_hints(Api).items() if issubclass(kind, Noun)}


def test_the_door_leads_to_nouns_only() -> None:
    assert set(nouns()) == set(get_type_hints(Api)) != set()


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
