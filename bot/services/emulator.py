"""Any operation of any provider as a form. Nothing leaves before `send`, and then once."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.access import Person, Right
from bot.domain.errors import NotFound, ProviderError
from bot.domain.reasons import Reason
from bot.ports import UnitOfWork
from bot.ports.abilities import able
from bot.ports.emulating import Emulated, Emulation, Operation, Parameter, ParameterKind, Prepared
from bot.ports.media import FetchFile
from bot.services.access import Noun, needs
from bot.services.emulator_values import ANSWERS, Values, choices_for, with_blanks, with_files, without_secrets
from bot.services.providers import Providers

log = logging.getLogger(__name__)

KEPT = 64 * 2**10
"""Characters of an answer that are kept; more of it is in the file that its sender gets."""


@dataclass(frozen=True, slots=True)
class EmulatedProvider:
    name: str
    title: str
    masked_key: str
    operations: Mapping[str, Operation]


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What a person entered. Files are named by `emulator_values.file_value`."""

    provider: str
    operation: str
    values: Values


@dataclass(frozen=True, slots=True)
class Sent:
    """`is_first`: it was sent just now, by this press; then `whole` is the answer, however long (`is_cut`: longer)."""

    emulation: Emulation
    is_first: bool
    whole: str = ""
    is_cut: bool = False


class Emulator(Noun):
    """Raises NotFound for a provider that is not set up, or has no such operation."""

    @needs(Right.SEE_EMULATOR)
    async def providers(self, actor: Person) -> list[EmulatedProvider]:
        """The providers whose requests can be made by hand. Asks none of them anything."""
        return [
            EmulatedProvider(provider.name, provider.title, forms.masked_key, forms.operations)
            for provider in self._deps.providers.all()
            if (forms := able(provider, Emulated)) is not None
        ]

    @needs(Right.SEE_EMULATOR)
    async def used(self, actor: Person, provider: str, operation: str) -> dict[str, object]:
        """The values that this person used last; empty when there are none."""
        used = await self._deps.database.transact(lambda uow: uow.emulations.remembered(actor.id, provider))
        return used.get(operation, {})

    @needs(Right.SEE_EMULATOR)
    async def choices(self, actor: Person, provider: str, parameter: Parameter) -> list[str]:
        """The values this person used under that name, then those that the provider's answers held."""
        if parameter.secret or parameter.kind in (ParameterKind.FLAG, ParameterKind.CHOICE):
            return []
        entered, answers = await self._deps.database.transact(
            lambda uow: (uow.emulations.remembered(actor.id, provider), uow.emulations.answers(provider, ANSWERS))
        )
        return choices_for(parameter, list(entered.values()), answers)

    @needs(Right.SEE_EMULATOR)
    async def prepare(self, actor: Person, filled: FilledIn) -> Prepared:
        """The request as it would be sent, secrets masked. Nothing leaves. Raises BadValues."""
        provider = emulated(self._deps.providers, filled.provider)
        return provider.prepare(filled.operation, with_blanks(filled.values))

    @needs(Right.SEE_EMULATOR)
    async def keep(self, actor: Person, filled: FilledIn) -> None:
        """Remember what this person used, but for secrets."""
        operation = operation_of(emulated(self._deps.providers, filled.provider), filled.operation)
        kept = without_secrets(operation.parameters, filled.values)
        now = self._deps.clock.now()
        await self._deps.database.transact(
            lambda uow: uow.emulations.remember(actor.id, filled.provider, operation.id, kept, now)
        )

    @needs(Right.SEND_EMULATED)
    async def send(self, actor: Person, key: str, filled: FilledIn, fetch: FetchFile) -> Sent:
        """Send once with this key, however often it is pressed, also after a crash. The result tells how it ended.

        Raises BadValues, and NotFound for a file that is gone, before anything is stored or sent.
        """
        database = self._deps.database
        known = await database.transact(lambda uow: uow.emulations.get(key))
        if known is not None:
            return Sent(known, is_first=False)
        provider = emulated(self._deps.providers, filled.provider)
        operation = operation_of(provider, filled.operation)
        complete = replace(filled, values=await with_files(filled.values, fetch))
        shown = provider.prepare(operation.id, complete.values)
        emulation = Emulation(key, actor.id, filled.provider, filled.operation, _written(shown))
        if not await database.transact(lambda uow: self._store(uow, emulation)):
            known = await database.transact(lambda uow: uow.emulations.get(key))
            return Sent(known or emulation, is_first=False)
        sent = await _sent(provider, emulation, complete)
        await database.transact(lambda uow: uow.emulations.answered(sent.emulation, self._deps.clock.now()))
        return sent

    def _store(self, uow: UnitOfWork, emulation: Emulation) -> bool:
        """False when it is stored already: then somebody else sends it."""
        now = self._deps.clock.now()
        is_first = uow.emulations.add(emulation, now)
        if is_first:
            subject = f"{emulation.provider} {emulation.operation} {emulation.key}"
            uow.audit.add(emulation.person_id, "emulator.send", subject, now)
        return is_first

    @needs(Right.SEE_EMULATOR)
    async def sent(self, actor: Person, key: str) -> Emulation | None:
        """What became of the sending with this key; None for a key of somebody else and when nothing was sent."""
        found = await self._deps.database.transact(lambda uow: uow.emulations.get(key))
        return found if found is not None and found.person_id == actor.id else None

    @needs(Right.SEE_EMULATOR)
    async def is_last_lost(self, actor: Person, provider: str, operation: str) -> bool:
        """Whether this person's last request of that operation left, and its answer was never seen."""
        last = await self._deps.database.transact(lambda uow: uow.emulations.newest(actor.id, provider, operation))
        return last is not None and last.is_lost


def emulated(providers: Providers, name: str) -> Emulated:
    """Raises NotFound when the provider is not set up or has no operations to show."""
    found = able(providers.get(name), Emulated)
    if found is None:
        raise NotFound("emulator-gone")
    return found


def operation_of(provider: Emulated | EmulatedProvider, operation: str) -> Operation:
    """Raises NotFound."""
    if operation not in provider.operations:
        raise NotFound("emulator-gone")
    return provider.operations[operation]


def _written(shown: Prepared) -> str:
    return f"{shown.method} {shown.url}\n\n{shown.body}"


async def _sent(provider: Emulated, emulation: Emulation, filled: FilledIn) -> Sent:
    """As it is after the request was sent."""
    try:
        answer = await provider.send(filled.operation, filled.values)
    except ProviderError as error:
        return Sent(replace(emulation, problem=error.key, words=error.words), is_first=True)
    except Exception:
        log.exception("%s: a request made by hand broke off", filled.provider)
        return Sent(replace(emulation, problem=Reason.CHANGE_LOST, words=""), is_first=True)
    ended = replace(emulation, status=answer.status, answer=answer.body[:KEPT])
    return Sent(ended, is_first=True, whole=answer.body, is_cut=answer.is_cut)
