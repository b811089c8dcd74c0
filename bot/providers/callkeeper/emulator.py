"""Every operation as a form made from its request model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.errors import ProviderError
from bot.ports.emulating import BadValues, Prepared, RawAnswer
from bot.providers.callkeeper.client import CallkeeperClient
from bot.providers.callkeeper.operations import BY_ID, FORM, SECRETS, Route, fields_of, masked_form
from bot.providers.callkeeper.requests import Request
from bot.providers.callkeeper.settings import CallkeeperConfig
from bot.providers.forms import curl_of, validated
from bot.providers.secrecy import hidden, masked, without_secrets

SHOWN = 64 * 2**10
"""Characters of an answer."""

_SECRET_FIELD = re.compile(r'("(?:w?hash|widget_?hash|walias|apiak|api_key)"\s*:\s*")([^"]+)', re.IGNORECASE)


class CallkeeperEmulator:
    def __init__(self, config: CallkeeperConfig, client: CallkeeperClient) -> None:
        self._config = config
        self._client = client

    def prepare(self, operation: str, values: Mapping[str, Any]) -> Prepared:
        """The form exactly as it would be sent, secrets masked. Raises BadValues."""
        route, request = self._filled(operation, values)
        url = f"{self._config.url.rstrip('/')}/{route.name}"
        body = masked_form(fields_of(route, request, self._config))
        return Prepared("POST", url, FORM, body, curl_of("POST", url, FORM, body))

    async def send(self, operation: str, values: Mapping[str, Any]) -> RawAnswer:
        """Raises BadValues, ProviderError."""
        _, request = self._filled(operation, values)
        secrets = [*self._config.secrets, *(str(values[name]) for name in SECRETS & values.keys())]
        try:
            answer = await self._client.send(request)
        except ProviderError as error:
            raise without_secrets(error, secrets) from error.__cause__
        text = _SECRET_FIELD.sub(lambda found: found[1] + masked(found[2]), answer.body.decode("utf-8", "replace"))
        return RawAnswer(answer.status, hidden(text, secrets)[:SHOWN])

    def _filled(self, operation: str, values: Mapping[str, Any]) -> tuple[Route, Request]:
        route = BY_ID.get(operation)
        if route is None:
            raise BadValues({"operation": "unknown"})
        return route, validated(route.model, values)
