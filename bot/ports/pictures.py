"""Pictures that are sent into a chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PictureKey:
    """One key: its sign (`1`, `☎`, a word) and, line by line, what it does. `leads`: the callee talks to somebody.

    A line may begin with an emoji: `🔊 🎵 👤 ✉ 🚫 🏷 🌐 📎 💬 ✍` become marks. Lines come whole: the painter cuts them.
    """

    sign: str
    lines: Sequence[str]
    leads: bool = False


@dataclass(frozen=True, slots=True)
class MenuPicture:
    """Everything already in the person's language."""

    title: str
    subtitle: str
    heard_title: str
    heard: str
    keys: Sequence[PictureKey]
    empty: str = ""
    """Said in place of the keys when there are none."""


class Painter(Protocol):
    async def menu(self, picture: MenuPicture) -> bytes:
        """A PNG that can be read in a chat, in light and in dark. Raises NoPicture."""
