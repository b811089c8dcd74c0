"""What the emulator's dialog keeps: where its person is, and what they entered."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager

from bot.domain.errors import NotFound
from bot.ports.emulating import Operation, Parameter, ParameterKind
from bot.services.emulator import EmulatedProvider, FilledIn, operation_of
from bot.services.emulator_values import Path, parameter_at, value_at, with_value
from handlers.here import here
from handlers.states import Emulator


class Draft:
    """A request that is being made, kept in the dialog's own data."""

    def __init__(self, manager: DialogManager) -> None:
        self._data: dict[str, Any] = manager.dialog_data
        self._manager = manager

    async def services(self) -> list[EmulatedProvider]:
        where = here(self._manager)
        return await where.api.emulator.providers(where.actor)

    async def service(self) -> EmulatedProvider:
        """Raises NotFound when it is not set up any more."""
        for service in await self.services():
            if service.name == self._data.get("service"):
                return service
        raise NotFound("emulator-gone")

    async def operation(self) -> Operation:
        return operation_of(await self.service(), self._data.get("operation", ""))

    async def parameter(self) -> Parameter:
        """The field that is open; the whole form is an object without a name."""
        return parameter_at((await self.operation()).parameters, self.path)

    def choose_service(self, name: str) -> None:
        self._data["service"] = name

    def begin(self, operation: str) -> None:
        self._data.update(operation=operation, values={}, path=[], checked=False, key="")

    @property
    def filled(self) -> FilledIn:
        return FilledIn(self._data["service"], self._data["operation"], self.values)

    @property
    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = self._data.get("values", {})
        return values

    @values.setter
    def values(self, values: dict[str, Any]) -> None:
        self._data["values"] = values

    @property
    def value(self) -> Any:
        return value_at(self.values, self.path)

    def put(self, value: Any, *inside: str | int) -> None:
        """At the open field, or inside it; None takes it out."""
        changed = with_value(self.values, (*self.path, *inside), value)
        self.values = dict(changed) if isinstance(changed, Mapping) else {}

    @property
    def path(self) -> Path:
        return tuple(self._data.get("path", ()))

    @path.setter
    def path(self, path: Path) -> None:
        self._data["path"] = list(path)

    @property
    def checked(self) -> bool:
        """The person asked for the request once: from then on all that is missing is said."""
        return bool(self._data.get("checked"))

    @checked.setter
    def checked(self, checked: bool) -> None:
        self._data["checked"] = checked

    @property
    def key(self) -> str:
        return str(self._data.get("key", ""))

    def new_key(self) -> None:
        """For this showing of the request, which may be sent once."""
        self._data["key"] = secrets.token_hex(8)


def window_of(parameter: Parameter) -> State:
    match parameter.kind:
        case ParameterKind.OBJECT:
            return Emulator.form
        case ParameterKind.LIST:
            return Emulator.items
    return Emulator.value
