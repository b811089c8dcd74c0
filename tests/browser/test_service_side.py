"""The provider's side: records heard, approved and refused; a call's menu with its own keys."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page, expect

from bot.sandbox.wav import tone
from tests.browser.conftest import CALLDOG_KEY, Wire
from tests.browser.test_newcomer import screenshots
from tests.browser_support import complaints_of, in_browser

pytestmark = in_browser

SAVED_RECORD = 2_689_342
MENU = [
    {"digit": 1, "record": {"id": SAVED_RECORD}, "smsText": "Спасибо"},
    {"digit": 2, "managerPhone": "79997654321"},
    {"keyWords": "да хочу", "needBlock": 1},
    {"record": {"id": SAVED_RECORD}},
]


async def uploaded(wire: Wire) -> int:
    form = {"apiKey": CALLDOG_KEY, "name": "Голос", "source": "file"}
    answer = await wire.http.post(
        "/calldog/apiCalls/createRecord", data=form, files={"file": ("voice.wav", tone(2), "audio/wav")}
    )
    assert answer.status_code == 200, answer.text
    return int(answer.json()["data"]["id"])


async def test_a_record_is_heard_refused_with_words_and_approved(page: Page, wire: Wire) -> None:
    complaints = complaints_of(page)
    await wire.steer("providers/calldog/settings", moderation=True)
    await page.get_by_test_id("tab-records").click()
    record = page.get_by_test_id(f"provider-record-{await uploaded(wire)}")
    await expect(record).to_contain_text("на модерации")
    await record.get_by_role("button", name="Слушать").click()
    await expect(record.get_by_role("button", name="Пауза")).to_be_visible()

    await record.get_by_role("button", name="Отклонить").click()
    await page.get_by_role("dialog").get_by_label("Комментарий модератора").fill("Слишком тихо")
    await page.get_by_role("dialog").get_by_role("button", name="Отклонить").click()
    await expect(record).to_contain_text("отклонён")
    await expect(record).to_contain_text("Слишком тихо")
    assert "Слишком тихо" in {each["moderatorComment"] for each in await wire.calldog("getRecords")}

    await record.get_by_role("button", name="Одобрить").click()
    await expect(record).to_contain_text("готов")
    assert complaints == []


async def test_a_call_offers_the_keys_of_its_own_menu(page: Page, wire: Wire, tmp_path: Path) -> None:
    order = {"phone": "79991234500", "dutyPhone": 1, "record": {"id": SAVED_RECORD}, "ivrs": MENU}
    (placed,) = await wire.calldog("create", **order)
    call = page.get_by_test_id(f"provider-call-{placed['id']}")
    await expect(call).to_contain_text("меню: 4 пункта")
    await call.get_by_role("button", name="Ответить").click()
    menu = call.get_by_role("list", name="Меню звонка")
    first = menu.get_by_role("button", name="Нажать 1")
    await expect(first).to_contain_text("прозвучит: ролик № 2689342: Запись")
    await expect(first).to_contain_text("SMS: Спасибо")
    await expect(menu.get_by_role("button", name="Нажать 2")).to_contain_text("менеджер +7 999 765-43-21")
    await expect(menu.get_by_role("button", name="Сказать «да»")).to_contain_text("чёрный список")
    await expect(menu.get_by_role("button", name="Остаться на линии")).to_contain_text("прозвучит")
    await expect(call.get_by_role("group", name="Нажать цифру").get_by_role("button")).to_have_count(8)
    await page.screenshot(path=screenshots(tmp_path) / "menu-call.png")
    await menu.get_by_role("button", name="Остаться на линии").click()
    await expect(call).to_contain_text("остался на линии")
    await first.click()
    await expect(call).to_contain_text("нажал 1")
    (found,) = await wire.calldog("get", apiCallIdList=[placed["id"]])
    assert found["calls"][0]["ivrAnswers"] == "-1,1"


async def test_the_pane_follows_the_newest_call_until_somebody_chooses(page: Page, wire: Wire) -> None:
    heading = page.locator(".provider-head h2")
    await expect(heading).to_have_text("CallDog")
    await wire.mobilgroup("79991234500")
    await expect(heading).to_have_text("Mobilgroup")
    await expect(page.locator(".card.call")).to_have_count(1)
    await page.get_by_test_id("service-callkeeper").click()
    await wire.mobilgroup("79991234501")
    await expect(page.get_by_test_id("service-mobilgroup").locator(".badge")).to_have_text("2")
    await expect(heading).to_have_text("CallKeeper")


async def test_the_pane_stays_where_somebody_is_busy(page: Page, wire: Wire) -> None:
    await page.get_by_test_id("tab-settings").click()
    await wire.mobilgroup("79991234500")
    await expect(page.get_by_test_id("service-mobilgroup").locator(".badge")).to_have_text("1")
    await expect(page.locator(".provider-head h2")).to_have_text("CallDog")
