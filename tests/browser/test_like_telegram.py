"""A message looks as Telegram would show it: code, quotes, long labels, what the bot is doing, the menu button."""

from __future__ import annotations

import json

import pytest
from playwright.async_api import FloatRect, Locator, Page, ViewportSize, expect

from tests.browser.conftest import GROUP, OLEG, Wire, said
from tests.browser_support import ITS_OWN_AND_OTHERS, Browser, in_browser, set_in

pytestmark = in_browser

PHONE = ViewportSize(width=360, height=740)
ANSWER = json.dumps(
    {"id": 501, "phone": "79991234500", "code": "0501", "webhookUrl": "https://example.org/" + "x" * 80}
)
LONG = "Ваш заказ готов, ждём вас в пункте выдачи до вечера пятницы. " * 12


async def commands(wire: Wire, *names: str) -> None:
    listed = [{"command": name, "description": f"Про {name}"} for name in names]
    await wire.bot("setMyCommands", commands=json.dumps(listed))


async def box(found: Locator) -> FloatRect:
    shape = await found.bounding_box()
    assert shape is not None
    return shape


@pytest.mark.parametrize("width", [360, 1440])
async def test_code_stays_inside_its_bubble(browser: Browser, root: str, wire: Wire, width: int) -> None:
    page = await browser.new_page(viewport=ViewportSize(width=width, height=740), bypass_csp=True)
    await page.goto(f"{root}/?lang=ru&person={OLEG}&chat={OLEG}")
    message = await said(page, wire, f"Ответ: <pre>{ANSWER}</pre>", ["Изменить", "Другой запрос"])
    for font in ITS_OWN_AND_OTHERS:
        await set_in(page, font)
        bubble, code, keys = [await box(message.locator(each)) for each in (".bubble", "pre", ".keyboard")]
        assert bubble["x"] <= code["x"], font
        assert code["x"] + code["width"] <= bubble["x"] + bubble["width"], font
        assert keys["width"] <= bubble["width"] + 1 <= width, font
        for label in await message.locator(".inline-button > span").all():
            assert (await box(label))["width"] > 20, font
        scrolled = "(code) => { code.scrollLeft = 0; code.scrollLeft = 1000; return code.scrollLeft; }"
        assert await message.locator("pre").evaluate(scrolled) > 0, font


async def test_a_long_quote_is_folded_to_three_lines(page: Page, wire: Wire) -> None:
    html = f"Карточка\n<blockquote expandable>{LONG}</blockquote>\nПозвонить?"
    message = await said(page, wire, html)
    quote = message.locator("blockquote")
    line = float(await quote.evaluate("(node) => parseFloat(getComputedStyle(node).lineHeight)"))
    folded = (await box(quote.locator(".quoted")))["height"]
    assert folded == pytest.approx(3 * line, abs=2)
    await quote.click()
    await expect(quote.get_by_role("button", name="Свернуть цитату")).to_be_visible()
    assert (await box(quote.locator(".quoted")))["height"] > 3 * line + 1

    number = (await message.get_attribute("data-id")) or ""
    edited = html.replace("Позвонить?", "Звоним…")
    await wire.bot("editMessageText", chat_id=OLEG, message_id=number, text=edited, parse_mode="HTML")
    await expect(message).to_contain_text("Звоним…")
    await expect(quote).to_have_attribute("class", "expandable long open")
    await quote.get_by_role("button", name="Свернуть цитату").press("Enter")
    await expect(quote.get_by_role("button", name="Показать цитату целиком")).to_be_visible()
    assert (await box(quote.locator(".quoted")))["height"] == pytest.approx(folded, abs=2)


async def test_a_short_quote_has_nothing_to_unfold(page: Page, wire: Wire) -> None:
    message = await said(page, wire, "<blockquote expandable>Заказ готов</blockquote>")
    await expect(message.locator(".unfold")).to_be_hidden()


async def test_a_quote_is_as_wide_as_its_text_and_no_empty_line_follows(page: Page, wire: Wire) -> None:
    first, second = "<blockquote>Заказ готов</blockquote>", "<blockquote>Да</blockquote>"
    html = f"{LONG[:60]}\n{first}\n<b>Верно?</b>\n{second}\n\n<i>Дальше</i>"
    message = await said(page, wire, html)
    bubble, quote, after, other, last = [
        await box(each)
        for each in (
            message.locator(".bubble"),
            message.locator("blockquote").first,
            message.locator("strong"),
            message.locator("blockquote").last,
            message.locator("em"),
        )
    ]
    assert quote["width"] < bubble["width"] / 2
    assert after["y"] - (quote["y"] + quote["height"]) < 12
    assert 15 < last["y"] - (other["y"] + other["height"]) < 35


async def test_a_full_stop_stays_beside_its_command(browser: Browser, root: str, wire: Wire) -> None:
    """Wherever the line ends."""
    page = await browser.new_page(viewport=PHONE)
    await page.goto(f"{root}/?lang=ru&person={OLEG}&chat={OLEG}")
    message = await said(page, wire, "\n".join(f"{'и' * length} /calls." for length in range(20, 40)))
    for command in await message.locator(".command").all():
        below = await command.evaluate(
            """(node) => {
                const dot = document.createRange();
                dot.setStart(node.nextSibling, 0);
                dot.setEnd(node.nextSibling, 1);
                return dot.getBoundingClientRect().top - node.getBoundingClientRect().top;
            }"""
        )
        assert abs(below) < 5


