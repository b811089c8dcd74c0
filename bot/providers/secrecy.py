"""Keys, logins and passwords, kept out of whatever people or logs may see."""

import json
from collections.abc import Iterable

from bot.domain.errors import ProviderError

_SHORTEST = 4
"""Blotting out every `ok` would spoil the rest and hide nothing."""


def masked(secret: str) -> str:
    """`lt64…`; one too short to spare four characters shows none."""
    return f"{secret[:4]}…" if len(secret) >= 12 else "…"


def hidden(text: str, secrets: Iterable[str]) -> str:
    """`text` with every secret masked, also as JSON would write it."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST:
            for written in _writings(secret):
                text = text.replace(written, masked(secret))
    return text


def without_secrets(error: ProviderError, secrets: Iterable[str]) -> ProviderError:
    """The same error, should the provider have quoted a secret of ours in its words."""
    return type(error)(error.key, hidden(error.words, secrets), **error.args_)


def _writings(secret: str) -> dict[str, None]:
    """PHP writes a slash as `\\/` and everything beyond ASCII as `\\u…`."""
    escaped = [json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]]
    return dict.fromkeys([secret, *escaped, *(form.replace("/", "\\/") for form in escaped)])
