"""The use cases are reached by one typed door: `Api` for handlers, `here` for dialogs, and no name in quotes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, parsed, shown, sources

STILL_BY_NAME = (
    "handlers/new_call/",
    "handlers/options/",
    "handlers/dialog_inputs.py",
    "handlers/kit.py",
)
"""Dialogs that wait for their nouns. It only grows shorter."""

NOUNS = (
    "access",
    "api",
    "calls",
    "deps",
    "directory",
    "emulator",
    "emulator_choices",
    "emulator_values",
    "menu_views",
    "menus",
    "money",
    "people",
    "records/listing",
    "records/making",
    "records/records",
    "records/sending",
    "records/views",
    "records/watching",
    "templates",
)
"""Modules of `bot.services` that hold the nouns and what they stand on."""


def by_name(path: Path) -> list[str]:
    return [
        f"{shown(path)}:{node.lineno}"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr == "middleware_data"
    ]


def test_dialogs_name_nothing_in_quotes() -> None:
    asking = {shown(path): found for path in sources("handlers") if (found := by_name(path))}
    assert [path for path in asking if not path.startswith((*STILL_BY_NAME, "handlers/here.py"))] == []


def test_nothing_waits_that_is_done() -> None:
    asking = [shown(path) for path in sources("handlers") if by_name(path)]
    assert [name for name in STILL_BY_NAME if not any(path.startswith(name) for path in asking)] == []


def annotated(path: Path) -> Iterator[ast.expr]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = node.args
            every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
            yield from (one.annotation for one in every if one is not None and one.annotation is not None)
            if node.returns is not None:
                yield node.returns
        if isinstance(node, ast.AnnAssign):
            yield node.annotation


def test_nouns_say_what_they_take_and_give() -> None:
    loose = [
        f"{name}:{found.lineno}: {ast.unparse(found)}"
        for name in NOUNS
        for found in annotated(ROOT / f"bot/services/{name}.py")
        if any(isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(found))
    ]
    assert loose == []
