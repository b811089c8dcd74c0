"""`make demo`, the page in a real browser, and the newcomer's story by typing and tapping alone.

SCREENSHOTS names a folder in which to keep the pictures; without it they stay in pytest's own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.browser_support import Browser, complaints_of, in_browser
from tests.support.processes import Process

pytestmark = in_browser

OPERATOR = 1002
CYRILLIC = re.compile("[А-Яа-яЁё]")
PATIENCE = 90_000
"""Milliseconds for what takes a call's time: the demo's calls last nine seconds."""
KEEP_WHAT_SHOWS = """() => {
    window.shown = [];
    const keep = () => window.shown.push(...[...document.querySelectorAll(".message.in")].map(one => one.textContent));
    new MutationObserver(keep).observe(document.body, {childList: true, subtree: true, characterData: true});
}"""
"""From now on every text of a message that the page shows is kept, however short it shows."""


class Demo(Process):
    afresh = True

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "demo", ["bot", "demo", "--port", "0"], {"HOME": str(folder)})
        found = re.search(r"http://[\w.:]+", self.first_line())
        assert found, "the demo prints one address to open"
        self.root = found[0]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    demo = Demo(tmp_path)
    yield demo
    demo.stop()


def screenshots(folder: Path) -> Path:
    kept = Path(os.environ.get("SCREENSHOTS") or folder)
    kept.mkdir(parents=True, exist_ok=True)
    return kept


async def _become(page: Page, person: int) -> None:
    await page.get_by_test_id(f"person-{person}").click()


async def _begin(page: Page) -> None:
    """The bot may answer nobody who has not written first: the page offers «start», as Telegram does."""
    start = page.get_by_test_id("start")
    if await start.is_visible():
        await start.click()


async def _shows(page: Page, words: str) -> None:
    """Now or a moment ago: what lasts three seconds is over before a slow machine has looked."""
    await page.wait_for_function(
        "words => window.shown.some(text => text.includes(words))", arg=words, timeout=PATIENCE
    )


async def test_a_newcomer_calls_from_the_page_and_sees_the_result(demo: Demo, browser: Browser, tmp_path: Path) -> None:
    pictures = screenshots(tmp_path)
    page = await browser.new_page(viewport=ViewportSize(width=1440, height=900), locale="ru-RU")
    complaints = complaints_of(page)
    await page.goto(demo.root)
    await _become(page, OPERATOR)
    await _begin(page)
    composer = page.get_by_test_id("composer")
    await expect(composer).to_be_visible()
    await composer.fill("/call +7 999 123-45-03 Ваш заказ готов")
    await page.get_by_test_id("send").click()

    card = page.locator(".message.in").filter(has_text="+7 999 123-45-03").first
    await expect(card).to_contain_text("Ваш заказ готов")
    await page.screenshot(path=pictures / "newcomer-order.png")
    await page.evaluate(KEEP_WHAT_SHOWS)
    await card.get_by_role("button", name="Позвонить").click()
    await _shows(page, "идёт вызов")
    await page.screenshot(path=pictures / "newcomer-ringing.png")
    await _shows(page, "идёт разговор")
    await expect(card).to_contain_text("нажал 1", timeout=PATIENCE)
    await expect(card).to_contain_text("✅", timeout=PATIENCE)
    await expect(card).to_contain_text("₽")
    reply = page.locator(".message.in").filter(has_text="нажал 1").last
    await expect(reply.locator(".quote")).to_be_visible(timeout=PATIENCE)
    await expect(page.locator(".message.in").filter(has_text="нажал 1")).to_have_count(2)
    await page.screenshot(path=pictures / "newcomer-result.png")
    assert complaints == []


async def test_an_english_guest_reads_english_only(demo: Demo, browser: Browser, tmp_path: Path) -> None:
    page = await browser.new_page(viewport=ViewportSize(width=1440, height=900), locale="en-US")
    complaints = complaints_of(page)
    await page.goto(demo.root)
    roles = page.locator(".person-role")
    await expect(roles).to_have_text(["Operator", "Manager", "Admin", "Stranger"])
    await _begin(page)
    await expect(page.locator(".message.in")).not_to_have_count(0)
    await page.screenshot(path=screenshots(tmp_path) / "english-guest.png")
    for role in ("Manager", "Admin", "Stranger"):
        await page.get_by_role("button", name=role).click()
        await _begin(page)
        await expect(page.locator(".message.in")).not_to_have_count(0)
        assert not CYRILLIC.search(await page.locator("body").inner_text()), role
    assert complaints == []
