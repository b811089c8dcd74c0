"""Templates: texts that a provider keeps for a client of the company's own CRM."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.access import Person, Right
from bot.domain.errors import NotFound, OrderProblem
from bot.ports import Capability, Provider, UnitOfWork
from bot.ports.abilities import Template
from bot.ports.abilities import Templates as KeepsTemplates
from bot.ports.hearing import listening
from bot.services.access import Noun, needs
from bot.services.call_answers import Exchange, kept_answer
from bot.services.defaults import first_with, require


@dataclass(frozen=True, slots=True)
class AccountTemplates:
    """`account` is the client in the company's own CRM; `title` the provider's."""

    account: str
    title: str
    templates: Sequence[Template]


@dataclass(frozen=True, slots=True)
class SavedTemplates:
    templates: Sequence[Template]
    exchange: Exchange


class Templates(Noun):
    """The person's own provider keeps them if it can, else the first that can. NotFound when none can."""

    @needs(Right.MANAGE_TEMPLATES)
    async def kept_by(self, actor: Person) -> str:
        """The title of the provider."""
        return self._provider(actor).title

    @needs(Right.MANAGE_TEMPLATES)
    async def read(self, actor: Person, account: str) -> AccountTemplates:
        """Raises OrderProblem for what is no account, ProviderError."""
        provider = self._provider(actor)
        account = _account(account)
        return AccountTemplates(account, provider.title, await self._listed(provider, account))

    @needs(Right.MANAGE_TEMPLATES)
    async def save(self, actor: Person, account: str, templates: Sequence[Template]) -> SavedTemplates:
        """Add those without an id, change the others; each comes back with its `error`, if the provider refused it.

        Raises OrderProblem for what is no account, NotFound when one was deleted meanwhile, ProviderError.
        """
        provider = self._provider(actor)
        account = _account(account)
        await self._must_be_there(provider, account, templates)
        names = ", ".join(template.name for template in templates)
        now = self._deps.clock.now()
        await self._deps.database.transact(
            lambda uow: uow.audit.add(actor.id, "templates.save", f"{provider.name} {account}: {names}", now)
        )
        keeper = require(provider, KeepsTemplates)
        with listening() as ear:
            saved = await keeper.save_templates(account, templates)
        answer = kept_answer(self._deps.providers, provider.name, ear.heard) if ear.heard else None
        return SavedTemplates(saved, Exchange(provider.title, keeper.describe_templates(account, templates), answer))

    @needs(Right.MANAGE_TEMPLATES)
    async def remove(self, actor: Person, account: str, template: Template) -> None:
        """From every list here. Its provider keeps it, because none offers a deletion. Raises NotFound."""
        await self._mark(actor, account, template, hide=True)

    @needs(Right.MANAGE_TEMPLATES)
    async def bring_back(self, actor: Person, account: str, template: Template) -> None:
        """Undo `remove`."""
        await self._mark(actor, account, template, hide=False)

    @needs(Right.MANAGE_TEMPLATES)
    async def said(self, actor: Person, account: str, template: Template) -> str:
        """What a call with it says. Raises NotFound when it was deleted meanwhile."""
        await self._must_be_there(self._provider(actor), account, [template])
        return template.message

    @needs(Right.PLACE_CALLS)
    async def named(self, actor: Person, account: str, name: str) -> str:
        """What the client's template of this name says. Raises OrderProblem when there is none, ProviderError."""
        found = await self._listed(self._provider(actor), account) if account else []
        wanted = name.strip().casefold()
        one = next((one for one in found if one.name.strip().casefold() == wanted), None)
        if one is None:
            raise OrderProblem("templates-no-such" if account else "templates-whose", name=name.strip()[:40])
        return one.message

    def _provider(self, actor: Person) -> Provider:
        return first_with(self._deps.providers, Capability.TEMPLATES, actor)

    async def _listed(self, provider: Provider, account: str) -> list[Template]:
        """Those that nobody deleted here. Raises ProviderError."""
        found = await require(provider, KeepsTemplates).templates(account)
        hidden = await self._hidden(provider, account)
        return [template for template in found if template.id not in hidden]

    async def _must_be_there(self, provider: Provider, account: str, templates: Sequence[Template]) -> None:
        hidden = await self._hidden(provider, account)
        if any(template.id in hidden for template in templates):
            raise NotFound("templates-gone")

    async def _hidden(self, provider: Provider, account: str) -> set[str]:
        return await self._deps.database.read(lambda uow: uow.hidden_templates.of(provider.name, account))

    async def _mark(self, actor: Person, account: str, template: Template, *, hide: bool) -> None:
        """Raises NotFound for one that the provider gave no id."""
        name, id_, now = self._provider(actor).name, template.id, self._deps.clock.now()
        if id_ is None:
            raise NotFound("templates-gone")

        def work(uow: UnitOfWork) -> None:
            hidden = uow.hidden_templates
            (hidden.add if hide else hidden.forget)(name, account, id_)
            action = "templates.remove" if hide else "templates.bring_back"
            uow.audit.add(actor.id, action, f"{name} {account}: {id_} {template.name}", now)

        await self._deps.database.transact(work)


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
