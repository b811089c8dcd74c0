"""A provider joins the bot by its spec: Колокол of the contract tests, in the whole bot, over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App
from bot.providers.registry import PROVIDERS
from bot.settings import SettingsError, given, load
from tests.contract.fifth.settings import KOLOKOL
from tests.contract.fifth.twin import KEY, KolokolTwin
from tests.fakes.database import new_database
from tests.support.indoors import House, house
from tests.support.office import new_phone

FIVE = (*PROVIDERS, KOLOKOL)
TOKEN = "123456789:AAEexampleexampleexampleexampleexam"


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, more={KOLOKOL: KolokolTwin}) as home:
        yield home
        assert await home.office.refused_by_telegram() == [], "Telegram refused what the bot sent"


async def test_a_call_through_it(home: House) -> None:
    office = home.office
    oleg, phone = await office.person(), new_phone("00")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    await oleg.presses("Параметры")
    await oleg.presses("Ещё")
    await oleg.presses("Колокол")
    await oleg.presses("Назад", await oleg.sees("Сервис: Колокол"))
    card = await oleg.sees(lambda message: message.has("Позвонить"))
    assert "Колокол" in card.text
    await oleg.presses("Позвонить", card)
    request = await office.request("calls", target="kolokol")
    assert request["request"] == {"to": phone, "say": "Ваш заказ готов"}
    ended = await oleg.sees_in(card, "разговор состоялся")
    assert "1,20" in ended.text
    await oleg.sees_reply(card, "разговор состоялся")
    assert len(await office.requests("calls", target="kolokol")) == 1
    assert await office.creates(phone) == 0


async def test_it_is_asked_for_its_balance(home: House) -> None:
    oleg = await home.office.person()
    await oleg.says("/balance")
    shown = await oleg.sees("Баланс")
    assert "Колокол: 250" in shown.text


def test_its_settings_are_read_with_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text(f"BOT_TOKEN={TOKEN}\nKOLOKOL_API_KEY={KEY}\nDEFAULT_PROVIDER=kolokol\n")
    monkeypatch.setenv("KOLOKOL_URL", "https://kolokol.test/")
    settings = load(file, FIVE)
    assert settings.default_provider == "kolokol"
    assert KEY in settings.secrets()
    assert KEY not in repr(settings.providers)
    assert str(settings.providers["kolokol"].model_dump()["url"]) == "https://kolokol.test"


def test_its_bad_settings_are_refused_in_the_same_words() -> None:
    with pytest.raises(SettingsError) as caught:
        given(FIVE, bot_token=TOKEN, kolokol_url="kolokol", default_provider="bell")
    assert caught.value.lines == [
        "KOLOKOL_URL: must be an address that starts with https:// or http://, not 'kolokol'",
        "DEFAULT_PROVIDER: should be 'calldog', 'obzvonov', 'callkeeper', 'mobilgroup' or 'kolokol', not 'bell'",
    ]


async def test_without_its_spec_it_is_nowhere() -> None:
    with pytest.raises(SettingsError, match="'mobilgroup', not 'kolokol'"):
        given(bot_token=TOKEN, default_provider="kolokol", kolokol_api_key=KEY)


@pytest.mark.parametrize("gone", PROVIDERS, ids=lambda spec: str(spec.name))
async def test_a_bot_without_one_of_the_four_has_the_other_three(tmp_path: Path, gone: object) -> None:
    left = tuple(spec for spec in PROVIDERS if spec is not gone)
    keys = {f"{spec.name}_api_key": f"key-of-{spec.name}-17" for spec in PROVIDERS}
    app = App(given(left, bot_token=TOKEN, database_url=new_database(tmp_path), **keys))
    assert [*app.providers.by_name] == [spec.name for spec in left]
    await app.stop()
