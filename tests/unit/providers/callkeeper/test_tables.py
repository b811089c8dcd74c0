"""Statuses, reasons and fields of the documents: none without a meaning and a wording in both languages."""

from __future__ import annotations

import pytest

from bot.domain.calls import CallState
from bot.domain.reasons import Reason
from bot.providers.callkeeper.mapping import TABLE, detail_key, status_key
from bot.providers.callkeeper.outcome import CODES, REASONS, Refusal, reason_of
from bot.providers.callkeeper.schemas import CallRecord
from tests.unit.providers.callkeeper.tables import rows, texts

STATUSES = rows("statuses.csv")
REFUSALS = rows("reasons.csv")
FIELDS = [row["field"] for row in rows("record_fields.csv")]
BESIDE_THE_DOCUMENTS = {"504/0", "200/717"}
OTHER_WORDS = {"2/0", "790/0"}
"""«Запланирован на» goes on with a time there; «Test call» is English."""


def pair(row: dict[str, str]) -> str:
    return f"{row['status_code']}/{row['status2_code']}"


def test_every_row_of_the_documents_is_in_the_table_and_nothing_else() -> None:
    assert len(STATUSES) == 58
    assert {pair(row) for row in STATUSES} | BESIDE_THE_DOCUMENTS == set(TABLE)


@pytest.mark.parametrize("row", STATUSES, ids=pair)
def test_a_status_is_worded_as_the_vendor_words_it(row: dict[str, str]) -> None:
    russian = texts("ru")
    short, full = status_key(pair(row)), detail_key(pair(row))
    assert short
    assert full
    if pair(row) not in OTHER_WORDS:
        assert _without_yo(russian[full]) == _without_yo(row["in_full"])
        assert _without_yo(russian[short]) == _without_yo(row["in_the_cabinet"])


def _without_yo(words: str) -> str:
    """The vendor writes «ё» now and then, the bot always does."""
    return words.replace("ё", "е")


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_every_key_has_a_text_and_every_text_a_key(locale: str) -> None:
    keys: set[str | None] = {str(refusal) for refusal in Refusal}
    keys |= {key(pair) for pair in TABLE for key in (status_key, detail_key)}
    assert set(texts(locale)) == keys
    assert all(texts(locale).values())


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("1/0", CallState.RINGING),
        ("2/0", CallState.PLACED),
        ("200/200", CallState.COMPLETED),
        ("200/717", CallState.COMPLETED),
        ("486/0", CallState.BUSY),
        ("200/486", CallState.BUSY),
        ("487/0", CallState.NO_ANSWER),
        ("200/487", CallState.NO_ANSWER),
        ("200/718", CallState.NO_ANSWER),
        ("200/0", CallState.FAILED),
        ("504/0", CallState.FAILED),
        ("708/0", CallState.CANCELED),
        ("811/0", CallState.FAILED),
        ("815/0", CallState.CANCELED),
    ],
)
def test_what_a_pair_means(word: str, state: CallState) -> None:
    assert TABLE[word] is state


def test_what_is_not_over() -> None:
    assert {word for word, state in TABLE.items() if not state.is_final} == {"1/0", "2/0", "707/0"}


def test_an_unlisted_pair_has_no_wording() -> None:
    assert (status_key("200/999"), detail_key("200/999")) == (None, None)


@pytest.mark.parametrize("row", REFUSALS, ids=lambda row: row["reason"])
def test_every_reason_of_the_documents(row: dict[str, str]) -> None:
    told = reason_of(int(row["code"]), row["reason"])
    assert told is REASONS[row["reason"]]
    assert told is not Reason.REFUSED_OTHER
    assert told is reason_of(200, row["reason"].upper().rstrip("!"))
    for locale in ("ru", "en"):
        assert texts(locale, told.split("-")[0])[told]


def test_no_reason_of_our_own_invention() -> None:
    assert set(REASONS) == {row["reason"] for row in REFUSALS}
    assert set(CODES) | {400} == {int(row["code"]) for row in REFUSALS}


@pytest.mark.parametrize(
    ("status", "words", "reason"),
    [
        (401, "", Refusal.HOST),
        (403, "Forbidden", Reason.REFUSED_KEY),
        (710, "", Refusal.DISABLED),
        (200, "Недостаточно минут на балансе", Reason.REFUSED_MONEY),
        (429, "", Reason.REFUSED_RATE),
        (200, "Too many requests", Reason.REFUSED_RATE),
        (402, "", Reason.REFUSED_MONEY),
        (400, "Something new", Reason.REFUSED_OTHER),
    ],
)
def test_reasons_that_the_documents_do_not_list(status: int, words: str, reason: str) -> None:
    assert reason_of(status, words) == reason


def test_every_field_of_the_call_record() -> None:
    assert {field.replace(" ", "_") for field in FIELDS} - set(CallRecord.model_fields) == set()
