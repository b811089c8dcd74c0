"""Filled-in forms: nested values, the paths into them, their files, and what a field may be filled with."""

import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import TypedDict, TypeGuard

from bot.domain.errors import BadPhone, NotFound, OrderProblem
from bot.domain.phones import parse_phone
from bot.ports.emulating import Parameter, ParameterKind, Upload

Path = tuple[str | int, ...]
"""`("ivrs", 0, "digit")`: names of fields and positions in lists."""

Values = Mapping[str, object]
"""A filled-in form: names of fields to single values, lists, or forms within; files stand as `file_value`."""

MOST = 200_000
"""Characters of all values together, as JSON."""
MAX_FILE = 20 * 2**20
"""Bytes: what Telegram lets bots download."""


class FileValue(TypedDict):
    """How a file stands among the values until it is sent; `size` in bytes, `type` as Telegram tells it."""

    telegram_file: str
    name: str
    size: int
    type: str


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


def value_at(values: object, path: Path) -> object:
    """None where nothing is."""
    for step in path:
        if isinstance(values, Mapping):
            values = values.get(str(step))
        elif isinstance(values, list) and isinstance(step, int) and 0 <= step < len(values):
            values = values[step]
        else:
            return None
    return values


def with_value(values: object, path: Path, value: object) -> object:
    """A copy with this value there; None takes it out. Raises OrderProblem when all is too much to keep."""
    changed = _put(values, path, value)
    if len(json.dumps(changed, ensure_ascii=False)) > MOST:
        raise OrderProblem("emulator-too-much")
    return changed


def _put(values: object, path: Path, value: object) -> object:
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


def file_value(file_id: str, name: str, size: int, type_: str = "") -> FileValue:
    return FileValue(telegram_file=file_id, name=name, size=size, type=type_)


def is_file(value: object) -> TypeGuard[FileValue]:
    return isinstance(value, Mapping) and "telegram_file" in value


def with_blanks(values: Values) -> dict[str, object]:
    """For showing: each file as so many bytes, whatever they are."""
    return {
        name: _upload(bytes(min(int(value["size"]), MAX_FILE)), value) if is_file(value) else value
        for name, value in values.items()
    }


async def with_files(values: Values, fetch: Callable[[str], Awaitable[bytes]]) -> dict[str, object]:
    """For sending: each file's content. Whatever `fetch` raises."""
    return {
        name: _upload(await fetch(value["telegram_file"]), value) if is_file(value) else value
        for name, value in values.items()
    }


def _upload(content: bytes, file: FileValue) -> Upload:
    return Upload.of(content, file["name"], file.get("type", ""))


def without_secrets(parameters: Sequence[Parameter], values: Values) -> dict[str, object]:
    secret = {parameter.name for parameter in parameters if parameter.secret}
    return {name: value for name, value in values.items() if name not in secret}


def used_for(name: str, values: object) -> Iterator[str]:
    """Single values that stand under this name, at whatever depth."""
    if isinstance(values, Mapping):
        for key, value in values.items():
            if key == name:
                yield from _singles(value)
            yield from used_for(name, value)
    elif isinstance(values, list):
        for item in values:
            yield from used_for(name, item)


def _singles(value: object) -> Iterator[str]:
    for single in value if isinstance(value, list) else [value]:
        if isinstance(single, str | int) and not isinstance(single, bool):
            yield str(single)


ANSWERS = 20
"""So many of the provider's newest answers are looked through."""
OFFERED = 8
LONGEST = 60
"""Characters of a value that still fits a button."""

_PHONE_NAMES = ("phone", "number")


def choices_for(parameter: Parameter, entered: Sequence[Values], answers: Sequence[str]) -> list[str]:
    """Values that stood under that name: first among those entered, then in the answers, each once."""
    found = [*used_for(parameter.name, list(entered)), *_read(parameter, answers)]
    return [value for value in dict.fromkeys(found) if value and len(value) <= LONGEST][:OFFERED]


def _read(parameter: Parameter, answers: Sequence[str]) -> Iterator[str]:
    for answer in answers:
        decoded = _decoded(answer)
        yield from used_for(parameter.name, decoded)
        if parameter.kind is ParameterKind.PHONE:
            for name in _PHONE_NAMES:
                yield from filter(_is_phone, used_for(name, decoded))


def _decoded(answer: str) -> object:
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        return None


def _is_phone(value: str) -> bool:
    try:
        return bool(parse_phone(value))
    except BadPhone:
        return False
