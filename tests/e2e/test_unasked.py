"""What people write and send without the exact command, over HTTP as Telegram tells of it."""

from __future__ import annotations

import base64

from bot.domain.access import Role
from tests.support.office import Office, new_phone
from tests.support.sounds import encoded, voice


async def test_however_call_is_written(office: Office) -> None:
    oleg = await office.person()
    group = oleg.at(await office.group(oleg))
    for person in (oleg, group):
        for number, form in enumerate(("/Call {}", "/call+{}", "/call, {}", "/CALL@zvonar_demo_bot +{}")):
            words = f"Заказ {number} готов, чат {person.chat}"
            await person.says(f"{form.format(new_phone())} {words}")
            await person.sees(words)


async def test_a_bare_number_a_typo_and_a_picture(office: Office) -> None:
    oleg = await office.person()
    await oleg.says(f"+{new_phone()} Ваш заказ готов")
    await oleg.sees(lambda shown: shown.has("Позвонить") and "Ваш заказ готов" in shown.text)
    await oleg.says("/cal")
    await oleg.sees("Может быть, /call?")
    await oleg.says("", document={"data": base64.b64encode(b"%PDF").decode(), "name": "a.pdf"})
    await oleg.sees("Чтобы позвонить, пришлите номер")


async def test_a_list_as_excel_in_russian_saves_it(office: Office) -> None:
    oleg = await office.person()
    first, second = new_phone(), new_phone()
    rows = f"Телефон;Имя\r\n{first};Иван\r\n{second};Анна\r\n{first};снова\r\n7,99912E+10;Пётр\r\n"
    data = base64.b64encode(rows.encode("cp1251")).decode()
    await oleg.says("", document={"data": data, "name": "Клиенты.csv", "mime": "text/csv"})
    told = await oleg.sees("Из столбца «Телефон» взяты 2 номера")
    assert "строка 5: " in told.text
    await oleg.says("Завтра офис закрыт")
    card = await oleg.sees(lambda shown: shown.has("Позвонить всем (2)"))
    await oleg.presses("Позвонить", card)
    for phone in (first, second):
        await office.request("create", phone=phone)


async def test_a_voice_note_under_call_is_what_the_callee_hears(office: Office) -> None:
    maria = await office.person(Role.MANAGER)
    phone = new_phone()
    note = {"data": base64.b64encode(encoded(voice(2), "ogg")).decode(), "duration": 2}
    await maria.says("", caption=f"/call {phone}", voice=note)
    await maria.presses("Отправить в CallDog")
    card = await maria.sees(lambda shown: shown.has("Позвонить") and "Прозвучит ролик" in shown.text)
    await maria.presses("Позвонить", card)
    asked = await office.request("create", phone=phone)
    assert asked["request"]["record"].keys() == {"id"}


async def test_the_settings_open_by_the_groups_link(office: Office) -> None:
    oleg = await office.person()
    group = oleg.at(await office.group(oleg))
    await group.says("/settings")
    told = await group.sees("Личное в группах не показывается")
    [address] = told.links.values()
    assert address.endswith("?start=settings")
    await office.post(f"chats/{oleg.id}/start", **{"from": oleg.id}, payload=address.partition("=")[2])
    await oleg.sees("Ваша роль")
