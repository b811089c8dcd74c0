"""Nested form fields as PHP reads them: `phones[]=…`, `record[text]=…`, `ivrs[0][digit]=1`."""

import re
from collections.abc import Iterable
from typing import Any

KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
STEP = re.compile(r"\[([^\[\]]*)\]")
MAX_DEPTH = 8


def nest(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Fields in their order → nested values; arrays with numeric keys become lists.

    >>> nest([("phones[]", "1"), ("phones[]", "2"), ("record[text]", "a")])
    {'phones': ['1', '2'], 'record': {'text': 'a'}}
    """
    tree: dict[str, Any] = {}
    for key, value in pairs:
        _put(tree, _path(key), value)
    return {key: _lists(value) for key, value in tree.items()}


def _path(key: str) -> list[str]:
    found = KEY.fullmatch(key)
    if found is None:
        return [key]
    return [found[1], *STEP.findall(found[2])][:MAX_DEPTH]


def _put(tree: dict[str, Any], path: list[str], value: Any) -> None:
    node = tree
    for part in path[:-1]:
        name = part or _next_index(node)
        inner = node.get(name)
        if not isinstance(inner, dict):
            inner = node[name] = {}
        node = inner
    node[path[-1] or _next_index(node)] = value


def _next_index(node: dict[str, Any]) -> str:
    # `[]` only ever appends, so the size is the next free number; an explicit larger index is honoured too.
    size = len(node)
    while str(size) in node:
        size += 1
    return str(size)


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if all(key.isdecimal() for key in value):
        return [_lists(item) for item in value.values()]
    return {key: _lists(item) for key, item in value.items()}
