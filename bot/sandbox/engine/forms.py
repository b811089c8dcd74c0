"""In which words a service of the engine answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.engine import answers
from bot.sandbox.engine.model import Call, Record

Written = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Forms:
    """`placed`: an element of `create`'s answer; `call`: of `get`'s; `record`: an audio record under an address."""

    placed: Callable[[Call], Written]
    call: Callable[[Call], Written]
    record: Callable[[Record, str], Written]


CURRENT = Forms(answers.created_call, answers.api_call, answers.record)
