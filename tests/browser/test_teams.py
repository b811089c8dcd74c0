"""Who is on the page: a team for each language, each person with a role, their own examples and one clock."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, ViewportSize, expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import OLEG, Wire
from tests.browser_support import ITS_OWN_AND_OTHERS, Browser, in_browser, set_in, shared

pytestmark = in_browser

MARIA, ANNA, IVAN, JOHN = 1003, 1001, 1004, 1005
CYRILLIC = re.compile("[А-Яа-яЁё]")
MENUS: Mapping[int, tuple[str, ...]] = {
    OLEG: ("help", "call"),
    MARIA: ("help", "call", "records", "ivr"),
    ANNA: ("help", "call", "records", "users"),
    IVAN: ("start",),
}


async def offer(wire: Wire, person: int, *names: str) -> None:
    """As a bot shows a person the commands of their role."""
    listed = json.dumps([{"command": name, "description": name} for name in names])
    await wire.bot("setMyCommands", commands=listed, scope=json.dumps({"type": "chat", "chat_id": person}))


@shared()
async def roles(wire: Wire) -> None:
    for person, names in MENUS.items():
        await offer(wire, person, *names)


@pytest.mark.usefixtures("roles")
async def test_everybodys_role_is_shown_and_follows_the_bots_word(page: Page, wire: Wire) -> None:
    for person, role in {OLEG: "Оператор", MARIA: "Менеджер", ANNA: "Админ", IVAN: "Посторонний"}.items():
        await expect(page.get_by_test_id(f"person-{person}").locator(".person-role")).to_have_text(role)
    await expect(page.get_by_test_id(f"person-{JOHN}")).to_have_count(0)
    await offer(wire, IVAN, "help", "call")
    await expect(page.get_by_test_id(f"person-{IVAN}").locator(".person-role")).to_have_text("Оператор")


async def test_what_is_unread_stays_so_over_a_reload(page: Page, wire: Wire) -> None:
    await wire.steer(f"chats/{ANNA}/messages", **{"from": ANNA, "text": "/start"})
    await wire.bot("sendMessage", chat_id=ANNA, text="Звонок закончен")
    badge = page.get_by_test_id(f"person-{ANNA}").locator(".badge")
    await expect(badge).to_have_text("1")
    await page.reload()
    await expect(badge).to_have_text("1")


async def examples(page: Page, person: int) -> list[str]:
    await page.get_by_test_id(f"person-{person}").click()
    return await page.locator(".samples code").all_inner_texts()


@pytest.mark.usefixtures("roles")
async def test_everybody_has_their_own_examples(page: Page, wire: Wire) -> None:
    await page.get_by_role("button", name="Примеры сообщений").click()
    operator = await page.locator(".samples code").all_inner_texts()
    await page.keyboard.press("Escape")
    for part in ("45-03", "45-07", "45-08", "45-00, +7 999 123-45-01", "номера.csv", "Контакт"):
        assert any(part in each for each in operator), part
    assert {"Голосовое сообщение", "/records", "/ivr"} <= set(await examples(page, MARIA))
    assert {"Стать: Иван", "/users"} <= set(await examples(page, ANNA))
    await page.get_by_role("button", name="Стать: Иван").click()
    assert await page.locator(".samples code").all_inner_texts() == ["/start"]


@pytest.mark.usefixtures("roles")
async def test_an_example_may_be_a_voice_note_a_file_or_a_contact(page: Page, wire: Wire) -> None:
    await page.get_by_test_id(f"person-{MARIA}").click()
    await page.get_by_role("button", name="Голосовое сообщение").click()
    await expect(page.locator(".bubble.with-voice")).to_be_visible()
    voice = (await wire.update())["voice"]
    assert (await wire.file(voice["file_id"])).startswith(b"OggS")

    await page.get_by_test_id(f"person-{OLEG}").click()
    for name, kind in {"номера.csv": "document", "Контакт": "contact"}.items():
        await page.get_by_role("button", name="Примеры сообщений").click()
        await page.get_by_role("button", name=name).click()
        await expect(page.locator(f".message.out .bubble.with-{kind}")).to_be_visible()
        sent = (await wire.update())[kind]
        if kind == "document":
            assert (await wire.file(sent["file_id"])).decode().split("\n")[0] == "+7 999 123-45-00"


async def test_each_language_has_its_own_team(browser: Browser, root: str, wire: Wire) -> None:
    page = await browser.new_page(viewport=ViewportSize(width=1440, height=900), locale="en-GB")
    await page.goto(root)
    await expect(page.get_by_test_id(f"person-{JOHN}")).to_have_attribute("aria-pressed", "true")
    await expect(page.get_by_test_id(f"chat-{JOHN}")).to_have_attribute("aria-current", "true")
    assert not CYRILLIC.search(await page.locator("body").inner_text())
    await page.get_by_test_id("language").click()
    await expect(page.get_by_test_id(f"person-{OLEG}")).to_have_attribute("aria-pressed", "true")
    await expect(page.get_by_test_id(f"person-{JOHN}")).to_have_count(0)
    await page.get_by_test_id("language").click()
    await expect(page.get_by_test_id(f"person-{JOHN}")).to_have_attribute("aria-pressed", "true")


async def test_who_the_address_names_is_there_in_any_language(browser: Browser, root: str) -> None:
    page = await browser.new_page()
    await page.goto(f"{root}/?lang=en&person={OLEG}")
    await expect(page.get_by_test_id(f"person-{OLEG}")).to_have_attribute("aria-pressed", "true")


@pytest.mark.usefixtures("roles")
async def test_no_name_is_cut_on_a_small_screen(browser: Browser, root: str, wire: Wire) -> None:
    page = await browser.new_page(viewport=ViewportSize(width=900, height=800), bypass_csp=True)
    await page.goto(f"{root}/?lang=ru")
    await expect(page.locator(".person-role")).to_have_count(4)
    cut = (
        "[...document.querySelectorAll('.person-name, .provider-choice, .provider')]"
        ".filter((node) => node.scrollWidth > node.clientWidth).map((node) => node.textContent)"
    )
    for font in ITS_OWN_AND_OTHERS:
        await set_in(page, font)
        assert await page.evaluate(cut) == [], font
    await wire.calldog(
        "create", phone="79991234500", dutyPhone=1, record={"text": "Заказ готов"}, plannedAt=2_000_000_000
    )
    card = page.locator(".card.call")
    for font in ITS_OWN_AND_OTHERS:
        await set_in(page, font)
        number, time = await card.locator(".number").bounding_box(), await card.locator(".card-time").bounding_box()
        assert number is not None
        assert time is not None
        assert time["y"] < number["y"] + number["height"], font


ZONE = "Asia/Vladivostok"
"""Ten hours from Greenwich."""


@shared()
async def far_away() -> AsyncIterator[str]:
    sandbox = Sandbox(pace=50)
    sandbox.time_zone = ZONE
    yield await sandbox.start()
    await sandbox.stop()


async def test_the_page_keeps_the_bots_time_zone(browser: Browser, far_away: str) -> None:
    page = await browser.new_page(locale="ru-RU", timezone_id="UTC")
    await page.goto(far_away)
    await page.get_by_test_id("start").click()
    shown = page.locator(".message time")
    moment = await shown.get_attribute("datetime")
    there = datetime.fromisoformat(moment or "").astimezone(ZoneInfo(ZONE))
    await expect(shown).to_have_text(f"{there:%H:%M}")
