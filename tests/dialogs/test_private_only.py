"""Nothing personal is shown in groups: a line and a link into the private chat, where it opens."""

from __future__ import annotations

import pytest
from aiogram.filters.callback_data import CallbackData
from aiogram.types import Contact, Message

from bot.domain.access import Role
from bot.telegram.presses import BalancePress, DefaultsPress, HistoryPress, LocalePress, OwnPhonePress
from tests.support.people import ANNA
from tests.support.stage import GROUP, Someone, Stage

COMMANDS = ["settings", "calls", "balance", "status"]


@pytest.fixture
async def anna(stage: Stage) -> Someone:
    """An admin who told her phone."""
    anna = await stage.let_in(ANNA)
    await anna.says("/settings")
    await anna.presses("телефон")
    own = Contact(phone_number="79161112233", first_name="Анна", user_id=anna.id)
    await stage.feed(message=anna.message(None, contact=own))
    return anna


def links(message: Message) -> list[str]:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    return [button.url for row in rows for button in row if button.url]


@pytest.mark.parametrize("written", [*(f"/{name}" for name in COMMANDS), "/SETTINGS@zvonar_bot", "/start settings"])
async def test_a_group_gets_a_line_and_a_link(stage: Stage, anna: Someone, written: str) -> None:
    await anna.says(written, GROUP)
    [told] = stage.telegram.in_chat(GROUP)
    assert told.text == "🔒 Личное в группах не показывается."
    name = written.lower().removeprefix("/start ").strip("/").partition("@")[0]
    assert links(told) == [f"https://t.me/zvonar_bot?start={name}"]


@pytest.mark.parametrize("name", COMMANDS)
async def test_the_link_opens_it_in_private(anna: Someone, name: str) -> None:
    await anna.says(f"/{name}")
    by_command = anna.last().text
    await anna.says(f"/start {name}")
    assert anna.last().text == by_command
    assert "Здравствуйте" not in (by_command or "")


async def test_the_settings_show_the_phone_in_private_alone(anna: Someone) -> None:
    await anna.says("/start settings")
    assert "+7 916 111-22-33" in (anna.last().text or "")


@pytest.mark.parametrize("payload", ["", " unknown", " settings_", " settings calls", " " + "a" * 64])
async def test_another_link_is_a_start(anna: Someone, payload: str) -> None:
    await anna.says(f"/start{payload}")
    assert (anna.last().text or "").startswith("Здравствуйте")


@pytest.mark.parametrize(
    ("press", "name"),
    [
        (LocalePress(locale="en"), "settings"),
        (DefaultsPress(menu="main"), "settings"),
        (OwnPhonePress(share=False), "settings"),
        (HistoryPress(before=0), "calls"),
        (BalancePress(), "balance"),
    ],
)
async def test_a_button_of_before_shows_nothing_either(
    stage: Stage, anna: Someone, press: CallbackData, name: str
) -> None:
    await anna.says("/help", GROUP)
    message = anna.last(GROUP)
    await anna.sends_data(press.pack(), message)
    now = anna.last(GROUP)
    assert (now.message_id, links(now)) == (message.message_id, [f"https://t.me/zvonar_bot?start={name}"])
    assert "Личное" in (now.text or "")
    await anna.says("/settings")
    assert "+7 916 111-22-33" in (anna.last().text or ""), "and changes nothing"


async def test_in_their_language(stage: Stage) -> None:
    john = await stage.person(6, Role.OPERATOR, "en", "John")
    await john.says("/calls", GROUP)
    assert john.last(GROUP).text == "🔒 Nothing personal is shown in groups."
    assert john.labels(john.last(GROUP)) == ["✉️ Open in the private chat"]
