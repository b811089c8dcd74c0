"""What the bot writes to its log at the most talkative level holds no secret and no telephone number."""

from __future__ import annotations

import json
import re

from bot.domain.access import Role
from tests.e2e.apart.conftest import Town
from tests.support.office import Office, Person, new_phone
from tests.support.processes import CALLDOG_KEY, TOKEN

ORDERED = "refused by order of a test"
FORESEEN = (ORDERED, "chat not found", "Failed to fetch updates")
"""Errors that tests ask for. Nothing else may have gone wrong in the log."""


def spellings(phone: str) -> list[str]:
    """As people write it; the provider gets the first."""
    code, rest = phone[1:4], phone[4:]
    parts = f"{rest[:3]}-{rest[3:5]}-{rest[5:]}"
    return [phone, f"+{phone}", f"8{phone[1:]}", f"+7 {code} {parts}", f"8 ({code}) {parts}"]


async def test_no_token_no_key_and_no_full_number(office: Office, town: Town) -> None:
    oleg, boss = await office.person(), await office.person(Role.MANAGER)
    phones = [new_phone(ending) for ending in ("03", "08", "09", "01", "00")]
    await office.fault("status", "create", status=400, body=f'{{"message": "{phones[0]}: {CALLDOG_KEY}"}}')
    for phone, written in zip(phones, spellings("7" * 11), strict=True):
        form = spellings(phone)[spellings("7" * 11).index(written)]
        there = oleg.at(await office.group(oleg))
        await there.says(f"/call {form} Перезвоните на {form}")
        await there.presses("Позвонить")
        await there.sees(lambda message: message.reply_to is not None)
    phones.append(await _telegram_says_number_and_secrets(office, oleg))
    await oleg.shares(f"+{phones[0]}")
    await boss.says("/calls")
    await boss.sees("Звонки всех")
    written = town.bot.log.read_text()
    assert ORDERED in written, "there was something to mask"
    assert TOKEN not in written
    assert TOKEN.partition(":")[2] not in written
    assert CALLDOG_KEY not in written
    for phone in phones:
        digits = re.compile(r"\D{0,3}".join(phone[1:]))
        assert not digits.search(written), f"{phone} stands in the log"


async def _telegram_says_number_and_secrets(office: Office, oleg: Person) -> str:
    """Lets Telegram refuse with a number in its words. Returns the number: the refusal is logged as it came."""
    there, phone = oleg.at(await office.group(oleg)), new_phone("01")
    await there.says(f"/call {phone} Ваш заказ готов")
    said = f"Bad Request: {ORDERED} {spellings(phone)[3]} apiKey={CALLDOG_KEY} {TOKEN}"
    body = json.dumps({"ok": False, "error_code": 400, "description": said}, ensure_ascii=False)
    await office.fault("status", "editMessageText", "telegram", status=400, body=body, chat_id=there.chat)
    await there.presses("Позвонить")
    await there.sees("занято")
    assert [ORDERED in str(request["answer"]) for request in await office.refused_by_telegram()] == [True]
    await office.open()
    return phone


async def test_every_line_is_json_and_nothing_broke(office: Office, town: Town) -> None:
    oleg = await office.person()
    await oleg.says("/help")
    await oleg.sees("/calls")
    lines = [json.loads(line) for line in town.bot.log.read_text().splitlines() if line]
    assert lines
    errors = [line for line in lines if line["level"] in ("error", "critical")]
    assert [line for line in errors if not any(words in line["event"] for words in FORESEEN)] == []
