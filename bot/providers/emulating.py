"""Requests that people make by hand. They are shown exactly as they would be sent, and sent once when people say so."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from bot.domain.errors import ProviderError
from bot.ports.emulating import Absent, BadValues, Operation, Prepared, RawAnswer
from bot.providers.base import Answer
from bot.providers.forms import parameters_of, validated
from bot.providers.secrecy import hidden, masked, without_secrets
from bot.providers.wire import storable_text

LONGEST_ANSWER = 20 * 2**20
"""Bytes of an answer that people are given."""


@dataclass(frozen=True, slots=True)
class Route:
    """One operation of a provider and the model of its request. `id` is its row in the table of operations."""

    id: str
    path: str
    model: type[BaseModel]
    method: str = "POST"
    places_call: bool = False
    absent: tuple[Absent, ...] = ()
    named: str = ""
    """Its name, where that is not the end of its path."""

    @property
    def name(self) -> str:
        return self.named or self.path.rpartition("/")[2]


R = TypeVar("R", bound=Route)


class Emulator(ABC, Generic[R]):
    """A provider's part that is `bot.ports.emulating.Emulated`. `key` signs its requests."""

    def __init__(self, routes: Iterable[R], key: str) -> None:
        self._routes = {route.id: route for route in routes}
        self.masked_key = masked(key)
        self.operations: Mapping[str, Operation] = {
            id_: Operation(id_, route.name, route.places_call, parameters_of(route.model), route.absent)
            for id_, route in self._routes.items()
        }

    def prepare(self, operation: str, values: Mapping[str, Any]) -> Prepared:
        route = self._route(operation)
        return self._prepared(route, validated(route.model, values))

    async def send(self, operation: str, values: Mapping[str, Any]) -> RawAnswer:
        route = self._route(operation)
        request = validated(route.model, values)
        secrets = self._secrets_in(values)
        try:
            answer = await self._sent(route, request)
        except ProviderError as error:
            raise without_secrets(error, secrets) from error.__cause__
        text = storable_text(answer.body[:LONGEST_ANSWER].decode("utf-8", "replace"))
        return RawAnswer(answer.status, hidden(text, secrets), is_cut=len(answer.body) > LONGEST_ANSWER)

    def hide(self, text: str) -> str:
        return hidden(text, self._secrets_in({}))

    def _route(self, operation: str) -> R:
        if operation not in self._routes:
            raise BadValues({"": f"no operation {operation}"})
        return self._routes[operation]

    @abstractmethod
    def _prepared(self, route: R, request: Any) -> Prepared:
        """What `_sent` would send, with its secrets masked."""

    @abstractmethod
    async def _sent(self, route: R, request: Any) -> Answer:
        """The answer, whatever it is. Raises Unreachable, Uncertain."""

    @abstractmethod
    def _secrets_in(self, values: Mapping[str, Any]) -> Sequence[str]:
        """Ours, and those that a person entered."""
