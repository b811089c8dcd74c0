"""Widgets of a callback service: which there are, a new one, one taken away."""

from dataclasses import dataclass

from bot.domain.access import Person, Right
from bot.domain.errors import NotFound, OrderProblem
from bot.domain.widgets import KeptWidget, WidgetWish, key_of
from bot.ports import Capability, Provider
from bot.ports.abilities import Widgets as HasWidgets
from bot.ports.emulating import BadValues
from bot.services.access import Noun, needs
from bot.services.defaults import first_with, require


@dataclass(frozen=True, slots=True)
class ShownWidget:
    """`is_own`: the bot calls through it. Of what the provider lists, `phone` is empty unless it was made here."""

    key: str
    name: str
    phone: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class WidgetList:
    """`is_whole`: the provider lists them all; otherwise they are those that were made here."""

    title: str
    widgets: list[ShownWidget]
    is_whole: bool


class Widgets(Noun):
    """The person's own provider has them if it can, else the first that can. NotFound when none can."""

    @needs(Right.MANAGE_WIDGETS)
    async def all(self, actor: Person) -> WidgetList:
        """Raises ProviderError."""
        provider = self._provider(actor)
        known, is_whole = await self._known(provider)
        own = require(provider, HasWidgets).calls_through
        shown = [ShownWidget(key_of(hash_), name, phone, own(hash_)) for hash_, (name, phone) in known.items()]
        return WidgetList(provider.title, shown, is_whole)

    @needs(Right.MANAGE_WIDGETS)
    async def make(self, actor: Person, wish: WidgetWish) -> str:
        """The new one's hash: show it to nobody else. Sent once. Raises OrderProblem, ProviderError."""
        provider = self._provider(actor)
        await self._note(actor, "widgets.make", f"{provider.name} {wish.name}")
        try:
            made = await require(provider, HasWidgets).create_widget(wish)
        except BadValues:
            raise OrderProblem("widgets-unfit") from None
        kept = KeptWidget(provider.name, made, wish.name, wish.phone, actor.id, self._deps.clock.now())
        await self._deps.database.transact(lambda uow: uow.widgets.add(kept))
        return made

    @needs(Right.MANAGE_WIDGETS)
    async def remove(self, actor: Person, key: str) -> None:
        """Raises NotFound when it is gone already, ProviderError."""
        provider = self._provider(actor)
        known, _ = await self._known(provider)
        found = next((hash_ for hash_ in known if key_of(hash_) == key), None)
        if found is None:
            raise NotFound("widgets-gone")
        await self._note(actor, "widgets.remove", f"{provider.name} {known[found][0]} {key}")
        await require(provider, HasWidgets).delete_widget(found)
        await self._deps.database.transact(lambda uow: uow.widgets.forget(provider.name, found))

    def _provider(self, actor: Person) -> Provider:
        return first_with(self._deps.providers, Capability.WIDGETS, actor)

    async def _known(self, provider: Provider) -> tuple[dict[str, tuple[str, str]], bool]:
        """(name, phone) by hash, and whether these are all."""
        kept = await self._deps.database.transact(lambda uow: uow.widgets.of(provider.name))
        made = {widget.hash: (widget.name, widget.phone) for widget in kept}
        listed = await require(provider, HasWidgets).list_widgets()
        if listed is None:
            return made, False
        return {hash_: (name, made.get(hash_, ("", ""))[1]) for hash_, name in listed.items()}, True

    async def _note(self, actor: Person, action: str, subject: str) -> None:
        now = self._deps.clock.now()
        await self._deps.database.transact(lambda uow: uow.audit.add(actor.id, action, subject, now))
