"""Tables as files: for people who count in a spreadsheet."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Protocol

Cell = str | int | Decimal | datetime | None
"""A moment is written as its own clock shows it."""
Rows = Sequence[Sequence[Cell]]


class SheetKind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`name` without an ending; the head's cells stand above the columns."""

    kind: SheetKind
    name: str
    head: Sequence[str]


class SheetWriter(Protocol):
    def write(self, sheet: Sheet, portions: AsyncIterator[Rows], folder: Path) -> AsyncIterator[Path]:
        """Files in this folder, each as soon as it is whole; what one message cannot carry goes on in the next file.

        However many rows there are, few are held. Whoever takes a file may delete it.
        """
