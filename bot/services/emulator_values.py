"""Filled-in forms: nested values, the paths into them, and the files that they name."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.domain.errors import NotFound, OrderProblem
from bot.ports.emulating import Parameter, ParameterKind

Path = tuple[str | int, ...]
"""`("ivrs", 0, "digit")`: names of fields and positions in lists."""

MOST = 200_000
"""Characters of all values together, as JSON."""
MAX_FILE = 20 * 2**20
"""Bytes: what Telegram lets bots download."""

FILE_ID = "telegram_file"


def parameter_at(parameters: Sequence[Parameter], path: Path) -> Parameter:
    """An item of a list is an object named by its number. Raises NotFound for a path of an older form."""
    found = Parameter("", ParameterKind.OBJECT, items=tuple(parameters))
    for step in path:
        found = _inside(found, step)
    return found


def _inside(parent: Parameter, step: str | int) -> Parameter:
    if isinstance(step, int) and parent.kind is ParameterKind.LIST:
        return Parameter(str(step + 1), ParameterKind.OBJECT, items=parent.items)
    for item in parent.items if parent.kind is ParameterKind.OBJECT else ():
        if item.name == step:
            return item
    raise NotFound("emulator-gone")


def is_plain(parameter: Parameter) -> bool:
    """A list of single values, such as phones."""
    return parameter.kind is ParameterKind.LIST and len(parameter.items) == 1 and not parameter.items[0].name


def value_at(values: Any, path: Path) -> Any:
    """None where nothing is."""
    for step in path:
        if isinstance(values, Mapping):
            values = values.get(str(step))
        elif isinstance(values, list) and isinstance(step, int) and 0 <= step < len(values):
            values = values[step]
        else:
            return None
    return values


def with_value(values: Any, path: Path, value: Any) -> Any:
    """A copy with this value there; None takes it out. Raises OrderProblem when all is too much to keep."""
    changed = _put(values, path, value)
    if len(json.dumps(changed, ensure_ascii=False)) > MOST:
        raise OrderProblem("emulator-too-much")
    return changed


def _put(values: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = list(values) if isinstance(values, list) else []
        inner = _put(items[step] if step < len(items) else None, rest, value)
        items[step : step + 1] = [] if inner is None else [inner]
        return items
    fields = dict(values) if isinstance(values, Mapping) else {}
    inner = _put(fields.pop(step, None), rest, value)
    return fields if inner is None else {**fields, step: inner}


def file_value(file_id: str, name: str, size: int) -> dict[str, Any]:
    """How a file stands among the values until it is sent."""
    return {FILE_ID: file_id, "name": name, "size": size}


def is_file(value: Any) -> bool:
    return isinstance(value, Mapping) and FILE_ID in value


def with_blanks(values: Mapping[str, Any]) -> dict[str, Any]:
    """For showing: each file as so many bytes, whatever they are."""
    return {
        name: bytes(min(int(value["size"]), MAX_FILE)) if is_file(value) else value for name, value in values.items()
    }


async def with_files(values: Mapping[str, Any], fetch: Callable[[str], Awaitable[bytes]]) -> dict[str, Any]:
    """For sending: each file's content. Whatever `fetch` raises."""
    return {name: await fetch(str(value[FILE_ID])) if is_file(value) else value for name, value in values.items()}


def without_secrets(parameters: Sequence[Parameter], values: Mapping[str, Any]) -> dict[str, Any]:
    secret = {parameter.name for parameter in parameters if parameter.secret}
    return {name: value for name, value in values.items() if name not in secret}


def used_for(name: str, values: Any) -> Iterator[str]:
    """Single values that stand under this name, at whatever depth."""
    if isinstance(values, Mapping):
        for key, value in values.items():
            if key == name:
                yield from _singles(value)
            yield from used_for(name, value)
    elif isinstance(values, list):
        for item in values:
            yield from used_for(name, item)


def _singles(value: Any) -> Iterator[str]:
    for single in value if isinstance(value, list) else [value]:
        if isinstance(single, str | int) and not isinstance(single, bool):
            yield str(single)
