"""Templates: texts that a service keeps for a client of the company's own CRM."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.access import Person, Right
from bot.domain.errors import OrderProblem
from bot.ports import Capability, Clock, Database
from bot.ports.abilities import Template, Templates
from bot.services.access import UseCase
from bot.services.defaults import first_with, require
from bot.services.providers import Providers


@dataclass(frozen=True, slots=True)
class AccountTemplates:
    """`account` is the client in the company's own CRM; `title` the service's."""

    account: str
    title: str
    templates: Sequence[Template]


@dataclass(frozen=True, slots=True)
class NewTemplates:
    account: str
    templates: Sequence[Template]


class CheckTemplates(UseCase[None, str]):
    """The title of the service that keeps templates. Raises NotFound when none does."""

    right = Right.MANAGE_TEMPLATES

    def __init__(self, providers: Providers) -> None:
        self._providers = providers

    async def run(self, actor: Person, command: None) -> str:
        return first_with(self._providers, Capability.TEMPLATES, actor).title


class ListTemplates(UseCase[str, AccountTemplates]):
    """Of an account, the command. Raises NotFound, OrderProblem, ProviderError."""

    right = Right.MANAGE_TEMPLATES

    def __init__(self, providers: Providers) -> None:
        self._providers = providers

    async def run(self, actor: Person, command: str) -> AccountTemplates:
        account = _account(command)
        provider = first_with(self._providers, Capability.TEMPLATES, actor)
        return AccountTemplates(account, provider.title, await require(provider, Templates).templates(account))


class SaveTemplates(UseCase[NewTemplates, list[Template]]):
    """Add those without an id, change the others; each comes back with its `error`, if the service refused it.

    Raises NotFound, OrderProblem, ProviderError.
    """

    right = Right.MANAGE_TEMPLATES

    def __init__(self, database: Database, providers: Providers, clock: Clock) -> None:
        self._database = database
        self._providers = providers
        self._clock = clock

    async def run(self, actor: Person, command: NewTemplates) -> list[Template]:
        account = _account(command.account)
        provider = first_with(self._providers, Capability.TEMPLATES, actor)
        names = ", ".join(template.name for template in command.templates)
        now = self._clock.now()
        await self._database.transact(
            lambda uow: uow.audit.add(actor.id, "templates.save", f"{provider.name} {account}: {names}", now)
        )
        return await require(provider, Templates).save_templates(account, command.templates)


def _account(written: str) -> str:
    account = written.strip()
    if not 0 < len(account) <= 64:
        raise OrderProblem("templates-no-account")
    return account


def parse_templates(written: str) -> list[Template]:
    """Blocks between empty lines: the first line is the name, the others the text. Raises OrderProblem."""
    blocks = [block.strip() for block in "\n".join(line.rstrip() for line in written.split("\n")).split("\n\n")]
    found = []
    for block in filter(None, blocks):
        name, _, message = block.partition("\n")
        if not name.strip() or not message.strip():
            raise OrderProblem("templates-no-text", name=name.strip()[:40])
        found.append(Template(name.strip(), message.strip()))
    if not found:
        raise OrderProblem("templates-no-text", name="")
    return found
