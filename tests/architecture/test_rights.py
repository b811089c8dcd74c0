"""Every use case names the right it needs: one that does not would be refused to everybody."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import bot.services
from bot.domain.access import RIGHTS, Right
from bot.services.access import UseCase


def use_cases() -> list[type[UseCase[object, object]]]:
    found = []
    for module in pkgutil.walk_packages(bot.services.__path__, "bot.services."):
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(kind, UseCase) and not inspect.isabstract(kind) and kind.__module__ == module.name:
                found.append(kind)
    return found


def test_there_are_use_cases() -> None:
    assert "PlaceCalls" in {kind.__name__ for kind in use_cases()}


def test_every_use_case_declares_its_right() -> None:
    assert [kind.__name__ for kind in use_cases() if not isinstance(kind.right, Right)] == []


def test_no_use_case_goes_around_the_check() -> None:
    assert [kind.__name__ for kind in use_cases() if kind.__call__ is not UseCase.__call__] == []


def test_every_right_belongs_to_somebody() -> None:
    assert set(Right) == set().union(*RIGHTS.values())
