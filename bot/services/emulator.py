"""Any operation of any service as a form. Nothing leaves before `SendRequest`, and then once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.access import Person, Right
from bot.domain.errors import NotFound
from bot.ports import Clock, Database
from bot.ports.abilities import able
from bot.ports.emulating import Emulated, Operation, Prepared
from bot.services.access import UseCase
from bot.services.emulator_values import with_blanks, without_secrets
from bot.services.providers import Providers


@dataclass(frozen=True, slots=True)
class EmulatedService:
    name: str
    title: str
    masked_key: str
    operations: Mapping[str, Operation]


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What a person entered. Files are named by `emulator_values.file_value`."""

    service: str
    operation: str
    values: Mapping[str, Any]


def emulated(providers: Providers, name: str) -> Emulated:
    """Raises NotFound when the service is not set up or has no operations to show."""
    found = able(providers.get(name), Emulated)
    if found is None:
        raise NotFound("emulator-gone")
    return found


def operation_of(service: Emulated | EmulatedService, operation: str) -> Operation:
    """Raises NotFound."""
    if operation not in service.operations:
        raise NotFound("emulator-gone")
    return service.operations[operation]


class ListEmulated(UseCase[None, list[EmulatedService]]):
    """The services whose requests can be made by hand. Asks none of them anything."""

    right = Right.SEE_EMULATOR

    def __init__(self, providers: Providers) -> None:
        self._providers = providers

    async def run(self, actor: Person, command: None) -> list[EmulatedService]:
        return [
            EmulatedService(provider.name, provider.title, service.masked_key, service.operations)
            for provider in self._providers.all()
            if (service := able(provider, Emulated)) is not None
        ]


class ReadUsedValues(UseCase[tuple[str, str], dict[str, Any]]):
    """The values that this person used last in (service, operation); empty when there are none."""

    right = Right.SEE_EMULATOR

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: tuple[str, str]) -> dict[str, Any]:
        service, operation = command
        used = await self._database.transact(lambda uow: uow.emulations.remembered(actor.id, service))
        return used.get(operation, {})


class PrepareRequest(UseCase[FilledIn, Prepared]):
    """The request as it would be sent, secrets masked. Nothing leaves. Raises BadValues."""

    right = Right.SEE_EMULATOR

    def __init__(self, providers: Providers) -> None:
        self._providers = providers

    async def run(self, actor: Person, command: FilledIn) -> Prepared:
        service = emulated(self._providers, command.service)
        return service.prepare(command.operation, with_blanks(command.values))


class KeepValues(UseCase[FilledIn, None]):
    """Remember what this person used, but for secrets."""

    right = Right.SEE_EMULATOR

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: FilledIn) -> None:
        operation = operation_of(emulated(self._providers, command.service), command.operation)
        kept = without_secrets(operation.parameters, command.values)
        await self._database.transact(
            lambda uow: uow.emulations.remember(actor.id, command.service, operation.id, kept, self._clock.now())
        )
