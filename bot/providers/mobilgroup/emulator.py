"""Every operation as a form: filled in, shown exactly as it would be sent, and sent once when asked to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from bot.domain.errors import ProviderError
from bot.ports.emulating import BadValues, Operation, Prepared, RawAnswer
from bot.providers.forms import curl_of, parameters_of, validated
from bot.providers.mobilgroup.client import GET, SEND, SET, MobilgroupClient
from bot.providers.mobilgroup.requests import Nothing, Send, SetTemplates, State, Templates
from bot.providers.secrecy import hidden, masked, without_secrets

SHOWN = 64 * 2**10
"""Characters of an answer."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """`request` is what the body says it asks for."""

    id: str
    name: str
    path: str
    request: str
    model: type[BaseModel]

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Raises BadValues."""
        filled = validated(self.model, values).model_dump(mode="json", exclude_none=True)
        return {"request": self.request, **filled} if self.request else filled


_KINDS = {
    kind.id: kind
    for kind in (
        _Kind("MG1", "send", SEND, "", Send),
        _Kind("MG2", "state", GET, "state", State),
        _Kind("MG3", "balance", GET, "balance", Nothing),
        _Kind("MG4", "scripts", GET, "scripts", Nothing),
        _Kind("MG5", "phrases", GET, "phrases", Nothing),
        _Kind("MG6", "numbers", GET, "numbers", Nothing),
        _Kind("MG7", "templates", GET, "templates", Templates),
        _Kind("MG8", "set templates", SET, "templates", SetTemplates),
    )
}

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        kind.id: Operation(kind.id, kind.name, places_call=kind.path == SEND, parameters=parameters_of(kind.model))
        for kind in _KINDS.values()
    }
)


class Emulation:
    """`bot.ports.abilities.Emulated`, by a client that asks the service at `root`."""

    operations: Mapping[str, Operation] = OPERATIONS

    def __init__(self, client: MobilgroupClient, root: str) -> None:
        self._asking = client
        self._root = root.rstrip("/")
        self.masked_key = masked(next(iter(client.access.secrets), ""))

    def prepare(self, operation: str, values: Mapping[str, Any]) -> Prepared:
        """Raises BadValues."""
        kind = _kind(operation)
        access = self._asking.access
        url = self._root + kind.path
        headers = {"Content-Type": "application/json", **access.shown_headers}
        body = json.dumps(access.shown(kind.body(values)), ensure_ascii=False, indent=2)
        return Prepared("POST", url, headers, body, curl_of("POST", url, headers, body))

    async def send(self, operation: str, values: Mapping[str, Any]) -> RawAnswer:
        """Whatever the service answers is an answer. Raises BadValues, Unreachable, Uncertain."""
        kind = _kind(operation)
        body = kind.body(values)
        secrets = self._asking.access.secrets
        try:
            answer = await self._asking.post(kind.path, body)
        except ProviderError as error:
            raise without_secrets(error, secrets) from error.__cause__
        return RawAnswer(answer.status, hidden(answer.body.decode("utf-8", "replace"), secrets)[:SHOWN])


def _kind(operation: str) -> _Kind:
    if operation not in _KINDS:
        raise BadValues({"": f"no operation {operation}"})
    return _KINDS[operation]
