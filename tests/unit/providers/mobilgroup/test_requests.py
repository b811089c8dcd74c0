"""Every documented parameter, with the documents' limits."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from bot.providers.mobilgroup.requests import Send, SetTemplates, Templates
from tests.unit.providers.mobilgroup.conftest import CALLER, OURS


def send(settings: dict[str, Any], **subscriber: Any) -> dict[str, Any]:
    return Send.model_validate(
        {"settings": {"number": CALLER, **settings}, "subscribers": [{"phone": OURS, **subscriber}]}
    ).body()


def test_everything_at_once() -> None:
    settings = {"script": "7", "schedule": "2020-07-15 14:05", "attempts": 3, "interval": 60, "repeat": 2}
    assert send(settings, summa="17,25", param1="15.07.2020", param2="142", param3="2020-07-15") == {
        "settings": {
            "number": CALLER,
            "script": "7",
            "schedule": "2020-07-15 14:05",
            "attempts": "3",
            "interval": "60",
            "repeat": "2",
        },
        "subscribers": [
            {"phone": OURS, "summa": "17.25", "param1": "15.07.2020", "param2": "142", "param3": "2020-07-15"}
        ],
    }


def test_a_subscribers_own_message() -> None:
    assert send({"message": "Всем"}, message="Вам")["subscribers"] == [{"phone": OURS, "message": "Вам"}]
    assert len(send({"message": "а" * 5000})["settings"]["message"]) == 5000


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"message": "а", "phrase": "1"},
        {"phrase": "1", "script": "1"},
        {"message": "а" * 5001},
        {"message": ""},
        {"message": "а", "number": "Номер"},
        {"message": "а", "schedule": "15.07.2020 14:05"},
        {"message": "а", "schedule": "2020-02-30 14:05"},
        {"message": "а", "schedule": "2020-07-15 24:05"},
        {"message": "а", "attempts": 0},
        {"message": "а", "attempts": 4},
        {"message": "а", "interval": 61},
        {"message": "а", "repeat": 0},
        {"message": "а", "repeat": 4},
        {"message": "а", "unknown": 1},
    ],
    ids=lambda settings: str(settings)[:50],
)
def test_settings_that_the_documents_forbid(settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        send(settings)


@pytest.mark.parametrize(
    "subscriber",
    [
        {"phone": "89991234500"},
        {"phone": "9991234500"},
        {"message": "Вам"},
        {"summa": "много"},
        {"summa": "17.255"},
        {"summa": "-1"},
        {"param1": "завтра"},
        {"param2": "31.02.2020"},
        {"param3": ""},
    ],
    ids=str,
)
def test_subscribers_that_the_documents_forbid(subscriber: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        send({"script": "7"}, **subscriber)


def test_nobody_to_call() -> None:
    with pytest.raises(ValidationError):
        Send.model_validate({"settings": {"number": CALLER, "message": "а"}, "subscribers": []})


@pytest.mark.parametrize(
    "body",
    [
        {"account": "", "templates": [{"name": "а", "message": "б"}]},
        {"account": "1", "templates": []},
        {"account": "1", "templates": [{"name": "", "message": "б"}]},
        {"account": "1", "templates": [{"name": "а", "message": ""}]},
    ],
    ids=str,
)
def test_templates_that_the_documents_forbid(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SetTemplates.model_validate(body)


def test_templates_of_nobody() -> None:
    with pytest.raises(ValidationError):
        Templates.model_validate({"account": ""})
