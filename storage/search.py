"""Finding rows by a part of their name, in any case."""

from __future__ import annotations

import unicodedata

from sqlalchemy import Column, ColumnElement


def folded(name: str) -> str:
    """As names are compared. Of й and ё there are two spellings, in one sign and in two; both look the same."""
    return unicodedata.normalize("NFC", name.casefold())


def holds(column: Column[str], search: str) -> ColumnElement[bool]:
    """Whether a folded name has this in it; nothing in it is a pattern."""
    return column.contains(folded(search), autoescape=True)
