"""Forms made from request models: what people may fill in, what they filled in checked, the request as a `curl` line.

A model says by JSON schema what its fields are. Where the schema cannot tell, a field adds to it:
`Annotated[int, looks(ParameterKind.TIME)]`, `Annotated[str, looks(ParameterKind.PHONE, "11 digits")]`.
"""

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, Field, ValidationError

from bot.ports.emulating import BadValues, Parameter, ParameterKind
from bot.providers import loose

Model = TypeVar("Model", bound=BaseModel)
Schema = dict[str, Any]

_SIMPLE = {
    "string": ParameterKind.TEXT,
    "integer": ParameterKind.INTEGER,
    "number": ParameterKind.DECIMAL,
    "boolean": ParameterKind.FLAG,
    "array": ParameterKind.LIST,
    "object": ParameterKind.OBJECT,
}
_FORMATS = {"date-time": ParameterKind.TIME, "date": ParameterKind.TIME, "binary": ParameterKind.FILE}
_RANGES = (("minimum", "maximum", ""), ("minLength", "maxLength", " characters"), ("minItems", "maxItems", " items"))
_SEPARATORS = re.compile(r"[,;\n]")


def looks(kind: ParameterKind, limits: str = "") -> Any:
    """Metadata for `Annotated`: how a form shows the field where its type does not say."""
    return Field(json_schema_extra={"kind": str(kind), "limits": limits})


def spoken() -> Any:
    """Metadata for `Annotated`: a text that is read aloud, with the marks for stress and pauses."""
    return Field(json_schema_extra={"spoken": True})


@cache  # a schema takes 4 ms, and every value that is checked asks for it
def parameters_of(model: type[BaseModel]) -> tuple[Parameter, ...]:
    """The model's fields by the provider's own names. A list of plain values has one item without a name.

    What a model keeps out of its `repr` is secret, but for files, which are merely long.
    """
    schema = model.model_json_schema(by_alias=True)
    secret = {field.alias or name for name, field in model.model_fields.items() if not field.repr}
    return tuple(
        replace(parameter, secret=parameter.name in secret and parameter.kind is not ParameterKind.FILE)
        for parameter in _fields(schema, schema.get("$defs", {}))
    )


def validated(model: type[Model], values: Mapping[str, Any]) -> Model:
    """The filled-in model. Raises BadValues; what concerns a whole object is under the object's own path.

    Blank fields are absent. Beside typed values it takes what people write: `1`, `true` and `yes` in a flag, a
    list by commas, semicolons or lines, an object or a list as JSON, a phone in any usual spelling.
    """
    try:
        return model.model_validate(_fitted(parameters_of(model), values))
    except ValidationError as error:
        raise bad_values(error) from None


def bad_values(error: ValidationError) -> BadValues:
    problems: dict[str, str] = {}
    for problem in error.errors(include_input=False, include_url=False, include_context=False):
        where = ".".join(str(step) for step in problem["loc"])
        problems.setdefault(where, problem["msg"].removeprefix("Value error, "))
    return BadValues(problems)


def curl_of(
    method: str, url: str, headers: Mapping[str, str], body: str, parts: Mapping[str, str] | None = None
) -> str:
    """A line for a shell, everything quoted. A multipart form is given as `parts` instead; a file is `@name`."""
    words = [f"curl -X {method} {shlex.quote(url)}"]
    words += [
        f"-H {shlex.quote(f'{name}: {value}')}"
        for name, value in headers.items()
        if parts is None or name.casefold() != "content-type"
    ]
    if parts is not None:
        words += [_part(name, value) for name, value in parts.items()]
    elif body:
        words.append(f"--data-raw {shlex.quote(body)}")
    return " \\\n  ".join(words)


def _part(name: str, value: str) -> str:
    """`--form-string` takes a value as it is, even one that starts with `@`."""
    is_file = value.startswith("@")
    return f"{'-F' if is_file else '--form-string'} {shlex.quote(f'{name}={value}')}"


def _fields(schema: Schema, defs: Schema) -> tuple[Parameter, ...]:
    required = set(schema.get("required", ()))
    return tuple(
        _parameter(name, field, defs, required=name in required) for name, field in schema.get("properties", {}).items()
    )


