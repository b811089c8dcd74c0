"""The page in a real browser, against the real sandbox; the bot is played by plain requests."""

import asyncio
import re
from collections.abc import AsyncIterator, Collection
from typing import Any

import httpx
import pytest
from playwright.async_api import Locator, Page, Route, ViewportSize, expect

from bot.sandbox.server import Sandbox
from tests.browser_support import FONTS, Browser, complaints_of, in_browser, set_in, shared

pytestmark = in_browser

TOKEN = "7000000001:AAF0123456789abcdefghijklmnopqrstuvw"
KEY = "sandbox-calldog-key"
PHONE = ViewportSize(width=360, height=740)
DESKTOP = ViewportSize(width=1440, height=900)
OLEG, ANNA, GROUP = 1002, 1001, -1_000_000_000_001
ROOM_TO_WRITE = 60  # pixels
TABS = ("calls", "records", "requests", "faults", "settings")


class Bot:
    """A bot of few words: what the tests tell it to do."""

    def __init__(self, root: str, client: httpx.AsyncClient) -> None:
        self._root = root
        self._client = client
        self._offset = 0

    async def __call__(self, method: str, **params: Any) -> Any:
        answer = (await self._client.post(f"{self._root}/telegram/bot{TOKEN}/{method}", json=params)).json()
        assert answer["ok"], answer
        return answer["result"]

    async def update(self, kind: str) -> dict[str, Any]:
        """The next update of this kind; those before it are passed over."""
        while True:
            for update in await self("getUpdates", timeout=10, offset=self._offset):
                self._offset = update["update_id"] + 1
                if kind in update:
                    found: dict[str, Any] = update[kind]
                    return found

    async def written_to(self, person: int) -> None:
        body = {"from": person, "text": "/start"}
        (await self._client.post(f"{self._root}/api/chats/{person}/messages", json=body)).raise_for_status()

    async def say(self, chat: int, text: str, *labels: str, **more: Any) -> int:
        row = [{"text": label, "callback_data": label} for label in labels]
        markup = {"reply_markup": {"inline_keyboard": [row]}} if row else {}
        message = await self("sendMessage", chat_id=chat, text=text, **markup, **more)
        return int(message["message_id"])

    async def place_call(self, phone: str) -> int:
        order = {"apiKey": KEY, "phone": phone, "dutyPhone": 1, "record": {"text": "Ваш заказ готов", "gender": 0}}
        answer = await self._client.post(f"{self._root}/calldog/apiCalls/create", json=order)
        return int(answer.json()["data"][0]["id"])


@shared()
async def root() -> AsyncIterator[str]:
    sandbox = Sandbox(pace=10_000)  # a call stays open for as long as a test looks at it
    yield await sandbox.start()
    await sandbox.stop()


@shared()
async def bot(root: str) -> AsyncIterator[Bot]:
    async with httpx.AsyncClient(timeout=30) as client:
        yield Bot(root, client)


async def opened(browser: Browser, root: str, query: str = "lang=ru", size: ViewportSize = DESKTOP) -> Page:
    page = await browser.new_page(viewport=size)
    await page.goto(f"{root}/?{query}")
    await expect(page.get_by_test_id("chat-list")).to_be_attached()
    return page


def message(page: Page, number: int) -> Locator:
    return page.get_by_test_id(f"message-{number}")


async def test_loads_clean_in_both_themes_and_languages(browser: Browser, root: str) -> None:
    page = await browser.new_page(viewport=DESKTOP)
    complaints = complaints_of(page)
    for theme in ("light", "dark"):
        for language, title in (("ru", "Звонки"), ("en", "Calls")):
            await page.goto(f"{root}/?theme={theme}&lang={language}")
            await expect(page.get_by_test_id("tab-calls")).to_have_text(title)
            for tab in TABS:
                await page.get_by_test_id(f"tab-{tab}").click()
            await expect(page.locator("html")).to_have_attribute("data-theme", theme)
            await expect(page.locator("html")).to_have_attribute("lang", language)
            assert complaints == []


async def test_a_newcomer_is_oleg_in_his_own_chat(browser: Browser, root: str) -> None:
    page = await browser.new_page(viewport=DESKTOP, locale="ru-RU")
    await page.goto(root)
    await expect(page.get_by_test_id(f"person-{OLEG}")).to_have_attribute("aria-pressed", "true")
    await expect(page.get_by_test_id(f"chat-{OLEG}")).to_have_attribute("aria-current", "true")
    await expect(page.get_by_test_id("start")).to_be_visible()


