"""Settings: what is taken, what is refused, and that a refusal shows no secret."""

from __future__ import annotations

import traceback
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.orders import CallingWindow
from bot.settings import SettingsError, given, load, names

TOKEN = "123456789:AAEexampleexampleexampleexampleexam"
EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in names():
        monkeypatch.delenv(name, raising=False)


def complaints(**values: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        given(**{"bot_token": TOKEN, **values})
    return caught.value.lines


def test_a_token_is_enough() -> None:
    settings = given(bot_token=TOKEN)
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.call_window == CallingWindow(time(9), time(21))
    assert settings.timezone == ZoneInfo("Europe/Moscow")
    assert (settings.updates, settings.poll_interval, settings.default_provider) == ("polling", 3, "calldog")
    assert settings.providers["calldog"].own_caller_id == "duty"
    assert settings.providers["calldog"].build() is None
    assert settings.bot_admins == ()


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text(f"BOT_TOKEN={TOKEN}\nWEB_PORT=1\nBOT_ADMINS=1001, 1002,\nLOG_LEVEL=debug\nOTHERS_NAME=x\n")
    monkeypatch.setenv("WEB_PORT", "2")
    settings = load(file)
    assert settings.web_port == 2
    assert settings.bot_admins == (1001, 1002)
    assert settings.log_level == "DEBUG"


def test_given_values_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALLDOG_API_KEY", "a-real-key-of-a-real-account")
    assert given(bot_token=TOKEN).providers["calldog"].build() is None
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    assert "a-real-key-of-a-real-account" in load(None).secrets()


def test_the_example_says_what_holds_without_it(tmp_path: Path) -> None:
    token_alone = tmp_path / ".env"
    token_alone.write_text(f"BOT_TOKEN={TOKEN}\n")
    filled_in = tmp_path / ".env.example"
    filled_in.write_text(EXAMPLE.read_text("utf-8").replace("BOT_TOKEN=\n", f"BOT_TOKEN={TOKEN}\n"), "utf-8")
    assert load(filled_in) == load(token_alone)


def test_an_empty_value_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("POLL_INTERVAL", "")
    monkeypatch.setenv("PUBLIC_URL", "")
    settings = load(None)
    assert settings.poll_interval == 3
    assert settings.public_url is None


def test_a_missing_token_is_named() -> None:
    with pytest.raises(SettingsError) as caught:
        load(None)
    assert caught.value.lines == ["BOT_TOKEN: is not set"]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("bot_admins", "1001;1002", "Telegram ids"),
        ("bot_admins", "@anna", "Telegram ids"),
        ("telegram_api_url", "api.telegram.org", "https://"),
        ("updates", "long", "'polling' or 'webhook'"),
        ("web_port", "70000", "65535"),
        ("default_locale", "de", "'ru' or 'en'"),
        ("timezone", "Moscow", "Europe/Moscow"),
        ("timezone", "../etc/passwd", "Europe/Moscow"),
        ("default_provider", "nobody", "calldog"),
        ("call_window", "9 to 21", "09:00-21:00"),
        ("call_window", "21:00", "09:00-21:00"),
        ("poll_interval", "0", "greater than 0"),
        ("poll_interval", "nan", "finite"),
        ("log_level", "LOUD", "'DEBUG'"),
        ("log_format", "xml", "'console' or 'json'"),
        ("calldog_url", "ftp://lk.calldog.ru", "https://"),
        ("calldog_caller_id", "12345", "eleven digits"),
    ],
)
def test_a_bad_value_is_explained_in_one_line(name: str, value: str, said: str) -> None:
    (line,) = complaints(**{name: value})
    assert line.startswith(f"{name.upper()}: ")
    assert said in line
    assert repr(value) in line
    assert "\n" not in line


@pytest.mark.parametrize("name", ["bot_token", "database_url", "webhook_secret"])
def test_a_bad_secret_is_explained_without_its_value(name: str) -> None:
    word = "neddih a"[::-1]  # a traceback quotes this file too
    with pytest.raises(SettingsError) as caught:
        given(**{"bot_token": TOKEN, name: word})
    shown = "".join(traceback.format_exception(caught.value))
    assert name.upper() in shown
    assert word not in shown


@pytest.mark.parametrize(
    "driver", ["sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg", "postgresql+asyncpgx", "mysql+aiomysql"]
)
def test_a_database_is_run_by_one_of_two_drivers(driver: str) -> None:
    assert complaints(database_url=f"{driver}:///a/b") == [
        "DATABASE_URL: must start with sqlite+aiosqlite:/// or postgresql+asyncpg://"
    ]


def test_every_bad_value_has_its_line() -> None:
    lines = complaints(updates="webhook", public_url="http://zvonar.example", poll_interval="-1")
    assert [line.split(":")[0] for line in lines] == ["PUBLIC_URL", "WEBHOOK_SECRET", "POLL_INTERVAL"]


def test_webhooks_need_an_address_and_a_secret() -> None:
    assert len(complaints(updates="webhook")) == 2
    settings = given(
        bot_token=TOKEN, updates="webhook", public_url="https://zvonar.example/", webhook_secret="a-word_1"
    )
    assert settings.public_url == "https://zvonar.example"


@pytest.mark.parametrize("written", ["74951234567", "8 495 123-45-67", "+7 (495) 123-45-67", "8 495\u2011123-45-67"])
def test_a_caller_id_is_eleven_digits(written: str) -> None:
    assert given(bot_token=TOKEN, calldog_caller_id=written).providers["calldog"].own_caller_id == "74951234567"


def test_secrets_are_not_shown_but_handed_to_the_log() -> None:
    settings = given(bot_token=TOKEN, calldog_api_key="a-key", database_url="postgresql+asyncpg://u:wo%20rd@h/d")
    assert "a-key" not in repr(settings) + repr(settings.providers)
    assert TOKEN not in repr(settings)
    assert "wo%20rd" not in repr(settings)
    assert set(settings.secrets()) == {TOKEN, "a-key", "wo%20rd", "wo rd"}


@pytest.mark.parametrize("nobody", ["1087968824", "136817688", "777000"])
def test_an_account_of_telegrams_own_is_no_admin(nobody: str) -> None:
    """Whoever writes anonymously in any group would be an admin."""
    [line] = complaints(bot_admins=f"1001,{nobody}")
    assert line.startswith(f"BOT_ADMINS: must be ids of people, and {nobody} is Telegram's own account")


@pytest.mark.parametrize("address", ["http://p:3128", "socks5://u:p%40ss@p:1080", "socks5://127.0.0.1:1080/"])
def test_a_proxy_to_telegram(address: str) -> None:
    settings = given(bot_token=TOKEN, telegram_proxy=address)
    assert address in settings.secrets()
    assert address not in repr(settings)


def test_a_proxys_password_is_a_secret_as_it_is_written_and_as_it_is_meant() -> None:
    assert {"p%40ss", "p@ss"} <= set(given(bot_token=TOKEN, telegram_proxy="socks5://u:p%40ss@p:1080").secrets())


@pytest.mark.parametrize(
    "address", ["foo://u:secret@p:1", "https://u:secret@p:1", "socks5://secret", "http://p:secret", "u:secret@p:1"]
)
def test_a_proxy_of_another_kind_is_refused_without_its_value(address: str) -> None:
    [line] = complaints(telegram_proxy=address)
    assert line == "TELEGRAM_PROXY: must look like http://host:port or socks5://user:password@host:port"
