"""What a field may be filled with, out of what was entered or read before. No service is asked for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.domain.access import Person, Right
from bot.domain.errors import BadPhone
from bot.domain.phones import parse_phone
from bot.ports import Database, UnitOfWork
from bot.ports.emulating import Parameter, ParameterKind
from bot.services.access import UseCase
from bot.services.emulator_values import used_for

ANSWERS = 20
"""So many of the service's newest answers are looked through."""
OFFERED = 8
LONGEST = 60
"""Characters of a value that still fits a button."""

_PHONE_NAMES = ("phone", "number")


@dataclass(frozen=True, slots=True)
class Field:
    service: str
    parameter: Parameter


class OfferValues(UseCase[Field, list[str]]):
    """The values this person used under that name, then those that the service's answers held."""

    right = Right.SEE_EMULATOR

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: Field) -> list[str]:
        if command.parameter.secret or command.parameter.kind in (ParameterKind.FLAG, ParameterKind.CHOICE):
            return []

        def work(uow: UnitOfWork) -> tuple[dict[str, dict[str, Any]], list[str]]:
            answers = uow.emulations.answers(command.service, ANSWERS)
            return uow.emulations.remembered(actor.id, command.service), answers

        entered, answers = await self._database.transact(work)
        name = command.parameter.name
        found = [*used_for(name, list(entered.values())), *_read(command.parameter, answers)]
        return [value for value in dict.fromkeys(found) if value and len(value) <= LONGEST][:OFFERED]


def _read(parameter: Parameter, answers: list[str]) -> Iterator[str]:
    for answer in answers:
        decoded = _decoded(answer)
        yield from used_for(parameter.name, decoded)
        if parameter.kind is ParameterKind.PHONE:
            for name in _PHONE_NAMES:
                yield from filter(_is_phone, used_for(name, decoded))


def _decoded(answer: str) -> Any:
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        return None


def _is_phone(value: str) -> bool:
    try:
        return bool(parse_phone(value))
    except BadPhone:
        return False
