"""What a field may be filled with, out of what was entered or read before. No service is asked for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from bot.domain.errors import BadPhone
from bot.domain.phones import parse_phone
from bot.ports.emulating import Parameter, ParameterKind
from bot.services.emulator_values import Values, used_for

ANSWERS = 20
"""So many of the service's newest answers are looked through."""
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
