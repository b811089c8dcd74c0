"""Masking: what must go, what must stay."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.masking import masking

TOKEN = "123456789:AAEexampleexampleexampleexampleexam"
mask = masking()

GAPS = [
    "",
    " ",
    "-",
    " - ",
    ".",
    "\u00a0",
    "\u202f",
    "–",
    "\u2011",
    "%20",
    "\\xa0",
    "\\u202f",
    "+",
    ") ",
    " (",
]
digits = st.text("0123456789", min_size=1, max_size=1)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A number as people and machines write one: a prefix that stands apart, groups of two to five digits."""
    national = draw(st.sampled_from("3489")) + draw(st.text("0123456789", min_size=9, max_size=9))
    cuts = draw(st.sampled_from([(3, 6, 8), (3, 6), (3,), (4, 6, 8), (5, 6, 8), (3, 5, 8), (3, 7), ()]))
    parts = [national[a:b] for a, b in zip((0, *cuts), (*cuts, 10), strict=True)]
    gap = draw(st.sampled_from(GAPS))
    prefix = draw(st.sampled_from(["+7", "8", "7", "+7 ", "8 ", "7-", "%2B7", "8 (", "+7("]))
    return prefix + gap.join(parts)


@given(
    numbers(),
    st.sampled_from(["", "call ", "to:", '{"phone": "', "phone=", "12:30 "]),
    st.sampled_from(["", "\n", '"', ", 5", "&a=1"]),
)
@example("8999123 45 67", "", "")
def test_a_number_is_masked_however_it_is_written(number: str, before: str, after: str) -> None:
    shown = mask(before + number + after)
    assert "***-**-" in shown
    assert shown.startswith(before)
    assert shown.endswith(after)
    assert sum(char.isdigit() for char in shown.removeprefix(before).removesuffix(after)) == 6


@given(st.integers(1, 6_999_999_999) | st.integers(-1_009_999_999_999, -1_000_000_000_001))
def test_ids_stay(telegram_id: int) -> None:
    for line in (
        f"chat {telegram_id}",
        f"[{telegram_id}]",
        f"id={telegram_id}, thread 7",
        f"{telegram_id} 12",
    ):
        assert mask(line) == line


@pytest.mark.parametrize(
    "line",
    [
        "at 1763698265, at 1763698265.123, at 1763698265123 ms",
        "2026-11-21T04:11:05.123456Z call 8 2026-11-21 04:11:05,799",
        "attempt 7 on 21.11.2026 at 12:30, next 22.11.2026",
        "person 7123456789 and 8512345678 in chat -1008123456789",
        "request 0b8e7d3a-8999-4123-8567-89991234567f, order 79991",
        "digest 79991234567abcdef0123456789abcdef79991234567abcdef0123456789abcd",
        "took 0.79991234567 s, from 87.240.190.78:8080, sqlite 3.45.1, 120000000 rows",
        "Update id=123456789 is handled. Duration 12 ms by bot id=8123456789",
    ],
)
def test_other_figures_stay(line: str) -> None:
    assert mask(line) == line


@pytest.mark.parametrize(
    "line",
    [
        "apiKey=WORD&phone=1",
        "POST https://lk.calldog.ru/apiCalls/create?apiKey=WORD",
        '{"apiKey": "WORD", "a": 1}',
        '{"apiKey":"WO\\"RD"}',
        '"{\\"apiKey\\": \\"WORD\\"}"',
        "{'api_key': 'WORD'}",
        "Client(api_key='WORD')",
        "[('apiKey', 'WORD'), ('x', '1')]",
        "Authorization: Bearer WORD",
        "authorization: Basic WORD=",
        "{'authorization': 'Basic WORD'}",
        "(b'Authorization', b'Bearer WORD')",
        "X-Api-Key: WORD",
        "password=WORD",
        "postgresql+asyncpg://zvonar:WORD@localhost/zvonar",
    ],
)
def test_what_is_named_as_a_secret_goes(line: str) -> None:
    shown = mask(line)
    assert "***" in shown
    assert "WO" not in shown
    assert "RD" not in shown


@pytest.mark.parametrize(
    "line",
    [f"https://api.telegram.org/bot{TOKEN}/sendMessage", TOKEN, f"bot{TOKEN.replace(':', '%3A')}/getMe"],
)
def test_a_bot_token_goes_and_the_bots_id_stays(line: str) -> None:
    shown = mask(line)
    assert "example" not in shown
    assert "123456789" in shown


@pytest.mark.parametrize("secret", ["swordfish", "a/b c+d&e=", 'quo"te\\d', "пароль"])
def test_a_known_secret_goes_in_every_spelling(secret: str) -> None:
    from json import dumps
    from urllib.parse import quote, quote_plus, urlencode

    written = [secret, quote(secret, safe=""), quote_plus(secret), urlencode({"k": secret}), repr(secret)]
    written += [dumps(secret), dumps(secret, ensure_ascii=False)]
    for spelling in written:
        line = f"sent {spelling} away"
        assert masking([secret])(line) != line
        assert masking([secret])(line).count("***") == 1


def test_an_empty_secret_blots_out_nothing() -> None:
    assert masking(["", "a"])("a plain line") == "a plain line"
