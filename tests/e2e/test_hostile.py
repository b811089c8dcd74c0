"""Whatever people and providers say is shown as they said it: escaped, cut where too long, never a 400.

That Telegram refused nothing is checked at the end of every test, see `conftest.office`.
"""

from __future__ import annotations

import json

import pytest

from tests.support.office import Office, new_phone

HOSTILE = "<b>жир</b> & &amp; <a href='x'>y</a> </blockquote> 😀👨‍👩‍👧 \u202eקודם\u202c {0} %s"
SHOWN = "&lt;b&gt;жир&lt;/b&gt; &amp; &amp;amp; &lt;a href="


async def test_what_a_person_writes_is_shown_as_written(office: Office) -> None:
    oleg = await office.person(first_name="<i>Олег</i> & 😀", last_name="\u202eשלום")
    await oleg.says("/start")
    assert "&lt;i&gt;Олег&lt;/i&gt; &amp; 😀" in (await oleg.sees("Здравствуйте")).html
    await oleg.says(f"/call {new_phone('03')} {HOSTILE}")
    card = await oleg.sees("жир")
    assert SHOWN in card.html
    await oleg.presses("Позвонить", card)
    ended = await oleg.sees_in(card, "нажал 1")
    assert SHOWN in ended.html
    await oleg.says("/calls")
    await oleg.sees("Ваши звонки")
    group = await office.group(oleg)
    await oleg.at(group).says(f"/call {new_phone('01')} {HOSTILE}")
    await oleg.at(group).presses("Позвонить")
    told = await oleg.at(group).sees(lambda message: message.reply_to is not None)
    assert "&lt;i&gt;Олег&lt;/i&gt;" in "".join(shown.html for shown in await oleg.at(group).replies()), told


async def test_the_service_hears_exactly_what_was_written(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("01")
    text = "Цена <5 & «зам+ок» 😀"
    await oleg.says(f"/call {phone} {text}")
    await oleg.presses("Позвонить")
    create = await office.request("create", phone=phone)
    assert create["request"]["record"]["text"] == text
    await oleg.sees("занято")


async def test_a_text_that_fills_a_message_is_shown_and_cannot_be_placed_until_shortened(office: Office) -> None:
    oleg, phone = await office.person(), new_phone("01")
    command = f"/call {phone} "
    room = 4096 - len(command)  # Telegram counts in UTF-16, where the emoji is two
    await oleg.says(command + "<&😀>" * (room // 5) + "x" * (room % 5))
    card = await oleg.sees("а сервис берёт не больше")
    assert not card.has("Позвонить")
    assert card.has("Параметры")
    await oleg.presses("Параметры", card)
    await oleg.presses("✏️ Текст")
    await oleg.sees("одним сообщением")
    await oleg.says("<b>" * 341)
    card = await oleg.sees(lambda message: message.has("Позвонить"))
    await oleg.presses("Позвонить", card)
    await oleg.sees_in(card, "занято")


LONG = "<b>&amp; нельзя</i> \u202e😀" * 600
BODIES = [
    {"status": "error", "message": LONG},
    {"status": "error", "errors": {"phone": [LONG, LONG]}},
    {"status": "success", "data": [{"status": "error", "message": LONG}]},
]


@pytest.mark.parametrize("body", BODIES, ids=["message", "errors", "data"])
async def test_ten_thousand_characters_of_a_refusal_fit_the_card(office: Office, body: dict[str, object]) -> None:
    oleg = await office.person()
    assert len(LONG) > 10_000
    await office.fault("status", "create", status=400, body=json.dumps(body))
    await oleg.says(f"/call {new_phone('00')} {HOSTILE}")
    card = await oleg.sees("жир")
    await oleg.presses("Позвонить", card)
    rejected = await oleg.sees_in(card, "сервис отказал")
    assert "&lt;b&gt;&amp;amp; нельзя" in rejected.html
    await oleg.sees_reply(card)


async def test_a_page_instead_of_json_and_an_endless_status_word(still: Office) -> None:
    oleg, phone = await still.person(), new_phone("03")
    await oleg.says(f"/call {phone} Ваш заказ готов")
    card = await oleg.sees("Ваш заказ готов")
    await oleg.presses("Позвонить", card)
    create = await still.request("create", phone=phone)
    call = create["answer"]["data"][0]["id"]
    await still.post(f"providers/calldog/calls/{call}/act", action="answer")
    await oleg.sees_in(card, "идёт разговор")
    leg = {"id": 1, "phone": phone, "status": LONG, "ivrAnswer": LONG, "recordFilePath": LONG}
    told = {"status": "success", "data": [{**leg, "id": call, "calls": [leg]}]}
    await still.fault("status", "get", status=200, body=f"<html>{LONG}</html>")
    await still.fault("body", "get", body=json.dumps(told), times=10_000)
    strange = await oleg.sees_in(card, "Непонятный ответ сервиса: «")
    assert "&lt;b&gt;&amp;amp; нельзя" in strange.html
    assert "идёт разговор" in strange.text, "a word that nobody knows ends no call"
    await still.no_more_faults()
    await still.post(f"providers/calldog/calls/{call}/act", action="hangup")
    await oleg.sees_in(card, "✅")
    await oleg.sees_reply(card)
