"""As much of YAML as our rules are written in: mappings, lists of mappings, scalars. Anything else is an error.

No library of ours reads YAML, and three files need not bring one.
"""

from __future__ import annotations

import json
import re
from typing import Any

_LINE = re.compile(r"(?P<indent> *)(?P<dash>- )?(?P<key>[a-zA-Z_]+):(?: (?P<value>\S.*))?")
Lines = list[tuple[int, bool, str, str | None]]


def read_yaml(text: str) -> Any:
    """Raises ValueError."""
    lines: Lines = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"line {number}: {line!r}")
        dash = bool(found["dash"])
        lines.append((len(found["indent"]) + 2 * dash, dash, found["key"], found["value"]))
    value = _block(lines, 0)
    if lines:
        raise ValueError(f"nothing belongs to {lines[0][2]!r}")
    return value


def _block(lines: Lines, indent: int) -> Any:
    if lines[0][1]:
        items = []
        while lines and lines[0][:2] == (indent, True):
            at, _, key, value = lines[0]
            lines[0] = (at, False, key, value)
            items.append(_mapping(lines, indent))
        return items
    return _mapping(lines, indent)


def _mapping(lines: Lines, indent: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    while lines and lines[0][:2] == (indent, False):
        _, _, key, value = lines.pop(0)
        if key in found:
            raise ValueError(f"{key!r} stands twice")
        if value is not None:
            found[key] = _scalar(value)
        elif lines and lines[0][0] > indent:
            found[key] = _block(lines, lines[0][0])
        else:
            raise ValueError(f"{key!r} has no value")
    return found


def _scalar(value: str) -> str:
    """Plain, or in double quotes as JSON has them."""
    if value.startswith('"'):
        return str(json.loads(value))
    if value[0] in "'[{>|&*!%@`" or ": " in value or " #" in value:
        raise ValueError(f"{value!r} must stand in double quotes")
    return value
