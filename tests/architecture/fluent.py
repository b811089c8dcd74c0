"""The texts, taken apart: what each message in each language holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from fluent.syntax import FluentParser, ast

from tests.architecture.tree import ROOT

LOCALES = ("ru", "en")
PLURALS = {"zero", "one", "two", "few", "many"}


@dataclass
class Entry:
    """One message. `texts`: what it says outside variables, by pattern; `plurals`: forms of each choice."""

    file: str
    variables: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    plurals: list[tuple[set[str], str]] = field(default_factory=list)


@cache
def entries(locale: str) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for path in sorted((ROOT / "locales" / locale).glob("*.ftl")):
        for node in FluentParser().parse(path.read_text("utf-8")).body:
            assert not isinstance(node, ast.Junk), f"{locale}/{path.name}: {node.content}"
            if isinstance(node, ast.Message | ast.Term):
                key = node.id.name
                assert key not in found, f"{locale}/{path.name}: {key} is there twice"
                found[key] = _entry(path.name, node)
    return found


def _entry(file: str, message: ast.Message | ast.Term) -> Entry:
    entry = Entry(file)
    for node in _nodes(message):
        if isinstance(node, ast.VariableReference):
            entry.variables.add(node.id.name)
        elif isinstance(node, ast.Pattern):
            entry.texts.append("".join(_said(element) for element in node.elements))
        elif isinstance(node, ast.SelectExpression):
            forms = {_name(variant.key) for variant in node.variants}
            default = next(_name(variant.key) for variant in node.variants if variant.default)
            if forms & PLURALS:
                entry.plurals.append((forms, default))
    return entry


def _nodes(node: ast.BaseNode) -> Iterator[ast.BaseNode]:
    yield node
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.BaseNode):
                yield from _nodes(child)


def _said(element: ast.TextElement | ast.Placeable) -> str:
    if isinstance(element, ast.TextElement):
        return element.value
    return element.expression.value if isinstance(element.expression, ast.StringLiteral) else ""


def _name(key: ast.Identifier | ast.NumberLiteral) -> str:
    return key.name if isinstance(key, ast.Identifier) else key.value
