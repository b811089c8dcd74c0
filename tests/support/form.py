"""The form of every keyboard that people get: what a phone shows whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

ROWS = 8
LABEL = 24
"""Characters of a Russian label that a phone shows beside another button."""
_RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
_LISTED = re.compile(r"\x1d[^:]+:")
"""In what a button of a dialog's list carries: its label is a name that people chose, cut where it is made."""

Button = Mapping[str, Any]


def misshapen(keyboard: Sequence[Sequence[Button]]) -> list[str]:
    """What breaks the rules, as the Bot API writes buttons: `{"text": …, "callback_data": …}`."""
    rows = [[button["text"] for button in row] for row in keyboard]
    wrong = [f"{len(rows)} rows: {rows}"] if len(rows) > ROWS else []
    labels = [button["text"] for row in keyboard for button in row if _is_long(button)]
    return wrong + [f"{len(label)} characters: {label}" for label in labels]


def _is_long(button: Button) -> bool:
    label = button["text"]
    is_listed = _LISTED.search(button.get("callback_data") or "")
    return len(label) > LABEL and _RUSSIAN.search(label) is not None and not is_listed
