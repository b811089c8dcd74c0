from __future__ import annotations

import json

import pytest

from bot.domain.errors import Uncertain
from bot.providers.secrecy import hidden, masked, without_secrets

KEY = "lt64/VzXy1ключ"


@pytest.mark.parametrize(("key", "shown"), [("lt64VzXy1abcdef", "lt64…"), ("short", "…"), ("", "…")])
def test_a_masked_key_gives_little_away(key: str, shown: str) -> None:
    assert masked(key) == shown


@pytest.mark.parametrize(
    "written", [KEY, json.dumps(KEY)[1:-1], json.dumps(KEY).replace("/", "\\/")[1:-1], KEY.replace("/", "\\/")]
)
def test_a_secret_is_hidden_however_it_is_written(written: str) -> None:
    assert hidden(f"key {written}, again {written}", [KEY]) == "key lt64…, again lt64…"


def test_an_error_stays_itself() -> None:
    lost = Uncertain("provider-timeout", f"no {KEY}", limit=5)
    told = without_secrets(lost, [KEY])
    assert (type(told), told.key, told.words, told.args_) == (Uncertain, lost.key, "no lt64…", lost.args_)