async def test_labels_are_cut_on_one_line(browser: Browser, root: str, wire: Wire) -> None:
    page = await browser.new_page(viewport=PHONE, bypass_csp=True)
    await page.goto(f"{root}/?lang=ru&person={OLEG}&chat={OLEG}")
    rows = [["Да"], ["1 подтверждение заказа", "2 отмена заказа", "3 оператор", "4 повторить ещё раз"]]
    message = await said(page, wire, "Меню", *rows)
    short, *long = await message.locator(".inline-button").all()
    cut = long[0].locator("span").first
    for font in ITS_OWN_AND_OTHERS:
        await set_in(page, font)
        for each in long:
            assert (await box(each))["height"] == (await box(short))["height"], font
        assert (
            await cut.evaluate("(node) => node.scrollWidth > node.clientWidth && getComputedStyle(node).textOverflow")
            == "ellipsis"
        ), font
    assert await long[0].get_attribute("title") == "1 подтверждение заказа"


async def test_what_the_bot_is_doing_is_shown(page: Page, wire: Wire) -> None:
    status = page.locator(".chat-head .chat-status")
    for action, words in {
        "typing": "печатает",
        "record_voice": "записывает голосовое",
        "upload_photo": "отправляет фото",
    }.items():
        await wire.bot("sendChatAction", chat_id=OLEG, action=action)
        await expect(status).to_have_text(words)
    await wire.bot("sendMessage", chat_id=OLEG, text="Готово")
    await expect(status).to_have_text("бот")


async def test_the_menu_button_opens_the_commands(page: Page, wire: Wire) -> None:
    menu = page.locator(".menu-button")
    await expect(menu).to_be_hidden()
    await commands(wire, "call", "help")
    await expect(menu).to_have_text("Меню")
    assert (await box(menu))["x"] < (await box(page.get_by_test_id("composer")))["x"]
    await page.get_by_test_id("composer").fill("Привет")
    await expect(menu.locator("span")).to_be_hidden()
    await page.get_by_test_id("composer").fill("")
    await menu.click()
    await page.get_by_role("option", name="/help").click()
    await expect(page.locator(".message.out").last).to_contain_text("/help")

    await page.get_by_test_id(f"chat-{GROUP}").click()
    await expect(menu).to_be_hidden()
    await page.get_by_role("button", name="Команды").click()
    await expect(page.get_by_role("option", name="/call")).to_be_visible()


async def test_a_link_to_the_bot_leads_into_its_chat_and_starts_it(page: Page, wire: Wire) -> None:
    username = (await wire.bot("getMe"))["username"]
    await wire.steer(f"chats/{GROUP}/messages", **{"from": OLEG, "text": "/settings"})
    link = json.dumps({"inline_keyboard": [[{"text": "Открыть", "url": f"https://t.me/{username}?start=settings"}]]})
    await wire.bot("sendMessage", chat_id=GROUP, text="Это личное", reply_markup=link)
    await page.get_by_test_id(f"chat-{GROUP}").click()
    await page.get_by_role("link", name="Открыть").click()
    await expect(page.get_by_test_id(f"chat-{OLEG}")).to_have_attribute("aria-current", "true")
    await page.get_by_test_id("start").click()
    await expect(page.locator(".message.out").last).to_contain_text("/start settings")
    await expect(page.get_by_test_id("composer")).to_be_visible()
    assert len(page.context.pages) == 1


async def test_a_chat_is_opened_also_when_a_message_comes_while_it_is_pressed(
    browser: Browser, page: Page, root: str, wire: Wire
) -> None:
    other = await browser.new_page()
    await other.goto(f"{root}/?lang=ru&person={OLEG}&chat={OLEG}")
    await page.get_by_test_id(f"chat-{GROUP}").hover()
    await page.mouse.down()
    await wire.bot("sendMessage", chat_id=GROUP, text="Пришло посреди нажатия")
    await expect(other.get_by_test_id(f"chat-{GROUP}")).to_contain_text("Пришло посреди нажатия")
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    await page.mouse.up()
    await expect(page.get_by_test_id(f"chat-{GROUP}")).to_have_attribute("aria-current", "true")
    await expect(page.locator(".message").last).to_contain_text("Пришло посреди нажатия")


async def test_the_bot_is_blocked_by_words_in_the_chats_menu(page: Page) -> None:
    await page.get_by_role("button", name="Ещё").click()
    await page.get_by_role("button", name="Заблокировать бота").click()
    await page.get_by_role("dialog").get_by_role("button", name="Заблокировать").click()
    await expect(page.get_by_test_id("start")).to_have_text("Разблокировать и начать")


async def test_a_phone_gives_the_chat_its_height(browser: Browser, root: str, wire: Wire) -> None:
    page = await browser.new_page(viewport=PHONE)
    await page.goto(f"{root}/?lang=ru&person={OLEG}&chat={OLEG}")
    await expect(page.locator(".appbar")).to_be_hidden()
    assert (await box(page.locator(".scroller")))["height"] > PHONE["height"] * 0.74
    await page.get_by_test_id("pane-chats").click()
    await expect(page.locator(".appbar")).to_be_visible()
