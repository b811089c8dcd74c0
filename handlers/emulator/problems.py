"""What is wrong with a value, in plain words: pydantic's and the models' own English put into the person's language."""

import re
from collections.abc import Mapping

from bot.services.emulator_values import Path, value_at
from bot.telegram.texts import Html, Translation

KNOWN = [
    (re.compile(pattern), key)
    for pattern, key in (
        (r"Field required", "required"),
        (r"\w+ should have at most (\d+) (?:character|byte)", "too_long"),
        (r"\w+ should have at least (\d+) (?:character|byte)", "too_short"),
        (r"List should have at least (\d+) item", "too_few"),
        (r"List should have at most (\d+) item", "too_many"),
        (r"Input should be less than or equal to (.+)", "at_most"),
        (r"Input should be greater than or equal to (.+)", "at_least"),
        (r"Input should be less than (.+)", "below"),
        (r"Input should be greater than (.+)", "above"),
        (r"Input should be a valid integer", "integer"),
        (r"Input should be a valid (?:number|decimal)", "number"),
        (r"Decimal input should have no more than (\d+) decimal places", "places"),
        (r"Input should be a valid boolean", "flag"),
        (r"Input should be a valid (?:dictionary|list)", "nested"),
        (r"Input should be ((?:\d|').+)", "one_of"),
        (r"String should match pattern", "shape"),
        (r"Extra inputs are not permitted", "extra"),
        (r"exactly one of (.+)", "exactly_one"),
        (r"either (.+) or (.+)", "either"),
        (r"source is (\w+), but there is no", "source"),
        (r"digit (.+) stands in two blocks", "twice"),
        (r"two blocks of ivrs have neither", "two_silent"),
        (r"must look like (.+)", "example"),
        (r"must be a (?:date|time zone) such as (.+)", "example"),
        (r"must be 8 digits such as (\d+)", "hours"),
        (r"(\d+): must close at another time than it opens", "closes"),
        (r"(\d+) is no time of day", "clock"),
        (r"must be a date or digits", "date_or_digits"),
        (r"must be a number of eleven digits", "phone"),
        (r"what follows \^ must be an extension", "extension"),
        (r"must be an e-mail address", "email"),
        (r"(?:must be )?an address (?:that )?starts with", "address"),
        (r"a JSON object as a string, such as (.+)", "json"),
        (r"a time needs its zone|Invalid isoformat", "moment"),
        (r"from must not be after to", "order"),
        (r"a subscriber's own message does not work", "own_message"),
    )
]

_LISTED = re.compile(r", | and | or ")


def in_words(problem: str, tr: Translation) -> Html:
    """What nobody has put into words yet is said as the model says it."""
    for pattern, key in KNOWN:
        if found := pattern.match(problem):
            what, other = [*map(_listed, found.groups()), "", ""][:2]
            return tr(f"emulator-problem-{key}", what=what, other=other)
    return tr("emulator-problem-other", what=problem)


def said(problems: Mapping[str, str], values: object, *, checked: bool) -> dict[str, str]:
    """The problems to show. Until the person asks for the request, an empty field has none."""
    if checked:
        return dict(problems)
    return {where: problem for where, problem in problems.items() if _is_entered(values, _path(where))}


def at(problems: Mapping[str, str], path: Path) -> str | None:
    """The problem of this very place."""
    return problems.get(_written(path))


def inside(problems: Mapping[str, str], path: Path) -> list[str]:
    """The places below this one that have problems."""
    start = f"{_written(path)}."
    return [where for where in problems if where.startswith(start)]


def _listed(what: str) -> str:
    """`'text' or 'file'` → `text, file`"""
    return ", ".join(part.strip("'") for part in _LISTED.split(what))


def _is_entered(values: object, path: Path) -> bool:
    return isinstance(value_at(values, path), str | int)


def _path(where: str) -> Path:
    return tuple(int(step) if step.isdecimal() else step for step in where.split("."))


def _written(path: Path) -> str:
    return ".".join(map(str, path))
