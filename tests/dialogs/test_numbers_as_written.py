"""Every door that takes a number reads it alike: messages, contacts, the own phone, a menu's manager, `/verify`."""

from __future__ import annotations

import pytest
from aiogram.types import Contact

from bot.domain.access import Person, Role
from tests.dialogs.building import adds, branch, made
from tests.fakes.provider import FakeProvider
from tests.fakes.services import JoiningPeople, Verifying
from tests.support.people import MARIA
from tests.support.stage import Someone, Stage

VIETNAM, UNPREFIXED, ISOLATED = "84912345678", "+9991234567", "\u202d+7 999 123-45-67\u202c"
PHONE = "79991234567"
ABROAD = "сервисы звонят только по номерам, которые начинаются с +7"


@pytest.fixture
def services() -> list[FakeProvider]:
    return [FakeProvider(), JoiningPeople(), Verifying()]


async def shares(someone: Someone, number: str, owner: int | None = 700001) -> None:
    contact = Contact(phone_number=number, first_name="Minh", user_id=owner)
    await someone.stage.feed(message=someone.message(None, contact=contact))


@pytest.mark.parametrize("number", [UNPREFIXED, UNPREFIXED[1:], ISOLATED, "89991234567", "8 999 123-45-67"])
@pytest.mark.parametrize("owner", [None, 700001])
async def test_a_contact_is_whom_people_mean(stage: Stage, oleg: Someone, number: str, owner: int | None) -> None:
    await shares(oleg, number, owner)
    (order,) = await stage.orders()
    assert order.phones == (PHONE,)


async def test_an_account_of_another_country_is_refused(stage: Stage, oleg: Someone) -> None:
    await shares(oleg, VIETNAM)
    assert ABROAD in (oleg.last().text or "")
    await oleg.says("/call")
    await shares(oleg, VIETNAM)
    assert ABROAD in (oleg.last().text or "")
    assert await stage.orders() == []


@pytest.mark.parametrize(("number", "kept"), [(VIETNAM, None), (UNPREFIXED, PHONE), (ISOLATED, PHONE)])
async def test_the_own_phone(stage: Stage, oleg: Someone, number: str, kept: str | None) -> None:
    await oleg.says("/callback +7 999 000-11-22")
    await shares(oleg, number, oleg.id)
    person = await stage.app.database.transact(lambda uow: uow.people.get(oleg.id))
    assert isinstance(person, Person)
    assert person.phone == kept
    assert (ABROAD in (oleg.last().text or "")) is (kept is None)


@pytest.mark.parametrize(
    ("number", "kept"), [(VIETNAM, None), (UNPREFIXED, PHONE), (ISOLATED, PHONE), ("8 495 123-45-67", "74951234567")]
)
async def test_a_menus_manager(stage: Stage, number: str, kept: str | None) -> None:
    maria = await stage.let_in(MARIA)
    await made(maria)
    await adds(maria, "2")
    await maria.presses("Соединить")
    await shares(maria, number)
    if kept is None:
        assert ABROAD in (maria.last().text or "")
    else:
        assert (await branch(stage, "2")).manager == kept
    assert await stage.orders() == []


async def test_a_menus_manager_has_no_extension(stage: Stage) -> None:
    maria = await stage.let_in(MARIA)
    await made(maria)
    await adds(maria, "2")
    await maria.presses("Соединить")
    await maria.says("8 495 123-45-67 доб. 104")
    assert "добавочный номер сервис не наберёт" in (maria.last().text or "")
    await maria.says("Тел.: 8\u2007495\u2011123-45-67")
    assert (await branch(stage, "2")).manager == "74951234567"


async def test_a_number_is_verified_as_it_was_pasted(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/verify 8 495 123-45-67 доб. 104")
    assert "добавочный номер сервис не наберёт" in (oleg.last().text or "")
    await oleg.says("/verify 998 90 123 45 67")
    assert ABROAD in (oleg.last().text or "")
    assert await stage.orders() == []
    await oleg.says("/verify https://wa.me/79991234567")
    (order,) = await stage.orders()
    assert order.phones == (PHONE,)


@pytest.mark.parametrize(
    ("language", "said"),
    [("ru", "Excel показал номер сокращённо"), ("en", "Excel has shortened this number")],
)
async def test_excels_notation_is_refused_with_excel_named(stage: Stage, language: str, said: str) -> None:
    someone = await stage.person(3, Role.OPERATOR, language)
    await someone.says("/call 7,99912E+10\n7,99913E+10\nЗавтра офис закрыт")
    assert said in (someone.last().text or "")
    assert await stage.orders() == []


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("89991234567 89991234568 Завтра офис закрыт", "Завтра офис закрыт"),
        ("89991234567\tИван Петров\n89991234568\tАнна Сомова\nЗавтра офис закрыт", "Завтра офис закрыт"),
        ("Ivan Petrov\t89991234567\nAnna Somova\t89991234568\nThe office is closed", "The office is closed"),
        ("89991234567 and 89991234568 The office is closed", "The office is closed"),
    ],
)
async def test_a_pasted_list_is_one_order(stage: Stage, oleg: Someone, written: str, text: str) -> None:
    await oleg.says(f"/call {written}")
    (order,) = await stage.orders()
    assert (order.phones, order.terms.saying.text) == ((PHONE, "79991234568"), text)


async def test_a_date_is_the_text(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call +7 999 123-45-67\n30.12.2026 18:00 ждём вас на приём")
    (order,) = await stage.orders()
    assert (order.phones, order.terms.saying.text) == ((PHONE,), "30.12.2026 18:00 ждём вас на приём")


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("ru", "18", "«18» — это в 18:00 или через 18 мин?"),
        ("en", "9", "Does “9” mean 9:00 or in 9 minutes?"),
    ],
)
async def test_a_lone_hour_is_asked_about(stage: Stage, language: str, written: str, said: str) -> None:
    someone = await stage.person(3, Role.OPERATOR, language)
    await someone.says("/call +7 999 123-45-67 Ваш заказ готов")
    await someone.presses("🕒")
    await someone.says(written)
    assert said in (someone.last().text or "")
    (order,) = await stage.orders()
    assert order.terms.at is None
    await someone.says("1830")
    (order,) = await stage.orders()
    assert order.terms.at is not None
    assert f"{order.terms.at:%H:%M}" == "15:30", "18:30 in Moscow"


async def test_a_lone_hour_after_a_day_is_an_hour(stage: Stage, oleg: Someone) -> None:
    for written, hour in (("18", "15:00"), ("1830", "15:30")):
        await oleg.says("/call +7 999 123-45-67 Ваш заказ готов")
        for label in ("Позже", "Другой день", "25"):
            await oleg.presses(label)
        await oleg.says(written)
        at = (await stage.orders())[-1].terms.at
        assert at is not None
        assert f"{at:%d %H:%M}" == f"25 {hour}"
