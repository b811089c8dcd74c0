"""The engine's own redials: a new record each, which names the one before in `prevCallId`."""

from __future__ import annotations

from collections.abc import Container, Iterable

from bot.providers import loose

_REMEMBERED = 10_000
_LONGEST_CHAIN = 50


class Redials:
    """Who redialled whom: the last 10,000 redials that any answer told of."""

    def __init__(self) -> None:
        self._before: dict[str, str] = {}
        self._newest: dict[str, str] = {}

    def learn(self, redial: str, before: str) -> None:
        if redial == before:
            return
        for known, key, value in ((self._before, redial, before), (self._newest, before, redial)):
            known.pop(key, None)
            known[key] = value
            if len(known) > _REMEMBERED:
                del known[next(iter(known))]

    def followed(self, redial: str, wanted: Container[str]) -> str | None:
        """The wanted call that this one repeats, however often it was repeated before."""
        at: str | None = redial
        for _ in range(_LONGEST_CHAIN):
            at = self._before.get(at) if at else None
            if at is None or at in wanted:
                return at
        return None

    def first(self, redial: str) -> str:
        """The call that the known chain began with."""
        at = redial
        for _ in range(_LONGEST_CHAIN):
            if at not in self._before:
                break
            at = self._before[at]
        return at

    def of(self, ids: Iterable[str]) -> list[str]:
        """The newest redial of each call that had one."""
        if not self._newest:
            return []
        return [self._last(id_) for id_ in ids if id_ in self._newest]

    def _last(self, call: str) -> str:
        at = call
        for _ in range(_LONGEST_CHAIN):
            if at not in self._newest:
                break
            at = self._newest[at]
        return at


def previous(item: object) -> str | None:
    return loose.identifier(item.get("prevCallId")) if isinstance(item, dict) else None
