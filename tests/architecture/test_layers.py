"""The contracts that `make check` holds the imports to: they cover everything and have no exceptions."""

from __future__ import annotations

import ast
import tomllib
from typing import Any

from tests.architecture.tree import ROOT, parsed, shown, sources

BESIDE_THE_LAYERS = {"bot.garbage", "bot.log", "bot.masking", "bot.proxies", "bot.sandbox", "bot.settings"}


def contracts() -> list[dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return found


def contract(kind: str, word: str) -> dict[str, Any]:
    (found,) = [each for each in contracts() if each["type"] == kind and word in each["name"]]
    return found


def parts(package: str) -> set[str]:
    """The modules and packages directly in it."""
    folder = ROOT / package.replace(".", "/")
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in folder.glob("*/*.py")}
    return {f"{package}.{name}" for name in modules | packages}


def test_no_contract_has_exceptions() -> None:
    allowed = {
        "name",
        "type",
        "layers",
        "modules",
        "source_modules",
        "forbidden_modules",
        "protected_modules",
    }
    for each in contracts():
        assert set(each) <= allowed | {"allowed_importers"}, each["name"]


def test_every_part_has_its_layer() -> None:
    layers = contract("layers", "one way")["layers"]
    placed = {name.strip(" ()") for layer in layers for name in layer.split("|")}
    assert parts("bot") - placed - BESIDE_THE_LAYERS == set()


def test_every_provider_is_kept_apart_from_the_others() -> None:
    folder = ROOT / "bot/providers"
    packages = {f"bot.providers.{path.parent.name}" for path in folder.glob("*/__init__.py")}
    assert set(contract("independence", "provider")["modules"]) == packages


def test_the_sandbox_is_forbidden_every_part_of_the_bot() -> None:
    forbidden = set(contract("forbidden", "sandbox")["forbidden_modules"])
    assert parts("bot") - {"bot.sandbox"} - forbidden == set()
    assert {"handlers", "storage"} <= forbidden


def test_a_migration_stands_alone() -> None:
    """What it makes of an old database must not change with the code."""
    for path in sources("storage/migrations/versions"):
        taken = {node.module for node in ast.walk(parsed(path)) if isinstance(node, ast.ImportFrom)}
        ours = {name for name in taken if name and name.startswith(("bot", "handlers", "storage"))}
        assert ours <= {"storage.columns"}, shown(path)
