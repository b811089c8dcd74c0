"""Who we are to Колокол. A module of its own: the registry reads it also where there is no key and no provider."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class KolokolConfig:
    """`url` is the service's root."""

    url: str
    api_key: str = field(default="", repr=False)
