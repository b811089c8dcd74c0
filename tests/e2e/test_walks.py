"""What each job costs a person in the sandbox: messages and taps, none more than is wanted."""

from __future__ import annotations

from tests.support.office import Office, new_phone
from tests.support.walk import Walk


async def test_a_call_in_one_line(office: Office) -> None:
    walk, phone = Walk(await office.person()), new_phone("01")
    await walk.says(f"{phone} Ваш заказ готов")
    await walk.presses("Позвонить")
    await office.request("create", phone=phone)
    walk.took_at_most(1, 1)


async def test_a_list_of_three(office: Office) -> None:
    walk, phones = Walk(await office.person()), [new_phone("01") for _ in range(3)]
    await walk.says(f"/call {', '.join(phones)}\nВаш заказ готов")
    await walk.presses("Позвонить")
    for phone in phones:
        await office.request("create", phone=phone)
    walk.took_at_most(1, 1)