async def test_switches_theme_and_language_and_remembers_them(browser: Browser, root: str) -> None:
    page = await browser.new_page(viewport=DESKTOP, color_scheme="light", locale="en-GB")
    await page.goto(root)
    await page.get_by_test_id("language").click()
    await expect(page.get_by_test_id("tab-calls")).to_have_text("Звонки")
    await page.get_by_test_id("theme").click()
    await page.reload()
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    await expect(page.get_by_test_id("tab-calls")).to_have_text("Звонки")


@pytest.mark.parametrize("fonts", [[], FONTS.values()], ids=["its own", "others"])
async def test_nothing_sticks_out_on_a_phone(browser: Browser, root: str, bot: Bot, fonts: Collection[str]) -> None:
    await bot.written_to(OLEG)
    await bot.say(OLEG, "слово" * 60, "Позвонить", "Показать запрос", "Отмена")
    await bot("setMyCommands", commands=[{"command": "call", "description": "Позвонить"}])
    await bot("sendMessage", chat_id=OLEG, text="Ваш номер?", reply_markup={"keyboard": [[{"text": "Мой номер"}]]})
    await bot.place_call("79991234500")
    page = await browser.new_page(viewport=PHONE, bypass_csp=bool(fonts))
    await page.goto(f"{root}/?lang=ru")
    for pane in ("chats", "chat", "provider"):
        await page.get_by_test_id(f"pane-{pane}").click()
        await expect_no_sideways_scroll(page, fonts, ROOM_TO_WRITE if pane == "chat" else 0)
    for tab in TABS:
        await page.get_by_test_id(f"tab-{tab}").click()
        await expect_no_sideways_scroll(page, fonts)


async def expect_no_sideways_scroll(page: Page, fonts: Collection[str] = (), room_to_write: int = 0) -> None:
    for font in fonts or [""]:
        if font:
            await set_in(page, font)
        width = await page.evaluate(
            "Math.max(...[document.documentElement, ...document.querySelectorAll('.pane, .scroller, .tab-panel')]"
            ".map((node) => node.scrollWidth))"
        )
        assert width <= PHONE["width"], font
        if room_to_write:
            field = await page.get_by_test_id("composer").bounding_box()
            assert field is not None
            assert field["width"] > room_to_write, font


async def test_a_persons_message_appears_and_reaches_the_bot(browser: Browser, root: str, bot: Bot) -> None:
    page = await opened(browser, root)
    await page.get_by_test_id("start").click()
    composer = page.get_by_test_id("composer")
    await composer.fill("/call +7 999 123-45-03\nВаш заказ готов")
    await page.get_by_test_id("send").click()
    await expect(page.get_by_role("log")).to_contain_text("Ваш заказ готов")
    await expect(composer).to_have_value("")
    assert (await bot.update("message"))["text"] == "/start"


async def test_a_pressed_button_shows_the_bots_answer(browser: Browser, root: str, bot: Bot) -> None:
    await bot.written_to(OLEG)
    page = await opened(browser, root)
    number = await bot.say(OLEG, "Позвонить на +7 999 123-45-03?", "Позвонить", "Показать запрос")
    button = message(page, number).get_by_role("button", name="Позвонить")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    query = await bot.update("callback_query")
    assert query["from"]["id"] == OLEG
    await bot("answerCallbackQuery", callback_query_id=query["id"], text="Звонок размещён")
    await expect(page.get_by_test_id("toast")).to_have_text("Звонок размещён")
    await expect(button).to_have_attribute("aria-busy", "false")

    await message(page, number).get_by_role("button", name="Показать запрос").click()
    query = await bot.update("callback_query")
    await bot("answerCallbackQuery", callback_query_id=query["id"], text="POST /create", show_alert=True)
    await expect(page.get_by_test_id("alert")).to_contain_text("POST /create")
    await page.get_by_role("button", name="Понятно").click()
    await expect(page.get_by_test_id("alert")).to_have_count(0)


async def test_edits_in_place_and_deletions_vanish(browser: Browser, root: str, bot: Bot) -> None:
    await bot.written_to(OLEG)
    page = await opened(browser, root)
    first = await bot.say(OLEG, "Звоним…")
    second = await bot.say(OLEG, "Второе")
    await expect(message(page, second)).to_be_visible()
    await bot("editMessageText", chat_id=OLEG, message_id=first, text="Поговорили")
    await expect(message(page, first)).to_contain_text("Поговорили")
    await expect(message(page, first)).not_to_contain_text("изменено")  # nor does Telegram say it of bots
    await bot("deleteMessage", chat_id=OLEG, message_id=second)
    await expect(message(page, second)).to_have_count(0)
    await expect(message(page, first)).to_be_visible()


