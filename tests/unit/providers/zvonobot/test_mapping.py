from __future__ import annotations

import csv
import json
import logging
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calls import CallState, Report
from bot.providers.zvonobot.mapping import STATES, Reader, fingerprint
from tests.unit.providers.test_loose import ANYTHING

READ = [
    "status",
    "ivrDigit",
    "ivrAnswer",
    "ivrAnswers",
    "cost",
    "hangupCause",
    "answeredAt",
    "finishedAt",
    "recordFilePath",
    "recordPath",
]
ENTRIES = st.dictionaries(st.sampled_from([*READ, "phone", "new"]), ANYTHING)


def report(call: dict[str, Any], **item: Any) -> Report:
    [sighting] = Reader("calldog", "https://lk.calldog.ru").sightings([{"id": 1, **item, "calls": [call]}], ["1"])
    return sighting.read()


@given(st.lists(ANYTHING | st.fixed_dictionaries({"id": st.just(1), "calls": ANYTHING | st.lists(ENTRIES)})))
def test_any_answer_is_read_as_far_as_it_goes(items: list[Any]) -> None:
    found = Reader("calldog", "https://lk.calldog.ru").sightings(items, ["1"])
    for sighting in found:
        json.dumps(sighting.read().raw, allow_nan=False).encode()


SMALL = [None, "", 0, "0", 1, "1", -1, "1,0", 1.5, "1.5", 1714993783, "1714993783", "busy", [0], []]
LINKS = [None, "", "/a", "https://x.example/a"]


@pytest.mark.parametrize("field", READ)
def test_equal_fingerprints_mean_equal_reports(field: str) -> None:
    values = LINKS if field.startswith("record") else SMALL
    for one, other in product([{field: value} for value in values], repeat=2):
        if fingerprint({}, one) == fingerprint({}, other):
            assert replace(report(one), raw={}) == replace(report(other), raw={}), (one, other)


@pytest.mark.parametrize("field", READ)
def test_what_is_read_is_in_the_fingerprint(field: str) -> None:
    assert fingerprint({}, {field: "1"}) != fingerprint({}, {field: "2"})


def test_a_fingerprint_stays_short() -> None:
    assert len(fingerprint({}, {"recordFilePath": "https://" + "x" * 5000})) <= 120


with (Path(__file__).parent / "statuses.csv").open(encoding="utf-8", newline="") as file:
    TABLE = {row["word"]: CallState(row["state"]) for row in csv.DictReader(file)}


@pytest.mark.parametrize(("word", "state"), TABLE.items())
def test_every_status_of_the_document(word: str, state: CallState) -> None:
    told = report({"status": word})
    assert (told.state, told.vendor_status, told.unrecognised) == (state, word, None)


def test_the_table_is_the_documents_table() -> None:
    assert set(STATES) == set(TABLE)


@pytest.mark.parametrize("word", ["cancelled", "voicemail", "finished!", "7", "ожидает"])
def test_an_unlisted_status_is_shown_and_ends_nothing(word: str) -> None:
    told = report({"status": word})
    assert (told.state, told.unrecognised, told.vendor_status) == (None, word, word)


def test_an_unlisted_status_is_logged_once_and_holds_no_number(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    reader = Reader("calldog", "https://lk.calldog.ru")
    for word in ("telepathy", "telepathy", "moved to 79991234567", "telepathy"):
        [sighting] = reader.sightings([{"id": 1, "calls": [{"status": word}]}], ["1"])
        sighting.read()
    assert len(caplog.records) == 2
    assert "79991234567" not in caplog.text


@pytest.mark.parametrize(
    ("call", "digit"),
    [
        ({"ivrDigit": 1}, 1),
        ({"ivrDigit": "0"}, 0),
        ({"ivrDigit": None, "ivrAnswer": -1}, -1),
        ({"ivrDigit": None, "ivrAnswers": "1,2"}, 2),
        ({"ivrAnswers": [3, 4]}, 4),
        ({"ivrDigit": 1, "ivrAnswer": -1}, 1),
        ({"ivrDigit": "", "ivrAnswers": ""}, None),
        ({"ivrDigit": 10}, None),
        ({"ivrAnswers": "да"}, None),
        ({"ivrDigit": True}, None),
        ({"ivrAnswers": "1,да"}, 1),
        ({"ivrAnswers": "1 2"}, 2),
        ({"ivrAnswers": [{"answer": 3}, {"answer": "да"}]}, 3),
        ({"ivrAnswers": -1}, -1),
    ],
)
def test_the_digit(call: dict[str, Any], digit: int | None) -> None:
    assert report(call).digit == digit


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ("да", "да"),
        ("не знаю", "не знаю"),
        ("да,нет", "нет"),
        ([1, "да"], "да"),
        ("1,2", None),
        (1.5, None),
        ("", None),
    ],
)
def test_an_answer_in_words(answers: Any, word: str | None) -> None:
    assert report({"ivrAnswers": answers}).answer == word


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("https://cdn.example/a b.mp3", None),
        ("https://cdn.example/a.mp3", "https://cdn.example/a.mp3"),
        ("/records/a.mp3", "https://lk.calldog.ru/records/a.mp3"),
        ("records/a.mp3", "https://lk.calldog.ru/records/a.mp3"),
        ("//cdn.example/a.mp3", "https://cdn.example/a.mp3"),
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("", None),
        (17, None),
    ],
)
def test_the_recording(path: Any, link: str | None) -> None:
    assert report({"recordFilePath": path}).recording_url == link
    assert report({"recordPath": path}).recording_url == link
    assert report({}, recordPath=path).recording_url == link


def test_types_vary() -> None:
    as_strings = report({"cost": "0.9", "hangupCause": "16", "answeredAt": "1714993783"})
    as_numbers = report({"cost": 0.9, "hangupCause": 16, "answeredAt": 1714993783})
    assert replace(as_strings, raw={}) == replace(as_numbers, raw={})
    assert as_strings.cost == Decimal("0.9")
    assert as_strings.hangup_cause == "16"


def test_a_call_that_nobody_asked_about_is_left_out() -> None:
    reader = Reader("calldog", "https://lk.calldog.ru")
    assert reader.sightings([{"id": 1, "calls": []}, {"id": 2, "prevCallId": 1, "calls": []}], ["3"]) == []
