"""The documents' tables, transcribed beside this file."""

from __future__ import annotations

import csv
from pathlib import Path

from fluent.syntax import FluentParser, ast

HERE = Path(__file__).parent
LOCALES = HERE.parents[3] / "locales"


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(locale: str, name: str = "callkeeper") -> dict[str, str]:
    resource = FluentParser().parse((LOCALES / locale / f"{name}.ftl").read_text("utf-8"))
    return {
        entry.id.name: "".join(part.value for part in entry.value.elements if isinstance(part, ast.TextElement))
        for entry in resource.body
        if isinstance(entry, ast.Message) and entry.value
    }
