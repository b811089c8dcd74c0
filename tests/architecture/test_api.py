"""The use cases are reached by one typed door: `Api` for handlers, `here` for dialogs, and no name in quotes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import parsed, shown, sources


def by_name(path: Path) -> list[str]:
    return [
        f"{shown(path)}:{node.lineno}"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr == "middleware_data"
    ]


def test_dialogs_name_nothing_in_quotes() -> None:
    asking = [shown(path) for path in sources("handlers") if by_name(path)]
    assert asking == ["handlers/here.py"]


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


def test_use_cases_say_what_they_take_and_give() -> None:
    loose = [
        f"{shown(path)}:{found.lineno}: {ast.unparse(found)}"
        for path in sources("bot/services")
        for found in annotated(path)
        if any(isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(found))
    ]
    assert loose == []
