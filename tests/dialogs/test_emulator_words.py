"""Nobody who speaks Russian is shown English: limits and problems of every provider's models have their words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ports.emulating import Parameter, ParameterKind
from bot.providers.callkeeper.client import ROUTES as CALLKEEPER_ROUTES
from bot.providers.forms import parameters_of
from bot.providers.mobilgroup.client import ROUTES as MOBILGROUP_ROUTES
from bot.providers.zvonobot.dialect import CALLDOG_ROUTES, OBZVONOV_ROUTES
from handlers.emulator.problems import in_words
from handlers.emulator.texts import limits_of, shown
from tests.support.texts import texts

PROVIDERS = Path(__file__).parents[2] / "bot/providers"
RU = texts().speak("ru")
EXAMPLES = {"name", "example", "com", "Europe", "Moscow", "UNIX", "JSON", "XXXXXXXXXX"}
"""Words of the Latin alphabet that mean the same to everybody."""


def models() -> list[Path]:
    return [path for path in PROVIDERS.rglob("*.py") if path.stem in ("fields", "requests", "questions")]


def messages() -> Iterator[str]:
    """What the models' own checks say."""
    for path in models():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
                said = node.exc.args[0]
                if isinstance(said, ast.Constant):
                    yield str(said.value)
                elif isinstance(said, ast.JoinedStr):
                    yield "".join(str(part.value) if isinstance(part, ast.Constant) else "17" for part in said.values)


def walked(parameters: tuple[Parameter, ...]) -> Iterator[Parameter]:
    for parameter in parameters:
        yield parameter
        yield from walked(parameter.items)


def every_parameter() -> list[Parameter]:
    routes = (*CALLDOG_ROUTES, *OBZVONOV_ROUTES, *CALLKEEPER_ROUTES, *MOBILGROUP_ROUTES)
    return [parameter for route in routes for parameter in walked(parameters_of(route.model))]


def test_there_is_something_to_look_at() -> None:
    assert len(list(messages())) > 15
    assert len(every_parameter()) > 100


def test_the_checks_of_our_models_have_words() -> None:
    other = RU("emulator-problem-other", what="")
    assert [said for said in messages() if in_words(said, RU).startswith(other)] == []


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Field required", "Заполните это поле"),
        ("String should have at most 70 characters", "Слишком длинно: знаков не больше 70"),
        ("List should have at least 1 item after validation, not 0", "Пунктов должно быть не меньше 1"),
        ("Input should be less than or equal to 9", "Не больше 9"),
        ("Input should be a valid integer, unable to parse string as an integer", "Нужно целое число"),
        ("Input should be 'text' or 'file'", "Подходит только: text, file"),
        ("Input should be 0 or 1", "Подходит только: 0, 1"),
        ("exactly one of message, phrase and script", "Заполните ровно одно из полей: message, phrase, script"),
        ("either outgoingPhone or dutyPhone", "Нужно одно из двух полей: outgoingPhone или dutyPhone"),
        ("Something <new>", "Сервис такого не примет: Something &lt;new&gt;"),
    ],
)
def test_in_plain_words(said: str, words: str) -> None:
    assert in_words(said, RU) == words


def test_limits_are_in_the_persons_language() -> None:
    for parameter in every_parameter():
        if parameter.kind is not ParameterKind.CHOICE:
            left = set(re.findall(r"[A-Za-z]{4,}", limits_of(parameter, RU))) - EXAMPLES
            assert left == set(), parameter


def test_what_is_secret_and_what_is_spoken() -> None:
    assert {parameter.name for parameter in every_parameter() if parameter.secret} == {"whash", "walias"}
    assert {parameter.name for parameter in every_parameter() if parameter.spoken} == {"text"}
    secret = next(parameter for parameter in every_parameter() if parameter.secret)
    assert "0123" not in shown(secret, "0123456789abcdef", RU)
