"""Contacts as Telegram sends them: an account's number has its country's code and no plus."""

from __future__ import annotations

from tests.support.office import Office


async def test_contacts_are_read_as_telegram_writes_them(office: Office) -> None:
    oleg = await office.person()
    abroad = {"phone_number": "84912345678", "first_name": "Minh", "user_id": 700001}
    await office.post(f"chats/{oleg.chat}/messages", **{"from": oleg.id}, contact=abroad)
    await oleg.sees("сервисы звонят только по номерам, которые начинаются с +7")
    await oleg.shares("+9991234567")
    first = await oleg.sees("+7 999 123-45-67")
    await oleg.shares("\u202d+7 999 123-45-67\u202c")
    await oleg.sees(lambda shown: shown.id > first.id and "+7 999 123-45-67" in shown.text)
    assert await office.creates("79991234567") == 0
