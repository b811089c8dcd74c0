"""Sending a request made by hand: stored before it leaves, so that it leaves once."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from bot.domain.access import Person, Right
from bot.domain.errors import ProviderError, Uncertain
from bot.ports import Clock, Database, UnitOfWork
from bot.ports.emulating import Emulated, Emulation, Prepared
from bot.ports.files import FetchFile
from bot.services.access import UseCase
from bot.services.emulator import FilledIn, emulated, operation_of
from bot.services.emulator_values import with_files
from bot.services.providers import Providers

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sending:
    """`key` is of this one showing of the request: whatever is sent with it is sent once."""

    key: str
    filled: FilledIn
    fetch: FetchFile


@dataclass(frozen=True, slots=True)
class Sent:
    """`is_first`: it was sent just now, by this press."""

    emulation: Emulation
    is_first: bool


class SendRequest(UseCase[Sending, Sent]):
    """Once, however often it is pressed, also after a crash. How it ended is told, never raised.

    Raises BadValues, and NotFound for a file that is gone, before anything is stored or sent.
    """

    right = Right.SEND_EMULATED

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: Sending) -> Sent:
        known = await self._database.transact(lambda uow: uow.emulations.get(command.key))
        if known is not None:
            return Sent(known, is_first=False)
        filled = command.filled
        service = emulated(self._providers, filled.service)
        operation = operation_of(service, filled.operation)
        complete = replace(filled, values=await with_files(filled.values, command.fetch))
        shown = service.prepare(operation.id, complete.values)
        emulation = Emulation(command.key, actor.id, filled.service, filled.operation, _written(shown))
        if not await self._database.transact(lambda uow: self._keep(uow, emulation)):
            known = await self._database.transact(lambda uow: uow.emulations.get(command.key))
            return Sent(known or emulation, is_first=False)
        ended = await _sent(service, emulation, complete)
        await self._database.transact(lambda uow: uow.emulations.answered(ended, self._clock.now()))
        return Sent(ended, is_first=True)

    def _keep(self, uow: UnitOfWork, emulation: Emulation) -> bool:
        now = self._clock.now()
        is_first = uow.emulations.add(emulation, now)
        if is_first:
            subject = f"{emulation.service} {emulation.operation} {emulation.key}"
            uow.audit.add(emulation.person_id, "emulator.send", subject, now)
        return is_first


async def _sent(service: Emulated, emulation: Emulation, filled: FilledIn) -> Emulation:
    try:
        answer = await service.send(filled.operation, filled.values)
    except ProviderError as error:
        return replace(emulation, problem=error.key, words=error.words)
    except Exception:
        log.exception("%s: a request made by hand broke off", filled.service)
        return replace(emulation, problem=Uncertain("provider-change-lost").key, words="")
    return replace(emulation, status=answer.status, answer=answer.body)


class ReadSent(UseCase[str, Emulation | None]):
    """What became of the sending with this key; None for a key of somebody else and when nothing was sent."""

    right = Right.SEE_EMULATOR

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: str) -> Emulation | None:
        found = await self._database.transact(lambda uow: uow.emulations.get(command))
        return found if found is not None and found.person_id == actor.id else None


class IsLastLost(UseCase[tuple[str, str], bool]):
    """Whether this person's last request of (service, operation) left, and its answer was never seen."""

    right = Right.SEE_EMULATOR

    def __init__(self, database: Database) -> None:
        self._database = database

    async def run(self, actor: Person, command: tuple[str, str]) -> bool:
        last = await self._database.transact(lambda uow: uow.emulations.newest(actor.id, *command))
        return last is not None and last.is_lost


def _written(shown: Prepared) -> str:
    return f"{shown.method} {shown.url}\n\n{shown.body}"
