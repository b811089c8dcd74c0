"""Every operation of the engine as a form: filled in, shown exactly as it would be sent, sent once when asked to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from bot.ports.emulating import BadValues, Operation, Prepared, RawAnswer
from bot.providers.forms import parameters_of, validated
from bot.providers.zvonobot.client import EngineClient, prepared
from bot.providers.zvonobot.dialect import Action


class Emulator:
    def __init__(self, actions: Sequence[Action], client: EngineClient, root: str, key: str) -> None:
        self._actions = {action.id: action for action in actions}
        self._client = client
        self._root = root.rstrip("/")
        self._key = key
        self.operations: Mapping[str, Operation] = MappingProxyType(
            {
                action.id: Operation(
                    action.id, action.name, action.places_call, parameters_of(action.form), action.absent
                )
                for action in actions
            }
        )

    def prepare(self, operation: str, values: Mapping[str, Any]) -> Prepared:
        action = self._action(operation)
        request = validated(action.form, values)
        return prepared(request, action.method, self._root + action.path, self._key)

    async def send(self, operation: str, values: Mapping[str, Any]) -> RawAnswer:
        action = self._action(operation)
        return await self._client.raw(action.method, action.path, validated(action.form, values))

    def _action(self, operation: str) -> Action:
        if operation not in self._actions:
            raise BadValues({"": f"no operation {operation}"})
        return self._actions[operation]
