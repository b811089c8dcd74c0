"""The log as it is written: whatever the level, the format and the library, nothing secret is in it."""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import httpx
import pytest
import structlog

from bot import log

Format = Literal["console", "json"]
TOKEN = "123456789:AAEexampleexampleexampleexampleexam"
KEY = "swordfish-key"
PHONE = "79991234567"
WRITTEN = "8 (999) 123-45-67"
LEAKS = (TOKEN, KEY, PHONE, "9991234567", "123-45-67", "exampleexample")


@pytest.fixture(autouse=True)
def logging_put_back(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    structlog.reset_defaults()
    for name in log.TALKATIVE:
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture(params=["console", "json"])
def format(request: pytest.FixtureRequest) -> Format:  # noqa: A001 # the setting's name
    chosen: Format = request.param
    log.set_up("DEBUG", chosen, [TOKEN, KEY])
    return chosen


def written(capsys: pytest.CaptureFixture[str]) -> str:
    text = capsys.readouterr().err
    assert text
    for leak in LEAKS:
        assert leak not in text
    assert "***" in text
    return text


@dataclass
class Parcel:
    phone: str
    key: str


@pytest.mark.usefixtures("format")
@pytest.mark.parametrize("level", ["debug", "info", "warning", "error", "critical"])
def test_messages_arguments_and_fields_at_every_level(level: str, capsys: pytest.CaptureFixture[str]) -> None:
    parcel = Parcel(WRITTEN, KEY)
    getattr(logging.getLogger("theirs"), level)(
        "to %s with %s %r",
        PHONE,
        KEY,
        parcel,
        extra={"url": f"/bot{TOKEN}/getMe", "n": int(PHONE), "apiKey": "x"},
    )
    getattr(structlog.get_logger("ours"), level)(
        f"to {WRITTEN}",
        number=int(PHONE),
        api_key="other",
        inner={"phones": [PHONE, (WRITTEN,)], "p": parcel},
    )
    assert len(written(capsys).splitlines()) == 2


@pytest.mark.usefixtures("format")
def test_chained_exceptions_and_their_local_variables(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse() -> None:
        unspoken = "".join(["local", "variable"])
        raise ValueError(f"cannot call {WRITTEN} with apiKey={unspoken}")

    try:
        try:
            refuse()
        except ValueError as error:
            error.add_note(f"sent to /bot{TOKEN}/x")
            raise RuntimeError(f"gave up on {PHONE}") from error
    except RuntimeError:
        logging.getLogger("theirs").exception("broke at %s", PHONE)
        structlog.get_logger("ours").exception("broke", key=KEY)
    text = written(capsys)
    assert text.count("RuntimeError: gave up on +7 999 ***-**-67") == 2
    assert text.count("ValueError: cannot call +7 999 ***-**-67 with apiKey=***") == 2
    assert "localvariable" not in text


@pytest.mark.usefixtures("format")
async def test_addresses_that_httpx_logs(capsys: pytest.CaptureFixture[str]) -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200))
    async with httpx.AsyncClient(transport=transport) as client:
        await client.get(f"https://lk.calldog.ru/apiCalls/get?apiKey=unknown-one&phone={WRITTEN}&k={KEY}")
    text = written(capsys)
    assert "lk.calldog.ru/apiCalls/get" in text
    assert "unknown-one" not in text


@pytest.mark.usefixtures("format")
def test_a_record_that_cannot_be_logged_is_not_dumped(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    root.handlers[:] = [handler for handler in root.handlers if isinstance(handler, log.SafeHandler)]
    root.warning("%d calls", f"{WRITTEN} {KEY}")
    text = capsys.readouterr().err
    assert "could not be logged" in text
    assert not any(leak in text for leak in LEAKS)


@pytest.mark.usefixtures("format")
def test_a_crash_is_logged_masked(capsys: pytest.CaptureFixture[str]) -> None:
    error = RuntimeError(f"{PHONE} {KEY}")
    sys.excepthook(RuntimeError, error, None)
    assert "RuntimeError: +7 999 ***-**-67 ***" in written(capsys)

    def crash() -> None:
        raise error

    thread = threading.Thread(target=crash)
    thread.start()
    thread.join()
    assert "crashed" in written(capsys)


def test_json_is_one_object_a_line_with_its_types_kept(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up("INFO", "json")
    structlog.get_logger("ours").info(
        "вызов", call=12, chat=-1007999123456, cost=1.5, ok=True, none=None, phone=79991234567
    )
    logging.getLogger("theirs").info("line one\nline two")
    ours, theirs = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert ours.pop("timestamp").endswith("Z")
    expected: dict[str, Any] = {"call": 12, "chat": -1007999123456, "cost": 1.5, "ok": True, "none": None}
    assert ours == expected | {
        "event": "вызов",
        "level": "info",
        "logger": "ours",
        "phone": "+7 999 ***-**-67",
    }
    assert theirs["event"] == "line one\nline two"


def test_what_is_below_the_level_is_never_put_together(capsys: pytest.CaptureFixture[str]) -> None:
    class Costly:
        def __str__(self) -> str:
            raise AssertionError("put together for nothing")

    log.set_up("WARNING", "json")
    structlog.get_logger("ours").info("quiet", what=Costly())
    logging.getLogger("theirs").info("quiet %s", Costly())
    assert capsys.readouterr().err == ""


def test_talkative_libraries_are_heard_at_debug_only(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up("INFO", "console")
    logging.getLogger("httpx").info("HTTP Request")
    assert capsys.readouterr().err == ""
    log.set_up("DEBUG", "console")
    logging.getLogger("httpx").info("HTTP Request")
    assert "HTTP Request" in capsys.readouterr().err


def test_setting_up_twice_writes_once(capsys: pytest.CaptureFixture[str]) -> None:
    log.set_up("INFO", "console")
    log.set_up("INFO", "console")
    logging.getLogger("theirs").info("once")
    assert capsys.readouterr().err.count("once") == 1
