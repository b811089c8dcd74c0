"""Where a provider may be named: in its package, the registry, the sandbox, the texts and the documents."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from bot.providers.registry import PROVIDERS
from tests.architecture.tree import PACKAGES, ROOT, parsed, shown, sources

FOLDER = ROOT / "bot/providers"
OF_PROVIDERS = {path.parent.name for path in FOLDER.glob("*/__init__.py")}
NAMES = re.compile("|".join(sorted({spec.name for spec in PROVIDERS} | OF_PROVIDERS)), re.IGNORECASE)
MAY_NAME_THEM = ("bot/sandbox/", "bot/providers/registry.py", *(f"bot/providers/{name}/" for name in OF_PROVIDERS))


def docstrings(tree: ast.Module) -> set[int]:
    """Strings that stand by themselves, such as docstrings: they may name a provider."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def words(path: Path) -> Iterator[tuple[int, str]]:
    """(line, word) of every name and every string in the code."""
    tree = parsed(path)
    idle = docstrings(tree)
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        match node:
            case ast.Name(id=word) | ast.Attribute(attr=word) | ast.alias(name=word):
                yield line, word
            case ast.ImportFrom(module=str(word)) | ast.keyword(arg=str(word)) | ast.arg(arg=word):
                yield line, word
            case ast.FunctionDef(name=word) | ast.AsyncFunctionDef(name=word) | ast.ClassDef(name=word):
                yield line, word
            case ast.Constant(value=str(word)) if id(node) not in idle:
                yield line, word


def naming(path: Path) -> list[str]:
    return [f"{shown(path)}:{line}: {word[:60]}" for line, word in words(path) if NAMES.search(word)]


def test_a_provider_is_named_in_few_places() -> None:
    others = [path for path in sources(*PACKAGES) if not shown(path).startswith(MAY_NAME_THEM)]
    assert [named for path in others for named in naming(path)] == []


def test_the_look_finds_what_it_looks_for() -> None:
    assert {spec.name for spec in PROVIDERS} | OF_PROVIDERS == {
        *("calldog", "obzvonov", "callkeeper", "mobilgroup"),
        "zvonobot",
    }
    assert len(naming(FOLDER / "registry.py")) >= len(PROVIDERS)


def test_every_package_exports_its_specs() -> None:
    """Each spec is in the registry, and its name is its package's."""
    homes = {spec.settings.__module__.removesuffix(".settings").rpartition(".")[2] for spec in PROVIDERS}
    assert homes == OF_PROVIDERS


def test_the_use_cases_ask_for_abilities_in_one_way() -> None:
    """`able` and `require` return the protocol: whoever casts or looks for a method does it by hand."""
    asked = {"cast", "hasattr"}
    found = [
        f"{shown(path)}:{node.lineno}"
        for path in (
            *sources("bot/services", "handlers"),
            *(ROOT / f"bot/{name}.py" for name in ("app", "check", "demo")),
        )
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Name) and node.id in asked
    ]
    assert found == []
