"""What somebody asked for that takes minutes: it is kept, so that a restart in the middle loses none."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.domain.orders import Place


class ErrandKind(StrEnum):
    """`export`: calls as files. `recording`: a talk that its provider is late with."""

    EXPORT = "export"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Errand:
    """`key`: of those that are the same one is done at a time. `asked`: for what, as JSON keeps it.

    `tries`: how often it was begun before: by processes that are gone.
    """

    kind: ErrandKind
    key: str
    person_id: int
    place: Place
    asked: dict[str, Any] = field(default_factory=dict)
    id: int = 0
    tries: int = 0
