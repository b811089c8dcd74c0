"""The fifth provider keeps to what CONTRIBUTING.md says of one, and the guide names what there is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from bot.providers import registry
from tests.architecture.tree import ROOT
from tests.contract.entries import ENTRIES

FIFTH = Path(__file__).parent / "fifth"
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## How to add a provider")[2].partition("\n## ")[0]


def imported(file: str) -> set[str]:
    tree = ast.parse((FIFTH / file).read_text("utf-8"))
    return {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def test_it_needs_what_is_shared_and_no_other_service() -> None:
    theirs = ("zvonobot", "callkeeper", "mobilgroup", "bot.services", "bot.settings", "sandbox")
    for file in ("settings.py", "requests.py", "answers.py", "provider.py"):
        assert [name for name in imported(file) if any(part in name for part in theirs)] == []


def test_its_twin_knows_nothing_of_the_bot() -> None:
    assert [name for name in imported("twin.py") if name.startswith("bot.") and "sandbox" not in name] == []


def test_it_is_run_through_the_contract_with_the_others() -> None:
    assert "kolokol" in [entry.name for entry in ENTRIES]
    assert len(ENTRIES) == 5


def test_the_guide_names_files_that_there_are() -> None:
    written = re.findall(r"`((?:bot|tests|locales)/[\w/.]+?)`", GUIDE)
    assert written
    assert [path for path in written if not (ROOT / path).exists()] == []
    assert Path(str(registry.__file__)).name in GUIDE
