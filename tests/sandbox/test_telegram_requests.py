"""Requests as any library sends them, and who may send them."""

import io
import json
from typing import Any

import aiohttp
import pytest

from tests.sandbox.telegram_bench import ANNA, TOKEN, TelegramBench, button, keyboard

MARKUP = keyboard([button("Позвонить", "call:1")])
MESSAGE = {"chat_id": ANNA, "text": "Привет & <b>до свидания</b>", "parse_mode": "HTML", "reply_markup": MARKUP}


def as_form(message: dict[str, Any]) -> dict[str, str]:
    return {key: json.dumps(value) if isinstance(value, dict) else str(value) for key, value in message.items()}


def as_multipart(message: dict[str, Any]) -> aiohttp.MultipartWriter:
    writer = aiohttp.MultipartWriter("form-data")
    for name, value in as_form(message).items():
        writer.append(value).set_content_disposition("form-data", name=name)
    return writer


@pytest.mark.parametrize("way", ["query", "get", "form", "json", "json text", "multipart"])
async def test_every_encoding_is_understood(telegram: TelegramBench, way: str) -> None:
    await telegram.begun()
    url, form = telegram.url("sendMessage"), as_form(MESSAGE)
    ways: dict[str, dict[str, Any]] = {
        "query": {"params": form},
        "get": {"params": form},
        "form": {"data": form},
        "json": {"json": MESSAGE},
        "json text": {"json": form},
        "multipart": {"data": as_multipart(MESSAGE)},
    }
    async with telegram.http.request("GET" if way == "get" else "POST", url, **ways[way]) as response:
        answer = await response.json()
    assert response.status == 200, answer
    result = answer["result"]
    assert result["text"] == "Привет & до свидания"
    assert result["entities"] == [{"type": "bold", "offset": 9, "length": 11}]
    assert result["reply_markup"] == MARKUP
    assert result["chat"] == {
        "id": ANNA, "type": "private", "first_name": "Анна", "last_name": "Смирнова", "username": "anna",
    }  # fmt: skip
    assert result["from"]["is_bot"] is True


async def test_method_names_are_case_insensitive(telegram: TelegramBench) -> None:
    assert (await telegram.ok("GETME"))["username"] == "zvonar_demo_bot"
    assert (await telegram.ok("getme"))["id"] == 42


async def test_an_unknown_method_is_not_found(telegram: TelegramBench) -> None:
    status, answer = await telegram.call("sendTelepathy")
    assert (status, answer) == (404, {"ok": False, "error_code": 404, "description": "Not Found"})


@pytest.mark.parametrize(
    ("token", "status", "words"),
    [("nonsense", 404, "Not Found"), ("0:" + "A" * 35, 404, "Not Found"), ("42:short", 401, "Unauthorized")],
)
async def test_a_malformed_token(telegram: TelegramBench, token: str, status: int, words: str) -> None:
    async with telegram.http.get(telegram.url("getMe", token)) as answer:
        assert answer.status == status
        assert (await answer.json())["description"] == words


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendMessage", {"text": "x"}, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": ANNA}, "Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": ANNA, "text": ""}, "Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": ANNA, "text": "  \n "}, "Bad Request: text must be non-empty"),
        ("sendMessage", {"chat_id": 5, "text": "x"}, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": "Anna", "text": "x"}, "Bad Request: chat not found"),
        ("deleteMessage", {"chat_id": ANNA}, "Bad Request: message identifier is not specified"),
        ("sendMessage", {"chat_id": ANNA, "text": "x", "reply_markup": "{"},
         "Bad Request: can't parse reply keyboard markup JSON object"),
        ("sendMessage", {"chat_id": ANNA, "text": "x", "reply_markup": "[]"},
         "Bad Request: object expected as reply markup"),
        ("sendMessage", {"chat_id": ANNA, "text": "x", "parse_mode": "BBCode"},
         "Bad Request: unsupported parse_mode"),
        ("sendDocument", {"chat_id": ANNA}, "Bad Request: there is no document in the request"),
    ],
)  # fmt: skip
async def test_what_is_missing_is_named(
    telegram: TelegramBench, method: str, params: dict[str, Any], words: str
) -> None:
    await telegram.begun()
    assert await telegram.refusal(method, **params) == words


async def test_broken_json_is_refused(telegram: TelegramBench) -> None:
    headers = {"Content-Type": "application/json"}
    async with telegram.http.post(telegram.url("getMe"), data=b"{", headers=headers) as answer:
        assert answer.status == 400


async def test_a_body_over_the_limit_is_too_large(telegram: TelegramBench) -> None:
    form = aiohttp.FormData()
    form.add_field("chat_id", str(ANNA))
    form.add_field("document", io.BytesIO(bytes(56 * 1024 * 1024)), filename="big.bin")
    async with telegram.http.post(telegram.url("sendDocument"), data=form) as answer:
        assert answer.status == 413
        assert (await answer.json())["description"] == "Request Entity Too Large"


async def test_the_journal_masks_secrets(telegram: TelegramBench) -> None:
    await telegram.ok("setWebhook", url="https://example.com/hook", secret_token="hush-hush")
    await telegram.ok("deleteWebhook")
    entries = await telegram.api("GET", "requests?target=telegram")
    assert [entry["operation"] for entry in entries] == ["setWebhook", "deleteWebhook"]
    assert entries[0]["request"] == {"url": "https://example.com/hook", "secret_token": "***"}
    assert "hush" not in json.dumps(entries)
    assert TOKEN not in json.dumps(entries)
