"""Sounds, pictures and files on their way between a chat, a provider and the bot."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

Progress = Callable[[float], None]
"""Called on the event loop with the part that is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class PhoneAudio:
    """`wav`: mono, 8 kHz, 16 bits. `voice`: the same as a Telegram voice note (OGG/OPUS)."""

    wav: bytes = field(repr=False)
    voice: bytes = field(repr=False)
    seconds: float


class Transcoder(Protocol):
    async def for_phone(self, source: bytes, progress: Progress | None = None) -> PhoneAudio:
        """Mono 8 kHz, loudness evened, silence at both ends gone. Raises BadAudio."""

    async def for_chat(self, source: bytes) -> bytes | None:
        """A voice note of a recording of up to two hours; None when Telegram plays the source as it is (MP3).

        Raises BadAudio.
        """

    async def look(self, source: bytes) -> None:
        """Raises BadAudio for anything but a sound, by its content alone: nothing is decoded."""


@dataclass(frozen=True, slots=True)
class PictureKey:
    """One key: its sign (`1`, a word) and, line by line, what it does. `leads`: the callee talks to somebody.

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


@dataclass(frozen=True, slots=True)
class ChartBar:
    """`reached` stands at the bottom of `placed`. A bar without a label has none below it."""

    label: str
    placed: int
    reached: int


@dataclass(frozen=True, slots=True)
class ChartRow:
    """`part`: how long its bar is, of the whole width, 0 to 1."""

    label: str
    value: str
    part: float


@dataclass(frozen=True, slots=True)
class ChartSection:
    title: str
    rows: Sequence[ChartRow]


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """Figures, everything already in the person's language. `tiles`: what, how much, how it changed.

    `legend`: of the lower and of the upper part of a bar.
    """

    title: str
    subtitle: str
    tiles: Sequence[tuple[str, str, str]]
    bars_title: str
    legend: tuple[str, str]
    bars: Sequence[ChartBar]
    sections: Sequence[ChartSection]
    dark: bool = False


class Painter(Protocol):
    async def menu(self, picture: MenuPicture) -> bytes:
        """A PNG that can be read in a chat, in light and in dark. Raises NoPicture."""

    async def chart(self, picture: ChartPicture) -> bytes:
        """The same of figures, on a ground that is light or dark."""


FetchFile = Callable[[str], Awaitable[bytes]]
"""A file's content by its Telegram id. Raises NotFound when Telegram has it no more."""


class RecordingSource(Protocol):
    async def fetch(self, provider: str, address: str) -> bytes:
        """The recording that a provider named this address for.

        Raises NotFound when the address is not the provider's own, or the file there is too large; RecordingLate
        when it is not there yet.
        """


Cell = str | int | Decimal | datetime | None
"""A moment is written as its own clock shows it."""
Rows = Sequence[Sequence[Cell]]


class SheetKind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` without an ending; the head's cells stand above the columns. `before`: files of it that there are."""

    kind: SheetKind
    name: str
    head: Sequence[str]
    before: int = 0


class SheetFile(NamedTuple):
    """`rows` without the head."""

    path: Path
    rows: int


class SheetWriter(Protocol):
    def write(self, sheet: Sheet, portions: AsyncIterator[Rows], folder: Path) -> AsyncIterator[SheetFile]:
        """Files in this folder, each as soon as it is whole; what one message cannot carry goes on in the next file.

        However many rows there are, few are held. Whoever takes a file may delete it.
        """
