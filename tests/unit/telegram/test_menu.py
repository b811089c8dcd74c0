"""The command menu's language."""

from __future__ import annotations

from aiogram import Bot
from aiogram.methods import SetMyCommands

from bot.domain.access import Person, Role
from bot.telegram.menu import set_common_menus, set_menu
from bot.telegram.texts import Texts
from tests.fakes.telegram import FakeSession, FakeTelegram
from tests.support.texts import texts

HELP = {"ru": "как пользоваться", "en": "how to use it"}


async def first_of(texts: Texts, telegram_locale: str | None = None, locale: str | None = None) -> str:
    telegram = FakeTelegram()
    bot = Bot("42:token", session=FakeSession(telegram))
    person = Person(7, "Ян", role=Role.OPERATOR, locale=locale, telegram_locale=telegram_locale)
    await set_menu(bot, texts, person)
    (asked,) = telegram.asked(SetMyCommands)
    assert isinstance(asked, SetMyCommands)
    return asked.commands[0].description


async def test_whoever_speaks_no_language_of_ours_is_shown_the_settings() -> None:
    for default in ("ru", "en"):
        known = Texts(default=default)
        assert await first_of(known, telegram_locale="pl") == HELP[default]
        assert await first_of(known) == HELP[default]
        assert await first_of(known, telegram_locale="ru-RU") == HELP["ru"]
        assert await first_of(known, telegram_locale="ru", locale="en") == HELP["en"]


async def test_the_menu_without_a_language_is_in_the_settings() -> None:
    telegram = FakeTelegram()
    bot = Bot("42:token", session=FakeSession(telegram))
    await set_common_menus(bot, Texts(default="en"))
    everybodys = [asked for asked in telegram.asked(SetMyCommands) if asked.language_code is None]
    assert {asked.commands[0].description for asked in everybodys} >= {texts().speak("en").plain("command-start")}
    assert all(asked.commands[0].description.isascii() for asked in everybodys)