async def test_formatting_is_shown_and_foreign_markup_is_text(browser: Browser, root: str, bot: Bot) -> None:
    await bot.written_to(OLEG)
    page = await opened(browser, root)
    bold = await bot.say(OLEG, "<b>Важно</b>", parse_mode="HTML")
    await expect(message(page, bold).locator("strong")).to_have_text("Важно")
    attack = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    raw = await bot.say(OLEG, attack, attack[:40])
    await expect(message(page, raw).locator(".text")).to_have_text(attack)
    await expect(message(page, raw).locator(".text *")).to_have_count(0)
    await expect(page).to_have_title(re.compile("Звонарь"))


async def test_the_bots_reply_keyboard_shares_a_contact(browser: Browser, root: str, bot: Bot) -> None:
    await bot.written_to(OLEG)
    page = await opened(browser, root)
    keyboard = {"keyboard": [[{"text": "Мой номер", "request_contact": True}]], "resize_keyboard": True}
    await bot("sendMessage", chat_id=OLEG, text="Ваш номер?", reply_markup=keyboard)
    await page.get_by_role("button", name="Мой номер").click()
    await page.get_by_role("button", name="Поделиться", exact=True).click()
    await expect(page.locator(".message .contact")).to_contain_text("Олег")
    updates = await bot("getUpdates")
    assert any("contact" in update["message"] for update in updates)


async def test_another_persons_unread_message_has_a_badge(browser: Browser, root: str, bot: Bot) -> None:
    await bot.written_to(ANNA)
    page = await opened(browser, root)
    await bot.say(ANNA, "Звонок закончен")
    person = page.get_by_test_id(f"person-{ANNA}")
    await expect(person.locator(".badge")).to_have_text("1")
    await person.click()
    await expect(page.get_by_role("log")).to_contain_text("Звонок закончен")
    await expect(person.locator(".badge")).to_have_count(0)
    assert f"person={ANNA}" in page.url


async def test_a_call_is_answered_by_hand(browser: Browser, root: str, bot: Bot) -> None:
    page = await opened(browser, root)
    call = page.get_by_test_id(f"provider-call-{await bot.place_call('79991234500')}")
    await expect(call).to_contain_text("+7 999 123-45-00")
    await call.get_by_role("button", name="Ответить").click()
    await expect(call).to_contain_text("разговор")
    await call.get_by_role("button", name="Нажать 3").click()
    await expect(call).to_contain_text("нажал 3")
    await call.get_by_role("button", name="Положить трубку").click()
    await expect(call).to_contain_text("состоялся")


async def test_requests_are_shown_as_json(browser: Browser, root: str, bot: Bot) -> None:
    page = await opened(browser, root, f"lang=en&chat={GROUP}")
    await page.get_by_test_id("tab-requests").click()
    await bot.say(GROUP, "Hello")
    entry = page.locator(".entry", has_text="sendMessage")
    await entry.locator("summary").click()
    await expect(entry.locator(".json").first).to_contain_text('"text": "Hello"')
    await expect(entry.locator(".json").last).to_contain_text('"message_id"')
    await page.get_by_role("button", name="CallDog", exact=True).click()
    await expect(entry).to_have_count(0)


async def test_a_request_made_while_the_list_is_read_is_shown(browser: Browser, root: str, bot: Bot) -> None:
    await bot("getMe")
    page = await opened(browser, root, f"lang=en&chat={GROUP}")
    asked, answered = asyncio.Event(), asyncio.Event()

    async def late(route: Route) -> None:
        answer = await route.fetch()
        asked.set()
        await answered.wait()
        await route.fulfill(response=answer)

    await page.route("**/api/requests*", late)
    await page.get_by_test_id("tab-requests").click()
    await asked.wait()
    await bot.say(GROUP, "Hello")
    entry = page.locator(".entry", has_text="sendMessage")
    await entry.locator("summary").click()
    answered.set()
    await expect(page.locator(".entry", has_text="getMe")).to_have_count(1)
    await expect(entry.locator(".json").first).to_contain_text('"text": "Hello"')


async def test_starting_over_clears_the_page(browser: Browser, root: str, bot: Bot) -> None:
    await bot.written_to(OLEG)
    page = await opened(browser, root)
    await expect(page.get_by_role("log")).to_contain_text("/start")
    await page.get_by_test_id("tab-settings").click()
    await page.get_by_role("button", name="Начать заново").click()
    await page.get_by_role("dialog").get_by_role("button", name="Начать заново").click()
    await expect(page.get_by_test_id("start")).to_be_visible()
