"""What the emulator's dialog keeps: where its person is, and what they entered."""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import DialogManager

from bot.domain.errors import NotFound
from bot.ports.emulating import BadValues, Operation, Parameter, ParameterKind
from bot.services.emulator import EmulatedProvider, FilledIn, operation_of
from bot.services.emulator_values import Path, parameter_at, value_at, with_value
from handlers.emulator import problems
from handlers.here import here
from handlers.states import Emulator

WINDOWS = {ParameterKind.OBJECT: Emulator.form, ParameterKind.LIST: Emulator.items}
"""Of the kinds of fields that hold others."""


class Draft:
    """A request that is being made, kept in the dialog's own data."""

    def __init__(self, manager: DialogManager) -> None:
        self._data: dict[str, Any] = manager.dialog_data
        self._manager = manager

    async def providers(self) -> list[EmulatedProvider]:
        where = here(self._manager)
        return await where.api.emulator.providers(where.actor)

    async def provider(self) -> EmulatedProvider:
        """Raises NotFound when it is not set up any more."""
        for provider in await self.providers():
            if provider.name == self._data.get("service"):
                return provider
        raise NotFound("emulator-gone")

    async def operation(self) -> Operation:
        return operation_of(await self.provider(), self._data.get("operation", ""))

    async def parameter(self) -> Parameter:
        """The field that is open; the whole form is an object without a name."""
        return parameter_at((await self.operation()).parameters, self.path)

    def keep(self, **values: Any) -> None:
        self._data.update(values)

    @property
    def filled(self) -> FilledIn:
        return FilledIn(self._data["service"], self._data["operation"], self.values)

    @property
    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = self._data.get("values", {})
        return values

    @property
    def value(self) -> Any:
        return value_at(self.values, self.path)

    def put(self, value: Any, *inside: str | int) -> None:
        """At the open field, or inside it; None takes it out."""
        changed = with_value(self.values, (*self.path, *inside), value)
        self.keep(values=dict(changed) if isinstance(changed, Mapping) else {})

    async def problem(self) -> str | None:
        """What the provider would say of the open field alone."""
        where = here(self._manager)
        try:
            await where.api.emulator.prepare(where.actor, self.filled)
        except BadValues as error:
            return problems.at(error.problems, self.path)
        return None

    @property
    def path(self) -> Path:
        return tuple(self._data.get("path", ()))

    async def open(self, *path: str | int) -> None:
        """The field at this path, in the window of its kind. Without one: the whole form."""
        self.keep(path=list(path))
        await self._manager.switch_to(WINDOWS.get((await self.parameter()).kind, Emulator.value))

    @property
    def checked(self) -> bool:
        """The person asked for the request once: from then on all that is missing is said."""
        return bool(self._data.get("checked"))

    @property
    def key(self) -> str:
        """Of this showing of the request, which may be sent once."""
        return str(self._data.get("key", ""))
