"""What every source file keeps to."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import PACKAGES, files, parsed, shown, sources, text_of

LONGEST = 300

UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|NotImplemented" r"Error)\b")
SILENCED = re.compile(r"#\s*(type:\s*ignore|no" r"qa)\b")
WITH_REASON = re.compile(
    r"#\s*(type:\s*ignore\[[\w, -]+\]|no" r"qa:\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*)\s+[#–-]\s*\S.{4,}"
)
OF_ONE_MACHINE = re.compile(r"/(wor" r"k|ro" r"ot|ho" r"me|Us" r"ers)/|/opt/(whe" r"els|py" r"pi)")
REGISTRY = re.compile(
    r"py" r"pi\.org|python" r"hosted\.org|registry\.np" r"mjs|--(extra-)?index-" r"url|--find-" r"links"
)


def lines() -> Iterator[tuple[Path, int, str]]:
    for path in files():
        for number, line in enumerate((text_of(path) or "").splitlines(), start=1):
            yield path, number, line


def found(pattern: re.Pattern[str], *suffixes: str) -> list[str]:
    return [
        f"{shown(path)}:{number}: {line.strip()}"
        for path, number, line in lines()
        if (not suffixes or path.suffix in suffixes) and pattern.search(line)
    ]


def test_files_are_short() -> None:
    long = {
        shown(path): length
        for path in files()
        if path.suffix in (".py", ".ftl", ".js", ".css")
        and (length := len((text_of(path) or "").splitlines())) > LONGEST
    }
    assert long == {}


def test_nothing_is_left_for_later() -> None:
    assert found(UNFINISHED) == []


def test_a_silenced_check_says_why_beside_it() -> None:
    assert [line for line in found(SILENCED, ".py") if not WITH_REASON.search(line)] == []


def test_no_path_of_a_machine_and_no_registry() -> None:
    assert found(OF_ONE_MACHINE) == []
    assert found(REGISTRY) == []


def test_only_the_settings_read_the_environment() -> None:
    names = {"environ", "environb", "getenv", "getenvb", "dotenv", "load_dotenv"}
    readers = {
        shown(path)
        for path in sources(*PACKAGES)
        for node in ast.walk(parsed(path))
        if (isinstance(node, ast.Attribute) and node.attr in names)
        or (isinstance(node, ast.Name) and node.id in names)
        or (isinstance(node, ast.ImportFrom | ast.Import) and {alias.name for alias in node.names} & names)
    }
    assert readers - {"bot/settings.py"} == set()
