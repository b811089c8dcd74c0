"""Every button that there is, as whoever knows the numbers would write it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from enum import Enum
from itertools import product
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from aiogram.filters.callback_data import CallbackData

from bot.telegram import presses
from tests.support.people import OLEG

KINDS = [one for one in vars(presses).values() if isinstance(one, type) and issubclass(one, CallbackData)]
KINDS.remove(CallbackData)
IDS, WORDS = (0, 1, 2, OLEG.id), ("", "operator", "calldog", "main", "20261101", "20261130", "reached")

MOST = 200
"""Of one kind; of more ways to write it some are tried, always the same."""


def values_of(kind: Any) -> tuple[Any, ...]:
    if get_origin(kind) is Annotated:
        return values_of(get_args(kind)[0])
    if get_origin(kind) in (UnionType, Union):
        return tuple(value for one in get_args(kind) for value in values_of(one))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(kind)
    return {int: IDS, str: WORDS, bool: (True, False), type(None): (None,)}[kind]


def every(kind: type[CallbackData]) -> Iterator[str]:
    fields = {name: values_of(field.rebuild_annotation()) for name, field in kind.model_fields.items()}
    tried = list(product(*fields.values()))
    for values in tried if len(tried) <= MOST else random.Random(1).sample(tried, MOST):
        yield kind(**dict(zip(fields, values, strict=True))).pack()
