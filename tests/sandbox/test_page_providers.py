"""The provider's side of the page: four providers, one looked at, each with its own calls, settings and faults."""

from collections.abc import AsyncIterator

import httpx
import pytest
from playwright.async_api import Page, ViewportSize, expect

from bot.sandbox.server import Sandbox
from tests.browser_support import FONTS, Browser, complaints_of, in_browser, set_in, shared
from tests.sandbox.providers_bench import CALLER_ID, CALLKEEPER_KEY, MOBILGROUP_KEY, OBZVONOV_KEY, WIDGET

pytestmark = in_browser

PROVIDERS = ("calldog", "obzvonov", "callkeeper", "mobilgroup")
CLIENT = "79991234500"
PHONE = ViewportSize(width=360, height=740)


@shared()
async def root() -> AsyncIterator[str]:
    sandbox = Sandbox(pace=10_000)  # a call stays open for as long as a test looks at it
    yield await sandbox.start()
    await sandbox.stop()


@shared()
async def http(root: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=root, timeout=30) as client:
        yield client


async def opened(browser: Browser, root: str, query: str, width: int = 1440) -> Page:
    page = await browser.new_page(viewport=ViewportSize(width=width, height=900))
    await page.goto(f"{root}/?lang=ru&{query}")
    await expect(page.get_by_test_id("chat-list")).to_be_attached()
    return page


async def place_everywhere(http: httpx.AsyncClient) -> None:
    order = {"apiKey": OBZVONOV_KEY, "phone": CLIENT, "dutyPhone": 1, "record": {"text": "Ваш заказ готов"}}
    await http.post("/obzvonov/apiCalls/create", json=order)
    form = {"unique": "a", "apiak": CALLKEEPER_KEY, "whash": WIDGET, "client": CLIENT, "text_to_manager": "С сайта"}
    await http.post("/callkeeper/orderCall", data=form)
    await http.post(
        "/mobilgroup/api/send/",
        headers={"Authorization": MOBILGROUP_KEY},
        json={"settings": {"number": CALLER_ID, "script": 1}, "subscribers": [{"phone": CLIENT}]},
    )


async def test_every_tab_of_every_service_in_both_themes(browser: Browser, root: str, http: httpx.AsyncClient) -> None:
    await place_everywhere(http)
    page = await browser.new_page(viewport=PHONE)
    complaints = complaints_of(page)
    for theme in ("light", "dark"):
        await page.goto(f"{root}/?lang=en&theme={theme}")
        await expect_every_tab_to_fit(page)
        assert complaints == []


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_no_font_is_too_wide_for_a_phone(
    browser: Browser, root: str, http: httpx.AsyncClient, language: str
) -> None:
    await place_everywhere(http)
    page = await browser.new_page(viewport=PHONE, bypass_csp=True)
    await page.goto(f"{root}/?lang={language}&theme=light")
    await expect_every_tab_to_fit(page, *FONTS.values())


async def expect_every_tab_to_fit(page: Page, *fonts: str) -> None:
    await page.get_by_test_id("pane-provider").click()
    for provider in PROVIDERS:
        await page.get_by_test_id(f"service-{provider}").click()
        for tab in ("calls", "requests", "faults", "settings"):
            await page.get_by_test_id(f"tab-{tab}").click()
            for font in fonts or [""]:
                if font:
                    await set_in(page, font)
                width = await page.evaluate("document.querySelector('.tab-panel').scrollWidth")
                assert width <= PHONE["width"], f"{provider}, {tab}, {font}"


async def test_the_switch_counts_open_calls_and_is_remembered(
    browser: Browser, root: str, http: httpx.AsyncClient
) -> None:
    page = await opened(browser, root, "theme=light")
    await page.get_by_test_id("tab-records").click()
    await place_everywhere(http)
    for provider in PROVIDERS[1:]:
        await expect(page.get_by_test_id(f"service-{provider}").locator(".badge")).to_have_text("1")
    await page.get_by_test_id("service-calldog").press("ArrowLeft")
    await expect(page.get_by_test_id("service-mobilgroup")).to_have_attribute("aria-checked", "true")
    await expect(page.get_by_test_id("tab-records")).to_be_hidden()
    await expect(page.get_by_test_id("tab-calls")).to_have_attribute("aria-selected", "true")
    await page.reload()
    await expect(page.get_by_role("heading", name="Mobilgroup")).to_be_visible()


async def test_a_callback_is_led_by_hand(browser: Browser, root: str, http: httpx.AsyncClient) -> None:
    await place_everywhere(http)
    page = await opened(browser, root, "service=callkeeper")
    card = page.locator(".card.call")
    await expect(card).to_contain_text("С сайта")
    await card.get_by_role("button", name="Менеджер ответил").click()
    await expect(card).to_contain_text("звонит клиенту")
    await card.get_by_role("button", name="Клиент занят").click()
    await expect(card).to_contain_text("200/486 Номер клиента занят")


async def test_a_subscriber_is_answered_by_hand(browser: Browser, root: str, http: httpx.AsyncClient) -> None:
    await place_everywhere(http)
    page = await opened(browser, root, "service=mobilgroup")
    card = page.locator(".card.call")
    await expect(card).to_contain_text("Скрипт «Оплата счёта»")
    await card.get_by_role("button", name="Ответить").click()
    await card.get_by_role("button", name="Нажать 3").click()
    await expect(card).to_contain_text("нажал 3")
    await card.get_by_role("button", name="Положить трубку").click()
    await expect(card).to_contain_text("Успешно")


async def test_settings_and_faults_go_to_the_service_looked_at(
    browser: Browser, root: str, http: httpx.AsyncClient
) -> None:
    page = await opened(browser, root, "service=callkeeper")
    await page.get_by_test_id("tab-settings").click()
    await page.get_by_label("Баланс, минуты").fill("12")
    await page.get_by_role("button", name="Сохранить").first.click()
    await expect(page.locator(".balance")).to_contain_text("12 минут")
    await page.get_by_test_id("tab-faults").click()
    await page.get_by_label("Операция").select_option("getUserInfo")
    await page.get_by_role("button", name="Назначить").click()
    await expect(page.get_by_test_id("toast").last).to_have_text("Сбой назначен")
    asked = {"api_key": CALLKEEPER_KEY}
    assert (await http.get("/callkeeper/getUserInfo", params=asked)).status_code == 500
    assert (await http.get("/callkeeper/getUserInfo", params=asked)).json()["balance"] == "12"
    await page.get_by_test_id("tab-requests").click()
    await page.get_by_role("button", name="CallKeeper", exact=True).click()
    await expect(page.locator(".entry", has_text="getUserInfo")).to_have_count(2)
