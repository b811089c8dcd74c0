"""Libraries loaded as they are where nothing is installed that they merely like to have."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType


class Hidden:
    """An import hook that finds nothing of these, and lets nobody after it look."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] in self._names:
            raise ModuleNotFoundError(f"{name} is hidden", name=name)
        return None


def load(*libraries: str, without: Collection[str]) -> None:
    """Import the libraries while the others cannot be found; afterwards those can be imported as ever."""
    hidden = Hidden(without)
    sys.meta_path.insert(0, hidden)
    try:
        for library in libraries:
            import_module(library)
    finally:
        sys.meta_path.remove(hidden)