def _parameter(name: str, field: Schema, defs: Schema, *, required: bool) -> Parameter:
    schema = _resolved(field, defs)
    kind = _kind(schema)
    return Parameter(
        name,
        kind,
        required=required,
        limits=schema.get("limits") or _limits(schema),
        choices=tuple(str(value) for value in _enumerated(schema)) if kind is ParameterKind.CHOICE else (),
        items=_items(schema, kind, defs),
        spoken=bool(schema.get("spoken")),
    )


def _resolved(field: Schema, defs: Schema) -> Schema:
    """One plain schema: references followed, «or null» left out; of several types a number, else the first."""
    schema = dict(field)
    if "$ref" in schema:
        schema = {**defs[schema.pop("$ref").rpartition("/")[2]], **schema}
    options = [option for option in schema.pop("anyOf", ()) if option.get("type") != "null"]
    if options:
        chosen = next((option for option in options if option.get("type") == "number"), options[0])
        schema = {**_resolved(chosen, defs), **schema}
    return schema


def _kind(schema: Schema) -> ParameterKind:
    if "kind" in schema:
        return ParameterKind(schema["kind"])
    values = _enumerated(schema)
    if values:
        return ParameterKind.FLAG if set(values) <= {0, 1} else ParameterKind.CHOICE
    if schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]]
    return _SIMPLE.get(str(schema.get("type")), ParameterKind.TEXT)


def _enumerated(schema: Schema) -> list[Any]:
    return [schema["const"]] if "const" in schema else list(schema.get("enum", ()))


def _items(schema: Schema, kind: ParameterKind, defs: Schema) -> tuple[Parameter, ...]:
    if kind is ParameterKind.OBJECT:
        return _fields(schema, defs)
    if kind is not ParameterKind.LIST or "items" not in schema:
        return ()
    item = _resolved(schema["items"], defs)
    if item.get("type") == "object":
        return _fields(item, defs)
    return (_parameter("", item, defs, required=True),)


def _limits(schema: Schema) -> str:
    """`≤ 1024 characters`, `0–9`, `> 0`."""
    for low_name, high_name, unit in _RANGES:
        low, high = schema.get(low_name), schema.get(high_name)
        if not unit and low is not None and high is not None:
            return f"{low}–{high}"
        if high is not None:
            return f"{low}–{high}{unit}" if low and low > 1 else f"≤ {high}{unit}"
        if low is not None and (not unit or low > 1):
            return f"≥ {low}{unit}"
    return f"> {schema['exclusiveMinimum']}" if "exclusiveMinimum" in schema else ""


def _fitted(parameters: tuple[Parameter, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    """Unknown names stay, for the model to refuse."""
    known = {parameter.name: parameter for parameter in parameters}
    fitted = {
        name: _value(known[name], value) if name in known else value
        for name, value in values.items()
        if not _is_blank(value)
    }
    return {name: value for name, value in fitted.items() if not _is_blank(value)}


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str | bytes | list | tuple | dict) and not value)


def _value(parameter: Parameter, value: Any) -> Any:
    match parameter.kind:
        case ParameterKind.FLAG:
            return _flag(value)
        case ParameterKind.PHONE:
            return loose.phone(value) or value
        case ParameterKind.OBJECT:
            value = _json(value) if isinstance(value, str) else value
            return _fitted(parameter.items, value) if isinstance(value, Mapping) else value
        case ParameterKind.LIST:
            return _list(parameter.items, value)
        case ParameterKind.TEXT if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return value


def _flag(value: Any) -> Any:
    """0 or 1, which a boolean field takes too."""
    word = value.strip().casefold() if isinstance(value, str) else value
    found = {"yes": True, "no": False, "да": True, "нет": False}.get(word) if isinstance(word, str) else None
    found = loose.flag(word) if found is None else found
    return value if found is None else int(found)


def _list(items: tuple[Parameter, ...], value: Any) -> Any:
    if isinstance(value, str):
        decoded = _json(value)
        plain = len(items) == 1 and not items[0].name
        split = [part.strip() for part in _SEPARATORS.split(value) if part.strip()] if plain else value
        value = decoded if isinstance(decoded, list) else split
    if not isinstance(value, list | tuple):
        return value
    if len(items) == 1 and not items[0].name:
        return [_value(items[0], item) for item in value]
    return [_fitted(items, item) if isinstance(item, Mapping) else item for item in value]


def _json(value: str) -> Any:
    try:
        return json.loads(value) if value.lstrip()[:1] in ("{", "[") else value
    except (ValueError, RecursionError):
        return value
