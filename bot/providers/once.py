"""Oddities of a provider are worth one line in the log each, not one a poll."""

from __future__ import annotations

import logging

_LIMIT = 500


class Once:
    """Warns of each oddity the first time; silent for good after 500 different ones."""

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger
        self._seen: set[str] = set()

    def warn(self, oddity: str) -> None:
        if oddity in self._seen or len(self._seen) >= _LIMIT:
            return
        self._seen.add(oddity)
        self._logger.warning("%s", oddity)
