"""What people do with a message from its own menu: edit, forward, delete; and how the page shows it to others."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.browser.conftest import GROUP, OLEG, Wire, said
from tests.browser_support import in_browser

pytestmark = in_browser


async def test_a_message_is_edited_from_its_own_menu(page: Page, wire: Wire) -> None:
    composer = page.get_by_test_id("composer")
    await composer.fill("/call +7 999 123-45-00\nЗаказ готов")
    await page.get_by_test_id("send").click()
    mine = page.locator(".message.out").last
    await expect(mine).to_contain_text("Заказ готов")
    await mine.locator(".text").click(button="right")
    await page.get_by_role("button", name="Изменить").click()
    await expect(composer).to_have_value("/call +7 999 123-45-00\nЗаказ готов")
    await composer.press("Escape")
    await expect(composer).to_have_value("")
    await mine.locator(".text").click(button="right")
    await page.get_by_role("button", name="Изменить").click()
    await composer.fill("/call +7 999 123-45-01 Заказ готов")
    await composer.press("Enter")
    await expect(mine).to_contain_text("45-01")
    await expect(mine).to_contain_text("изменено")
    await expect(page.locator(".message.out")).to_have_count(2)
    edited = (await wire.bot("getUpdates", timeout=10))[-1]["edited_message"]
    assert edited["text"] == "/call +7 999 123-45-01 Заказ готов"


async def test_the_bots_message_offers_no_edit(page: Page, wire: Wire) -> None:
    message = await said(page, wire, "Карточка")
    await message.locator(".text").click(button="right")
    menu = page.get_by_role("dialog", name="Что сделать с сообщением")
    await expect(menu.get_by_role("button")).to_have_text(["Ответить", "Скопировать текст", "Переслать"])
    await menu.get_by_role("button", name="Ответить").click()
    await expect(page.locator(".reply-bar")).to_contain_text("Карточка")


async def test_a_message_is_forwarded_and_deleted_from_its_own_menu(page: Page, wire: Wire) -> None:
    card = await said(page, wire, "Карточка", ["Позвонить"])
    await wire.bot("getUpdates", offset=-1)
    await card.locator(".text").click(button="right")
    await page.get_by_role("button", name="Переслать").click()
    where = page.get_by_role("dialog", name="Куда переслать")
    await expect(where.locator(".menu").get_by_role("button")).to_have_text(["Звонарь", "Поддержка"])
    await where.get_by_role("button", name="Поддержка").click()
    await expect(page.get_by_test_id(f"chat-{GROUP}")).to_have_attribute("aria-current", "true")
    mine = page.locator(".message.out").last
    await expect(mine.locator(".forwarded")).to_have_text("Переслано от: Звонарь")
    await expect(mine.locator(".keyboard")).to_have_count(0)

    await mine.locator(".text").click(button="right")
    menu = page.get_by_role("dialog", name="Что сделать с сообщением")
    await expect(menu.get_by_role("button")).to_have_text(["Ответить", "Скопировать текст", "Переслать", "Удалить"])
    await menu.get_by_role("button", name="Переслать").click()
    await where.get_by_role("button", name="Звонарь").click()
    await expect(page.get_by_test_id(f"chat-{OLEG}")).to_have_attribute("aria-current", "true")
    assert (await wire.update())["forward_origin"]["sender_user"]["is_bot"] is True

    mine = page.get_by_test_id(f"message-{await page.locator('.message.out').last.get_attribute('data-id')}")
    await mine.locator(".text").click(button="right")
    await menu.get_by_role("button", name="Ответить").click()
    await expect(page.locator(".reply-bar")).to_contain_text("Карточка")
    await mine.locator(".text").click(button="right")
    await menu.get_by_role("button", name="Удалить").click()
    await page.get_by_role("dialog", name="Удалить сообщение?").get_by_role("button", name="Удалить").click()
    await expect(mine).to_have_count(0)
    await expect(page.locator(".reply-bar")).to_be_hidden()
    await page.get_by_test_id("composer").fill("Уже не ответ")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.locator(".message.out").last).to_contain_text("Уже не ответ")
    await expect(card).to_be_visible()


async def test_a_deleted_message_leaves_nothing_unread(page: Page, wire: Wire) -> None:
    """Whoever has seen the newest message has seen all before it, also once that one is gone."""
    await said(page, wire, "Карточка")
    await wire.steer(f"chats/{OLEG}/messages", **{"from": OLEG, "text": "Лишнее"})
    mine = page.locator(".message.out", has_text="Лишнее")
    await wire.steer(f"chats/{OLEG}/messages/{await mine.get_attribute('data-id')}/delete", **{"from": OLEG})
    await expect(mine).to_have_count(0)
    await page.get_by_test_id(f"chat-{GROUP}").click()
    await wire.steer("people", id=5001, first_name="Пётр")  # the page asks for everything anew
    await expect(page.get_by_test_id("person-5001")).to_be_visible()
    await expect(page.get_by_test_id(f"chat-{OLEG}").locator(".badge")).to_have_count(0)


async def test_only_people_edit_visibly(page: Page, wire: Wire) -> None:
    await wire.steer(f"chats/{OLEG}/messages", **{"from": OLEG, "text": "Первое"})
    mine = page.locator(".message.out").last
    await expect(mine).to_contain_text("Первое")
    await wire.steer(
        f"chats/{OLEG}/messages/{await mine.get_attribute('data-id')}/edit", **{"from": OLEG, "text": "Второе"}
    )
    await expect(mine).to_contain_text("Второе")
    await expect(mine).to_contain_text("изменено")


COUNTS_MENUS = """window.opened = 0;
new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => {
  if (node.classList?.contains("popover")) window.opened += 1;
}))).observe(document.body, { childList: true })"""


async def test_a_long_press_opens_the_menu_where_the_browser_tells_of_none(page: Page, wire: Wire) -> None:
    """As in Safari on a phone. A finger that moves scrolls, one that is lifted has only tapped."""
    scrolled, tapped, held = [
        (await said(page, wire, text)).locator(".text") for text in ("Первая", "Вторая", "Третья")
    ]
    finger = {"pointerType": "touch", "isPrimary": True, "clientX": 40, "clientY": 40}
    await page.evaluate(COUNTS_MENUS)
    await scrolled.dispatch_event("pointerdown", finger)
    await scrolled.dispatch_event("pointermove", {**finger, "clientY": 80})
    await tapped.dispatch_event("pointerdown", finger)
    await tapped.dispatch_event("pointerup", finger)
    await held.dispatch_event("pointerdown", finger)
    await held.dispatch_event("pointermove", {**finger, "clientY": 44})
    menu = page.get_by_role("dialog", name="Что сделать с сообщением")
    await menu.get_by_role("button", name="Ответить").click()
    await expect(page.locator(".reply-bar")).to_contain_text("Третья")
    assert await page.evaluate("window.opened") == 1
