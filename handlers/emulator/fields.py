"""Fields of a form as people see them: limits in their language, values cut short, secrets hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.ports.emulating import Parameter, ParameterKind
from bot.services.emulator_values import is_file
from bot.telegram.html import clean
from bot.telegram.texts import Translation

SHOWN = 60
"""Characters of a value in a list of fields."""
HIDDEN = "••••"

UNIX_SECONDS = "UNIX seconds"
_CHARACTERS = re.compile(r"(.+) characters")
_ITEMS = re.compile(r"(.+) items")
WORDED = {
    UNIX_SECONDS: "seconds",
    "0 female, 1 male": "gender",
    "a JSON object": "json",
    "words separated by spaces": "words",
    "as in ru-RU": "language",
    "7XXXXXXXXXX, 11 digits": "phone",
    "7XXXXXXXXXX": "phone",
    "11 digits, no extension": "phone",
    "phone, phone^extension or office from 0": "manager",
    "09001800, or seven of them": "hours",
    "letters and digits": "letters",
    "32 hexadecimal digits": "hash",
    "up to 10 digits": "extension",
    "the service's id of the call": "call_id",
    "YYYY-MM-DD HH:MM": "minute",
    "YYYY-MM-DD, DD.MM.YYYY, 0–9": "date_or_digits",
}
"""How the services' models word their limits; what is not here is an example, and needs no translation."""


def limits_of(parameter: Parameter, tr: Translation) -> str:
    limits = parameter.limits
    if limits in WORDED:
        return tr(f"emulator-limit-{WORDED[limits]}", range="")
    for pattern, key in ((_CHARACTERS, "characters"), (_ITEMS, "items")):
        if found := pattern.fullmatch(limits):
            return tr(f"emulator-limit-{key}", range=found[1])
    if not limits and parameter.kind is ParameterKind.FLAG:
        limits = "0, 1"
    return tr("emulator-limit-plain", range=limits or ", ".join(parameter.choices))


def ordered(parameters: tuple[Parameter, ...]) -> list[Parameter]:
    """Required ones first, each in the service's own order."""
    return sorted(parameters, key=lambda parameter: not parameter.required)


def shown(parameter: Parameter, value: Any, tr: Translation) -> str:
    """Plain text in one line; empty for nothing."""
    if value in (None, "", [], {}):
        return ""
    if parameter.secret:
        return HIDDEN
    return _short(_in_line(value, tr))


def _in_line(value: Any, tr: Translation) -> str:
    if is_file(value):
        return tr.plain("emulator-form-file", name=str(value["name"]), size=_size(int(value["size"])))
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_in_line(inner, tr)}" for name, inner in value.items())
    if isinstance(value, list):
        return "; ".join(_in_line(inner, tr) or "—" for inner in value)
    return str(value)


def _short(text: str) -> str:
    line = " ".join(clean(text).split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _size(size: int) -> int:
    """KiB, at least one."""
    return max(1, round(size / 1024))
