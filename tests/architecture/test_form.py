"""The check that every test of dialogs and stories ends with: it finds what a phone does not show whole."""

from __future__ import annotations

import pytest

from tests.support.form import misshapen

SHORT = {"text": "📞 Позвонить", "callback_data": "order:place:1"}
LONG = "Позвонить сначала мне самому"


@pytest.mark.parametrize(
    "keyboard",
    [
        [[SHORT]] * 8,
        [[{"text": "Call me first, and only then the client", "callback_data": "order:place:1"}]],
        [[{"text": LONG, "callback_data": "abcdefgh\x1drecord:7"}]],
    ],
    ids=["eight rows", "English", "a name in a list"],
)
def test_what_a_phone_shows_is_let_through(keyboard: list[list[dict[str, str]]]) -> None:
    assert misshapen(keyboard) == []


def test_a_ninth_row_and_a_long_label_are_found() -> None:
    assert len(misshapen([[SHORT]] * 9)) == 1
    assert misshapen([[SHORT, {"text": LONG, "callback_data": "abcdefgh\x1drecord"}]]) == [f"28 characters: {LONG}"]
    assert misshapen([[{"text": LONG, "url": "https://example.org"}]])
