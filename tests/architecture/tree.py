"""The project's files, as the architecture tests read them."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "storage")


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, committed or not yet; nothing that git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:  # an unpacked archive
        paths = [path for path in ROOT.rglob("*") if not _is_ours_to_skip(path)]
    return tuple(sorted(path for path in paths if path.is_file()))


def _is_ours_to_skip(path: Path) -> bool:
    top = path.relative_to(ROOT).parts[0]
    return top == "var" or "__pycache__" in path.parts or (top.startswith(".") and top != ".ci" and path.is_dir())


@cache
def text_of(path: Path) -> str | None:
    """None for what is not text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return None


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def sources(*packages: str) -> list[Path]:
    """The Python files under these packages, written with slashes."""
    return [
        path for path in files() if path.suffix == ".py" and shown(path).startswith(tuple(f"{p}/" for p in packages))
    ]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))
